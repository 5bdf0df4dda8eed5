"""Places that a table names: ids of facts, addresses of cells, keys of documents."""

from collections.abc import Iterator

from compendium.check.material import Material, at
from compendium.problem import Problem
from compendium.source import identifiers, references
from compendium.source.address import corners

FACTS, PLACE, REFERENCES = "facts", "place", references.PATH
# Tidy tables whose records are named by their id alone, wherever they come from.
NAMED = (FACTS, "claims", "text_contradictions")


def check(material: Material) -> Iterator[Problem]:
    """Places in documents that are not there, or are named twice."""
    broken, readable = material.broken(), {table.path.rpartition("/")[0] for table, _ in material.readable()}
    known = references.ids()
    if not known:
        return  # which compendium.check.references tells
    known |= set(_facts(material))
    yield from _ids(material)
    for table, grid in material.readable():
        for field in (f for f in table.fields if f.get("vocabulary") == PLACE and f["name"] in grid.header):
            column = grid.header.index(field["name"]) + 1
            for row in range(2, grid.height + 1):
                text = grid.get(row, column) or ""
                if "#" in text:
                    fault = _of_address(text, material, broken)
                elif text in known or not text or broken - readable:  # a package that is lost may hold the fact
                    fault = None
                else:
                    expected = f"the id of a fact or the key of a document in {REFERENCES}"
                    fault = ("unknown place", expected, "mend the place")
                if fault:
                    kind, expected, todo = fault
                    yield at(table, grid, row, column, kind=kind, found=repr(text), expected=expected, todo=todo)


def _facts(material: Material) -> Iterator[str]:
    """Ids of all facts."""
    for table, grid in material.readable():
        if table.card.get("tidy") == FACTS and "id" in grid.header:
            place = grid.header.index("id")
            yield from (record[place] for record in grid.records[1:] if len(record) > place)


def _ids(material: Material) -> Iterator[Problem]:
    """Ids that are no names, or that stand in several tables: who names one would name either."""
    documents = references.ids()
    for tidy in NAMED:
        first: dict[str, tuple[str, int]] = {}
        for table, grid in material.readable():
            if table.card.get("tidy") != tidy or "id" not in grid.header:
                continue
            column = grid.header.index("id") + 1
            for row in range(2, grid.height + 1):
                text = grid.get(row, column) or ""
                if text and (fault := _of_id(text, table.path, first, documents)):
                    kind, expected, todo = fault
                    yield at(table, grid, row, column, kind=kind, found=repr(text), expected=expected, todo=todo)
                first.setdefault(text, (table.path, grid.line(row)))


def _of_id(text: str, path: str, first: dict, documents: set[str]) -> tuple[str, str, str] | None:
    """Kind, expectation and what to do of an id that cannot stand."""
    if wrong := identifiers.refuse("row", text):
        return "name that cannot be used", wrong, "number it anew"
    if text in documents:
        return "id twice", f"another id than that of a document in {REFERENCES}", "number it anew"
    if text in first and first[text][0] != path:
        file, line = first[text]
        return "id twice", f"an id of its own: {file}, line {line}, has it", "number it anew"
    return None


def _of_address(text: str, material: Material, broken: set[str]) -> tuple[str, str, str] | None:
    """Kind, expectation and what to do of an address that names no cell."""
    try:
        file, _, _, row, column = corners(text)
    except ValueError as error:
        return "no cell address", "FILE#cell=ROW,COLUMN", str(error)
    grid = material.grids.get(file)
    if grid is None and file.rpartition("/")[0] in broken:
        return None
    if grid is None or grid.get(row, column) is None:
        return "unknown cell", "a cell of a raw table", "mend the address"
    return None

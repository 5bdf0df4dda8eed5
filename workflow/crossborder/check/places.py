"""Places that a table names: ids of facts, addresses of cells, keys of documents."""

import json
from collections.abc import Iterator

from crossborder.address import parse
from crossborder.check.material import Material, at
from crossborder.problem import Problem
from crossborder.root import ROOT

FACTS, PLACE, REFERENCES = "facts", "place", "raw/references.json"


def check(material: Material) -> Iterator[Problem]:
    broken, readable = material.broken(), {table.path.rpartition("/")[0] for table, _ in material.readable()}
    known = {reference["id"] for reference in json.loads((ROOT / REFERENCES).read_text(encoding="utf-8"))}
    known |= set(_facts(material))
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


def _of_address(text: str, material: Material, broken: set[str]) -> tuple[str, str, str] | None:
    """Kind, expectation and what to do of an address that names no cell."""
    try:
        cell = parse(text)[0]
    except ValueError as error:
        return "no cell address", "FILE#cell=ROW,COLUMN", str(error)
    grid = material.grids.get(cell.file)
    if grid is None and cell.file.rpartition("/")[0] in broken:
        return None
    if grid is None or grid.get(cell.row, cell.column) is None:
        return "unknown cell", "a cell of a raw table", "mend the address"
    return None

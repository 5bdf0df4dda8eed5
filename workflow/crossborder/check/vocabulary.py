"""Columns with a vocabulary: states, borders, publishers that have a kind, places in the material."""

import json
import re
from collections.abc import Iterator

from crossborder import entities, publishers
from crossborder.address import parse
from crossborder.check.material import Material, at
from crossborder.problem import Problem
from crossborder.root import ROOT

FACTS, REFERENCES = "facts", "raw/references.json"
BORDER = re.compile(r"[A-Z]{3}-[A-Z]{3}")


def check(material: Material) -> Iterator[Problem]:
    yield from _publishers()
    places = {
        **{table.path: grid for table, grid in material.readable()},
        **dict.fromkeys(_facts(material)),
        **dict.fromkeys(reference["id"] for reference in json.loads((ROOT / REFERENCES).read_text(encoding="utf-8"))),
    }
    known = publishers.kinds() if (ROOT / publishers.PATH).is_file() else {}
    for table, grid in material.readable():
        for field in (f for f in table.fields if "vocabulary" in f and f["name"] in grid.header):
            column = grid.header.index(field["name"]) + 1
            for row in range(2, grid.height + 1):
                text = grid.get(row, column) or ""
                judged = (
                    _places(text, places)
                    if field["vocabulary"] == "place"
                    else _faults(field["vocabulary"], text, known)
                )
                for kind, found, expected, todo in judged:
                    yield at(table, grid, row, column, kind=kind, found=repr(found), expected=expected, todo=todo)


def _faults(vocabulary: str, text: str, known: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    if vocabulary == "publisher":
        if text and text not in known:
            yield "publisher without a kind", text, f"a row of {publishers.PATH}", "add the publisher with its kind"
        return
    for part in text.split(";") if text else []:
        if vocabulary == "borders":
            if not BORDER.fullmatch(part) or not all(map(entities.is_code, part.split("-"))):
                yield "unknown border", part, "two alpha-3 codes, such as KAZ-UZB", "compare with the source"
        elif not entities.is_code(part):
            yield "unknown country name", part, "an ISO 3166-1 alpha-3 code", "compare with the source"


def _facts(material: Material) -> Iterator[str]:
    """Ids of all facts."""
    for table, grid in material.readable():
        if table.card.get("tidy") == FACTS and "id" in grid.header:
            yield from (
                record[grid.header.index("id")] for record in grid.records[1:] if len(record) == len(grid.header)
            )


def _places(text: str, places: dict) -> Iterator[tuple[str, str, str, str]]:
    """Fault of a place: an id of a fact, an address of a cell that is there, or a key of a reference."""
    if "#" in text:
        try:
            cell = parse(text)[0]
        except ValueError as error:
            yield "no cell address", text, "FILE#cell=ROW,COLUMN", str(error)
            return
        if not places.get(cell.file) or places[cell.file].get(cell.row, cell.column) is None:
            yield "unknown cell", text, "a cell of a raw table", "mend the address"
    elif text and text not in places:
        yield "unknown place", text, f"the id of a fact or the key of a document in {REFERENCES}", "mend the place"


def _publishers() -> Iterator[Problem]:
    from crossborder.check.records import records

    found = list(records(publishers.PATH, publishers.COLUMNS))
    yield from found
    if not found:
        for line, (name, kind) in enumerate(publishers.kinds().items(), start=2):
            if kind not in publishers.KINDS:
                expected = ", ".join(publishers.KINDS)
                yield Problem(
                    publishers.PATH,
                    "unknown kind",
                    f"{name}: {kind!r}",
                    expected,
                    "use one of these",
                    line=line,
                    column=2,
                )

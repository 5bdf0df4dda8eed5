"""Columns with a vocabulary: states, borders, and publishers that have a kind."""

import re
from collections.abc import Iterator

from crossborder import entities, publishers
from crossborder.check.material import Material, at
from crossborder.problem import Problem
from crossborder.unusable import Unusable

PLACE = "place"  # which crossborder.check.places judges
BORDER = re.compile(r"[A-Z]{3}-[A-Z]{3}")


def check(material: Material) -> Iterator[Problem]:
    try:
        known = publishers.kinds()
    except Unusable as error:
        yield from error.problems
        return
    for table, grid in material.readable():
        for field in (f for f in table.fields if f.get("vocabulary", PLACE) != PLACE and f["name"] in grid.header):
            column = grid.header.index(field["name"]) + 1
            for row in range(2, grid.height + 1):
                for kind, found, expected, todo in _faults(field["vocabulary"], grid.get(row, column) or "", known):
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

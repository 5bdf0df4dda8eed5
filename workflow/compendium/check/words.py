"""Words that decide: a text that its schema does not list is named with the nearest one that it does."""

import difflib
from collections.abc import Iterator

from compendium.check.material import Material, at
from compendium.check.reading import cells
from compendium.problem import Problem

SHOWN = 12  # words of a long list that a message shows


def check(material: Material) -> Iterator[Problem]:
    """Words in place of a value, such as n/a, that the card does not declare."""
    for table, grid in material.readable():
        for field in table.fields:
            known = [str(word) for word in field.get("constraints", {}).get("enum", [])]
            if not known or field["type"] != "string" or field["name"] not in grid.header:
                continue
            column = grid.header.index(field["name"]) + 1
            for row, text in cells(grid, column):
                if text not in known:
                    yield at(
                        table,
                        grid,
                        row,
                        column,
                        kind=f"unknown {field['name']}",
                        found=repr(text),
                        expected=_expected(text, known),
                        todo="compare with the source; a new word is first listed in the schema, where code may read it",
                    )


def _expected(text: str, known: list[str]) -> str:
    near = difflib.get_close_matches(text, known, n=1)
    listed = ", ".join(known[:SHOWN]) + (f" and {len(known) - SHOWN} more" if len(known) > SHOWN else "")
    return f"one of {listed}" + (f"; the nearest is {near[0]!r}" if near else "")

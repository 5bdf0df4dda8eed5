"""Constraints of the schemas that can be asked at all: patterns that compile, bounds that are numbers in order."""

import re
from collections.abc import Iterator

from compendium.check.material import Material, at
from compendium.problem import Problem

NUMBERS = ("integer", "number")


def check(material: Material) -> Iterator[Problem]:
    """Cells that the constraints of their field forbid."""
    for table, grid in material.readable():
        for field in table.fields:
            for found, expected in faults(field) if field["name"] in grid.header else ():
                column = grid.header.index(field["name"]) + 1
                what = {"kind": "constraint that cannot be asked", "found": found, "expected": expected}
                yield at(table, grid, 1, column, **what, todo="mend the schema of the table")


def faults(field: dict) -> Iterator[tuple[str, str]]:
    """What is found and expected of each constraint of a field that no cell can be held against."""
    asked = field.get("constraints", {})
    try:
        re.compile(asked.get("pattern", ""))
    except (re.error, RecursionError, OverflowError) as error:
        yield f"pattern {asked['pattern']!r}: {error}", "a regular expression"
    if field["type"] in NUMBERS:
        bounds = [asked[name] for name in ("minimum", "maximum") if name in asked]
        plain = [bound for bound in bounds if isinstance(bound, int | float) and not isinstance(bound, bool)]
        if len(plain) < len(bounds):
            yield f"bounds {bounds}", "numbers"
        elif bounds != sorted(bounds):
            yield f"from {bounds[0]} to {bounds[1]}", "a minimum that is not above the maximum"

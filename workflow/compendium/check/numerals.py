"""Numbers: plain decimal notation wherever a column is a number, and bounds by the unit that stands beside a value."""

from collections.abc import Iterator

from compendium import study
from compendium.check.material import Material, at
from compendium.check.reading import PLAIN, cells, records
from compendium.problem import Problem
from compendium.source import numbers

TYPES = ("integer", "number")
TODO = "compare with the source, and write the digits as they are printed"


def check(material: Material) -> Iterator[Problem]:
    """Numbers that are written in digits of another script, or with signs that are none."""
    for table, grid in material.readable():
        for field in (f for f in table.fields if f["type"] in TYPES and f["name"] in grid.header):
            column = grid.header.index(field["name"]) + 1
            for row, text in cells(grid, column):
                if not PLAIN.fullmatch(text):
                    what = {"kind": "number not in plain notation", "found": repr(text)}
                    yield at(table, grid, row, column, **what, expected="digits and a decimal point", todo=TODO)
        if "value" in grid.header and "unit" in grid.header:
            yield from _by_unit(table, grid)


def _by_unit(table, grid) -> Iterator[Problem]:
    """Values of a long table outside the bounds of their unit; those of a text may be words."""
    bounds = study.adds("BOUNDS")
    column, of_a_text = grid.header.index("value") + 1, "predicate" in grid.header
    for row, record in records(table, grid):
        if record["unit"] not in bounds or not record["value"]:
            continue
        least, most = bounds[record["unit"]]
        found = numbers.read(record["value"].partition(" of ")[0])
        if (found is None and not of_a_text) or (found is not None and not least <= found <= most):
            expected = f"a number from {least:,} to {most:,} {record['unit']}"
            what = {"kind": "value that its unit forbids", "found": repr(record["value"])}
            yield at(table, grid, row, column, **what, expected=expected, todo=TODO)

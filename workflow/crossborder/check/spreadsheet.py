"""Texts that a spreadsheet program makes of what was keyed: dates, numbers, errors, formulas."""

import re
from collections.abc import Iterator

from crossborder.cards import Table
from crossborder.check.material import Material, at
from crossborder.grid import Grid
from crossborder.problem import Problem

MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
# Kind, the texts it takes, what was probably keyed, and the field types in which the text is at home.
CHANGES = (
    ("stray space", re.compile(r"\s.*|.*\s", re.DOTALL), "no space at either end", ("free",)),
    ("decimal comma", re.compile(r"[-+]?\d+,\d+"), "a point, or no thousands separator", ("free",)),
    (
        "date made by a spreadsheet",
        re.compile(
            rf"\d{{1,2}}[-/. ]{MONTH}(?:[-/. ]\d{{2,4}})?|{MONTH}[-/. ]\d{{2,4}}|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|\d{{4}}-\d{{2}}-\d{{2}}(?:[ T].*)?"
        ),
        "the text as printed",
        ("date", "free"),
    ),
    (
        "number made by a spreadsheet",
        re.compile(r"[-+]?\d(?:\.\d+)?[eE][-+]?\d+|[-+]?\d+\.0+|#{2,}|0\d+"),
        "the digits as printed",
        ("number", "free"),
    ),
    (
        "error made by a spreadsheet",
        re.compile(r"#(?:REF|N/A|NAME|VALUE|DIV/0|NUM|NULL)[!?]?"),
        "the text as printed",
        (),
    ),
    ("formula", re.compile(r"[=@].*|[-+](?=[A-Za-z(]).*", re.DOTALL), "a value", ()),
    ("truth value made by a spreadsheet", re.compile(r"TRUE|FALSE"), "the text as printed", ("boolean",)),
)


def check(material: Material) -> Iterator[Problem]:
    for table, grid in material.readable():
        types = {f["name"]: _type(table, f) for f in table.fields}
        for row, record in enumerate(grid.records, start=1):
            for column, text in enumerate(record, start=1):
                name = grid.header[column - 1] if column <= len(grid.header) else ""
                yield from _cell(table, grid, row, column, text, types.get(name, "mark"))


def _type(table: Table, field: dict) -> str:
    """Type that decides what is at home in a column; a matrix holds marks or counts, never free text."""
    if table.card.get("layout") == "matrix" or table.is_second:
        return "mark"
    return "free" if field.get("typography") == "free" else field.get("type", "string")


def _cell(table: Table, grid: Grid, row: int, column: int, text: str, kind_of_column: str) -> Iterator[Problem]:
    for kind, pattern, expected, at_home in CHANGES:
        if kind_of_column not in at_home and pattern.fullmatch(text):
            yield at(
                table,
                grid,
                row,
                column,
                kind=kind,
                found=repr(text),
                expected=expected,
                todo="key the cell again from the source, in a text editor",
            )
            return

"""Texts that a spreadsheet program would make of what was keyed, or would run.

Most of them can also be print: then the schema says so, with `typography: free` for texts kept as they are
printed, and with a reason under `as_printed` for what a spreadsheet would run or makes of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from compendium.check.material import Material, at
from compendium.check.reading import described
from compendium.check.text import CARD
from compendium.problem import FIX, Problem
from compendium.source.cards import Table
from compendium.source.formula import would_run
from compendium.source.grid import Grid

MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    "|Nov(?:ember)?|Dec(?:ember)?)"
)
FREE, PRINTED = "typography: free", "as_printed"
AGAIN = "key the cell again from the source, in a text editor"


@dataclass(frozen=True)
class Change:
    """A kind of text, what is expected instead, the types of fields it is at home in, and what the card can say."""

    kind: str
    pattern: re.Pattern
    expected: str
    at_home: tuple[str, ...] = ()
    declared: str = FREE
    safe: bool = False


CHANGES = (
    Change("stray space", re.compile(r"\s.*+|.*+(?<=\s)", re.DOTALL), "no space at either end", safe=True),
    Change("decimal comma", re.compile(r"[-+]?\d+,\d+"), "a point, or no thousands separator"),
    Change(
        "text that looks like a date",
        re.compile(
            rf"\d{{1,2}}[-/. ]{MONTH}(?:[-/. ]\d{{2,4}})?|{MONTH}[-/. ]\d{{2,4}}|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|\d{{4}}-\d{{2}}-\d{{2}}(?:[ T].*)?"
        ),
        "the text as printed",
        ("date", "datetime"),
    ),
    Change(
        "text that looks like a changed number",
        re.compile(r"[-+]?\d(?:\.\d+)?[eE][-+]?\d+|[-+]?\d+\.0+"),
        "the digits as printed",
        ("number",),
    ),
    Change("text that looks like a truth value", re.compile(r"TRUE|FALSE"), "the text as printed", ("boolean",)),
    Change(
        "error made by a spreadsheet",
        re.compile(r"#(?:REF|N/A|NAME|VALUE|DIV/0|NUM|NULL|SPILL|CALC|GETTING_DATA)[!?]?|#{2,}|Err:\d{3}"),
        "the text as printed",
        declared=PRINTED,
    ),
)
FORMULA = Change("formula", re.compile(""), "a value: a spreadsheet program would run this", declared=PRINTED)
# Words and plain numbers, which most cells are: none of the above, told at once.
PLAIN = re.compile(r"(?:[^\W\d]|(?<=[^\W\d])[ ,.;:()'’-](?=[^\W\d]))*|\d{1,9}(?:\.\d{0,5}[1-9])?")
WORDS = ("TRUE", "FALSE")


def check(material: Material) -> Iterator[Problem]:
    """Cells that a spreadsheet program changed or would run."""
    for table, grid in material.parsed():
        fields = described(table, grid.header)
        for row, record in enumerate(grid.records, start=1):
            for column, text in enumerate(record, start=1):
                field = fields[column - 1] if column <= len(fields) else {}
                if found := change(text, field, heading=row == 1):
                    yield _problem(table, grid, row, column, found)


def change(text: str, field: dict, *, heading: bool) -> Change | None:
    """What a spreadsheet program made of a text or would make of it, unless it is at home in its column."""
    if (one := _seen(text)) is None:
        return None
    # A heading that the schema has was written there by hand.
    free = field.get("typography") == "free" or (heading and bool(field))
    declared = free if one.declared == FREE else PRINTED in field
    return None if declared or field.get("type") in one.at_home else one


@lru_cache(1 << 16)
def _seen(text: str) -> Change | None:
    """What a text looks like, whatever its column; kept, since columns repeat their texts."""
    if PLAIN.fullmatch(text) and text not in WORDS:
        return None
    for one in CHANGES:
        if one.pattern.fullmatch(text):
            return one
    return FORMULA if would_run(text) else None


def _problem(table: Table, grid: Grid, row: int, column: int, change: Change) -> Problem:
    say = f"`{FREE}`" if change.declared == FREE else f"why with `{PRINTED}`"
    of = f"for the field {grid.header[column - 1]!r}" if column <= len(grid.header) else "for its field"
    todo = f"may be print: then say {say} {of} {CARD}; if it is none, {AGAIN}"
    if change.safe:
        todo = f"{FIX} trims it; where spaces are printed, say {say} {of} {CARD}"
    what = {"kind": change.kind, "found": repr(grid.get(row, column)), "expected": change.expected}
    return at(table, grid, row, column, **what, todo=todo, safe=change.safe)

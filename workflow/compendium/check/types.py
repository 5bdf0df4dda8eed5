"""Types and constraints of the Table Schema, by the standard's own validator."""

import pickle
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from compendium.check.constraints import faults
from compendium.check.material import Material, at
from compendium.problem import Problem
from compendium.source.cards import Table
from compendium.source.grid import Grid

TYPE = "type"
SHOWN = 200  # characters of a cell that a message shows
TODO = "compare with the source, or mend the schema"


def check(material: Material) -> Iterator[Problem]:
    """Cells that are not of the type of their field."""
    # Imported here: half a second that a status or a trace need not wait for.
    from frictionless import FrictionlessException

    refused = material.refused_rows()
    for table, grid in material.readable():
        if [f["name"] for f in table.fields] != grid.header or any(any(faults(f)) for f in table.fields):
            continue
        try:
            notes = [_notes(pickle.dumps((f["type"], f.get("constraints", {})))) for f in table.fields]
        except (FrictionlessException, re.error, ValueError, TypeError, AttributeError) as error:
            yield Problem(
                file=table.path,
                kind="schema that the validator does not take",
                found=str(error),
                expected="a Table Schema",
                todo="mend the fields of its schema",
                printed=table.printed,
            )
            continue
        rows = [row for row in range(2, grid.height + 1) if (table.path, row) not in refused]
        for column, (field, told) in enumerate(zip(table.fields, notes, strict=True), start=1):
            yield from _column(table, grid, column, rows, told)
            if field.get("constraints", {}).get("unique"):
                yield from _unique(table, grid, column, rows)


Notes = Callable[[str], str]


@lru_cache(1024)
def _notes(field: bytes) -> Notes:
    """What the validator has against a text, told once for each text; nothing where it takes it.

    Fields of one type and the same constraints, which are pickled to be told apart, have one reader.
    """
    from frictionless import Schema

    kind, constraints = pickle.loads(field)
    descriptor = {"name": "field", "type": kind, "constraints": constraints}
    reader = Schema.from_descriptor({"fields": [descriptor]}).fields[0].create_cell_reader()

    @lru_cache(1 << 14)
    def told(text: str) -> str:
        try:
            notes = reader(text)[1]
        except (ValueError, ArithmeticError, TypeError, RecursionError) as error:
            return f"{TYPE}: {error}"
        return "; ".join(f"{name}: {note}" for name, note in (notes or {}).items())

    return told


def _column(table: Table, grid: Grid, column: int, rows: list[int], notes: Notes) -> Iterator[Problem]:
    for row in rows:
        text = grid.records[row - 1][column - 1]
        if said := notes(text):
            name, _, note = said.partition(": ")
            kind = "wrong type" if name == TYPE else "value that its constraint forbids"
            yield at(table, grid, row, column, kind=kind, found=repr(text[:SHOWN]), expected=note, todo=TODO)


def _unique(table: Table, grid: Grid, column: int, rows: list[int]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in rows:
        text = grid.records[row - 1][column - 1]
        if text and text in first:
            what = {"kind": "value twice in a column of unique values", "found": repr(text[:SHOWN])}
            yield at(table, grid, row, column, **what, expected=f"once, on line {grid.line(first[text])}", todo=TODO)
        first.setdefault(text, row)

"""Tables of values: one row a printed value, read by the signs of its card, and one a printed total."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from compendium.decision import value_tables
from compendium.decision.codings import ENTITY
from compendium.decision.decisions import Decisions
from compendium.source import cards
from compendium.source.cards import VALUES, Table
from compendium.source.grid import Grid, read
from compendium.source.values import layout, reading
from compendium.source.values.layout import Layout, Line
from compendium.source.values.reading import Reading
from compendium.source.values.signs import blocks
from compendium.table import vocabulary
from compendium.table.vocabulary import Vocabulary

JOINT = ", "  # between headings of several levels


@dataclass(frozen=True)
class Printed:
    """A printed table of values with accepted corrections, and the vocabularies that read its labels."""

    table: Table
    grid: Grid
    lines: Layout
    corrected: dict[tuple[int, int], str]
    coded: dict[str, str]

    def cells(self) -> Iterator[tuple[Line, Line, Reading]]:
        """Row, column and reading of each cell with a value, totals among them. Raises Unreadable."""
        for row in self.lines.rows:
            for column in self.lines.columns:
                text = self.grid.get(row.number, column.number) or ""
                yield row, column, reading.read(text, self.lines.signs(row, column))

    def named(self, line: Line, read: Vocabulary, *, is_row: bool) -> tuple[str, str]:
        """Key and name of what a label names. Raises ValueError for one that its vocabulary does not have."""
        if line.of is not None:
            return line.label, line.label
        head, labels = self.table.header_rows, self.table.label_columns
        address = str(self.grid.cell(line.number, labels) if is_row else self.grid.cell(head, line.number))
        key = self.coded.get(address) or read.key(line.label)
        if key is None:
            raise ValueError(f"{address}: {line.label!r} is not {read.expected} and has no coding")
        return key, read.name(key)


def printed(table: Table, decided: Decisions) -> Printed:
    """A checked table of values as the decisions have it."""
    grid, corrected = decided.apply(read(table.path))
    return Printed(table, grid, layout.of_grid(table.values or {}, grid), corrected, decided.coded(ENTITY))


def tabulate(name: str, decided: Decisions) -> list[dict]:
    """Rows of all tables of values that feed a tidy table, in the printed order; totals left out."""
    return [
        row for table in cards.feeding(name) if table.card.get("layout") == VALUES for row in _rows(table, decided, "")
    ]


def totals(name: str, decided: Decisions) -> list[dict]:
    """Printed totals of the tables of values whose totals go to a tidy table."""
    return [row for table in value_tables.of_totals(name) for row in _rows(table, decided, "sums")]


def _rows(table: Table, decided: Decisions, sums: str) -> Iterator[dict]:
    """Tidy rows of a table: of its values, or with `sums` of its totals."""
    found = printed(table, decided)
    of_rows, of_columns = vocabulary.of_rows(table), vocabulary.of_columns(table)
    of_spanners = vocabulary.of_spanners(table)
    notes = {mark: note for _, block in blocks(table.values or {}) for mark, note in block.get("flags", {}).items()}
    cells = {(row.number, column.number): cell for row, column, cell in found.cells()}
    for row, column, cell in ((r, c, cells[r.number, c.number]) for r in found.lines.rows for c in found.lines.columns):
        if (row.of is not None or column.of is not None) != bool(sums):
            continue
        marks = list(dict.fromkeys([*cell.flags, *row.flags, *column.flags]))
        (row_key, row_name), (column_key, column_name) = (
            found.named(row, of_rows, is_row=True),
            found.named(column, of_columns, is_row=False),
        )
        entry = found.corrected.get((row.number, column.number))
        spanners = [of_spanners.name(of_spanners.key(text) or text) for text in column.groups]
        yield {
            "source": table.card["reference"],
            "table": table.card["table"],
            "group": JOINT.join(row.groups) or None,
            "row": row_name,
            "row_key": row_key,
            "spanner": JOINT.join(spanners) or None,
            "column": column_name,
            "column_key": column_key,
            **({sums: _sums(row, column), "summed": _summed(row, column, cell, cells)} if sums else {}),
            "value": _number(cell.value),
            "low": _number(cell.low),
            "high": _number(cell.high),
            "precision": cell.precision or None,
            "missing": cell.missing or None,
            "unit": cell.unit or None,
            "flags": marks,
            "notes": "; ".join(dict.fromkeys(notes[mark] for mark in marks)) or None,
            "printed": found.grid.get(row.number, column.number) or None,
            "corrections": [entry] if entry else [],
            "cells": [str(found.grid.cell(row.number, column.number))],
        }


def _sums(row: Line, column: Line) -> str:
    if row.of is not None and column.of is not None:
        return "rows and columns"
    return "rows" if row.of is not None else "columns"


def _summed(row: Line, column: Line, total: Reading, cells: dict[tuple[int, int], Reading]) -> float | None:
    """What the parts of a total come to; None where one is not known, no exact number, or of another unit."""
    parts = [cells[part, column.number] for part in row.of or ()] or [cells[row.number, p] for p in column.of or ()]
    ends = [part.ends() if part.unit == total.unit else None for part in parts]
    known = [end[0] for end in ends if end is not None and end[0] is not None and end[0] == end[1]]
    return _number(sum(known, Decimal(0))) if parts and len(known) == len(parts) else None


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)

"""Printed totals of tables of values are what their lines come to, after the accepted corrections.

What is summed may be a range or a bound: then the total lies between the sums of its ends. Where a part is not
available or confidential nothing can be said.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from compendium.check.material import Material, at
from compendium.check.totals import TODO, left_as_printed
from compendium.decision.ledger import PATH, apply, entries, named
from compendium.problem import Problem
from compendium.source.cards import Table
from compendium.source.grammar import Unreadable
from compendium.source.grid import Grid
from compendium.source.values import layout, reading
from compendium.source.values.layout import Layout
from compendium.source.values.reading import Reading

Cells = dict[tuple[int, int], Reading]


def check(material: Material) -> Iterator[Problem]:
    """Printed totals that their parts do not come to."""
    refused = {(file, line) for file, line, _ in material.refused()}
    bad_ledger = any(problem.file == PATH for problem in material.problems)
    left = set() if bad_ledger else {entry.cell for entry in entries() if left_as_printed(entry)}
    waiting = {cell.partition("#")[0] for cell in named()} if bad_ledger else set()
    for table, printed in material.readable():
        if table.values is None or table.is_second or any(file == table.path for file, _ in refused):
            continue
        if table.path in waiting:  # what is decided of it cannot be read yet
            continue
        grid = printed if bad_ledger else apply(printed, list(entries()))[0]
        yield from _table(table, grid, left)


def _table(table: Table, grid: Grid, left: set[str]) -> Iterator[Problem]:
    lines = layout.of_grid(table.values or {}, grid)
    try:
        cells = {
            (row.number, column.number): reading.read(
                grid.get(row.number, column.number) or "", lines.signs(row, column)
            )
            for row in lines.rows
            for column in lines.columns
        }
    except Unreadable:
        return  # which the check of values, or of the ledger, tells
    within = Decimal(str((table.values or {}).get("totals", {}).get("within", 0)))
    for (row, column), parts, along in _sums(lines):
        cell = cells[row, column]
        if cell.missing or str(grid.cell(row, column)) in left:
            continue
        found = [cells[part] for part in parts]
        if mistake := differs(cell, found, within):
            said = f"{grid.get(row, column)} printed, {mistake} summed over {len(parts)} {along}"
            yield at(table, grid, row, column, kind="printed total", found=said, expected="equal", todo=TODO)


def _sums(lines: Layout) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]], str]]:
    """Each total with the cells that it is the sum of: down its column, along its row, or both."""
    for row in lines.rows:
        for column in lines.columns:
            if row.of is not None:
                yield (row.number, column.number), [(part, column.number) for part in row.of], "rows"
            if column.of is not None:
                yield (row.number, column.number), [(row.number, part) for part in column.of], "columns"


def differs(total: Reading, parts: Iterable[Reading], within: Decimal) -> str:
    """What parts come to where a total is none that they can have; empty where it is, or nothing can be said."""
    low: Decimal | None = Decimal(0)
    high: Decimal | None = Decimal(0)
    for part in parts:
        if (ends := part.ends()) is None or part.unit != total.unit:
            return ""
        low = None if low is None or ends[0] is None else low + ends[0]
        high = None if high is None or ends[1] is None else high + ends[1]
    least, most = total.ends() or (None, None)
    above = low is not None and most is not None and most < low - within
    below = high is not None and least is not None and least > high + within
    return " to ".join(str(end) for end in dict.fromkeys((low, high)) if end is not None) if above or below else ""

"""Printed totals equal the sums of their columns, after the accepted corrections."""

from collections.abc import Iterator

from compendium.check.material import Material, at
from compendium.decision.ledger import PATH, Entry, apply, entries, named
from compendium.problem import Problem
from compendium.source import grammar
from compendium.source.cards import Table
from compendium.source.grid import Grid

TODO = (
    "compare with the source; a total or a number that is wrong in print gets a misprint entry, a difference that nobody"
    f" can settle an accepted no-change entry on the total, in {PATH}"
)


def check(material: Material) -> Iterator[Problem]:
    """Printed totals that their parts do not come to."""
    refused = material.refused()
    uneven = {file for file, _ in material.refused_rows()}
    bad_ledger = any(problem.file == PATH for problem in material.problems)
    left = set() if bad_ledger else {entry.cell for entry in entries() if left_as_printed(entry)}
    waiting = {cell.partition("#")[0] for cell in named()} if bad_ledger else set()
    for table, printed in material.readable():
        if "totals_row" in table.card and table.path not in uneven | waiting:
            grid = printed if bad_ledger else apply(printed, list(entries()))[0]
            doubtful = {column for file, line, column in refused if file == table.path}
            yield from _columns(table, grid, doubtful, left)


def left_as_printed(entry: Entry) -> bool:
    """Whether an entry settles that a cell stays, whatever it should be: it was looked at, and nobody can tell."""
    return entry.status == "accepted" and not entry.changes


def _columns(table: Table, grid: Grid, doubtful: set[int], left: set[str]) -> Iterator[Problem]:
    label = table.card["totals_row"]
    row = next((r for r in range(2, grid.height + 1) if grid.get(r, 1) == label), None)
    if row is None:
        yield Problem(
            table.path,
            "missing row of totals",
            f"no row {label!r}",
            f"the row {label!r} that the card names",
            "put it back, or take totals_row off the card",
            line=1,
            printed=table.printed,
        )
        return
    for column in range(2, len(grid.header) + 1):
        # A sum over a cell that is itself in doubt says nothing.
        if column in doubtful or str(grid.cell(row, column)) in left:
            continue
        parts = table.parts(grid.header[column - 1])
        total = sum(
            c.count or 0
            for r in range(2, grid.height + 1)
            if r != row
            for c in grammar.counts(grid.get(r, column) or "", parts)
        )
        if total != grammar.total(grid.get(row, column) or ""):
            found = f"{grid.get(row, column)} printed, {total} summed over {grid.height - 2} rows"
            yield at(
                table,
                grid,
                row,
                column,
                kind="printed total",
                found=found,
                expected="equal",
                todo=TODO,
            )

"""The two keyings of a table agree, or an entry of the ledger settles where they do not."""

from collections.abc import Iterator

from compendium.check.material import Material, at
from compendium.decision.ledger import PATH, entries, named
from compendium.problem import Problem
from compendium.source.cards import Table
from compendium.source.grid import Grid

SETTLING = ("slip", "no-change")  # the first keying was wrong, or it was looked at and is right


def check(material: Material) -> Iterator[Problem]:
    """Cells in which two keyings differ and no decision says which is right."""
    refused, rows = material.refused(), material.refused_rows()
    bad_ledger = any(problem.file == PATH for problem in material.problems)
    settled = set() if bad_ledger else settled_cells()
    waiting = named() if bad_ledger else set()  # what is decided of these cannot be read yet
    readable = {table.path: grid for table, grid in material.readable()}
    for table, grid in material.readable():
        if second := readable.get(table.second or ""):
            for problem in _compare(table, grid, second, settled, refused, rows):
                if not problem.row or str(grid.cell(problem.row, problem.column)) not in waiting:
                    yield problem


def settled_cells() -> set[tuple[str, str]]:
    """Cells of first keyings that an accepted entry of the ledger settles: address, and the text that it guards."""
    return {(entry.cell, entry.printed) for entry in entries() if entry.kind in SETTLING and entry.status == "accepted"}


def unsettled(first: Grid, second: Grid, settled: set[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Row and column of each cell that two keyings of one shape have differently and that nothing settles."""
    for row, record in enumerate(first.records, start=1):
        for column, text in enumerate(record, start=1):
            if text != second.get(row, column) and (str(first.cell(row, column)), text) not in settled:
                yield row, column


def _compare(
    table: Table, first: Grid, second: Grid, settled: set[tuple[str, str]], refused: set, rows: set
) -> Iterator[Problem]:
    if (first.height, len(first.header)) != (second.height, len(second.header)):
        if not any(file in (first.path, second.path) for file, *_ in refused):
            yield Problem(
                table.path,
                "keyings of different shape",
                f"{first.height} records of {len(first.header)} cells",
                f"{second.height} of {len(second.header)}, as in {second.path}",
                "compare both with the source",
                line=1,
                printed=table.printed,
            )
        return
    for row, column in unsettled(first, second, settled):
        places = {(first.path, first.line(row), column), (second.path, second.line(row), column)}
        lost = rows & {(first.path, row), (second.path, row)} or places & refused
        if not lost:
            yield at(
                table,
                first,
                row,
                column,
                kind="keyings disagree",
                found=repr(first.get(row, column)),
                expected=f"{second.get(row, column)!r}, as the second keying has it",
                todo=f"look at the source, and say which is right: ./reproduce reconcile {table.path}",
            )

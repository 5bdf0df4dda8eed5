"""The two keyings of a table agree, or a slip in the ledger settles where they do not."""

from collections.abc import Iterator

from compendium.check.material import Material, at
from compendium.decision.ledger import PATH, entries
from compendium.problem import Problem
from compendium.source.cards import Table
from compendium.source.grid import Grid


def check(material: Material) -> Iterator[Problem]:
    """Cells in which two keyings differ and no decision says which is right."""
    refused, rows = material.refused(), material.refused_rows()
    bad_ledger = any(problem.file == PATH for problem in material.problems)
    settled = set() if bad_ledger else {e.cell for e in entries() if e.kind == "slip" and e.status == "accepted"}
    readable = {table.path: grid for table, grid in material.readable()}
    for table, grid in material.readable():
        if second := readable.get(table.second or ""):
            yield from _compare(table, grid, second, settled, refused, rows)


def _compare(table: Table, first: Grid, second: Grid, settled: set[str], refused: set, rows: set) -> Iterator[Problem]:
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
    for row, record in enumerate(first.records, start=1):
        if rows & {(first.path, row), (second.path, row)}:
            continue
        for column, text in enumerate(record, start=1):
            other = second.get(row, column)
            places = {(first.path, first.line(row), column), (second.path, second.line(row), column)}
            if text != other and str(first.cell(row, column)) not in settled and not places & refused:
                yield at(
                    table,
                    first,
                    row,
                    column,
                    kind="keyings disagree",
                    found=repr(text),
                    expected=f"{other!r}, as the second keying has it",
                    todo=f"look at the source; if the first keying is wrong, record a slip in {PATH}, else mend {second.path}",
                )

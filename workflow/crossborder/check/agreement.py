"""The two keyings of a table agree, or a slip in the ledger settles where they do not."""

from collections.abc import Iterator

from crossborder.cards import Table
from crossborder.check.material import Material, at
from crossborder.grid import Grid
from crossborder.ledger import PATH, entries
from crossborder.problem import Problem


def check(material: Material) -> Iterator[Problem]:
    refused = material.refused()
    bad_ledger = any(problem.file == PATH for problem in material.problems)
    settled = set() if bad_ledger else {e.cell for e in entries() if e.kind == "slip" and e.status == "accepted"}
    for table, grid in material.readable():
        second = material.grids.get(table.second or "")
        if second is not None:
            yield from _compare(table, grid, second, settled, refused)


def _compare(table: Table, first: Grid, second: Grid, settled: set[str], refused: set) -> Iterator[Problem]:
    structural = {file for file, _, column in refused if column == 0}
    if first.path in structural or second.path in structural:
        return
    if [len(r) for r in first.records] != [len(r) for r in second.records]:
        if not any(file in (first.path, second.path) for file, *_ in refused):
            yield Problem(
                table.path,
                "keyings of different shape",
                f"{first.height} records",
                f"{second.height}, as in {second.path}",
                "compare both with the source",
                line=1,
                printed=table.printed,
            )
        return
    for row, record in enumerate(first.records, start=1):
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

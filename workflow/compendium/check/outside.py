"""Lines of a file that stand above or below its table: a title, a note, a source, keyed with the table itself."""

from collections import Counter
from collections.abc import Iterator

from compendium.check.material import Material, at, names
from compendium.problem import Problem
from compendium.source.cards import Table
from compendium.source.grid import Grid

TAKE_OUT = "take it out: the card has `title` for a title, `flags` for notes of marks, `notes` for what else is printed"


def check(material: Material) -> Iterator[Problem]:
    """Lines above the headings, of which the file is then not judged further, and lines below the last row."""
    for table, grid in material.parsed():
        above = _above(table, grid)
        if above:
            material.unsound.add(table.path)
            yield _problem(table, grid, above, "line above the table", "the headings of the columns first", "file")
            continue
        for row in _below(grid):
            yield _problem(table, grid, row, "line below the table", f"a row of {len(grid.header)} cells", "row")


def _problem(table: Table, grid: Grid, row: int, kind: str, expected: str, covers: str) -> Problem:
    found = repr(grid.records[row - 1][0][:80])
    return at(table, grid, row, 1, kind=kind, found=found, expected=expected, todo=TAKE_OUT, covers=covers)


def _alone(record: list[str]) -> bool:
    """Whether a record has a text in its first cell and nothing else."""
    return bool(record) and bool(record[0].strip()) and not any(record[1:])


def _above(table: Table, grid: Grid) -> int:
    """Row of a first line that is none of headings, since it has one text where others have several; 0 for none."""
    width = Counter(map(len, grid.records)).most_common(1)[0][0] if grid.records else 0
    if width < 2 or not _alone(grid.header) or not any(len(record) > 1 and any(record[1:]) for record in grid.records):
        return 0
    lacks = len(grid.header) != width or not all(names(table, grid)[table.label_columns :])
    return int(lacks)


def _below(grid: Grid) -> list[int]:
    """Rows at the end of a file that have one text and are shorter than the table is wide."""
    found = []
    for row in range(grid.height, 1, -1):
        record = grid.records[row - 1]
        if any(record) and not (_alone(record) and len(record) < len(grid.header)):
            break
        found.extend([row] if any(record) else [])
    return found[::-1]

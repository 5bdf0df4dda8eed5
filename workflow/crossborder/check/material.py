"""What the checks look at: cards that parse, files that are there, grids that can be read."""

from dataclasses import dataclass, field

from crossborder.cards import Table
from crossborder.grid import Grid
from crossborder.problem import Problem


@dataclass
class Material:
    """Filled by the first checks, read by the later ones."""

    tables: list[Table] = field(default_factory=list)
    grids: dict[str, Grid] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refused(self) -> set[tuple[str, int, int]]:
        """Places that have a problem so far, as (file, line, column)."""
        return {problem.place for problem in self.problems}

    def broken(self) -> set[str]:
        """Folders with a problem so far: what a decision says of a table there cannot be judged."""
        return {problem.file.rpartition("/")[0] for problem in self.problems}

    def readable(self) -> list[tuple[Table, Grid]]:
        """Tables whose file could be read as CSV."""
        return [(table, self.grids[table.path]) for table in self.tables if table.path in self.grids]


def at(table: Table, grid: Grid, row: int, column: int, **what: str) -> Problem:
    """A problem of one cell."""
    name = grid.header[column - 1] if column <= len(grid.header) else ""
    return Problem(
        file=table.path, line=grid.line(row), row=row, column=column, column_name=name, printed=table.printed, **what
    )

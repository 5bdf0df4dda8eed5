"""What the checks look at: cards that parse, files that are there, grids that can be read."""

from dataclasses import dataclass, field

from compendium.problem import Problem
from compendium.source import headings
from compendium.source.cards import Table
from compendium.source.grid import Grid


@dataclass
class Material:
    """Filled by the first checks, read by the later ones.

    `grids` holds every table that could be read as CSV. `unread` are the paths of the listed files that
    could not be; `unsound` those of the tables whose columns are not the schema's. What a decision says
    of either cannot be judged.
    """

    tables: list[Table] = field(default_factory=list)
    grids: dict[str, Grid] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    unsound: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def refused(self) -> set[tuple[str, int, int]]:
        """Places that have a problem so far, as (file, line, column)."""
        return {problem.place for problem in self.problems}

    def refused_rows(self) -> set[tuple[str, int]]:
        """Rows that are refused as a whole so far, as (file, row)."""
        return {(problem.file, problem.row) for problem in self.problems if problem.covers == "row"}

    def broken(self) -> set[str]:
        """Folders with a problem so far: what a decision says of a table there cannot be judged."""
        return {problem.file.rpartition("/")[0] for problem in self.problems}

    def parsed(self) -> list[tuple[Table, Grid]]:
        """Tables whose file could be read as CSV, whatever its columns."""
        return [(table, self.grids[table.path]) for table in self.tables if table.path in self.grids]

    def readable(self) -> list[tuple[Table, Grid]]:
        """Tables that can be judged cell by cell: read as CSV, with the columns of the schema, every row as long."""
        return [(table, grid) for table, grid in self.parsed() if table.path not in self.unsound]

    def holds(self, path: str) -> bool:
        """Whether a path is that of a table, also of one that cannot be judged."""
        return path in self.unread or path in self.unsound or path in self.grids


def names(table: Table, grid: Grid) -> list[str]:
    """Names of the columns as the file has them; headings of several rows are joined."""
    return (
        headings.names(grid.records[: table.header_rows], table.label_columns) if table.header_rows > 1 else grid.header
    )


def at(table: Table, grid: Grid, row: int, column: int, **what: str | bool) -> Problem:
    """A problem of one cell."""
    header = names(table, grid)
    name = header[column - 1] if column <= len(header) else ""
    return Problem(
        file=table.path, line=grid.line(row), row=row, column=column, column_name=name, printed=table.printed, **what
    )

"""A problem in the raw material, with the address that a researcher needs to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """What is wrong, where, and what to do.

    `row` and `column` are RFC 7111 (the header is record 1); `line` is the line of the file. Zero
    means that the problem has no such place.
    """

    file: str
    kind: str
    found: str
    expected: str
    todo: str
    line: int = 0
    row: int = 0
    column: int = 0
    column_name: str = ""
    printed: str = ""

    @property
    def place(self) -> tuple[str, int, int]:
        return (self.file, self.line, self.column)

    def __str__(self) -> str:
        where = [self.file]
        if self.line:
            where.append(f"line {self.line}")
        if self.column:
            name = f" “{self.column_name}”" if self.column_name else ""
            where.append(f"column {self.column}{name}")
        if self.row and self.column:
            where.append(f"cell={self.row},{self.column}")
        printed = f"\n    printed in  {self.printed}" if self.printed else ""
        return (
            f"{', '.join(where)}: {self.kind}{printed}"
            f"\n    found       {self.found}\n    expected    {self.expected}\n    to do       {self.todo}"
        )


def first_of_each_cell(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order of their places, one for each cell: checks run from bytes to meaning, and
    what a later check says of a cell that an earlier one refused is an echo."""
    seen: dict[tuple, Problem] = {}
    for problem in problems:
        key = problem.place if problem.column else (*problem.place, problem.kind, problem.found)
        seen.setdefault(key, problem)
    return sorted(seen.values(), key=lambda p: (p.file, p.line, p.column, p.kind))


def report(problems: list[Problem]) -> str:
    """All problems as text, with their number at the end."""
    count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
    files = len({p.file for p in problems})
    return "\n".join(
        [
            *map(str, problems),
            f"\n{count} in {files} file{'s' if files != 1 else ''}. No report is built until they are mended.",
        ]
    )

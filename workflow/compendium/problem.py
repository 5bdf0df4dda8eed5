"""A problem in the raw material, with the address that a researcher needs to mend it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from compendium.escape import terminal

SHOWN = 5  # problems of one kind in one column of a file that are told one by one; the rest are counted
FIX = "./reproduce check --fix"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to do.

    `row` and `column` are RFC 7111 (the header is record 1); `line` is the line of the file. Zero
    means that the problem has no such place. `covers` is what is not judged further: the cell, the
    row, or the whole file. `safe` says that `check --fix` mends it.
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
    covers: str = "cell"
    safe: bool = False

    @property
    def place(self) -> tuple[str, int, int]:
        """File, line and column, by which problems are sorted."""
        return (self.file, self.line, self.column)

    @property
    def group(self) -> tuple:
        """What is alike: one kind in one column of a file, or in one folder where the whole file is meant."""
        return (self.file if self.line else self.file.rpartition("/")[0], self.column, self.kind, bool(self.line))

    def __str__(self) -> str:
        where = [_plain(self.file)]
        if self.line:
            where.append(f"line {self.line}")
        if self.column:
            name = f" “{_plain(self.column_name)}”" if self.column_name else ""
            where.append(f"column {self.column}{name}")
        if self.row and self.column:
            where.append(f"cell={self.row},{self.column}")
        printed = f"\n    printed in  {_plain(self.printed)}" if self.printed else ""
        return (
            f"{', '.join(where)}: {self.kind}{printed}"
            f"\n    found       {_plain(self.found)}\n    expected    {_plain(self.expected)}"
            f"\n    to do       {_plain(self.todo)}"
        )


LONGEST = 600  # characters of one line of a message


def _plain(text: str) -> str:
    """Text that a terminal only shows: what it would obey is written as an escape, and no line is endless."""
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]} … ({len(text):,} characters)"
    return terminal(text)


def first_of_each_cell(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order of their places, one for each cell: checks run from bytes to meaning, and
    what a later check says of a cell, row or file that an earlier one refused is an echo."""
    seen: dict[tuple, Problem] = {}
    covered: set[tuple] = set()
    for problem in problems:
        if (problem.file,) in covered or (problem.row and (problem.file, problem.row) in covered):
            continue
        key = problem.place if problem.column else (*problem.place, problem.kind, problem.found)
        seen.setdefault(key, problem)
        if problem.covers == "row":
            covered.add((problem.file, problem.row))
        elif problem.covers == "file":
            covered.add((problem.file,))
    return sorted(seen.values(), key=lambda p: (p.file, p.line, p.column, p.kind))


def report(problems: list[Problem]) -> str:
    """Problems as text, with their number at the end. After five of one kind in a column the rest are counted."""
    count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
    files = len({p.file for p in problems})
    safe = sum(p.safe for p in problems)
    last = f"\n{count} in {files} file{'s' if files != 1 else ''}. No report is built until they are mended."
    if safe:
        last += f"\n{FIX} mends {'all' if safe == len(problems) else safe} of them, and changes nothing else."
    return "\n".join([*_told(problems), last])


def _told(problems: list[Problem]) -> Iterable[str]:
    whole, told = Counter(p.group for p in problems), Counter[tuple]()
    for problem in problems:
        told[problem.group] += 1
        if told[problem.group] <= SHOWN:
            yield str(problem)
        if told[problem.group] == SHOWN and whole[problem.group] > SHOWN:
            yield _rest(problem, whole[problem.group] - SHOWN)


def _rest(problem: Problem, more: int) -> str:
    """One line for all that are alike beyond the first five."""
    what = "in this column" if problem.column else "in this file" if problem.line else "in this folder"
    where = _plain(problem.file if problem.line else problem.file.rpartition("/")[0] or ".")
    mends = f" {FIX} mends them all." if problem.safe else ""
    return f"{where}{f', column {problem.column}' if problem.column else ''}: and {more:,} more {what}: {problem.kind}.{mends}"

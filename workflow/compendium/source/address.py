"""Cell addresses: a file and an RFC 7111 cell fragment.

`raw/sanchez-2021/table1.csv#cell=4,6` is record 4, column 6; both count from 1 and the header is
record 1. `#cell=2,2-20,14` is the rectangle between two corners, both included.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import overload

Run = tuple[str, int, int, int]
MOST = 1_000_000  # cells that one address may name: more than any table here has
NUMBER = r"[1-9][0-9]{0,8}"
PATTERN = re.compile(rf"(?P<file>[^#\s]+)#cell=(?P<r>{NUMBER}),(?P<c>{NUMBER})(?:-(?P<r2>{NUMBER}),(?P<c2>{NUMBER}))?")


@dataclass(frozen=True, order=True)
class Cell:
    """One cell of one file."""

    file: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}#cell={self.row},{self.column}"


def parse(text: str) -> list[Cell]:
    """Cells of an address, row by row. Raises ValueError when it is not one."""
    file, top, first, bottom, last = corners(text)
    return [Cell(file, row, column) for row in range(top, bottom + 1) for column in range(first, last + 1)]


def corners(text: str) -> tuple[str, int, int, int, int]:
    """File, first row, first column, last row, last column of an address. Raises ValueError when it is not one."""
    match = PATTERN.fullmatch(text)
    if not match:
        raise ValueError(
            f"{text!r} is no cell address; expected FILE#cell=ROW,COLUMN or FILE#cell=ROW,COLUMN-ROW,COLUMN"
        )
    row, column = int(match["r"]), int(match["c"])
    last_row, last_column = int(match["r2"] or row), int(match["c2"] or column)
    if last_row < row or last_column < column:
        raise ValueError(f"{text!r} ends before it begins; the first corner is the upper left one")
    if (last_row - row + 1) * (last_column - column + 1) > MOST:
        raise ValueError(f"{text!r} names more than {MOST:,} cells")
    return match["file"], row, column, last_row, last_column


def expand(addresses: Iterable[str]) -> list[Cell]:
    """All cells of several addresses, sorted, each once."""
    return sorted({cell for text in addresses for cell in parse(text)})


def compact(cells: Iterable[Cell]) -> list[str]:
    """The fewest rectangles, read row-wise, that name exactly these cells."""
    return _merged([(cell.file, cell.row, cell.column, cell.column) for cell in set(cells)])


def union(addresses: Iterable[str]) -> list[str]:
    """Addresses that name exactly the cells of several; quicker than expanding them."""
    return list(_union(frozenset(addresses)))


class Addresses(Sequence[str]):
    """Fewest addresses that name all cells of several rows, each row a list of addresses.

    They are joined when they are first asked for: whoever measures values alone never pays for it.
    """

    def __init__(self, rows: Iterable[Iterable[str]]) -> None:
        self._rows = tuple(rows)

    @cached_property
    def _joined(self) -> list[str]:
        return union(chain.from_iterable(self._rows))

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        """One address, or several."""
        return self._joined[index]

    def __len__(self) -> int:
        """How many addresses there are, joined."""
        return len(self._joined)


@cache
def _union(addresses: frozenset[str]) -> list[str]:
    return _merged([run for text in addresses for run in _rows(text)])


@cache
def _rows(text: str) -> tuple[Run, ...]:
    """Rows of an address as (file, row, first column, last column)."""
    file, top, first, bottom, last = corners(text)
    return tuple((file, row, first, last) for row in range(top, bottom + 1))


def _merged(runs: list[Run]) -> list[str]:
    """Rectangles of runs: neighbours in a row are joined, then equal runs of neighbouring rows."""
    joined: list[Run] = []
    for file, row, first, last in sorted(runs):
        if joined and joined[-1][:2] == (file, row) and first <= joined[-1][3] + 1:
            joined[-1] = (file, row, joined[-1][2], max(last, joined[-1][3]))
        else:
            joined.append((file, row, first, last))
    blocks: dict[tuple[str, int, int], list[list[int]]] = {}
    for file, row, first, last in joined:
        rows = blocks.setdefault((file, first, last), [])
        if rows and rows[-1][1] == row - 1:
            rows[-1][1] = row
        else:
            rows.append([row, row])
    found = [(file, top, first, bottom, last) for (file, first, last), rows in blocks.items() for top, bottom in rows]
    return [span(*block) for block in sorted(found)]


def span(file: str, top: int, first: int, bottom: int, last: int) -> str:
    """Address of a rectangle, or of one cell where both corners are the same."""
    start = f"{file}#cell={top},{first}"
    return start if (top, first) == (bottom, last) else f"{start}-{bottom},{last}"

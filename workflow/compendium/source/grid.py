"""A raw CSV file as it stands: records of strings, and the line on which each begins."""

import csv
import io
from dataclasses import dataclass, field

from compendium.paths import path_of
from compendium.source.address import Cell


@dataclass(frozen=True)
class Grid:
    """Records (the header is the first), 1-based like RFC 7111."""

    path: str
    records: list[list[str]]
    lines: list[int] = field(default_factory=list)

    @property
    def header(self) -> list[str]:
        """The first record."""
        return self.records[0] if self.records else []

    @property
    def height(self) -> int:
        """Number of records, the header among them."""
        return len(self.records)

    def get(self, row: int, column: int) -> str | None:
        """Text of a cell, or None where there is none."""
        if 1 <= row <= self.height and 1 <= column <= len(self.records[row - 1]):
            return self.records[row - 1][column - 1]
        return None

    def words(self, row: int, column: int) -> str:
        """A cell in words: the label of its record and the heading of its column."""
        return f"{self.get(row, 1)} × {self.get(1, column)}" if column > 1 else f"label {self.get(row, 1)}"

    def line(self, row: int) -> int:
        """Line of the file on which a record begins; records are counted from 1."""
        return self.lines[row - 1]

    def cell(self, row: int, column: int) -> Cell:
        """Address of a cell: FILE#cell=ROW,COLUMN after RFC 7111, counted from 1."""
        return Cell(self.path, row, column)

    def replaced(self, values: dict[tuple[int, int], str]) -> "Grid":
        """A copy with other texts in some cells, which shares the records that stay as they are."""
        records = list(self.records)
        for (row, column), text in values.items():
            records[row - 1] = list(records[row - 1])
            records[row - 1][column - 1] = text
        return Grid(self.path, records, self.lines)


class NotCsv(csv.Error):
    """Text that is not CSV; `line` is the line on which the record begins that cannot be read."""

    def __init__(self, message: str, line: int):
        super().__init__(message)
        self.line = line


def parse(path: str, text: str) -> Grid:
    """Grid of CSV text. Raises NotCsv on text that is not CSV (RFC 4180)."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records, lines, before = [], [], 0
    try:
        for record in reader:
            records.append(record)
            lines.append(before + 1)
            before = reader.line_num
    except csv.Error as error:
        raise NotCsv(str(error), before + 1) from error
    return Grid(path, records, lines)


def read(path: str) -> Grid:
    """Grid of a checked file below the root."""
    return parse(path, path_of(str(path)).read_text(encoding="utf-8"))

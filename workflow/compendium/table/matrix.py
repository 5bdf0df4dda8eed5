"""Walk a printed matrix: each body cell with the entities of its row and its column."""

from collections.abc import Iterator
from dataclasses import dataclass

from compendium.decision.codings import ENTITY
from compendium.decision.decisions import Decisions
from compendium.source.cards import Table
from compendium.source.grid import Grid, read
from compendium.table import vocabulary
from compendium.table.vocabulary import Vocabulary


@dataclass(frozen=True)
class MatrixCell:
    """One body cell, corrected where an accepted entry says so."""

    text: str
    row_code: str
    column_code: str
    parts: dict | None
    address: str
    corrections: list[str]


@dataclass(frozen=True)
class Matrix:
    """A printed matrix with the accepted corrections applied."""

    table: Table
    grid: Grid
    corrected: dict[tuple[int, int], str]
    coded: dict[str, str]
    rows: Vocabulary
    columns: Vocabulary

    def code(self, row: int, column: int) -> str:
        """Key of what a label names: of a row in the first column, of a column in the first row."""
        label, address = self.grid.get(row, column), str(self.grid.cell(row, column))
        read = self.rows if column == 1 else self.columns
        found = self.coded.get(address) or read.key(label or "")
        if found is None:
            raise ValueError(f"{address}: {label!r} is not {read.expected} and has no coding")
        return found

    def named(self, name: str, address: str) -> str | None:
        """Key of what a body cell names: a name that several share is settled by the coding of the cell."""
        return self.columns.key(name) or self.coded.get(address)

    def body_rows(self) -> list[int]:
        """Numbers of the records between the header and the totals, which are left out."""
        return [r for r in range(2, self.grid.height + 1) if r != self.totals_row()]

    def totals_row(self) -> int | None:
        """Number of the record of totals, None where the card names none."""
        label = self.table.card.get("totals_row")
        return next((r for r in range(2, self.grid.height + 1) if label and self.grid.get(r, 1) == label), None)

    def cells(self, rows: list[int]) -> Iterator[MatrixCell]:
        """Cells of some records, corrected, with the codes of their row and column."""
        for row in rows:
            for column in range(2, len(self.grid.header) + 1):
                entry = self.corrected.get((row, column))
                yield MatrixCell(
                    text=self.grid.get(row, column) or "",
                    row_code=self.code(row, 1) if row != self.totals_row() else "",
                    column_code=self.code(1, column),
                    parts=self.table.parts(self.grid.header[column - 1]),
                    address=str(self.grid.cell(row, column)),
                    corrections=[entry] if entry else [],
                )


def matrix(table: Table, decided: Decisions) -> Matrix:
    """Matrix of a checked raw table."""
    grid, corrected = decided.apply(read(table.path))
    rows, columns = vocabulary.of_rows(table), vocabulary.of_columns(table)
    return Matrix(table, grid, corrected, decided.coded(ENTITY), rows, columns)

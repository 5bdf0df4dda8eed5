"""Cells in words: the printed table, its rows by their labels and its columns by their headings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from compendium.paths import path_of
from compendium.report.evidence import links
from compendium.result import sentence
from compendium.source import cards, grid
from compendium.table import cell_words

NAMED, LONGEST = 3, 60  # labels that are told each; characters of one
ROW, COLUMN, CELL = (sentence.Noun.english(word) for word in ("row", "column", "cell"))


@dataclass(frozen=True)
class Place:
    """Cells of one printed table: its file, what it is called, addresses, and its rows and columns in words."""

    file: str
    printed: str
    cells: tuple[str, ...]
    count: int
    rows: str
    columns: str

    def __str__(self) -> str:
        return f"{self.printed}: {self.rows}; {self.columns} ({sentence.counted(self.count, CELL)})"


def places(cells: Sequence[str]) -> tuple[Place, ...]:
    """Cells that do not overlap, table by table."""
    return tuple(_place(file, tuple(mine)) for file, mine in links.by_file(cells).items())


def _place(file: str, cells: tuple[str, ...]) -> Place:
    seen = path_of(file).stat()
    return _told(file, cells, seen.st_mtime_ns, seen.st_size)


@cache
def _told(file: str, cells: tuple[str, ...], *seen: int) -> Place:
    """Cells of one file as it was seen: many numbers rest on the same."""
    table, found = _tables().get(file), _read(file, *seen)
    spans = [links.corner(address)[1:] for address in cells]
    rows = sorted({row for top, _, bottom, _ in spans for row in range(top, bottom + 1)})
    columns = sorted({column for _, first, _, last in spans for column in range(first, last + 1)})
    return Place(
        file,
        table.printed if table else file,
        cells,
        links.counted(cells),
        _listed("row", ROW, rows, lambda row: _label(table, found, row)),
        _listed("column", COLUMN, columns, lambda column: _heading(table, found, column)),
    )


def _tables() -> dict[str, cards.Table]:
    return {table.path: table for table in cards.tables()}


@cache
def _read(file: str, *_seen: int) -> grid.Grid:
    return grid.read(file)


def labels(file: str) -> list[list[str]]:
    """What cells of a raw table are called by: its headings, and the labels of its rows. Raises NotCsv."""
    table, found = _tables().get(file), grid.read(file)
    headings = [_heading(table, found, column) for column in range(1, len(found.header) + 1)]
    return [headings, [_label(table, found, row) for row in range(1, found.height + 1)]]


def _label(table: cards.Table | None, found: grid.Grid, row: int) -> str:
    if row <= (table.header_rows if table else 1):
        return "the headings"
    plain = table is None or table.values is not None
    return _short(found.get(row, 1) if plain else cell_words.label(table, found, row))


def _heading(table: cards.Table | None, found: grid.Grid, column: int) -> str:
    plain = table is None or table.values is not None
    return _short(found.get(1, column) if plain else cell_words.heading(table, found, column))


def _short(text: str | None) -> str:
    text = " ".join((text or "").split()) or "(blank)"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _listed(one: str, noun: sentence.Noun, numbers: list[int], label: Callable[[int], str]) -> str:
    """Labels, or how many there are from the first to the last."""
    if len(numbers) == 1:
        return f"{one} {label(numbers[0])}"
    few = len(numbers) <= NAMED
    labels = list(dict.fromkeys(map(label, numbers if few else (numbers[0], numbers[-1]))))
    if len(labels) == 1:
        return f"{sentence.counted(len(numbers), noun)} of {labels[0]}"
    if few:
        return f"{noun.said(len(numbers))} {sentence.listed(labels)}"
    return f"{sentence.counted(len(numbers), noun)} from {labels[0]} to {labels[1]}"


def entries_within(cells: Sequence[str], entries: list[dict]) -> list[dict]:
    """Entries of the ledger (`cell` is an address of one cell) about cells that these addresses name."""
    if not entries:
        return []
    spans = [links.corner(address) for address in cells]
    return [entry for entry in entries if _holds(spans, links.corner(entry["cell"]))]


def _holds(spans: list[tuple[str, int, int, int, int]], cell: tuple[str, int, int, int, int]) -> bool:
    file, row, column, _, _ = cell
    return any(
        mine == file and top <= row <= bottom and first <= column <= last for mine, top, first, bottom, last in spans
    )

"""Cells in words: the printed table, its rows by their labels and its columns by their headings."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from compendium.paths import path_of
from compendium.report.evidence import links
from compendium.result import sentence
from compendium.source import cards, grid
from compendium.source.address import corners

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


def places(cells: list[str]) -> Iterator[Place]:
    """Cells that do not overlap, table by table."""
    known = _tables()
    for file, mine in links.by_file(cells).items():
        found, heads = _grid(file), known[file].header_rows if file in known else 1
        spans = [corners(address)[1:] for address in mine]
        rows = sorted({row for top, _, bottom, _ in spans for row in range(top, bottom + 1)})
        columns = sorted({column for _, first, _, last in spans for column in range(first, last + 1)})
        yield Place(
            file,
            known[file].printed if file in known else file,
            tuple(mine),
            links.counted(mine),
            _listed("row", ROW, [_label(found, row, heads) for row in rows]),
            _listed("column", COLUMN, [_short(found.get(1, column)) for column in columns]),
        )


def _tables() -> dict[str, cards.Table]:
    return {table.path: table for table in cards.tables()}


def _grid(file: str) -> grid.Grid:
    seen = path_of(file).stat()
    return _read(file, seen.st_mtime_ns, seen.st_size)


@cache
def _read(file: str, *_seen: int) -> grid.Grid:
    return grid.read(file)


def labels(file: str) -> list[list[str]]:
    """What cells of a raw table are called by: its headings, and the labels of its rows. Raises NotCsv."""
    found = grid.read(file)
    return [found.header, [record[0] if record else "" for record in found.records]]


def _label(found: grid.Grid, row: int, heads: int) -> str:
    return "the headings" if row <= heads else _short(found.get(row, 1))


def _short(text: str | None) -> str:
    text = " ".join((text or "").split()) or "(blank)"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _listed(one: str, noun: sentence.Noun, labels: list[str]) -> str:
    """Labels, or how many there are from the first to the last."""
    if len(labels) == 1:
        return f"{one} {labels[0]}"
    if len(labels) <= NAMED:
        return f"{noun.said(len(labels))} {sentence.listed(labels)}"
    return f"{sentence.counted(len(labels), noun)} from {labels[0]} to {labels[-1]}"


def entries_within(cells: list[str], entries: list[dict]) -> list[dict]:
    """Entries of the ledger (`cell` is an address of one cell) about cells that these addresses name."""
    spans = [corners(address) for address in cells]
    return [entry for entry in entries if _holds(spans, corners(entry["cell"]))]


def _holds(spans: list[tuple[str, int, int, int, int]], cell: tuple[str, int, int, int, int]) -> bool:
    file, row, column, _, _ = cell
    return any(
        mine == file and top <= row <= bottom and first <= column <= last for mine, top, first, bottom, last in spans
    )

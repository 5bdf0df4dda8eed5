"""The ledger `raw/corrections.csv`: what was decided about printed cells, and how it is applied.

Each entry guards its cell: `printed` must equal what stands there. Accepted entries change what
`tabulate` reads; proposed ones change no result. The checks on the ledger are in `check/ledger.py`.
"""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from crossborder.address import Cell, parse
from crossborder.grid import Grid
from crossborder.root import ROOT

PATH = "raw/corrections.csv"
COLUMNS = ("id", "cell", "printed", "corrected", "kind", "status", "reason", "evidence", "decided_by", "date")
KINDS = {
    "slip": "our keying was wrong, settled against the source",
    "misprint": "the source contradicts itself",
    "reading": "an interpretation of what is printed",
    "no-change": "looked at and left as it is",
}
STATUSES = ("accepted", "proposed")


@dataclass(frozen=True)
class Entry:
    """One row of the ledger and the line on which it stands."""

    id: str
    cell: str
    printed: str
    corrected: str
    kind: str
    status: str
    reason: str
    evidence: str
    decided_by: str
    date: str
    line: int

    @property
    def place(self) -> Cell:
        return parse(self.cell)[0]

    @property
    def file(self) -> str:
        return self.cell.partition("#")[0]

    @property
    def changes(self) -> bool:
        return self.kind != "no-change"


@cache
def _entries(text: str) -> tuple[Entry, ...]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return tuple(Entry(**{c: row[c] for c in COLUMNS}, line=rows.line_num) for row in rows)


_supposed: ContextVar[tuple[Entry, ...] | None] = ContextVar("supposed", default=None)


@contextmanager
def supposing(others: tuple[Entry, ...]) -> Iterator[None]:
    """Let these be the entries within."""
    token = _supposed.set(others)
    try:
        yield
    finally:
        _supposed.reset(token)


def entries() -> tuple[Entry, ...]:
    """All entries of a checked ledger, in its order."""
    if (others := _supposed.get()) is not None:
        return others
    return _entries((ROOT / PATH).read_text(encoding="utf-8"))


def touching(paths: set[str]) -> list[Entry]:
    """Entries about cells of these files, accepted or not."""
    return [entry for entry in entries() if entry.file in paths]


def apply(grid: Grid, accepted: list[Entry]) -> tuple[Grid, dict[tuple[int, int], str]]:
    """Corrected grid, and the id of the entry behind each cell that an accepted entry touches."""
    mine = [e for e in accepted if e.file == grid.path and e.status == "accepted"]
    values = {(e.place.row, e.place.column): e.corrected for e in mine if e.changes}
    return grid.replaced(values), {(e.place.row, e.place.column): e.id for e in mine}

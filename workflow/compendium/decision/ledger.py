"""The ledger `raw/corrections.csv`: what was decided about printed cells, and how it is applied.

Each entry guards its cell: `printed` must equal what stands there. Accepted entries change what
`clean` reads; proposed ones change no result. The checks on the ledger are in `check/ledger.py`.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from compendium.decision import decision_file
from compendium.problem import Problem
from compendium.source import identifiers, plain_text
from compendium.source.address import Cell, corners, parse
from compendium.source.grid import Grid
from compendium.unusable import Unusable

PATH = "raw/corrections.csv"
COLUMNS = ("id", "cell", "printed", "corrected", "kind", "status", "reason", "evidence", "decided_by", "date")
KINDS = {
    "slip": "our keying was wrong, settled against the source",
    "misprint": "the source contradicts itself",
    "reading": "an interpretation of what is printed",
    "no-change": "looked at and left as it is",
}
STATUSES = ("accepted", "proposed")


NAMED = re.compile(r"raw/[^\"\s,#]+#cell=[0-9]+,[0-9]+")  # an address of one cell


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
        """The cell, by file, row and column."""
        return parse(self.cell)[0]

    @property
    def file(self) -> str:
        """Raw table of the cell."""
        return self.cell.partition("#")[0]

    @property
    def changes(self) -> bool:
        """Whether the corrected text is another than the printed one."""
        return self.kind != "no-change"


@cache
def _entries(rows: decision_file.Rows) -> tuple[Entry, ...] | list[Problem]:
    found = tuple(Entry(**row, line=line) for line, row in rows.each)
    return [problem for entry in found for problem in _unusable(entry)] or found


def _unusable(entry: Entry) -> Iterator[Problem]:
    """What no use of an entry can do without: an id that can name a file, and one cell."""
    if wrong := identifiers.refuse("entry", entry.id):
        todo = "number it anew: the id becomes the name of a file"
        yield problem(entry, "id", kind="name that cannot be used", found=repr(entry.id), expected=wrong, todo=todo)
    try:
        _, *corner = corners(entry.cell)
        why = "" if corner[:2] == corner[2:] else "it names several"
    except ValueError as error:
        why = str(error)
    if why:
        expected, todo = "FILE#cell=ROW,COLUMN, one cell", f"{why}; see docs/corrections.md"
        yield problem(entry, "cell", kind="no cell address", found=repr(entry.cell), expected=expected, todo=todo)


def problem(entry: Entry, column: str, **what: str) -> Problem:
    """A problem of one field of an entry."""
    what["found"] = f"entry {entry.id}: {what['found']}"
    return Problem(file=PATH, line=entry.line, column=COLUMNS.index(column) + 1, column_name=column, **what)


def entries() -> tuple[Entry, ...]:
    """All entries of the ledger, in its order; none where there is no file. Raises Unusable."""
    if not plain_text.exists(PATH):
        return ()
    found = _entries(decision_file.read(PATH, COLUMNS))
    if isinstance(found, list):
        raise Unusable(found)
    return found


def named() -> set[str]:
    """Cells that the ledger names, also one of which not every entry can be read; none where its text cannot."""
    try:
        return set(NAMED.findall(plain_text.read(PATH))) if plain_text.exists(PATH) else set()
    except Unusable:
        return set()


def with_entries(rows: Iterable[dict[str, str]]) -> tuple[list[str], bytes]:
    """Ids that new entries get, and the content of the ledger with them, each a row without its id. Raises Unusable."""
    before = plain_text.read(PATH) if plain_text.exists(PATH) else ""
    before = before or f"{','.join(COLUMNS)}\n"
    before += "" if before.endswith("\n") else "\n"
    last = max((int(entry.id[1:]) for entry in entries() if entry.id[1:].isdecimal()), default=0)
    ids, text = [], io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    for number, row in enumerate(rows, start=last + 1):
        ids.append(f"C{number:03}")
        writer.writerow({"id": ids[-1], **row})
    return ids, (before + text.getvalue()).encode()


def touching(paths: set[str]) -> list[Entry]:
    """Entries about cells of these files, accepted or not."""
    return [entry for entry in entries() if entry.file in paths]


def apply(grid: Grid, entries: Iterable[Entry]) -> tuple[Grid, dict[tuple[int, int], str]]:
    """Corrected grid, and the id of the entry behind each cell that an accepted entry touches."""
    mine = [e for e in entries if e.file == grid.path and e.status == "accepted"]
    values = {(e.place.row, e.place.column): e.corrected for e in mine if e.changes}
    return grid.replaced(values), {(e.place.row, e.place.column): e.id for e in mine}

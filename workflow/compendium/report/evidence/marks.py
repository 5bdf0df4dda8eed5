"""What is known of printed cells beyond what they say: entries of the ledger, codings, rival values, second keyings."""

from collections.abc import Iterable, Iterator

from compendium.decision.decisions import Decisions
from compendium.source import grid
from compendium.source.address import expand
from compendium.source.cards import Table

Mark = dict[str, str]
Marks = dict[tuple[int, int], list[Mark]]
CHOSEN = "chosen"  # column of a tidy table that says which of several values is taken
# Kinds of marks, and what a reader is told of them.
KINDS = {
    "corrected": "read otherwise than it was keyed, by an accepted entry of the ledger",
    "kept": "looked at and left as it is",
    "proposed": "a correction is proposed, which changes no result",
    "rival": "a value beside another that was chosen",
    "coded": "a coder says what it means",
    "keyings": "the second keying differs",
    "blank": "nothing is printed, or nothing was found",
}


def of(table: Table, decided: Decisions, tidy: Iterable[list[dict]]) -> Marks:
    """Marks of the cells of a table by row and column; `tidy` are the tables that it feeds, as rows."""
    found: Marks = {}
    for place, mark in (*_entries(table, decided), *_codings(table, decided), *_keyings(table), *_rivals(table, tidy)):
        found.setdefault(place, []).append(mark)
    return found


def _entries(table: Table, decided: Decisions) -> Iterator[tuple[tuple[int, int], Mark]]:
    for entry in decided.entries:
        if entry.file == table.path:
            kind = "kept" if not entry.changes else "corrected" if entry.status == "accepted" else "proposed"
            told = {name: getattr(entry, name) for name in ("id", "printed", "corrected", "status", "reason")}
            decision = {"evidence": entry.evidence, "by": entry.decided_by, "date": entry.date, "decision": entry.kind}
            yield (entry.place.row, entry.place.column), {"kind": kind, **told, **decision}


def _codings(table: Table, decided: Decisions) -> Iterator[tuple[tuple[int, int], Mark]]:
    for coding in decided.codings:
        if coding.file == table.path:
            told = {"scheme": coding.scheme, "code": coding.code, "reason": coding.reason}
            for cell in expand([coding.cell]):
                yield (cell.row, cell.column), {"kind": "coded", **told}


def _keyings(table: Table) -> Iterator[tuple[tuple[int, int], Mark]]:
    if not table.second:
        return
    first, second = grid.read(table.path), grid.read(table.second)
    for row in range(1, first.height + 1):
        for column in range(1, len(first.header) + 1):
            other = second.get(row, column)
            if other != first.get(row, column) and (row, column) != (1, 1):
                yield (row, column), {"kind": "keyings", "second": other or ""}


def _rivals(table: Table, tidy: Iterable[list[dict]]) -> Iterator[tuple[tuple[int, int], Mark]]:
    """Cells of values that were not chosen: of rows whose tidy table has a column that says so."""
    seen = {
        (cell.row, cell.column)
        for rows in tidy
        for row in rows
        if row.get(CHOSEN) is False
        for cell in expand(address for address in row["cells"] if address.startswith(f"{table.path}#"))
    }
    for place in sorted(seen):
        yield place, {"kind": "rival"}

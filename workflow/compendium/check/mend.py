"""Mend what is safe in raw tables: bytes that change no word of what was keyed.

A byte order mark, line ends, letters apart from their marks, spaces at the ends of cells, empty lines at the end of
the file; nothing else. Quotes, separators and every other byte stay as they are.
"""

import csv
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from compendium.check import spreadsheet
from compendium.check.bytes import expected_names
from compendium.check.files import fault
from compendium.check.reading import described
from compendium.decision import ledger
from compendium.paths import ROOT, relative
from compendium.problem import FIX
from compendium.source import cards, sniff
from compendium.source.grid import parse

MARK, ENDS, TRIMMED, COMPOSED, EMPTY = (
    "byte order mark",
    "line end",
    "cell trimmed",
    "cell with composed letters",
    "empty line at the end",
)
MANY = {
    TRIMMED: "cells trimmed",
    COMPOSED: "cells with composed letters",
    EMPTY: "empty lines at the end",
}


@dataclass
class Mended:
    """A file as it is mended: its bytes, how many of each kind, and the cells that changed, by row and column."""

    path: str
    content: bytes = b""
    counts: Counter = field(default_factory=Counter)
    cells: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)

    def __str__(self) -> str:
        told = (
            f"{count:,} {kind if count == 1 else MANY.get(kind, kind + 's')}" for kind, count in self.counts.items()
        )
        return f"{self.path}: {', '.join(told)}."


def mend(table: cards.Table, raw: bytes) -> Mended | None:
    """What a table is when mended, or None where nothing is to mend or the file cannot be read as a table."""
    found = Mended(table.path)
    if sniff.encoding(raw):
        return None
    if raw.startswith(sniff.BOM):
        found.counts[MARK] = 1
    text = raw.removeprefix(sniff.BOM).decode("utf-8")
    if ends := text.count("\r"):
        found.counts[ENDS] = ends
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if sniff.separator(text, expected_names(table)):
        return None
    try:
        before = parse(table.path, text)
        text = _cells(table, text, before.header, found)
        text = _end(text, found)
        after = parse(table.path, text)
    except csv.Error:
        return None
    told = [
        [found.cells.get((r, c), (t, t))[1] for c, t in enumerate(record, 1)]
        for r, record in enumerate(before.records, 1)
    ]
    while told and told[-1] in ([], [""]) and len(told) > after.height:
        told.pop()
    if [record or [""] for record in told] != [record or [""] for record in after.records]:
        raise RuntimeError(f"{table.path} would not read the same when mended; it was left as it is")
    found.content = text.encode()
    return found if found.counts else None


def _cells(table: cards.Table, text: str, header: list[str], found: Mended) -> str:
    """The text with each cell trimmed and composed where a check would say so."""
    columns = described(table, header)
    parts, position, row, column = [], 0, 1, 1
    while position < len(text):
        match = sniff.FIELD.match(text, position)
        if not match:
            raise csv.Error("a quote that never closes")
        parts.append(_cell(match.group(), columns[column - 1] if column <= len(columns) else {}, row, column, found))
        sign = text[match.end() : match.end() + 1]
        parts.append(sign)
        position = match.end() + 1
        row, column = (row + 1, 1) if sign == "\n" else (row, column + 1)
    return "".join(parts)


def _cell(keyed: str, field: dict, row: int, column: int, found: Mended) -> str:
    """A cell as it stands in the file, mended."""
    quoted = keyed.startswith('"')
    text = new = keyed[1:-1].replace('""', '"') if quoted else keyed
    change = spreadsheet.change(text, field, heading=row == 1)
    if change and change.safe and (quoted or not text.strip().startswith('"')):
        new = new.strip()
        found.counts[TRIMMED] += 1
    if not unicodedata.is_normalized("NFC", new) and not field.get("characters"):
        new = unicodedata.normalize("NFC", new)
        found.counts[COMPOSED] += 1
    if new == text:
        return keyed
    found.cells[row, column] = (text, new)
    return f'"{new.replace(chr(34), chr(34) * 2)}"' if quoted else new


def _end(text: str, found: Mended) -> str:
    """The text without the empty lines at its end."""
    kept = text.rstrip("\n")
    if (extra := len(text) - len(kept) - 1) > 0:
        found.counts[EMPTY] = extra
        return kept + "\n"
    return text


def guards(found: Mended) -> list[str]:
    """A sentence for each entry of the ledger that guards a cell whose text was mended."""
    try:
        entries = ledger.entries()
    except (KeyError, TypeError, ValueError, csv.Error):
        return [f"{ledger.PATH} cannot be read: its entries were not held against {found.path}."]
    changed = {f"{found.path}#cell={row},{column}": texts for (row, column), texts in found.cells.items()}
    return [
        f"Entry {entry.id} guards {entry.cell}, which was {changed[entry.cell][0]!r} and is {changed[entry.cell][1]!r}: "
        f"{'it holds again' if entry.printed == changed[entry.cell][1] else f'renew the entry in {ledger.PATH}'}."
        for entry in entries
        if entry.cell in changed
    ]


def all_tables() -> list[str]:
    """Mend every raw table that a check can read, and say what was done, a line a file and an entry."""
    said = []
    for package in cards.package_files():
        try:
            tables = cards.tables_of(package)
        except ValueError as error:
            said.append(f"{relative(package.parent)} was not mended, for its card cannot be used: {error}.")
            continue
        for table in tables:
            said += _table(table)
    return said or [f"Nothing that {FIX} mends was found."]


def _table(table: cards.Table) -> list[str]:
    from compendium.atomic import write_bytes

    path = ROOT / table.path
    if not path.is_file() or fault(path):
        return []
    try:
        found = mend(table, path.read_bytes())
        if found:
            write_bytes(path, found.content)
    except (OSError, RuntimeError) as error:
        return [f"{table.path} was not mended: {getattr(error, 'strerror', None) or error}."]
    return [str(found), *guards(found)] if found else []

"""Entries of the ledger as reports print them, and which of them touch a number."""

from collections.abc import Iterable, Sequence

from compendium.decision.ledger import Entry
from compendium.source import grid
from compendium.source.address import Cell, corners
from compendium.source.cards import Table
from compendium.table import cell_words


def ledger_rows(entries: Iterable[Entry], tables: Sequence[Table]) -> list[dict]:
    """One row an entry on one of these raw tables: where it is in words, what is printed, what was decided and why."""
    by_path = {table.path: table for table in tables}
    return [_row(entry, by_path[entry.file]) for entry in entries if entry.file in by_path]


def _row(entry: Entry, table: Table) -> dict:
    words = cell_words.words(table, grid.read(entry.file), entry.place.row, entry.place.column)
    return {
        "id": entry.id,
        "cell": entry.cell,
        "place": f"{table.card['table']}. {words}",
        "printed": entry.printed,
        "corrected": entry.corrected,
        "kind": entry.kind,
        "status": entry.status,
        "reason": entry.reason,
        "cells": [entry.cell],
    }


def touched(entries: Iterable[Entry], cells: Iterable[str]) -> list[Entry]:
    """Entries on a cell that these addresses name."""
    areas: dict[str, list[tuple[int, int, int, int]]] = {}
    for file, *area in map(corners, set(cells)):
        areas.setdefault(file, []).append(tuple(area))
    return [entry for entry in entries if any(_within(entry.place, area) for area in areas.get(entry.file, ()))]


def _within(place: Cell, area: tuple[int, int, int, int]) -> bool:
    top, first, bottom, last = area
    return top <= place.row <= bottom and first <= place.column <= last

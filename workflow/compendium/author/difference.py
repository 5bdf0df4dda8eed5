"""What differs between two versions of a raw table, cell by cell, in words."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from compendium.escape import terminal
from compendium.source.grid import Grid

TOLD = 40  # differences that are written out


def lines(before: Grid, after: list[list[str]]) -> list[str]:
    """A line for each cell, record or column that differs; after many the rest are counted."""
    found = list(_differences(before, after))
    return found if len(found) <= TOLD else [*found[:TOLD], f"and {len(found) - TOLD:,} more"]


def _differences(before: Grid, after: list[list[str]]) -> Iterator[str]:
    width = len(after[0]) if after else 0
    if width != len(before.header):
        yield f"{len(before.header):,} columns before, {width:,} after"
        return
    steps = SequenceMatcher(None, list(map(tuple, before.records)), list(map(tuple, after)), autojunk=False)
    for what, first, last, start, end in steps.get_opcodes():
        if what == "equal":
            continue
        both = min(last - first, end - start)
        for old, new in zip(range(first, first + both), range(start, start + both), strict=True):
            yield from _cells(before, old + 1, after[new])
        yield from (f"record {row + 1} taken out: {_shown(before.records[row])}" for row in range(first + both, last))
        yield from (f"record {row + 1} added: {_shown(after[row])}" for row in range(start + both, end))


def _cells(before: Grid, row: int, now: list[str]) -> Iterator[str]:
    for column, text in enumerate(now, start=1):
        old = before.get(row, column)
        if old != text:
            yield f"{before.cell(row, column)} ({terminal(before.words(row, column))}): {old!r} → {text!r}"


def _shown(record: list[str]) -> str:
    text = " | ".join(record)
    return terminal(text if len(text) <= 100 else f"{text[:99]}…")

"""Characters of cells: those that no print has, and those that a spreadsheet or word processor puts for others."""

import unicodedata
from collections.abc import Iterator

from compendium.check.material import Material, at
from compendium.check.reading import described
from compendium.problem import FIX, Problem
from compendium.source.cards import Table
from compendium.source.characters import faults, name
from compendium.source.grid import Grid
from compendium.source.values.signs import characters

SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
QUOTES = "“”„‟‘’‚‛«»"
MINUS = "−"
STRANGE = frozenset(SPACES + QUOTES + MINUS)
TRIM = f"{FIX} trims it"
CARD = "in the card (docs/cards.md)"


def check(material: Material) -> Iterator[Problem]:
    """Characters that are not seen, or that are not what they look like."""
    for table, grid in material.parsed():
        columns = described(table, grid.header)
        material.grids[table.path], decomposed = _composed(table, grid, columns)
        yield from decomposed
        yield from _characters(table, material.grids[table.path], columns)


def _composed(table: Table, grid: Grid, columns: list[dict]) -> tuple[Grid, list[Problem]]:
    """The grid with composed letters, and one problem for all cells that had others."""
    found = {
        (row, column): unicodedata.normalize("NFC", text)
        for row, record in enumerate(grid.records, start=1)
        for column, text in enumerate(record, start=1)
        if not text.isascii() and not unicodedata.is_normalized("NFC", text) and not _of(columns, column, "characters")
    }
    if not found:
        return grid, []
    row, column = next(iter(found))
    cells = f"{len(found)} cells" if len(found) > 1 else "one cell"
    told = at(
        table,
        grid,
        row,
        column,
        kind="decomposed letters",
        found=f"letters and their marks apart in {cells}, the first {grid.get(row, column)!a}",
        expected=f"one character a letter (NFC), here {found[row, column]!r}",
        todo=f"{FIX} composes them; where a column prints them apart, say `characters` {CARD}",
        safe=True,
    )
    return grid.replaced(found), [told]


def _characters(table: Table, grid: Grid, columns: list[dict]) -> Iterator[Problem]:
    signs = str.maketrans(dict.fromkeys(characters(table.values or {}), "0"))
    for row, record in enumerate(grid.records, start=1):
        for column, text in enumerate(record, start=1):
            if text.isascii() and text.isprintable():
                continue
            if fault := _first(text.translate(signs), columns, column):
                kind, found, expected, todo = fault
                safe = todo == TRIM
                yield at(table, grid, row, column, kind=kind, found=found, expected=expected, todo=todo, safe=safe)


def _first(text: str, columns: list[dict], column: int) -> tuple[str, str, str, str] | None:
    """Kind, found, expected and what to do of the first character of a cell that is at fault."""
    if _of(columns, column, "characters"):
        return None
    todo = f"type what is printed; if it is printed so, say why with `characters` {CARD}"
    for place, kind, expected in faults(text):
        around = ascii(text[max(place - 20, 0) : place + 20])
        return kind, f"{name(text[place])} at character {place + 1}, in {around}", expected, todo
    if STRANGE.isdisjoint(text):
        return None
    for character in text:
        if character in SPACES:
            at_an_end = STRANGE.isdisjoint(text.strip()) and not _of(columns, column, "typography")
            todo = TRIM if at_an_end else todo
            return "thin or non-breaking space", f"{name(character)} in {text!r}", "an ordinary space or none", todo
        if character in STRANGE and not _of(columns, column, "typography"):
            what = "Unicode minus" if character in MINUS else "smart quote"
            plain = "a hyphen-minus" if character in MINUS else "a straight quote"
            todo = f"type the plain character, or say `typography: free` for the column {CARD}"
            return what, f"{name(character)} in {text!r}", plain, todo
    return None


def _of(columns: list[dict], column: int, key: str) -> str | None:
    """What the schema says of a column under a key."""
    return columns[column - 1].get(key) if column <= len(columns) else None

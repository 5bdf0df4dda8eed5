"""A cell of a raw table in words: what its record is about, and the heading of its column, without codes of ours."""

from collections.abc import Callable

from compendium import study
from compendium.source.cards import Table
from compendium.source.grid import Grid
from compendium.source.values import layout
from compendium.table.vocabulary import vocabulary

NAME = "name"  # column that says what a record is about


def words(table: Table, found: Grid, row: int, column: int) -> str:
    """A cell as a reader finds it: name of its record (with its id, where there are both), and heading of its column.

    Keys of a vocabulary are said by their names; a heading that is an identifier is said without underscores, or by
    the title of its field.
    """
    if table.values is not None:
        return by_labels(table, found)(row, column)
    said = label(table, found, row)
    return f"{said}: {heading(table, found, column)}" if column > 1 else f"label {said}"


def by_labels(table: Table | None, found: Grid) -> Callable[[int, int], str]:
    """What says a cell by the label of its record and its heading as printed; of values with what is above them."""
    if table is None or table.values is None:
        return found.words
    lines = layout.of_grid(table.values, found)
    return lambda row, column: lines.words(row, column) or found.words(row, column)


def label(table: Table, found: Grid, row: int) -> str:
    """What a record is about: its name and its key, keys of a vocabulary by their names."""
    header = found.header
    keys = [header.index(key) + 1 for key in table.primary_key if key in header] or [1]
    said = ", ".join(_said(table, column, found.get(row, column) or "") for column in keys)
    name = found.get(row, header.index(NAME) + 1) if NAME in header else None
    name = _worded(name) if name else None
    return f"{name} ({said})" if name and name != said else said


def _worded(text: str) -> str:
    """A text as the study says what it names."""
    return str(study.get(study.adds("SAID")[NAME])(text)) if NAME in study.adds("SAID") else text


def _said(table: Table, column: int, text: str) -> str:
    """A key of a vocabulary by its name; any other text as the study says it."""
    named = table.fields[column - 1].get("vocabulary") if column <= len(table.fields) else None
    try:
        known = vocabulary(str(named)) if named else None
    except KeyError:  # one whose keys a check of the study judges
        known = None
    return known.name(text) if known and known.has(text) else _worded(text)


def heading(table: Table, found: Grid, column: int) -> str:
    """Heading of a column: as printed, by the title of its field, or without underscores."""
    printed = found.get(1, column) or ""
    titles = {field["name"]: field["title"] for field in table.fields if "title" in field}
    return titles.get(printed) or printed.replace("_", " ")

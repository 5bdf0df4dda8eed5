"""Tables of collected facts: one row a record, columns named alike in every region.

The card says which tidy column each raw column becomes (`takes`); a column that has none is named
there as left out, with the reason. Fields of the tidy schema with `derive` are computed here.
"""

import re
from collections.abc import Iterator

from compendium import study
from compendium.decision import schemas
from compendium.decision.decisions import Decisions
from compendium.source import cards, dates, numbers
from compendium.source.address import corners, span
from compendium.source.cards import Table
from compendium.source.grid import Grid, read

DERIVED = {
    "number": lambda row: numbers.read(row["value"]),
    "usd": lambda row: numbers.scaled(numbers.read(row["value"]), row["unit"], "USD"),
    "precision": lambda row: dates.precision(row["date"]),
    "source_id": lambda row: _source_id(row),
}
READERS = {"integer": int, "number": float, "string": str}
SPACED = re.compile(rf"\s*{schemas.SEPARATOR}\s*")  # between the items of a list


def _read(field: dict, text: str) -> object:
    """A cell as its column keeps it: a list is parted by semicolons alone."""
    return parted(text) if schemas.separator(field) else READERS[field["type"]](text)


def parted(text: str) -> str:
    """A list with semicolons alone between its items."""
    return SPACED.sub(schemas.SEPARATOR, text)


def derive(name: str, row: dict, decided: Decisions) -> object:
    """Value of a derived column of a row; the study's functions also get what their file of decisions says."""
    if name in DERIVED:
        return DERIVED[name](row)
    function, path = study.adds("DERIVED")[name]
    return study.get(function)(row, decided.files[path])


def _source_id(row: dict) -> str:
    """Folder of the raw table and the id of the record in it, or its number where it has none."""
    file, number, *_ = corners(row["cells"][0])
    return f"{file.split('/')[-2]}/{row['id'] or number}"


def derived() -> list[str]:
    """Names of all derivations."""
    return [*DERIVED, *study.adds("DERIVED")]


def corrected(table: Table, decided: Decisions) -> tuple[Grid, dict[int, list[str]]]:
    """Grid with accepted corrections, and the entries that touch each of its records."""
    grid, touched = decided.apply(read(table.path))
    by_row: dict[int, list[str]] = {}
    for (row, _), entry in sorted(touched.items()):
        by_row.setdefault(row, []).append(entry)
    return grid, by_row


def record_cells(grid: Grid, row: int) -> list[str]:
    """Address of a whole record."""
    return [span(grid.path, row, 1, row, len(grid.header))]


def tabulate(name: str, decided: Decisions) -> list[dict]:
    """Rows of all tables of records that feed the tidy table."""
    return list(rows(name, decided))


def rows(name: str, decided: Decisions) -> Iterator[dict]:
    """The same rows one by one: what a million of them take is not there at once."""
    fields = {f["name"]: f for f in schemas.table(name)["fields"]}
    for table in cards.feeding(name):
        grid, touched = corrected(table, decided)
        takes = table.card["takes"]
        for number, record in enumerate(grid.records[1:], start=2):
            row: dict = dict.fromkeys(fields)
            for column, text in zip(grid.header, record, strict=True):
                if column in takes and text != "":
                    row[takes[column]] = _read(fields[takes[column]], text)
            row |= {
                "region": table.card["region"],
                "corrections": touched.get(number, []),
                "cells": record_cells(grid, number),
            }
            row |= {key: derive(f["derive"], row, decided) for key, f in fields.items() if "derive" in f}
            yield row

"""Tables of collected facts: one row a record, columns named alike in every region.

The card says which tidy column each raw column becomes (`takes`); a column that has none is named
there as left out, with the reason. Fields of the tidy schema with `derive` are computed here.
"""

from crossborder import cards, dates, ledger, numbers, publishers, schemas
from crossborder.address import span
from crossborder.cards import Table
from crossborder.grid import Grid, read

DERIVED = {
    "publisher_kind": lambda row: publishers.kinds()[row["publisher"]] if row["publisher"] else None,
    "number": lambda row: numbers.read(row["value"]),
    "usd": lambda row: numbers.scaled(numbers.read(row["value"]), row["unit"], "USD"),
    "precision": lambda row: dates.precision(row["date"]),
    "evidence_class": lambda row: publishers.evidence(row["publisher"]),
}
READERS = {"integer": int, "number": float, "string": str}


def corrected(table: Table) -> tuple[Grid, dict[int, list[str]]]:
    """Grid with accepted corrections, and the entries that touch each of its records."""
    grid, touched = ledger.apply(read(table.path), list(ledger.entries()))
    by_row: dict[int, list[str]] = {}
    for (row, _), entry in sorted(touched.items()):
        by_row.setdefault(row, []).append(entry)
    return grid, by_row


def record_cells(grid: Grid, row: int) -> list[str]:
    """Address of a whole record."""
    return [span(grid.path, row, 1, row, len(grid.header))]


def tabulate(name: str) -> list[dict]:
    """Rows of all tables of records that feed the tidy table."""
    fields = {f["name"]: f for f in schemas.table(name)["fields"]}
    rows = []
    for table in cards.feeding(name):
        grid, touched = corrected(table)
        takes = table.card["takes"]
        for number, record in enumerate(grid.records[1:], start=2):
            row = dict.fromkeys(fields)
            for column, text in zip(grid.header, record, strict=True):
                if column in takes and text != "":
                    row[takes[column]] = READERS[fields[takes[column]]["type"]](text)
            row |= {
                "region": table.card["region"],
                "corrections": touched.get(number, []),
                "cells": record_cells(grid, number),
            }
            row |= {key: DERIVED[f["derive"]](row) for key, f in fields.items() if "derive" in f}
            rows.append(row)
    return rows

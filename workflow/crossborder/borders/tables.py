"""Conditions of land borders, one row a value, rival values kept.

Two layouts: a wide table with one border a record, and a long one with one fact a record. The card
names the conditions. Of several values of one condition one is chosen: by the kind of its publisher,
then by the later year, then by the order of the file.
"""

import re
from collections import Counter
from collections.abc import Iterator

from compendium.decision.decisions import Decisions
from compendium.source import cards, numbers
from compendium.source.cards import Table
from compendium.source.grid import Grid
from compendium.table.records import corrected, parted
from crossborder.borders.regions import border
from crossborder.states import publishers

RIVAL = re.compile(
    r"(?P<value>[\d.]+) \((?P<publisher>[^()]*(?:\([^()]*\))?[^()]*?), (?P<address>https?://.+?)\)(?:; |$)"
)
EPISODES = "closure"  # a condition of which every row stands: episodes are not rivals


def tabulate(name: str, decided: Decisions) -> list[dict]:
    """Rows of all border tables, sorted by border and condition, with one chosen value each."""
    rows, kinds = [], decided.files[publishers.PATH]
    for table in cards.feeding(name):
        grid, touched = corrected(table, decided)
        for number in range(2, grid.height + 1):
            rows.extend(
                _long(table, grid, number, touched, kinds)
                if "attribute" in table.card
                else _wide(table, grid, number, touched, kinds)
            )
    order = sorted(range(len(rows)), key=lambda i: (rows[i]["dyad"], rows[i]["condition"], _preference(rows[i]), i))
    rows = [rows[i] for i in order]
    seen: Counter[tuple[str, str]] = Counter()
    for row in rows:
        key = (row["dyad"], row["condition"])
        seen[key] += 1
        row["rival"] = seen[key]
        row["chosen"] = row["condition"] == EPISODES or row["rival"] == 1
    return rows


def _preference(row: dict) -> tuple[int, int]:
    return publishers.rank(row["publisher_kind"]), -(row["year"] or 0)


def _row(
    table: Table,
    grid: Grid,
    number: int,
    touched: dict,
    kinds: dict,
    column: str,
    condition: str,
    text: str,
    **more: object,
) -> dict:
    get = lambda name: grid.records[number - 1][grid.header.index(name)] if name in grid.header else ""  # noqa: E731
    publisher = more.get("publisher")
    return {
        "region": table.card["region"],
        "dyad": border(f"{get('iso3_a')}-{get('iso3_b')}"),
        "condition": condition,
        "rival": 0,
        "value": text,
        "number": numbers.read(text),
        "unit": more.get("unit") or table.card.get("units", {}).get(column),
        "source": more.get("source"),
        "publisher": publisher,
        "publisher_kind": kinds.get(str(publisher)) if publisher else None,
        "address": parted(address) if (address := more.get("address")) else None,
        "year": more.get("year"),
        "note": more.get("note") or None,
        "chosen": False,
        "corrections": touched.get(number, []),
        "cells": [str(grid.cell(number, grid.header.index(column) + 1))],
    }


def _wide(table: Table, grid: Grid, number: int, touched: dict, kinds: dict) -> Iterator[dict]:
    record = dict(zip(grid.header, grid.records[number - 1], strict=True))
    covered = table.card.get("source_covers", [])
    for column, condition in table.card["conditions"].items():
        if not record[column]:
            continue
        if column in table.card.get("rivals", []):
            for match in RIVAL.finditer(record[column]):
                yield _row(
                    table,
                    grid,
                    number,
                    touched,
                    kinds,
                    column,
                    condition,
                    match["value"],
                    publisher=match["publisher"] if match["publisher"] in kinds else None,
                    address=match["address"],
                    note=match["publisher"],
                )
            continue
        more: dict = {"address": record.get(table.card.get("addresses", {}).get(column, ""))}
        if column in covered:
            year = int(record["source_year"]) if record["source_year"] else None
            more = {
                "source": record["source_title"],
                "publisher": record["source_publisher"],
                "address": record["source_url"],
                "year": year,
            }
        yield _row(table, grid, number, touched, kinds, column, condition, record[column], **more)


def _long(table: Table, grid: Grid, number: int, touched: dict, kinds: dict) -> Iterator[dict]:
    record = dict(zip(grid.header, grid.records[number - 1], strict=True))
    attribute = record[table.card["attribute"]]
    year = record["as_of_year"] or record["source_year"]
    yield _row(
        table,
        grid,
        number,
        touched,
        kinds,
        "value",
        table.card["conditions"].get(attribute, attribute),
        record["value"],
        unit=record["unit"] or None,
        source=record["source_title"],
        publisher=record["source_publisher"] or None,
        address=record["source_url"],
        year=int(year) if year else None,
        note=record["notes"],
    )

"""Read raw tables as the tabulators do: records by column name, and the columns that a schema marks."""

import re
from collections.abc import Iterator

from crossborder.cards import Table
from crossborder.check.material import Material
from crossborder.grid import Grid

PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
Record = dict[str, str]
# Columns that are read of a table of open data, by what its card says that it holds.
NEEDED = {
    "lines": ("dyad", "class", "kind", "line"),
    "areas": ("country", "area"),
    "units": ("dyad", "country", "unit", "part"),
    "heights": ("latitude", "longitude", "height_m"),
    "lengths": ("country", "neighbour", "length_km"),
    "states": (
        *("country", "capital", "latitude", "longitude", "coast_km", "population"),
        *(f"product_per_head_{year}" for year in (2022, 2023, 2024)),
    ),
    "cities": ("id", "name", "country", "latitude", "longitude", "population"),
    "listed": ("country", "population"),
    "products": ("country", "product_per_head"),
    "stability": ("country", "year", "estimate"),
    "languages": ("country", "language", "speakers_per_cent", "status"),
    "organisations": ("country",),
    "disputes": ("country", "neighbour", "about"),
}


def number(text: str) -> float | None:
    """Number of a cell in plain decimal notation, None for any other text."""
    return float(text) if PLAIN.fullmatch(text) else None


def records(table: Table, grid: Grid) -> Iterator[tuple[int, Record]]:
    """Row and record of each whole record; none where the header is not the schema's."""
    if grid.header == [f["name"] for f in table.fields]:
        for row, record in enumerate(grid.records[1:], start=2):
            if len(record) == len(grid.header):
                yield row, dict(zip(grid.header, record, strict=True))


def columns(material: Material, *vocabularies: str) -> Iterator[tuple[Table, Grid, int, dict]]:
    """Table, grid, number and field of each column with one of these vocabularies."""
    for table, grid in material.readable():
        for field in table.fields:
            if field.get("vocabulary") in vocabularies and field["name"] in grid.header:
                yield table, grid, grid.header.index(field["name"]) + 1, field


def cells(grid: Grid, column: int) -> Iterator[tuple[int, str]]:
    """Row and text of each cell of a column that is there and not blank."""
    for row in range(2, grid.height + 1):
        if text := grid.get(row, column):
            yield row, text


def holding(material: Material, holds: str) -> list[tuple[Table, Grid]]:
    """Tables of open data whose card says that they hold this, and that have the columns which are read of it."""
    found = [(table, grid) for table, grid in material.readable() if table.card.get("holds") == holds]
    return [(table, grid) for table, grid in found if set(NEEDED[holds]) <= {f["name"] for f in table.fields}]


def feeding(material: Material, tidy: str, *names: str) -> list[tuple[Table, Grid]]:
    """Tables with these columns whose card says that they feed this tidy table."""
    found = [(table, grid) for table, grid in material.readable() if table.card.get("tidy") == tidy]
    return [(table, grid) for table, grid in found if set(names) <= {f["name"] for f in table.fields}]

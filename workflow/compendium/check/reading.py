"""Read raw tables as the tabulators do: records by column name, and the columns that a schema marks."""

import re
from collections.abc import Iterator

from compendium.check.material import Material
from compendium.source.cards import Table
from compendium.source.grid import Grid

PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
Record = dict[str, str]


def number(text: str) -> float | None:
    """Number of a cell in plain decimal notation, None for any other text."""
    return float(text) if PLAIN.fullmatch(text) else None


def records(table: Table, grid: Grid) -> Iterator[tuple[int, Record]]:
    """Row and record of each whole record; none where the header is not the schema's."""
    if grid.header == [f["name"] for f in table.fields]:
        for row, record in enumerate(grid.records[1:], start=2):
            if len(record) == len(grid.header):
                yield row, dict(zip(grid.header, record, strict=True))


def described(table: Table, header: list[str]) -> list[dict]:
    """The field of each column of a file. What a table of values may hold its card declares, so that it is free here."""
    if table.values is not None:
        return [{**field, "typography": "free"} for field in table.fields]
    fields = {f["name"]: f for f in table.fields}
    return [fields.get(name, {}) for name in header]


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


def feeding(material: Material, tidy: str, *names: str) -> list[tuple[Table, Grid]]:
    """Tables with these columns whose card says that they feed this tidy table."""
    found = [(table, grid) for table, grid in material.readable() if table.card.get("tidy") == tidy]
    return [(table, grid) for table, grid in found if set(names) <= {f["name"] for f in table.fields}]

"""Read and write tidy tables: Parquet and CSV with fixed settings, whole or not at all."""

import csv
import io
import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from compendium import atomic
from compendium.decision import schemas, types
from compendium.source.address import Addresses
from compendium.source.formula import would_run
from compendium.table import table_schema

TYPES = {
    name: pa.list_(pa.string()) if name == types.LIST else pa.type_for_alias(kind.arrow)
    for name, kind in types.TYPES.items()
}
AT_ONCE = 20_000  # rows that are Python's own at a time: a million take gigabytes
TOLD = ("label", "description", "unit", "unit_in", "format", "separator", "missing")  # of a column, in its metadata
LONG = 20_000  # rows from which a column's dictionary and statistics save more than they take
LEVEL = 9  # of compression: a third smaller than by default, where a table has geometry
DIGITS = 12  # significant digits kept in a file: what differs beyond them is the order of a sum


def arrow(rows: Iterable[dict], schema: dict, without: Container[str] = ()) -> pa.Table:
    """Arrow table of rows, taken some at a time, without the columns that are named.

    Raises ValueError when a row has other columns than the schema.
    """
    fields = [f for f in schema["fields"] if f["name"] not in without]
    expected, names = {f["name"] for f in schema["fields"]}, [f["name"] for f in fields]
    shapes = [f["name"] for f in fields if f["type"] == types.GEOMETRY]
    target = pa.schema(
        [pa.field(f["name"], TYPES[f["type"]], metadata=_described(f)) for f in fields], metadata=_about(schema)
    )
    waiting, parts = iter(rows), []
    while part := [_plain_row(row, names, expected, shapes) for row in islice(waiting, AT_ONCE)]:
        parts.append(pa.Table.from_pylist(part, schema=target))
    made = pa.concat_tables(parts) if parts else pa.Table.from_pylist([], schema=target)
    return _located(made, shapes) if shapes else made


def _described(field: dict) -> dict[str, str]:
    """Metadata of a column: what its schema says of it, each thing under its name."""
    told = {name: value for name, value in field.items() if isinstance(value, str) and name in TOLD}
    told |= {name: json.dumps(field[name]) for name in ("minimum", "maximum") if name in field}
    if "codes" in field:
        told["codes"] = json.dumps(field["codes"], ensure_ascii=False)
    return told


def _about(schema: dict) -> dict[str, str] | None:
    """Metadata of a tidy table: title, description and, as JSON, its keys as a Table Schema has them; a frame has none."""
    if "key" not in schema:
        return None
    keys = {name: json.dumps(value) for name, value in table_schema.keys(schema).items()}
    return {"title": schema["title"], "description": schema["description"], **keys}


def _located(table: pa.Table, shapes: list[str]) -> pa.Table:
    """A table with geometry, as GeoParquet describes it."""
    from compendium.table import geometry  # its library takes a tenth of a second, which most tables need not wait for

    about = geometry.metadata({name: table[name].to_pylist() for name in shapes})
    return table.replace_schema_metadata({**(table.schema.metadata or {}), geometry.KEY: about})


def _plain_row(row: dict, names: list[str], expected: set[str], shapes: list[str]) -> dict:
    if row.keys() != expected:
        raise ValueError(f"columns {sorted(set(row) ^ expected)} are in the row or in the schema alone: {row}")
    plain = {name: _plain(row[name]) for name in names}
    if not shapes:
        return plain
    from compendium.table import geometry

    return {**plain, **{name: geometry.wkb(plain[name]) for name in shapes if plain[name] is not None}}


def _plain(value: object) -> object:
    """A value as it is kept: floats rounded, every kind of missing as null."""
    if value is None or isinstance(value, str | bool | list):
        return value
    if isinstance(value, Addresses):
        return list(value)
    if isinstance(value, int):
        return value
    number = float(value)  # type: ignore[arg-type]
    if number != number:
        return None
    return float(f"{number:.{DIGITS}g}")


def parquet(table: pa.Table, path: Path) -> None:
    """Write a table as Parquet with fixed settings, whole or not at all."""
    buffer = io.BytesIO()
    extras = {"use_dictionary": table.num_rows >= LONG, "write_statistics": table.num_rows >= LONG}
    pq.write_table(table, buffer, compression="zstd", compression_level=LEVEL, version="2.6", **extras)
    atomic.write_bytes(path, buffer.getvalue())


def text(table: pa.Table) -> str:
    """The table as CSV, each cell as it is: docs/decisions/0005-csv-carries-cells-as-they-are.md.

    Lists are joined by semicolons: the schema promises that no item of one holds any. Geometry is WKT.
    """
    # The module would leave a lone carriage return without quotes, and lose it when it reads.
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    lines = []
    for row in _rows(table):
        writer.writerow(row)
        lines.append(out.getvalue().removesuffix("\r\n"))
        out.seek(out.truncate(0))
    return "\n".join([*lines, ""])


def _rows(table: pa.Table) -> Iterator[list]:
    """The names of the columns, and the cells of each row."""
    yield table.column_names
    for batch in table.to_batches(max_chunksize=AT_ONCE):
        yield from ([_cell(value) for value in row.values()] for row in batch.to_pylist())


def formulas(path: Path) -> dict[str, int]:
    """Columns of a CSV file with cells that a spreadsheet program would run, and how many: a card has declared them."""
    with path.open(encoding="utf-8", newline="") as file:
        found = Counter(name for row in csv.DictReader(file) for name, cell in row.items() if would_run(cell))
    return dict(found)


def _cell(value: object) -> object:
    if isinstance(value, list):
        return schemas.SEPARATOR.join(value)
    if isinstance(value, bytes):
        from compendium.table import geometry

        return geometry.wkt(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def read(path: Path) -> pa.Table:
    """Read a Parquet file."""
    return pq.read_table(path)

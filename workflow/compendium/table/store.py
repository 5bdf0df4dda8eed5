"""Read and write tidy tables: Parquet and CSV with fixed settings, whole or not at all."""

import csv
import io
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from compendium import atomic
from compendium.source.address import Addresses
from compendium.source.formula import would_run

TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "list": pa.list_(pa.string()),
}
AT_ONCE = 20_000  # rows that are Python's own at a time: a million take gigabytes
DIGITS = 12  # significant digits kept in a file: what differs beyond them is the order of a sum


def arrow(rows: Iterable[dict], schema: dict, without: Container[str] = ()) -> pa.Table:
    """Arrow table of rows, taken some at a time, without the columns that are named.

    Raises ValueError when a row has other columns than the schema.
    """
    fields = [f for f in schema["fields"] if f["name"] not in without]
    expected, names = {f["name"] for f in schema["fields"]}, [f["name"] for f in fields]
    target = pa.schema(
        [pa.field(f["name"], TYPES[f["type"]], metadata={"description": f["description"]}) for f in fields]
    )
    waiting, parts = iter(rows), []
    while part := [_plain_row(row, names, expected) for row in islice(waiting, AT_ONCE)]:
        parts.append(pa.Table.from_pylist(part, schema=target))
    return pa.concat_tables(parts) if parts else pa.Table.from_pylist([], schema=target)


def _plain_row(row: dict, names: list[str], expected: set[str]) -> dict:
    if row.keys() != expected:
        raise ValueError(f"columns {sorted(set(row) ^ expected)} are in the row or in the schema alone: {row}")
    return {name: _plain(row[name]) for name in names}


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
    pq.write_table(table, buffer, compression="zstd", version="2.6", write_statistics=True)
    atomic.write_bytes(path, buffer.getvalue())


def text(table: pa.Table) -> str:
    """The table as CSV, each cell as it is: docs/decisions/0005-csv-carries-cells-as-they-are.md.

    Lists are joined by a space: addresses and ids hold none.
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
        return " ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def read(path: Path) -> pa.Table:
    """Read a Parquet file."""
    return pq.read_table(path)

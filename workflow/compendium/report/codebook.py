"""The codebook of a tidy table: what each column holds, its values with their counts, and the first rows."""

import pandas as pd
import pyarrow as pa

from compendium.decision import schemas, types
from compendium.report import code_labels, table
from compendium.result import sentence
from compendium.source import numbers
from compendium.table import geometry

LISTED = 12  # values of a column that are listed with their counts; a column with more is summarised
ROWS, SHOWN = 3, 80  # first rows that are shown, and characters of a value of them
# Heading and characters of each column.
COLUMNS = {"Name": 10, "Description": 22, "Type": 6, "Unit": 7, "Values and their counts": 20, "Missing": 8}
NAMES = {"string": "text", "integer": "whole number", "boolean": "true or false"}
FORMATS = {"year": "year", "ordinal": "order", "edtf": "date (EDTF)", "uri": "web address"}


def columns(name: str, found: pa.Table) -> dict:
    """Table with a row for each column of a tidy table."""
    schema = schemas.table(name)
    rows = [_field(field, found[field["name"]], field["name"] in schema["key"]) for field in schema["fields"]]
    heads = [(head, "left", width) for head, width in COLUMNS.items()]
    return table.made(heads, rows, f"Codebook of {name}.", f"codebook-{name}")


def sample(name: str, found: pa.Table) -> dict:
    """Table of the first rows, one column for each of them, since a tidy table can be wide."""
    fields = schemas.table(name)["fields"]
    first = found.slice(0, ROWS).to_pylist()
    rows = [
        [table.text(field["name"], code=True), *(_shown(field, row[field["name"]]) for row in first)]
        for field in fields
    ]
    heads = [("Column", "left", 12), *((f"Row {n}", "left", 20) for n in range(1, len(first) + 1))]
    return table.made(heads, rows, f"First rows of {name}.", f"sample-{name}")


def _shown(field: dict, value: object) -> table.Cell:
    if value is None or value == []:
        return []
    words = geometry.wkt(value) if isinstance(value, bytes) else value
    if isinstance(words, list):
        words = schemas.SEPARATOR.join(words)
    if isinstance(words, bool):
        words = "true" if words else "false"
    said = numbers.plain(words) if isinstance(words, int | float) else str(words)
    return table.text(said if len(said) <= SHOWN else f"{said[: SHOWN - 1]}…")


def _field(field: dict, column: pa.ChunkedArray, in_key: bool) -> list[table.Cell]:
    kind = FORMATS.get(field.get("format", ""), NAMES.get(field["type"], field["type"]))
    kind = f"list of {kind}s" if field.get("separator") else kind
    unit = field.get("unit") or (f"in {field['unit_in']}" if "unit_in" in field else "")
    texts = [
        field["description"],
        f"{kind}, part of the key" if in_key else kind,
        unit,
        _values(field, column),
        _missing(field, column),
    ]
    return [table.text(field["name"], code=True), *(table.text(text) if text else [] for text in texts)]


def _values(field: dict, column: pa.ChunkedArray) -> str:
    if field["type"] == types.LIST:
        lengths = [len(items) for items in column.to_pylist()]
        return f"{sentence.number(sum(lengths))} in {sentence.number(sum(map(bool, lengths)))} rows"
    if field["type"] == types.GEOMETRY:
        kinds = pd.Series([shape.geom_type for shape in geometry.of_column(column.to_pylist())]).value_counts()
        return "; ".join(f"{kind}: {sentence.number(count)}" for kind, count in kinds.sort_index().items())
    if "codes" in field:
        return _codes(field, column)
    present = column.to_pandas().dropna()
    if field["type"] in types.NUMERIC and present.nunique() > LISTED:
        least, most, median = (_number(field, of()) for of in (present.min, present.max, present.median))
        return f"{least} to {most}, median {median}"
    counts = present.value_counts().sort_index()
    if len(counts) > LISTED:
        return f"{sentence.number(len(counts))} different values"
    return "; ".join(f"{_value(field, value)}: {sentence.number(count)}" for value, count in counts.items())


def _codes(field: dict, column: pa.ChunkedArray) -> str:
    """Codes with their labels and counts; of a vocabulary with many, how many are there."""
    found = code_labels.of_column(field, column)
    listed = all(isinstance(part, dict) for part in field["codes"])
    if not listed and len(found) > LISTED:
        return f"{sentence.number(len(found))} different codes"
    return "; ".join(
        f"{code}{f' ({label})' if label != code else ''}: {sentence.number(count)}" for code, label, count in found
    )


def _value(field: dict, value: object) -> str:
    return _number(field, float(value)) if field["type"] in types.NUMERIC else str(value)  # type: ignore[arg-type]


def _number(field: dict, value: float) -> str:
    """A number of a column; a year, and the median of years, have no thousands."""
    return numbers.plain(value) if field.get("format") == "year" else sentence.number(value)


def _missing(field: dict, column: pa.ChunkedArray) -> str:
    if field["type"] == types.LIST:
        return "an empty list"
    if "missing" not in field:
        return "never"
    if not column.null_count:
        return f"none; would mean: {field['missing']}"
    return f"{sentence.number(100 * column.null_count / len(column), 1)} %: {field['missing']}"

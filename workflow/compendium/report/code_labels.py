"""Every code that a tidy table holds or may hold, with what it stands for and how often it is there."""

import csv
import io
from collections import Counter

import pyarrow as pa

from compendium.decision import schemas
from compendium.table import table_schema, vocabulary

COLUMNS = ("table", "column", "code", "label", "rows")


def rows(tables: dict[str, pa.Table]) -> list[dict]:
    """One row a table, column and code: those that the schema lists in its order, then those of vocabularies."""
    return [
        {"table": name, "column": field["name"], "code": code, "label": label, "rows": count}
        for name, table in tables.items()
        for field in schemas.table(name)["fields"]
        if "codes" in field
        for code, label, count in of_column(field, table[field["name"]])
    ]


def of_column(field: dict, column: pa.ChunkedArray) -> list[tuple[str, str, int]]:
    """Codes of a column, each with its label and the number of rows that have it."""
    counted = _counted(field, column)
    listed = table_schema.listed(field)
    read = [vocabulary.vocabulary(part) for part in field["codes"] if isinstance(part, str)]
    named = {code: next(one.name(code) for one in read if one.has(code)) for code in sorted(set(counted) - set(listed))}
    return [(code, label, counted[code]) for code, label in {**listed, **named}.items()]


def _counted(field: dict, column: pa.ChunkedArray) -> Counter[str]:
    mark = schemas.separator(field)
    values = [value for value in column.to_pylist() if value is not None]
    return Counter(item for value in values for item in (value.split(mark) if mark else [value]))


def text(found: list[dict]) -> str:
    """The codes as CSV."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return out.getvalue()

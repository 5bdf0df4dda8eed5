"""The tidy tables as one SQLite database, with keys, references, and tables that describe it.

DuckDB opens it too. A database of DuckDB itself is none of the downloads: it holds random identifiers, so that two
builds would differ.
"""

import sqlite3
from collections.abc import Iterable

import pyarrow as pa

from compendium.decision import schemas, types
from compendium.table import geometry

PAGE = 4096  # bytes
# Bytes of the header that name the version of the library that wrote the file, and a version to write there:
# https://www.sqlite.org/fileformat2.html#write_library_version_number
WRITTEN_BY, VERSION = slice(96, 100), (3_040_000).to_bytes(4, "big")
TOLD = ("table", "column", "type", "label", "description", "unit", "unit_in", "format", "separator", "missing")


def content(tables: dict[str, pa.Table], labels: list[dict]) -> bytes:
    """Bytes of the database, the same for the same tables."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute("PRAGMA auto_vacuum = NONE")
        connection.execute("BEGIN")
        for name, table in tables.items():
            connection.execute(_created(name))
            _filled(connection, name, len(table.column_names), _rows(table))
        titles = [{"table": n, **{key: schemas.table(n)[key] for key in ("title", "description")}} for n in tables]
        for name, records in (("about_tables", titles), ("about_columns", columns(tables)), ("about_codes", labels)):
            names = list(records[0]) if records else ["table"]
            connection.execute(f"CREATE TABLE {_quoted(name)} ({', '.join(map(_quoted, names))})")
            _filled(connection, name, len(names), (tuple(record.values()) for record in records))
        connection.execute("COMMIT")
        made = bytearray(connection.serialize())
    finally:
        connection.close()
    made[WRITTEN_BY] = VERSION
    return bytes(made)


def columns(tables: Iterable[str]) -> list[dict]:
    """The codebook as records: one a column of a tidy table."""
    return [
        {
            "table": name,
            "column": field["name"],
            **{key: field.get(key) for key in TOLD[2:]},
            "in_key": field["name"] in schema["key"],
        }
        for name, schema in ((name, schemas.table(name)) for name in tables)
        for field in schema["fields"]
    ]


def _created(name: str) -> str:
    schema = schemas.table(name)
    parts = [
        f"{_quoted(field['name'])} {types.of(field).sqlite}{'' if 'missing' in field else ' NOT NULL'}"
        for field in schema["fields"]
    ]
    parts.append(f"PRIMARY KEY ({_listed(schema['key'])})")
    parts += [
        f"FOREIGN KEY ({_listed(r['columns'])}) REFERENCES {_quoted(r['table'])} ({_listed(r['to'])})"
        for r in schema.get("references", ())
    ]
    return f"CREATE TABLE {_quoted(name)} ({', '.join(parts)})"


def _filled(connection: sqlite3.Connection, name: str, width: int, rows: Iterable[tuple]) -> None:
    marks = ", ".join("?" * width)
    connection.executemany(f"INSERT INTO {_quoted(name)} VALUES ({marks})", rows)


def _rows(table: pa.Table) -> Iterable[tuple]:
    return zip(*([_value(value) for value in table[name].to_pylist()] for name in table.column_names), strict=True)


def _value(value: object) -> object:
    """A value as SQLite keeps it: lists joined, geometry as WKT, truth as 0 or 1."""
    if isinstance(value, list):
        return schemas.SEPARATOR.join(value)
    return geometry.wkt(value) if isinstance(value, bytes) else value


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))

"""Types of columns, and what each is called elsewhere: the one place where they are mapped."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Type:
    """A type by its name in Arrow, DuckDB, SQLite, the Table Schema of Frictionless, CSV on the Web and Croissant."""

    arrow: str
    duckdb: str
    sqlite: str
    frictionless: str
    csvw: str
    croissant: str


LIST, GEOMETRY = "list", "geometry"
NUMERIC = ("integer", "number")
TYPES = {
    "string": Type("string", "VARCHAR", "TEXT", "string", "string", "sc:Text"),
    "integer": Type("int64", "BIGINT", "INTEGER", "integer", "integer", "sc:Integer"),
    "number": Type("double", "DOUBLE", "REAL", "number", "double", "sc:Float"),
    "boolean": Type("bool", "BOOLEAN", "INTEGER", "boolean", "boolean", "sc:Boolean"),
    LIST: Type("list<string>", "VARCHAR[]", "TEXT", "string", "string", "sc:Text"),
    GEOMETRY: Type("binary", "BLOB", "TEXT", "string", "string", "sc:Text"),
}
# Formats of a column that other standards have a type or a word for.
FRICTIONLESS_FORMATS = {"uri": "uri"}
CSVW_FORMATS = {"uri": "anyURI", "year": "integer"}
CROISSANT_FORMATS = {"uri": "sc:URL"}


def of(field: dict) -> Type:
    """Type of a field of a schema."""
    return TYPES[field["type"]]

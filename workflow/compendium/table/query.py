"""Ask the tidy tables in SQL: one SELECT, in memory, bounded, the same on every run, with no access to anything else."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import duckdb

from compendium.decision import schemas, types
from compendium.source.numbers import plain
from compendium.table import sql, watch

if TYPE_CHECKING:
    import pyarrow as pa  # a fifth of a second, which a check need not wait for

SETTINGS = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "python_enable_replacements": "false",
    "threads": "1",
    "memory_limit": "512MB",
    "max_temp_directory_size": "0KB",
}
SECONDS = 20  # of a query; all that there are take less than one together
LAST = 40  # seconds until a query that cannot be interrupted ends with its process
ROWS = 10_000  # of an answer
COLUMNS = ["value", "cells"]
LISTS, SCALARS = "VARCHAR[]", ("VARCHAR", "BOOLEAN", "DATE", "DOUBLE", "FLOAT", "TIMESTAMP")
WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")


class QueryError(ValueError):
    """SQL that is not one bounded SELECT, that fails, or that returns other columns than `value` and `cells`."""


class Unsound(QueryError):
    """A query that is refused whatever it finds: unbounded, not the same on every run, or of cells that are none."""


@lru_cache(4096)
def refuse(text: str) -> str | None:
    """Why a text cannot be asked of the tidy tables, as far as that is seen without them; None when it can."""
    return _empty().refuse(text)


@lru_cache(4096)
def parsed(text: str) -> dict | None:
    """Tree of one SELECT as DuckDB parses it, or None for what is none."""
    return sql.tree(_empty().connection, text)


@cache
def _empty() -> "Tables":
    """All tables that claims may ask, without rows."""
    found = Tables({})
    for name in schemas.tabulated():
        found.create(name, schemas.table(name)["fields"])
    return found


class Tables:
    """Tidy tables to ask, each under its name."""

    def __init__(self, tables: "Mapping[str, pa.Table]"):
        self.tables = dict(tables)
        self.names = set(tables)
        self.connection = _connected(tables)
        self.reversed: duckdb.DuckDBPyConnection | None = None

    def create(self, name: str, fields: list[dict]) -> None:
        """Add a table without rows."""
        columns = ", ".join(f'"{field["name"]}" {types.of(field).duckdb}' for field in fields)
        self.connection.execute(f'CREATE TABLE "{name}" ({columns})')
        self.names.add(name)

    def refuse(self, text: str) -> str | None:
        """Why a text is not one bounded SELECT over these tables that gives `value` and `cells`, or None."""
        if why := sql.refuse(self.connection, text, self.names):
            return why
        try:
            described = self.connection.execute(f"DESCRIBE {text}").fetchall()
        except (duckdb.Error, RecursionError) as error:
            return sql.first_line(error)
        names, types = [column[0] for column in described], [column[1] for column in described]
        if names != COLUMNS:
            return f"the columns are {', '.join(names)}; they must be value, cells"
        if types[0].partition("(")[0] not in (*SCALARS, *WHOLE, "DECIMAL", '"NULL"', "NULL"):
            return f"value is of the type {types[0]}; it must be a text, a number or a date"
        return None if types[1] == LISTS else f"cells is of the type {types[1]}; it must be a list of addresses"

    def ask(self, text: str) -> list[tuple[object, list[str]]]:
        """Values with the cells behind each, in the order of the query; values that are null are left out.

        Rows are read as they are and in reverse: values that differ would follow an order that nothing says.
        Raises QueryError, and Unsound for what is refused whatever it finds.
        """
        if why := self.refuse(text):
            raise Unsound(why)
        found = _answer(self.connection, text)
        if self.reversed is None:
            self.reversed = _connected({name: table[::-1] for name, table in self.tables.items()})
        if _values(found) != _values(_answer(self.reversed, text)):
            raise Unsound("the values depend on the order in which rows are read; say which, with ORDER BY")
        return found


def _connected(tables: "Mapping[str, pa.Table]") -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config=SETTINGS)
    for name, table in tables.items():
        connection.register(name, table)
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _answer(connection: duckdb.DuckDBPyConnection, text: str) -> list[tuple[object, list[str]]]:
    try:
        with watch.over(connection, text, SECONDS, LAST):
            rows = connection.execute(text).fetchmany(ROWS + 1)
    except duckdb.InterruptException as error:
        raise Unsound(f"takes more than {SECONDS} seconds") from error
    except (duckdb.OutOfMemoryException, MemoryError) as error:
        raise Unsound(f"takes more memory than {SETTINGS['memory_limit']}") from error
    except (duckdb.Error, RuntimeError) as error:
        raise QueryError(sql.first_line(error)) from error
    if len(rows) > ROWS:
        raise Unsound(f"gives more than {ROWS:,} rows")
    return [(value, sorted({cell for cell in cells or [] if cell})) for value, cells in rows if value is not None]


def _values(answers: list[tuple[object, list[str]]]) -> list[str]:
    """Values without their order; floating-point numbers as claims print them."""
    return sorted(plain(value, 10) if isinstance(value, float) else str(value) for value, _ in answers)

"""Ask the tidy tables in SQL: one SELECT, in memory, with no access to anything else."""

from collections.abc import Mapping

import duckdb
import pyarrow as pa

SETTINGS = {"enable_external_access": "false", "autoload_known_extensions": "false", "threads": "1"}


class QueryError(ValueError):
    """SQL that is not one SELECT, that fails, or that returns other columns than `value` and `cells`."""


def refuse(sql: str) -> str | None:
    """Why a text is not exactly one SELECT statement, or None when it is one."""
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        return str(error).split("\n")[0]
    if len(statements) != 1:
        return f"{len(statements)} statements"
    kind = statements[0].type
    return None if kind == duckdb.StatementType.SELECT else f"a statement of the type {kind.name}"


class Tables:
    """Tidy tables to ask, each under its name."""

    def __init__(self, tables: Mapping[str, pa.Table]):
        self.connection = duckdb.connect(":memory:", config=SETTINGS)
        for name, table in tables.items():
            self.connection.register(name, table)
        self.connection.execute("SET lock_configuration = true")

    def ask(self, sql: str) -> list[tuple[object, list[str]]]:
        """Values with the cells behind each, in the order of the query; values that are null are left out.

        Raises QueryError.
        """
        if why := refuse(sql):
            raise QueryError(why)
        try:
            answer = self.connection.execute(sql)
            names, rows = [column[0] for column in answer.description], answer.fetchall()
        except duckdb.Error as error:
            raise QueryError(str(error).split("\n")[0]) from error
        if names != ["value", "cells"]:
            raise QueryError(f"the columns are {', '.join(names)}; they must be value, cells")
        return [(value, sorted({cell for cell in cells or [] if cell})) for value, cells in rows if value is not None]

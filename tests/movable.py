"""Whether a claim can fail: the data behind its query are changed until the verdict changes.

A claim that no change of the data moves says nothing about them, and neither does one that says that there are
no others where its query can find no other.
"""

import re
from collections.abc import Iterator
from itertools import islice

import duckdb
import pyarrow as pa

from compendium.source.address import expand
from compendium.table import claims, query
from compendium.table.verdict import NUMBER

ROWS, VALUES, MOST = 25, 6, 600  # rows changed one after another, values for a column, changes tried of a claim
FAR, SHORT = 10**6, 16  # a number beyond all others, and characters of a text whose digits are changed one by one
NO_OTHERS = {"exactly", "only"}  # comparisons that another one found must move
LISTS = "cells"
Rows = tuple[pa.Table, list[list[str]]]  # a table, and the cells behind each of its rows


def unmoved(asked: list[dict], tables: dict[str, pa.Table]) -> dict[str, str]:
    """Ids of claims that can be tested and that no change of the data behind them moves, each with what stays.

    `asked` are evaluated claims; `tables` the tidy tables that they were held against.
    """
    with_cells = {
        name: (table, [expand(cells) for cells in table[LISTS].to_pylist()]) for name, table in tables.items()
    }
    said = {claim["id"]: _stays(claim, with_cells) for claim in asked if claim["query"]}
    return {claim: why for claim, why in said.items() if why}


def _stays(claim: dict, tables: dict[str, Rows]) -> str | None:
    """What no change moves, or None."""
    named = {name: table for name, table in tables.items() if re.search(rf"\b{name}\b", claim["query"])}
    wanted = {"verdict", *({"another one"} if claim["comparison"] in NO_OTHERS else ())}
    expected = set(claim["expected"].split(";"))
    asked = query.Tables({name: table for name, (table, _) in named.items()})
    for name, changed in islice(_changes(claim, named), MOST):
        try:
            found, judged = claims.judged(claim, _answers(asked, name, changed, claim["query"]))
        except (query.QueryError, duckdb.Error):
            continue
        wanted -= {"verdict"} if found and judged != claim["verdict"] else set()
        wanted -= {"another one"} if set(found) - expected else set()
        if not wanted:
            return None
    return " and ".join(sorted(wanted))


def _answers(asked: query.Tables, name: str, table: pa.Table, sql: str) -> list[tuple[object, list[str]]]:
    """What a query that was asked before finds with one table changed, which is put back."""
    asked.connection.register(name, table)
    try:
        return [(value, cells) for value, cells in asked.connection.execute(sql).fetchall() if value is not None]
    finally:
        asked.connection.register(name, asked.tables[name])


def _changes(claim: dict, tables: dict[str, Rows]) -> Iterator[tuple[str, pa.Table]]:
    """One change each: name of a table, and the table as changed. The widest come first."""
    behind, sql = set(expand(claim["cells"])), claim["query"]
    said = [*claim["expected"].split(";"), *dict.fromkeys(re.findall(r"'([^']+)'", sql))]
    for name, (table, cells) in tables.items():
        rows = [row for row, mine in enumerate(cells) if not behind.isdisjoint(mine)]
        rest = sorted(set(range(table.num_rows)) - set(rows))
        columns = [f.name for f in table.schema if f.name != LISTS and re.search(rf"\b{f.name}\b", sql)]
        columns.sort(key=lambda name: not re.search(rf"\b{name}\b", sql.partition(" FROM ")[0]))  # the answer's first
        puts = [(column, value) for column in columns for value in _values(table, column, rows, said)]
        for some in (rows, rest, *_alike(table, columns, rows), *(rows[:n] for n in range(1, ROWS))):
            for column, value in puts if some else []:
                yield name, _set(table, column, value, some)
        for row in rows[:ROWS]:
            for column, value in puts:
                yield name, pa.concat_tables([table, _set(table.slice(row, 1), column, value, [0])])


def _alike(table: pa.Table, columns: list[str], rows: list[int]) -> Iterator[list[int]]:
    """Rows that have the same value in a column, for columns of few values."""
    for column in columns:
        groups: dict[object, list[int]] = {}
        for row in rows:
            groups.setdefault(table[column][row].as_py(), []).append(row)
        yield from groups.values() if 1 < len(groups) <= ROWS else ()


def _values(table: pa.Table, column: str, rows: list[int], said: list[str]) -> list[object]:
    """Values to put into a column: what the claim says, what stands in other rows, and what stands nowhere."""
    kind = table.schema.field(column).type
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        numbers = [float(text) for text in said if NUMBER.fullmatch(text)]
        numbers += [here + 1 for row in rows[:1] if (here := table[column][row].as_py()) is not None]
        return list(dict.fromkeys(int(n) if pa.types.is_integer(kind) else n for n in [0, FAR, 1, -FAR, *numbers]))
    if not pa.types.is_string(kind):
        return []
    here = [text for row in rows if (text := table[column][row].as_py())]
    parts = [text.replace(part, "XYZ") for part in said for text in here[:1] if part in text and part != text]
    there = sorted({text for text in table[column].to_pylist() if text}.difference(here))
    some = there[:: len(there) // VALUES + 1]
    digits = [f"{text[:n]}{(int(text[n]) or 10) - 1}{text[n + 1 :]}" for text in here[:1] for n in _digits(text)]
    return list(dict.fromkeys(["elsewhere", *parts, *said, *some, *here[:VALUES], "0", str(FAR), *digits]))


def _digits(text: str) -> list[int]:
    """Places of the digits of a date or an address; of a longer text none."""
    return [place for place, letter in enumerate(text) if letter in "0123456789"] if len(text) <= SHORT else []


def _set(table: pa.Table, column: str, value: object, rows: list[int]) -> pa.Table:
    """The table with one value in a column of some rows."""
    values, place = table[column].to_pylist(), table.schema.get_field_index(column)
    for row in rows:
        values[row] = value
    return table.set_column(place, table.schema.field(column), pa.array(values, table.schema.field(column).type))

"""A query is one SELECT, bounded, the same on every run, and asks for no answer that it names itself."""

import os
import subprocess
import sys

import pyarrow as pa
import pytest
from claimed import CELLS, TABLE, rows
from conftest import SOURCE

from compendium.table import query
from compendium.table.foregone import foregone

NO_QUERY = {
    "0 statements": "",
    "syntax error": "SELEC 1",
    "2 statements": "SELECT 1; SELECT 2",
    "the type DROP": "DROP TABLE t",
    "the type INSERT": "INSERT INTO t VALUES (1)",
    "the type COPY": "COPY t TO 'x.csv'",
    "the type ATTACH": "ATTACH 'x.db'",
    "the type SET": "SET threads = 4",
    "show ref": "DESCRIBE t",
    "at most 5,000": f"SELECT '{'x' * 5_000}' AS value, cells FROM t",
    "the columns are value;": "SELECT 1 AS value",
    "the columns are value, cells, n": "SELECT id AS value, cells, n FROM t",
    "the table nowhere": "SELECT id AS value, cells FROM nowhere",
    '"nosuch" not found': "SELECT nosuch AS value, cells FROM t",
    "of the type VARCHAR; it must be a list": "SELECT 1 AS value, 'a' AS cells",
    "value is of the type VARCHAR[]": "SELECT cells AS value, cells FROM t",
    "the table function read_text": "SELECT content AS value, [filename] AS cells FROM read_text('pyproject.toml')",
    "the table pyproject.toml": "SELECT 1 AS value, ['a'] AS cells FROM 'pyproject.toml'",
    "the table information_schema.tables": "SELECT table_name AS value, [] AS cells FROM information_schema.tables",
    "the table duckdb_settings": "WITH duckdb_settings AS (FROM duckdb_settings) SELECT name AS value, [] AS cells FROM duckdb_settings",
    "a sample": "SELECT id AS value, cells FROM t USING SAMPLE 1",
    "sample (USING": "SELECT id AS value, cells FROM t TABLESAMPLE 50%",
    "function random": "SELECT id AS value, cells FROM t WHERE random() < 0.5",
    "function random of a schema": "SELECT system.main.random() AS value, cells FROM t",
    "function gen_random_uuid": "SELECT CAST(gen_random_uuid() AS VARCHAR) AS value, cells FROM t",
    "function now": "SELECT CAST(now() AS VARCHAR) AS value, cells FROM t",
    "function today": "SELECT today() AS value, cells FROM t",
    "current_date, which": "SELECT current_date AS value, cells FROM t",
    "CURRENT_TIMESTAMP, which": "SELECT year(CURRENT_TIMESTAMP) AS value, cells FROM t",
    "localtime, which": "SELECT localtime AS value, cells FROM (SELECT cells, 1 AS localtime FROM t)",
    "user, which": "SELECT user AS value, cells FROM t",
    "function version": "SELECT version() AS value, cells FROM t",
    "function current_setting": "SELECT current_setting('threads') AS value, cells FROM t",
    "function setseed": "SELECT setseed(0.1) AS value, cells FROM t",
    "function nextval": "SELECT nextval('s') AS value, cells FROM t",
    "function pg_sleep": "SELECT pg_sleep(9) AS value, cells FROM t",
    "recursive WITH": "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT n AS value, [] AS cells FROM r",
    "function range": "SELECT range AS value, [] AS cells FROM range(1000000000000)",
    "function generate_series": "SELECT len(generate_series(1, 1000000000000)) AS value, cells FROM t",
    "function repeat": "SELECT repeat('x', 10000000000) AS value, cells FROM t",
    "function lpad": "SELECT lpad('x', 2000000000, 'x') AS value, cells FROM t",
    "function query": "SELECT 1 AS value, [] AS cells FROM query('SELECT 1')",
    "1,048,576 tables": "WITH a0 AS (FROM t), "
    + ", ".join(f"a{i} AS (SELECT x.* FROM a{i - 1} x, a{i - 1} y)" for i in range(1, 20))
    + " SELECT x.id AS value, x.cells FROM a19 x, a19 y",
    "first without ORDER BY": "SELECT first(id) AS value, flatten(list(cells)) AS cells FROM t",
    "any_value without": "SELECT any_value(id) AS value, flatten(list(cells)) AS cells FROM t",
    "arg_max without": "SELECT arg_max(id, n) AS value, flatten(list(cells)) AS cells FROM t",
    "string_agg without": "SELECT string_agg(id, ';') AS value, flatten(list(cells)) AS cells FROM t",
    "list without": "SELECT list(id)[1] AS value, flatten(list(cells)) AS cells FROM t",
    "row_number without": "SELECT row_number() OVER () AS value, cells FROM t",
    "LIMIT or OFFSET without": "SELECT id AS value, cells FROM t LIMIT 1",
    "a join of the kind positional": "SELECT a.id AS value, a.cells FROM t a POSITIONAL JOIN t b",
    "several groupings": "SELECT count(*) AS value, flatten(list(cells)) AS cells FROM t GROUP BY CUBE (id, n)",
    "the type TIMESTAMPTZ": "SELECT CAST(id AS TIMESTAMPTZ) AS value, cells FROM t",
    "parameter": "SELECT ? AS value, cells FROM t",
    "depth limit": f"SELECT {'(' * 1500}1{')' * 1500} AS value, cells FROM t",
    "nested too deeply": f"SELECT {'CASE WHEN true THEN ' * 180}1{' END' * 180} AS value, cells FROM t",
}


@pytest.mark.parametrize("said", NO_QUERY)
def test_what_is_not_one_select_bounded_and_the_same_on_every_run_is_refused(said):
    tables = query.Tables({"t": TABLE})
    assert said in (tables.refuse(NO_QUERY[said]) or "")
    with pytest.raises(query.Unsound):
        tables.ask(NO_QUERY[said])


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        ("SELECT 'now(), random() USING SAMPLE 3 LIMIT 1' AS value, cells FROM t LIMIT 0", None),
        ("SELECT random AS value, cells FROM (SELECT id AS random, cells FROM t)", ["a", "b"]),
        ("SELECT first(id ORDER BY id DESC) AS value, flatten(list(cells)) AS cells FROM t", ["b"]),
        ("SELECT id AS value, cells FROM t ORDER BY id LIMIT 1", ["a"]),
        ("WITH s AS (SELECT id, cells FROM t) SELECT count(*) AS value, flatten(list(cells)) AS cells FROM s", [2]),
        ("SELECT id AS value, cells FROM t UNION SELECT 'c', ['x']", ["a", "b", "c"]),
        ("SELECT list(id ORDER BY id)[2] AS value, flatten(list(cells)) AS cells FROM t", ["b"]),
        ("SELECT max(n) OVER () AS value, cells FROM t WHERE id = 'a'", [1]),
    ],
)
def test_words_are_not_searched_for(sql, values):
    tables = query.Tables({"t": TABLE})
    if values is None:
        assert "LIMIT" in (tables.refuse(sql) or "")
        assert not tables.refuse(sql.removesuffix(" LIMIT 0"))
    else:
        assert sorted(value for value, _ in tables.ask(sql)) == values


def test_no_query_that_there_is_is_refused():
    claims = [claim for path in SOURCE.glob("raw/*/claims.csv") for claim in rows(f"{path.parent.name}/claims.csv")]
    asked = [claim for claim in claims if claim["query"]]
    assert len(asked) > 150
    assert {c["id"]: why for c in asked if (why := query.refuse(c["query"]))} == {}


def test_values_that_follow_the_order_of_rows_are_refused():
    tied = pa.table({"id": ["a", "b"], "n": [1, 1], "cells": CELLS})
    with pytest.raises(query.Unsound, match="depend on the order"):
        query.Tables({"t": tied}).ask("SELECT id AS value, cells FROM t ORDER BY n LIMIT 1")


MANY = pa.table({"id": ["x" * 50] * 400, "n": range(400), "cells": [["c"]] * 400})


ENDLESS = "SELECT count(*) AS value, ['c'] AS cells FROM t a, t b, t c, t d, t e WHERE a.n + b.n + c.n + d.n + e.n = 3"


def test_time_memory_and_rows_of_a_query_are_bounded(monkeypatch):
    monkeypatch.setattr(query, "SECONDS", 0.3)
    tables = query.Tables({"t": MANY})
    with pytest.raises(query.Unsound, match=r"more than 0\.3 seconds"):
        tables.ask(ENDLESS)
    monkeypatch.setattr(query, "SECONDS", 60)
    with pytest.raises(query.Unsound, match="more than 10,000 rows"):
        tables.ask("SELECT a.id AS value, a.cells FROM t a, t b")
    monkeypatch.setitem(query.SETTINGS, "memory_limit", "32MB")
    with pytest.raises(query.Unsound, match="more memory than 32MB"):
        query.Tables({"t": MANY}).ask(
            "SELECT count(*) AS value, ['c'] AS cells FROM (SELECT DISTINCT a.id || a.n || '-' || b.n || '-' || c.n FROM t a, t b, t c)"
        )


def test_a_query_that_cannot_be_interrupted_ends_its_process():
    """Texts that are joined to ever longer ones never look whether they are to stop."""
    script = """
import pyarrow as pa
from compendium.table import query
query.SECONDS, query.LAST = 0.2, 0.6
joined = "||".join(["y"] * 60)
levels = ", ".join(f"a{i} AS (SELECT {joined} AS y FROM a{i - 1})" for i in range(1, 5))
query.Tables({"t": pa.table({"y": ["x" * 90] * 9})}).ask(
    f"WITH a0 AS (FROM t), {levels} SELECT max(y) AS value, ['c'] AS cells FROM a4")
"""
    variables = {**os.environ, "PYTHONPATH": str(SOURCE / "workflow")}
    done = subprocess.run([sys.executable, "-c", script], env=variables, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "cannot be interrupted: WITH a0" in done.stderr or "takes more" in done.stderr


@pytest.mark.parametrize(
    ("sql", "comparison", "expected", "is_foregone"),
    [
        ("SELECT id AS value, cells FROM t WHERE id IN ('a', 'b')", "exactly", "a;b", True),
        ("SELECT id AS value, cells FROM t WHERE n = 1 AND 'a' = t.id", "only", "a;b", True),
        ("SELECT DISTINCT ON (id) id AS value, cells FROM t WHERE id = 'a'", "is", "a", True),
        ("SELECT n AS value, cells FROM t WHERE n = 1", "is", "1", True),
        ("SELECT id AS value, cells FROM t WHERE id IN ('a', 'b')", "includes", "a;b", False),
        ("SELECT id AS value, cells FROM t WHERE id IN ('a', 'b')", "only", "a", False),
        ("SELECT id AS value, cells FROM t WHERE id = 'a' OR n = 2", "is", "a", False),
        ("SELECT id AS value, cells FROM t WHERE n = 1", "is", "a", False),
        ("SELECT count(*) FILTER (WHERE id = 'a') AS value, flatten(list(cells)) AS cells FROM t", "is", "1", False),
        ("SELEC", "is", "a", False),
    ],
)
def test_a_query_that_names_what_it_is_to_find_is_told(sql, comparison, expected, is_foregone):
    assert bool(foregone(sql, comparison, expected)) == is_foregone

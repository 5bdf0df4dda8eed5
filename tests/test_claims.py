"""Claims are queries, verdicts follow from cells, and a query that fails is never “not checkable”."""

import csv
import json
import os
import subprocess
import sys
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import SOURCE
from hypothesis import given
from hypothesis import strategies as st

from compendium.decision import decisions, schemas
from compendium.decision.decisions import Decisions
from compendium.report import trace
from compendium.result.scenario import recompute
from compendium.source import dates, numbers
from compendium.table import query, records, store, verdict
from compendium.table.claims import ClaimError, evaluate
from compendium.table.kinds import tabulate

CELLS = [["raw/rouvinski/table1.csv#cell=2,2"], ["raw/rouvinski/table1.csv#cell=3,2"]]
TABLE = pa.table({"id": ["a", "b"], "n": [1, None], "cells": CELLS})


def rows(name):
    with (SOURCE / "raw" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_numbers_are_read_as_printed(whole, hundredths):
    assert numbers.read(f"{whole:,}") == whole
    assert numbers.read(str(whole)) == whole
    assert numbers.read(f"{whole % 1000},{hundredths:02d}") == pytest.approx(whole % 1000 + hundredths / 100)
    assert numbers.read(f"{whole}th") is None


def test_amounts_are_scaled_by_their_unit():
    assert numbers.scaled(3.5, "million USD", "USD") == 3_500_000
    assert numbers.scaled(27_000.0, "USD", "USD") == 27_000
    assert numbers.scaled(5.0, "aircraft", "USD") is None
    assert numbers.scaled(5.0, None, "USD") is None


@pytest.mark.parametrize(
    ("text", "year", "date", "precision"),
    [
        ("June 3", 2014, "2014-06-03", "day"),
        ("August 31, 2017", None, "2017-08-31", "day"),
        ("September 2017", 2017, "2017-09", "month"),
        ("September–November 2020", 2020, "2020-09/2020-11", "interval"),
        ("2017–2018", 2017, "2017/2018", "interval"),
        ("1990's", 1990, "1990/1999", "interval"),
        ("Tuesday", 2014, "2014", "year"),
        ("Tuesday", None, None, None),
    ],
)
def test_dates_are_no_more_precise_than_printed(text, year, date, precision):
    assert dates.read(text, year) == date
    assert dates.precision(date) == precision


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


def test_nulls_are_no_values():
    assert query.Tables({"t": TABLE}).ask("SELECT n AS value, cells FROM t") == [(1, CELLS[0])]


@pytest.mark.parametrize(
    ("comparison", "found", "expected", "judged"),
    [
        ("is", ["embassy"], "embassy", "supported"),
        ("is", ["none"], "embassy", "contradicted"),
        ("above", ["126"], "100", "supported"),
        ("above", ["100"], "100", "contradicted"),
        ("at least", ["100"], "100", "supported"),
        ("below", ["0.1"], "1", "supported"),
        ("at most", ["2"], "1", "contradicted"),
        ("about", ["48.4"], "50", "partly"),
        ("about", ["49.9"], "50", "supported"),
        ("about", ["40"], "50", "contradicted"),
        ("includes", ["A", "B", "C"], "A;B", "supported"),
        ("includes", ["A"], "A;B", "partly"),
        ("includes", ["C"], "A;B", "contradicted"),
        ("exactly", ["B", "A"], "A;B", "supported"),
        ("exactly", ["A", "B", "C"], "A;B", "partly"),
        ("exactly", ["C"], "A;B", "contradicted"),
    ],
)
def test_verdicts(comparison, found, expected, judged):
    assert verdict.judge(comparison, found, expected) == judged


def claim(**more):
    base = {"id": "X1", "section": "s", "paragraph": "1", "cells": ["raw/x/claims.csv#cell=2,1-2,11"]}
    return {**base, "not_checkable": None, "comparison": "is", "expected": "1", **more}


def test_every_claim_that_cannot_be_evaluated_is_named():
    faulty = {
        "nothing": "SELECT n AS value, cells FROM t WHERE id = 'c'",
        "error": "SELECT nosuch AS value, cells FROM t",
        "many": "SELECT id AS value, cells FROM t",
        "no-cells": "SELECT 1 AS value, [] AS cells",
    }
    claims = [claim(id=name, query=sql) for name, sql in faulty.items()]
    good = claim(id="good", query="SELECT n AS value, cells FROM t")
    with pytest.raises(ClaimError) as error:
        evaluate([*claims, good], query.Tables({"t": TABLE}), Decisions())
    assert "4 claims" in str(error.value)
    assert all(f"claim {name}:" in str(error.value) for name in faulty)
    assert "good" not in str(error.value)
    (row,) = evaluate([good], query.Tables({"t": TABLE}), Decisions())
    assert (row["verdict"], row["found"], row["cells"]) == ("supported", "1", CELLS[0])


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("/etc/passwd#cell=1,1", "no package lists '/etc/passwd'"),
        ("raw/../../../etc/passwd#cell=1,1", "no package lists"),
        ("raw/corrections.csv#cell=2,2", "no package lists"),
        ("raw/rouvinski/table1.csv#cell=999,2", "table1.csv has"),
        ("raw/rouvinski/table1.csv#cell=2,2-3,9999", "table1.csv has"),
        ("raw/rouvinski/table1.csv#cell=2,2-99999999,99999999", "names more than"),
        ("raw/rouvinski/table1.csv#cell=3,2-2,2", "ends before it begins"),
        ("raw/rouvinski/table1.csv", "no cell address"),
    ],
)
def test_a_cell_that_is_none_of_a_raw_table_is_refused_in_the_job_in_scenarios_and_in_trace(cell, said):
    named = claim(id="far", query=f"SELECT n AS value, ['{cell}'] AS cells FROM t WHERE n = 1")
    tables = query.Tables({"t": TABLE})
    for evaluated in (
        lambda: evaluate([named], tables, Decisions()),
        lambda: recompute.evaluated(named, tables, Decisions()),
    ):
        with pytest.raises(ClaimError, match="claim far: ") as error:
            evaluated()
        assert said in str(error.value)
    if "#cell=" in cell:
        with pytest.raises(trace.NotFound) as refused:
            trace.describe(cell)
        assert said in str(refused.value)


def test_check_names_the_place_of_what_is_seen_without_asking(checker):
    """Four claims, each with another fault."""
    name = "raw/rouvinski/claims.csv"
    found = list(csv.reader((checker / name).open(encoding="utf-8", newline="")))
    asked = [row for row, record in enumerate(found, start=1) if row > 1 and record[6]]
    checker.set_cell(name, asked[0], 7, "SELECT 1 AS value, cells FROM twinnings USING SAMPLE 3")
    checker.set_cell(name, asked[1], 7, "SELECT no_such_column AS value, cells FROM twinnings")
    checker.set_cell(name, asked[2], 8, "above")
    checker.set_cell(name, asked[2], 9, "many")
    said = checker.check().report
    for place, why in (
        (f"cell={asked[0]},7", "a sample (USING SAMPLE"),
        (f"cell={asked[1]},7", "no_such_column"),
        (f"cell={asked[2]},9", "expectation that is no number"),
    ):
        assert place in said and why in said, said


def test_a_claim_whose_answer_an_entry_takes_away_is_contradicted_by_the_printed_cells():
    sql = "SELECT status AS value, cells FROM missions WHERE host = 'BOL' AND sender = 'KAZ' AND status = 'embassy'"
    asked = claim(query=sql, expected="embassy")
    decided = decisions.load()
    turned = tuple(replace(e, status="accepted") if e.id == "C001" else e for e in decided.entries)
    for mine, judged in ((decided, "supported"), (decided.supposing(turned), "contradicted")):
        made = store.arrow(tabulate("missions", mine), schemas.table("missions"))
        (row,) = evaluate([asked], query.Tables({"missions": made}), mine)
        assert row["verdict"] == judged
        assert row["cells"] == ["raw/sanchez-2021/table1.csv#cell=3,6"]


@pytest.mark.parametrize(
    ("source", "least"), [("sanchez-2021", 200), ("kulumzhanova-ospanova", 140), ("efe-2014", 25), ("rouvinski", 25)]
)
def test_a_text_is_transcribed_as_far_as_it_bears(source, least):
    assert len(rows(f"{source}/facts.csv")) > least


@pytest.mark.slow
def test_the_audit_finds_what_is_known_to_be_wrong(original):
    found = {row["id"]: row for row in pq.read_table(original / "processed/tables/claims.parquet").to_pylist()}
    places = {(r["region"], r["section"], r["paragraph"], r["words"]) for r in found.values() if not r["part_of"]}
    assert len(places) >= 60
    assert (found["SC51"]["found"], found["SC51"]["verdict"]) == ("BOL; CUB; MEX", "partly")
    assert [found[f"SC51.{n}"]["verdict"] for n in (1, 2, 3)] == ["contradicted", "supported", "supported"]
    assert (found["SC47"]["found"], found["SC47"]["verdict"]) == ("6", "contradicted")
    assert found["SC40"]["verdict"] == found["SC41"]["verdict"] == "partly"
    assert (found["RC03"]["found"], found["RC03"]["verdict"]) == ("48.4", "partly")
    assert (found["RC05"]["found"], found["RC05"]["verdict"]) == ("4", "supported")
    for row in found.values():
        assert row["cells"]
        assert (row["verdict"] == "not checkable") == bool(row["not_checkable"])


def test_a_verdict_follows_its_cells():
    """The two proposed entries that move a mark from Bolivia to Brazil, as the text has it, are accepted."""
    decided = decisions.load()
    turned = tuple(replace(e, status="accepted") if e.id in ("C001", "C002") else e for e in decided.entries)
    (claim,) = [row for row in records.tabulate("claims", decided) if row["id"] == "SC51"]
    verdicts = []
    for made in (decided, decided.supposing(turned)):
        named = schemas.named(claim["query"])
        tables = query.Tables({name: store.arrow(tabulate(name, made), schemas.table(name)) for name in named})
        verdicts += [(row["found"], row["verdict"]) for row in evaluate([claim], tables, made)]
    assert verdicts[1] == ("BRA; CUB; MEX", "supported") != verdicts[0]


def results(original, report):
    table = pq.read_table(original / f"processed/reports/{report}/results.parquet").to_pylist()
    return {r["id"].split("/")[1]: r for r in table}


@pytest.mark.slow
def test_headlines_equal_counts_over_the_raw_tables(original):
    facts = {source: rows(f"{source}/facts.csv") for source in ("sanchez-2021", "efe-2014", "kulumzhanova-ospanova")}
    coded = [
        f for f in facts["kulumzhanova-ospanova"] if f["predicate"].endswith((", Latin America", ", Central Asia"))
    ]
    policy = results(original, "us-policy")
    assert policy["coded"]["number"] == len(coded)
    assert policy["presidents"]["number"] == len({f["subject"] for f in coded})
    claims = [c for s in SOURCE.glob("raw/*/claims.csv") for c in rows(f"{s.parent.name}/claims.csv")]
    audit = results(original, "audit")
    assert audit["statements"]["number"] == sum(not c["part_of"] for c in claims)
    assert audit["not-checkable"]["number"] == sum(bool(c["not_checkable"]) for c in claims)
    assert audit["contradictions"]["number"] == len(rows("contradictions/pairs.csv"))
    assert (
        audit["supported"]["number"] + audit["partly"]["number"] + audit["contradicted"]["number"]
        == (audit["checked"]["number"])
    )
    latin = {"ARG", "BOL", "BRA", "CHL", "COL", "CRI", "CUB", "DOM", "ECU", "SLV", "GTM", "HND", "MEX", "NIC", "PAN"}
    latin |= {"PRY", "PER", "URY", "VEN"}
    kinds = ("visit", "accord", "multilateral", "relations est", "consulate op", "purchase", "interview")
    told = [f for s in ("sanchez-2021", "efe-2014") for f in facts[s] if f["predicate"].startswith(kinds)]
    told += rows("kazakhstan-latin-america/events.csv")
    states = [set(event["countries"].split(";")) for event in told]
    mine = [there for there in states if "KAZ" in there and (there & latin or there == {"KAZ"})]
    outreach = results(original, "outreach-kazakhstan")
    assert outreach["events"]["number"] == len(mine)
    assert outreach["reached"]["number"] == len(set().union(*mine) & latin)


@pytest.mark.slow
@pytest.mark.parametrize("report", ["audit", "us-policy", "outreach-kazakhstan", "outreach-mexico"])
def test_every_result_says_how_many_observations_stand_behind_it(original, report):
    named = {"focus", "region", "text"}
    for key, row in results(original, report).items():
        assert row["n"] is not None or key in named, key
        assert row["cells"] or row["number"] == 0, key


def test_a_place_of_a_contradiction_is_a_place():
    known = {f["id"] for path in SOURCE.glob("raw/*/facts.csv") for f in rows(f"{path.parent.name}/facts.csv")}
    known |= {reference["id"] for reference in json.loads((SOURCE / "raw/references.json").read_text(encoding="utf-8"))}
    for pair in rows("contradictions/pairs.csv"):
        for side in ("a", "b"):
            assert pair[side] in known or "#cell=" in pair[side], pair

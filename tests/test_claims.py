"""Claims are queries, verdicts follow from cells, and a query that fails is never “not checkable”."""

import csv
import json
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import SOURCE
from hypothesis import given
from hypothesis import strategies as st

from crossborder import dates, ledger, numbers, query, schemas, store, verdict
from crossborder.tabulate import tabulate
from crossborder.tabulate.claims import ClaimError, evaluate

TABLE = pa.table({"id": ["a", "b"], "n": [1, None], "cells": [["raw/x/t.csv#cell=2,2"], ["raw/x/t.csv#cell=3,2"]]})


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


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "SELEC 1",
        "SELECT 1; SELECT 2",
        "DROP TABLE t",
        "INSERT INTO t VALUES (1)",
        "COPY t TO 'x.csv'",
        "ATTACH 'x.db'",
        "SET threads = 4",
    ],
)
def test_only_one_select_is_asked(sql):
    assert query.refuse(sql)
    with pytest.raises(query.QueryError):
        query.Tables({"t": TABLE}).ask(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1 AS value",
        "SELECT id AS value, cells, n FROM t",
        "SELECT id AS value, cells FROM nowhere",
        "SELECT content AS value, [filename] AS cells FROM read_text('pyproject.toml')",
        "SELECT 1 AS value, ['a'] AS cells FROM 'pyproject.toml'",
    ],
)
def test_a_query_reaches_the_tables_alone_and_gives_value_and_cells(sql):
    assert not query.refuse(sql)
    with pytest.raises(query.QueryError):
        query.Tables({"t": TABLE}).ask(sql)


def test_nulls_are_no_values():
    assert query.Tables({"t": TABLE}).ask("SELECT n AS value, cells FROM t") == [(1, ["raw/x/t.csv#cell=2,2"])]


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
        evaluate([*claims, good], query.Tables({"t": TABLE}))
    assert "4 claims" in str(error.value)
    assert all(f"claim {name}:" in str(error.value) for name in faulty)
    assert "good" not in str(error.value)
    (row,) = evaluate([good], query.Tables({"t": TABLE}))
    assert (row["verdict"], row["found"], row["cells"]) == ("supported", "1", ["raw/x/t.csv#cell=2,2"])


def test_a_claim_whose_answer_an_entry_takes_away_is_contradicted_by_the_printed_cells():
    sql = "SELECT status AS value, cells FROM missions WHERE host = 'BOL' AND sender = 'KAZ' AND status = 'embassy'"
    asked = claim(query=sql, expected="embassy")
    turned = tuple(replace(e, status="accepted") if e.id == "C001" else e for e in ledger.entries())
    for entries, judged in ((ledger.entries(), "supported"), (turned, "contradicted")):
        with ledger.supposing(entries):
            made = store.arrow(tabulate("missions"), schemas.table("missions"))
            (row,) = evaluate([asked], query.Tables({"missions": made}))
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


@pytest.mark.slow
def test_a_verdict_follows_its_cells(fresh):
    """The two proposed entries that move a mark from Bolivia to Brazil, as the text has it, are accepted."""
    fresh.set_cell("raw/corrections.csv", 2, 6, "accepted")
    fresh.set_cell("raw/corrections.csv", 3, 6, "accepted")
    done = fresh.snakemake("processed/tables/claims.csv")
    assert done.returncode == 0, done.stderr
    found = {row["id"]: row for row in pq.read_table(fresh / "processed/tables/claims.parquet").to_pylist()}
    assert (found["SC51"]["found"], found["SC51"]["verdict"]) == ("BRA; CUB; MEX", "supported")


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

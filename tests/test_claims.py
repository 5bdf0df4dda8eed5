"""Claims are queries, verdicts follow from cells, and a query that fails is never “not checkable”."""

import csv
from dataclasses import replace

import pytest
from claimed import CELLS, TABLE, claim
from hypothesis import given
from hypothesis import strategies as st
from movable import unmoved

from compendium.decision import decisions, schemas
from compendium.decision.decisions import Decisions
from compendium.report import trace
from compendium.result.scenario import recompute
from compendium.source import dates, numbers
from compendium.table import query, store, verdict
from compendium.table.against import against
from compendium.table.claims import ClaimError, evaluate
from compendium.table.kinds import tabulate


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
        ("only", ["B", "A"], "A;B", "supported"),
        ("only", ["A"], "A;B", "partly"),
        ("only", ["A", "B", "C"], "A;B", "contradicted"),
        ("only", [], "A;B", "contradicted"),
    ],
)
def test_verdicts(comparison, found, expected, judged):
    assert verdict.judge(comparison, found, expected) == judged


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


def test_what_a_claim_was_held_against_is_told_by_its_cells():
    claimed = ["raw/sanchez-2021/claims.csv#cell=2,1-2,11"]
    text, table = "raw/sanchez-2021/facts.csv#cell=2,6", "raw/sanchez-2021/table1.csv#cell=2,2"
    other = "raw/rouvinski/table1.csv#cell=2,2"
    assert against(claimed, [text]) == "itself"
    assert against(claimed, [table]) == against(claimed, [table, text]) == "its tables"
    assert against(claimed, [other]) == against(claimed, [text, other]) == "others"
    assert against(claimed, ["raw/nowhere/table1.csv#cell=2,2"]) == "others"


def test_a_claim_that_nothing_moves_is_told():
    count = "SELECT count(*) AS value, flatten(list(cells)) AS cells FROM t"
    named = "SELECT id AS value, cells FROM t WHERE id IN ('a', 'b')"
    claims = [
        claim(id="always", query=count, comparison="at least", expected="0"),
        claim(id="named", query=named, comparison="only", expected="a;b"),
        claim(id="sound", query="SELECT n AS value, cells FROM t WHERE id = 'a'"),
    ]
    tables = {"t": TABLE}
    assert unmoved(evaluate(claims, query.Tables(tables), Decisions()), tables) == {
        "always": "verdict",
        "named": "another one",
    }

"""What is said in passing is true: events, months, names of today, funds, years of records, sources that are named."""

import csv
import json
import re
from dataclasses import replace

import pandas as pd
import pytest
from conftest import SOURCE
from hypothesis import given
from hypothesis import strategies as st

from compendium.check.material import Material
from compendium.decision import decisions, ledger
from compendium.source import cards, grid
from compendium.table import records
from crossborder.borders import check_times, renamed
from crossborder.embassies.meetings import meetings
from crossborder.texts.periods import MONTHS, months, part

NOTEBOOKS = sorted(path.stem for path in SOURCE.glob("notebooks/*.ipynb"))


def references() -> dict[str, dict]:
    return {r["id"]: r for r in json.loads((SOURCE / "raw/references.json").read_text(encoding="utf-8"))}


def text(notebook: str) -> str:
    cells = json.loads((SOURCE / f"notebooks/{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells)


@given(st.sampled_from(MONTHS), st.sampled_from(MONTHS), st.integers(1990, 2030), st.sampled_from(["-", "–", " – "]))
def test_a_span_of_months_is_counted_with_both_ends(first, last, year, dash):
    said = f"{first.capitalize()}{dash}{last.capitalize()} {year}"
    count = 1
    while MONTHS[(MONTHS.index(first) + count - 1) % 12] != last:
        count += 1
    assert months(said) == count
    assert months(part(f"Trade with Mexico, {said}")) == count


@pytest.mark.parametrize(
    ("said", "count"),
    [("2014", 12), ("first nine months 2019", 9), ("January–October 2020", 10), ("2014-05", None), (None, None)],
)
def test_a_year_has_twelve_months_and_what_is_not_said_is_missing(said, count):
    assert months(said) == count


DATES = st.sampled_from(["2006", "2006-08", "2006-08-01", "2007", "2007-01"])
EVENTS = st.lists(st.tuples(st.sampled_from(["visit", "trade", "accord", "interview"]), st.booleans(), DATES))


@given(EVENTS)
def test_an_event_is_told_once_and_a_figure_is_none(told):
    rows = pd.DataFrame(told, columns=["type", "swapped", "date"])
    rows["countries"] = ["KAZ;BRA" if swapped else "BRA;KAZ" for swapped in rows["swapped"]]
    found = meetings(rows)
    assert not set(found["type"]) & {"trade", "interview"}
    events = {(kind, date) for kind, _, date in told if kind in ("visit", "accord")}
    most = {(kind, date) for kind, date in events if not any(k == kind and d.startswith(f"{date}-") for k, d in events)}
    assert {(row.type, row.date) for row in found.itertuples()} == most


def test_units_have_the_name_of_today_beside_that_of_the_geometry():
    cells = ["raw/admin1/units.csv#cell=4,1-5,4"]
    codes = {"raw/admin1/units.csv#cell=5,3": "Turkistan (2018)"}
    assert renamed.today("Almaty; South Kazakhstan", cells, codes) == (
        "Almaty; South Kazakhstan (today Turkistan, since 2018)"
    )
    assert renamed.today(None, [], codes) is None
    assert [renamed.is_code(code) for code in ("Turkistan (2018)", "Turkistan", "(2018)", "A (18)")] == [True] + [
        False
    ] * 3


def test_every_coded_name_is_of_a_unit_and_another_one():
    with (SOURCE / "raw/admin1/units.csv").open(encoding="utf-8", newline="") as file:
        units = list(csv.reader(file))
    coded = decisions.load().coded("unit-name")
    assert len(coded) >= 4
    for cell, code in coded.items():
        row, column = map(int, cell.partition("=")[2].split(","))
        assert units[0][column - 1] == "unit" and units[row - 1][2] != code.rpartition(" (")[0]


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("frameworks.csv#cell=3,8", "none", "fund that is none"),
        ("frameworks.csv#cell=4,8", "New Bank (planned)", "fund that is none"),
        ("frameworks.csv#cell=5,6", "1990", "end before start"),
        ("initiatives.csv#cell=10,8", "", "end without a status"),
        ("initiatives.csv#cell=14,7", "2001", "end before start"),
        ("initiatives.csv#cell=45,8", "active", None),
    ],
)
def test_years_and_funds_that_cannot_be_are_told_with_their_place(cell, value, said, monkeypatch):
    """Each made by an entry of the ledger, since the raw tables stay as they were keyed."""
    path = f"raw/border-facts-central-asia/{cell}"
    entries = tuple(entry for entry in ledger.entries() if entry.cell != path)
    row, column = map(int, cell.partition("=")[2].split(","))
    printed = grid.read(path.partition("#")[0]).get(row, column)
    made = replace(entries[0], cell=path, printed=printed, corrected=value, kind="reading", status="accepted")
    monkeypatch.setattr(ledger, "entries", lambda: (*entries, made))
    tables = [table for table in cards.tables() if table.card.get("tidy") in ("initiatives", "frameworks")]
    material = Material(tables=tables, grids={table.path: grid.read(table.path) for table in tables})
    told = [f"{p.file}#cell={p.row},{p.column}: {p.kind}" for p in check_times.check(material)]
    assert told == ([f"{path}: {said}"] if said else [])


def test_no_fund_of_the_frameworks_is_a_word_for_none():
    funds = [row["fund"] for row in records.tabulate("frameworks", decisions.load()) if row["fund"]]
    assert len(funds) > 10
    assert not [fund for fund in funds if fund.lower() == "none" or "planned" in fund]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_source_that_a_notebook_names_is_a_reference(name):
    cited = set(re.findall(r"(?<![\w.])@([a-z][a-z0-9-]*[a-z0-9])", text(name)))
    assert cited <= set(references())


def test_every_source_of_a_measured_condition_is_in_the_bibliography_of_the_reports_that_name_it():
    """Tables print the vintage of what a condition rests on; each of these sources is cited beside them."""
    known = references()
    named = {table.card["reference"] for table in cards.tables() if "vintage" in table.card}
    assert {"penn-world-table", "factbook-2015", "admin1"} <= named
    for notebook in ("comparison", "border"):
        assert '"vintage"' in text(notebook)
        assert named <= set(re.findall(r"@([a-z][a-z0-9-]*[a-z0-9])", text(notebook)))
    for key in named:
        assert "issued" in known[key], key
        assert "version" in known[key] or len(known[key]["issued"]["date-parts"][0]) > 1 or key == "wgi", key


def test_every_table_has_a_document_in_the_bibliography():
    known = references()
    assert {table.card["reference"] for table in cards.tables()} <= set(known)

"""Reports on one border: closures in words, cases that find room, values that differ, names for codes."""

import csv
from datetime import date, timedelta
from types import SimpleNamespace

import nbformat
import pytest
import refused
from conftest import SOURCE
from hypothesis import given
from hypothesis import strategies as st

from compendium.paths import path_of
from compendium.report import prose
from crossborder.borders.closeup import closures, people, rivals, standing, tried
from crossborder.borders.conditions.counted import in_unit
from crossborder.states.names import worded

DAYS = st.dates(date(1992, 1, 1), date(2026, 11, 1))
PRECISION = st.sampled_from((4, 7, 10))


def episode(first, last, **more):
    return {"first": first, "last": last, **more}


def test_border_reports_tell_distances_on_the_scale_of_the_main_report():
    with (SOURCE / "results.csv").open(encoding="utf-8", newline="") as file:
        said = {row["id"]: row["value"] for row in csv.DictReader(file)}
    most = said["latin-america--southern-kazakhstan/within-most"]
    told = [said[f"border-{key}/told-nearest"] for key in ("kaz-kgz", "kaz-tkm", "kaz-uzb")]
    assert all(f"({most} at most)" in text for text in told)


@given(DAYS, st.integers(0, 4000), PRECISION, PRECISION)
def test_a_closure_lasts_as_long_as_its_days_can_say(first, more, one, other):
    last = first + timedelta(days=more)
    found = closures.lasted(episode(first.isoformat()[:one], last.isoformat()[:other]))
    assert found >= 1
    if one == other == 10:
        assert found == more + 1
    assert abs(found - (more + 1)) <= {4: 366, 7: 31, 10: 0}[one] + {4: 366, 7: 31, 10: 0}[other]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2002-12-28", None, "from 28 December 2002"),
        (None, "2013-06", "until June 2013"),
        ("2010", "open", "since 2010"),
        ("2016-11-16", "2016-11-16", "16 November 2016"),
        ("2020-03", "2022-04-11", "March 2020 to 11 April 2022"),
        (None, None, "not known"),
    ],
)
def test_from_when_to_when_a_border_was_closed_is_said_as_precisely_as_known(first, last, words):
    assert closures.when(episode(first, last)) == words


@given(st.fixed_dictionaries({outcome: st.integers(0, 40) for outcome in tried.ROOM}))
def test_cases_fill_the_room_there_is_and_every_outcome_has_some(counts):
    room = tried.shares_of_room(counts)
    assert sum(room.values()) == min(sum(counts.values()), tried.MOST)
    for outcome, count in counts.items():
        assert min(count, tried.LEAST) <= room[outcome] <= count


def value(text, number=None, unit="km", publisher="A", year=None, chosen=False):
    return {
        "condition": "length_km", "value": text, "number": number, "unit": unit, "publisher": publisher, "year": year,
        "publisher_kind": None, "chosen": chosen, "cells": ["raw/a/b.csv#cell=2,3"],
    }  # fmt: skip


def test_one_value_in_two_writings_is_one_row_with_both_that_say_so_and_what_is_used_stands_first():
    given = [value("1212", 1212.0), value("1257.07", 1257.07), value("1,212", 1212.0, publisher="B", chosen=True)]
    found = list(rivals._values(given))
    assert [row["value"] for row in found] == ["1,212 km", "1,257.07 km"]
    assert found[0]["publisher"] == "B and A" and found[0]["used"] and not found[1]["used"]


@pytest.mark.parametrize(
    ("text", "number", "unit", "said"),
    [
        ("2022-12-02", None, "date", "2 December 2022"),
        ("2003", 2003.0, "year", "2003"),
        ("4300", 4300.0, "USD million", "4,300 million US dollars"),
        ("7200", 7200.0, "persons/day", "7,200 persons a day"),
        ("5 of 9", None, "count", "5 of 9"),
    ],
)
def test_a_value_is_said_with_its_unit(text, number, unit, said):
    assert rivals._said(value(text, number, unit)) == said


@given(st.text(st.characters(exclude_categories=("Lu",))))
def test_a_text_without_codes_of_states_stays_as_it_is(text):
    assert worded(text) == text


def test_codes_of_states_in_a_row_are_said_by_their_names_and_no_other_capitals_are():
    said = worded("first direct KAZ-TKM-IRN rail link (GEF-UNDP)")
    assert said == "first direct Kazakhstan–Turkmenistan–Iran rail link (GEF-UNDP)"


def clean(text: str) -> None:
    """No phrase that is refused, no space or mark out of place."""
    assert [name for name, (_, find) in refused.PATTERNS.items() if find(text)] == [], text
    assert (
        text[0] == text[0].upper() and text.endswith(".") and "  " not in text and " ;" not in text and ".." not in text
    )


@given(
    st.fixed_dictionaries({outcome: st.integers(0, 40) for outcome in ("success", "mixed", "failure", "unknown")}),
    st.integers(0, 40),
)
def test_what_was_tried_is_said_rightly_of_any_counts(found, evaluated):
    evaluated = min(evaluated, sum(found.values()))
    clean(tried._told(SimpleNamespace(value=lambda name: str(evaluated)), found))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"success": 0, "mixed": 0, "failure": 0, "unknown": 0}, "No initiative was found on it."),
        (
            {"success": 0, "mixed": 0, "failure": 0, "unknown": 1},
            "As far as was found there is one initiative on it; no outcome is known.",
        ),
        (
            {"success": 1, "mixed": 2, "failure": 0, "unknown": 1},
            "As far as was found there are four initiatives on it. Of the three with a known outcome one succeeded, two came"
            " out mixed and none failed; one is unknown. An evaluation is known of one of the four.",
        ),
    ],
)
def test_what_was_tried_is_said_by_what_is_known(found, said):
    assert tried._told(SimpleNamespace(value=lambda name: "1"), found) == said


@pytest.mark.parametrize(
    ("values", "unit", "said"),
    [
        ((1212.0, 942.4), "km", ["1,212", "942"]),
        ((-0.6512, -0.5), "standard normal", ["-0.65", "-0.50"]),
        ((13.0, 7.5), "initiatives", ["13", "7.5"]),
        ((None, 3.0), "crossings", [None, "3"]),
    ],
)
def test_numbers_of_a_condition_have_the_decimals_of_its_unit(values, unit, said):
    assert standing._printed(values, unit) == said


def test_a_label_has_the_unit_of_its_values_in_its_language():
    said = {language: in_unit("A", "km", language) for language in ("en", "es", "ru", "kk")}
    assert said == {"en": "A, km", "es": "A, km", "ru": "A, км", "kk": "A, км"}
    assert in_unit("B", "ratio", "ru") == "B, раз" and in_unit("Pairs", "pairs") == "Pairs"


def test_languages_are_said_by_their_names():
    assert people._called("official_languages", "es; qu") == "Spanish; Quechua"
    assert people._called("organisations", "OAS; LAIA") == "OAS; LAIA"


@given(st.integers(0, 40), st.integers(0, 40))
def test_episodes_of_the_register_are_said_rightly_of_any_number(episodes, shut):
    clean(closures._register(episodes, min(shut, episodes)))


def test_a_register_of_one_episode_or_none_has_a_sentence_of_its_own():
    assert closures._register(0, 0) == "The register has no episode of this border."
    assert closures._register(1, 0) == "The register has one episode of this border, which did not shut a crossing."
    assert closures._register(3, 3) == "The register has three episodes of this border; all three shut a crossing."


@pytest.mark.parametrize(("cases", "said"), [(0, True), (1, False), (8, False)])
def test_the_notebook_says_that_nothing_was_found_where_nothing_was(cases, said):
    cells = nbformat.read(path_of("notebooks/border.ipynb"), as_version=4).cells
    texts = [prose.said_of(cell.source, {"cases": cases}) for cell in cells if cell.cell_type == "markdown"]
    assert any("No initiative of which an outcome is known" in text for text in texts) == said

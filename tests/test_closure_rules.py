"""When a border was open, whatever is unknown: rules of closures, exposure and shares on invented rows."""

import datetime

import pandas as pd
import pytest
import yaml
from closure_rows import alive
from conftest import SOURCE
from hypothesis import given, settings
from hypothesis import strategies as st

from compendium.check import dates
from compendium.decision import definitions
from compendium.decision.decisions import Decisions
from compendium.result.results import Results
from crossborder.borders.conditions import closure_frames, closures, exposure, posts


def test_each_term_has_the_alternatives_that_the_measure_knows():
    terms = yaml.safe_load((SOURCE / "config/definitions.yaml").read_text(encoding="utf-8"))
    known = {
        "closure-reasons": closures.COUNTED_REASONS,
        "closure-scope": closures.COUNTED_SCOPES,
        "confidence": closures.CONFIDENCE,
        "closure-years": closures.YEARS,
        "closure-unit": (closures.BORDERS, closures.DECISIONS),
    }
    assert {key: set(terms[key]["alternatives"]) for key in known} == {key: set(each) for key, each in known.items()}


def test_what_is_no_closure_counts_under_no_definition():
    for scopes in closures.COUNTED_SCOPES.values():
        assert {"some persons", "slow-down"}.isdisjoint(scopes)
    for reasons, _ in closures.COUNTED_REASONS.values():
        assert {"other", "event or holiday", "unknown", "pandemic"}.isdisjoint(reasons)


years = st.integers(1990, 2030)


@given(years, years | st.none(), st.booleans(), years)
def test_what_ended_before_a_closure_or_began_after_it_was_not_exposed(start, end, active, year):
    act = {"start_year": start, "end_year": end, "status": "active" if active else "ended"}
    met = exposure._alive(act, year)
    assert met == alive(start, end, active, year)
    if start > year or (not active and end is not None and end < year):
        assert met is False


def test_a_closure_beyond_the_group_is_not_met_and_one_without_a_reason_leaves_it_open():
    act = {"dyads": ["AAA-BBB"], "borders": "AAA-BBB;CCC-DDD", "start_year": 2005, "end_year": None, "status": "active"}
    shut = lambda dyad, counted: closures.Episode(dyad, 2010, 2010, True, counted, not counted, False, {})  # noqa: E731
    met = lambda *found: exposure.exposed(act, {e.dyad: [e] for e in found}, ["AAA-BBB"])  # noqa: E731
    assert met(shut("CCC-DDD", True)) is False
    assert met(shut("AAA-BBB", True), shut("CCC-DDD", True)) is True
    assert met(shut("AAA-BBB", False)) is None
    assert exposure.exposed(act, {}, []) is None, "it was not searched"


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_deals_are_a_share_and_say_the_same_of_both_sides(active, lost, active_free, lost_free):
    found = exposure._deals(active, lost, active_free, lost_free)
    if not active + lost or not active_free + lost_free:
        assert found is None
        return
    assert 0 < found <= 100.0000001
    assert found == pytest.approx(exposure._deals(active_free, lost_free, active, lost))
    if active * (active_free + lost_free) == active_free * (active + lost):
        assert found == pytest.approx(100)


@given(st.lists(st.tuples(st.sampled_from([k for kinds, _ in posts.POSTS.values() for k in kinds]), st.sampled_from([*posts.WORKING, *posts.COMING, "closed", "unknown"])), max_size=5))  # fmt: skip
def test_a_border_without_a_row_of_the_kind_is_unknown_and_an_unknown_status_is_no_no(given_rows):
    found = posts.Standing(tuple({"kind": kind, "status": status} for kind, status in given_rows), "")
    for name in ("joint_post", "attention_centre", "trade_zone", "no_customs"):
        ((kind,), _) = posts.POSTS[name]
        assert (found.has(name) is None) == (
            kind not in [k for k, _ in given_rows]
            or ((kind, "unknown") in given_rows and not {(kind, s) for s in posts.WORKING} & set(given_rows))
        )
    for name, (kinds, statuses) in posts.POSTS.items():
        mine = [status for kind, status in given_rows if kind in kinds]
        if not mine:
            assert found.has(name) is None
        elif any(status in statuses for status in mine):
            assert found.has(name) is True
        else:
            assert found.has(name) is (None if "unknown" in mine else False)


answers = st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)).filter(any)


@given(answers, answers)
def test_a_comparison_of_shares_holds_whatever_is_unknown(left, right):
    ours, theirs = (
        [(known + some) / sum(side) for some in range(side[2] + 1)]
        for side, known in ((left, left[0]), (right, right[0]))
    )
    said = closure_frames._compared((ours[0], ours[-1]), (theirs[0], theirs[-1]), "here", "there")
    signs = {(one > other) - (one < other) for one in ours for other in theirs}
    if signs == {1}:
        assert said == "a larger share of the borders here than there"
    elif signs == {-1}:
        assert said == "a larger share of the borders there than here"
    elif signs == {0}:
        assert said == "as large a share of the borders here as there"
    else:
        assert said == "it cannot be told in which group more are"


reasons = st.sampled_from([*closures.REASONS, *closures.ONE_REGION])


episodes = st.tuples(reasons, st.sampled_from([*closures.SCOPES, "slow-down"]), st.sampled_from(["high", "medium", "low"]), st.sampled_from([None, "1999", "2010-05", "2021"]))  # fmt: skip


@settings(deadline=None)
@given(st.lists(episodes, max_size=4), st.booleans())
def test_a_border_is_open_only_where_nothing_that_was_found_may_be_a_closure(given_rows, searched):
    """Closed where one row counts; unknown where one may and none does, and where nothing was searched."""
    columns = ("reason", "scope", "confidence", "first")
    frame = pd.DataFrame(
        [
            {**dict(zip(columns, row, strict=True)), "id": f"E{n}", "dyad": "AAA-BBB", "last": None, "last_precision": None, "act": f"E{n}", "cells": [f"raw/x/t.csv#cell={n + 2},1"]}
            for n, row in enumerate(given_rows)
        ],
        columns=[*columns, "id", "dyad", "last", "last_precision", "act", "cells"],
    )  # fmt: skip
    queries = pd.DataFrame([{"dyad": "AAA-BBB", "about": "closures", "cells": ["raw/x/s.csv#cell=2,1"]}] * searched, columns=["dyad", "about", "cells"])  # fmt: skip
    terms = {key: term.in_force for key, term in definitions.load().items()}
    results = Results(
        "none", {}, {"closures": frame, "searches": queries}, Decisions(definitions=terms), {"no-closure": {}}
    )
    found = closures.of_border(results, "AAA-BBB")
    for name, reason in (("closed", closures.GOVERNMENTS), ("closed_pandemic", closures.PANDEMIC)):
        mine = [row for row in given_rows if row[1] in closures.SCOPES and row[3] != "1999"]
        yes = any(r == reason and sure != "low" and first for r, _, sure, first in mine)
        late = lambda first: reason != closures.PANDEMIC or first in (None, "2021")  # noqa: B023, E731
        may = any(r == reason or (r == closures.UNSTATED and late(first)) for r, _, _, first in mine)
        assert found[name] is (None if not searched or (may and not yes) else yes), name


partial = st.dates(datetime.date(1992, 1, 1), datetime.date(2030, 1, 1)).flatmap(
    lambda d: st.sampled_from([d.isoformat(), d.isoformat()[:7], d.isoformat()[:4]])
)


@given(partial, partial)
def test_an_end_is_before_the_beginning_when_no_days_of_both_fit(first, last):
    faults = list(dates.faults_of({"first_day": first, "last_day": last}))
    earliest = f"{first}-01-01"[:10] if len(first) == 4 else f"{first}-01"[:10]
    latest = f"{last}-12-31"[:10] if len(last) == 4 else f"{last}-31"[:10]
    assert bool(faults) is (latest < earliest)

"""Closures, joint posts and exposure: each printed number equals one made by independent lines over the raw files."""

import datetime
import statistics
from collections import defaultdict

import pyarrow.parquet as pq
import pytest
import yaml
from closure_rows import (
    LAST,
    LISTS,
    REPORTS,
    SHUT,
    counted,
    group,
    lives,
    perhaps,
    rows,
    side,
)
from conftest import SOURCE


@pytest.fixture(scope="module", params=REPORTS)
def report(original, request):
    table = pq.read_table(original / f"processed/reports/{request.param}/results.parquet").to_pylist()
    sides = {"left": "Latin America", "right": REPORTS[request.param]}
    return sides, {r["id"].split("/")[1]: r["value"] if r["number"] is None else r["number"] for r in table}


@pytest.mark.slow
def test_borders_episodes_decisions_and_durations(report):
    sides, found = report
    for prefix, name in sides.items():
        mine = list(counted(name))
        closed = {side(r["border"]) for r in mine}
        searched = {
            side(r["border"]) for f in ("latin-america", "central-asia") for r in rows(f"closures/{f}-searched.csv")
        }
        assert found[f"{prefix}-closed"] == len(closed)
        unknown = set(perhaps(name)) - closed
        assert group(name) <= searched
        assert found[f"{prefix}-closed-known"] == len(group(name)) - len(unknown)
        assert found[f"{prefix}-closed-unstated"] == len(unknown)
        bounds = [100 * len(yes) / len(group(name)) for yes in (closed, closed | unknown)]
        assert [found[f"{prefix}-closed-{bound}"] for bound in ("low", "high")] == pytest.approx(bounds)
        assert found[f"{prefix}-closure-episodes"] == found[f"{prefix}-closures"] == len(mine)
        assert found[f"{prefix}-closure-decisions"] == len({r["decision"] or r["id"] for r in mine})
        day = datetime.date.fromisoformat
        days = [
            (day(r["last_day"]) - day(r["first_day"])).days + 1
            for r in mine
            if len(r["first_day"]) == len(r["last_day"]) == 10
        ]
        assert found[f"{prefix}-closure-durations"] == len(days)
        assert found[f"{prefix}-closure-days"] == (statistics.median(days) if days else "not known")
        assert found[f"{prefix}-closed-pandemic"] == len({side(r["border"]) for r in counted(name, ("pandemic",))})
    closed = {name: {side(r["border"]) for r in counted(name)} for name in LISTS}
    assert {name: len(borders) for name, borders in closed.items()} == {
        "Latin America": 8,
        "South": 0,
        "Central Asia": 3,
    }
    assert set(perhaps("South")) == {"KAZ-KGZ", "KAZ-UZB"}, "closed in 2010 and 2016, and nobody states why"


# What each alternative that is not in force changes of the independent count.
STATED = ("dispute between governments", "internal crisis", "election", "security", "migration", "trade or currency", "protest or blockade", "health or sanitary", "disaster")  # fmt: skip


MEANT = {
    ("closure-reasons", "with-internal-crises"): {"reasons": STATED[:2]},
    ("closure-reasons", "all-but-pandemic"): {"reasons": STATED},
    ("closure-scope", "any-crossing"): {"scopes": SHUT - {"vehicles or cargo"}},
    ("closure-scope", "whole-border"): {"scopes": {"whole border"}},
    ("confidence", "high"): {"sure": {"high"}},
    ("confidence", "all"): {"sure": {"high", "medium", "low"}},
    ("closure-years", "since-1992"): {"first": 1992},
    ("closure-unit", "decisions"): {},
}


@pytest.mark.slow
@pytest.mark.parametrize(("term", "alternative"), MEANT)
def test_each_definition_is_counted_again(original, report, term, alternative):
    sides, found = report
    (key,) = (key for key, name in REPORTS.items() if name == sides["right"])
    terms = yaml.safe_load((SOURCE / "config/definitions.yaml").read_text(encoding="utf-8"))
    table = pq.read_table(original / f"processed/scenarios/definition-{term}-comparison.parquet").to_pylist()
    told = {r["name"]: r["number"] for r in table if r["variant"] == terms[term]["alternatives"][alternative]}
    for prefix, name in sides.items():
        mine = list(counted(name, **MEANT[term, alternative]))
        decisions = alternative == "decisions"
        count = len({r["decision"] or r["id"] for r in mine}) if decisions else len(mine)
        closed = {side(r["border"]) for r in mine}
        for result, number in (
            (f"{prefix}-closed", len(closed)),
            (f"{prefix}-closures", count),
            (f"{prefix}-closed-unstated", len(set(perhaps(name, **MEANT[term, alternative])) - closed)),
        ):
            assert told.get(f"{key}/{result}", found[result]) == number, result


@pytest.mark.slow
def test_the_closure_that_lasted_until_2018_is_told(original):
    table = pq.read_table(original / "processed/reports/latin-america--central-asia/borders.parquet").to_pylist()
    (row,) = [r for r in table if r["dyad"] == "TJK-UZB"]
    assert row["closed"] and row["closures"] == sum(side(r["border"]) == "TJK-UZB" for r in counted("Central Asia")) > 1


@pytest.mark.slow
def test_border_years_are_those_in_which_both_states_exist(report):
    sides, found = report
    since = {r["country"]: int(r["since"][:4]) for r in rows("factbook/independence.csv")}
    for prefix, name in sides.items():
        years = [LAST + 1 - max(2003, *(since[s] + 1 for s in b.split("-"))) for b in group(name)]
        assert found[f"{prefix}-border-years"] == sum(years)


@pytest.mark.slow
def test_joint_places(report):
    sides, found = report
    kinds = {
        "joint-control": {"joint control", "binational attention centre", "agreed, not built"},
        "joint-post": {"joint control"},
        "attention-centre": {"binational attention centre"},
        "trade-zone": {"joint trade or industrial zone"},
        "no-customs": {"no customs control by union"},
    }
    for prefix, name in sides.items():
        by_border = defaultdict(list)
        for row in rows("joint-posts/posts.csv"):
            if row["confidence"] != "low" and side(row["border"]) in group(name):
                by_border[side(row["border"])].append(row)
        for condition, wanted in kinds.items():
            yes, no = set(), set()
            for border, mine in by_border.items():
                statuses = {r["status"] for r in mine if r["kind"] in wanted}
                if statuses & {"operating", "partly operating"}:
                    yes.add(border)
                elif statuses and "unknown" not in statuses:
                    no.add(border)
            assert found[f"{prefix}-{condition}"] == len(yes)
            assert found[f"{prefix}-{condition}-known"] == len(yes | no)
    assert (found["left-joint-control"], found["left-joint-control-known"]) == (17, 21)
    assert (found["right-joint-control"], found["right-joint-control-known"]) == (0, 0), "nothing is known, not none"


@pytest.mark.slow
def test_exposure(report):
    sides, found = report
    for prefix, name in sides.items():
        every = list(lives(name))
        for value, word in ((True, "exposed"), (False, "unexposed")):
            fates = [fate for met, fate in every if met is value]
            assert found[f"{prefix}-{word}"] == len(fates)
            for fate in ("active", "lost", "completed", "unknown"):
                assert found[f"{prefix}-{word}-{fate}"] == fates.count(fate)
            assert found[f"{prefix}-{word}-known"] == fates.count("active") + fates.count("lost")
        assert found[f"{prefix}-exposure-untold"] == sum(met is None for met, _ in every)
        assert found[f"{prefix}-exposure-verdict"] == "nothing can be concluded"


@pytest.mark.slow
def test_no_share_counts_the_unknown(original):
    for key in REPORTS:
        for row in pq.read_table(original / f"processed/reports/{key}/shares.parquet").to_pylist():
            known = row["share"] is None or row["share"] == pytest.approx(100 * row["count"] / row["n"])
            assert known and row["count"] <= row["n"] <= row["of"]

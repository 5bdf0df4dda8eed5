"""Closures, joint posts and exposure: each printed number equals one made by independent lines over the raw files."""

import csv
import datetime
import statistics
from collections import defaultdict

import pandas as pd
import pyarrow.parquet as pq
import pytest
import yaml
from conftest import SOURCE, wholes
from hypothesis import given, settings
from hypothesis import strategies as st

from compendium.check import dates
from compendium.decision import definitions
from compendium.decision.decisions import Decisions
from compendium.result.results import Results
from crossborder.borders.conditions import closure_frames, closures, exposure, posts

LISTS = {
    "Latin America": [
        "GTM",
        "SLV",
        "HND",
        "NIC",
        "CRI",
        "PAN",
        "ARG",
        "BOL",
        "BRA",
        "CHL",
        "COL",
        "ECU",
        "GUY",
        "PRY",
        "PER",
        "SUR",
        "URY",
        "VEN",
    ],
    "South": ["KAZ-UZB", "KAZ-KGZ", "KAZ-TKM"],
    "Central Asia": ["KAZ-UZB", "KAZ-KGZ", "KAZ-TKM", "KGZ-UZB", "KGZ-TJK", "TJK-UZB", "TKM-UZB"],
}
REPORTS = {"latin-america--southern-kazakhstan": "South", "latin-america--central-asia": "Central Asia"}
SHUT = {"whole border", "some crossings", "one crossing", "vehicles or cargo"}
LAST = 2025


def rows(name):
    """Records of a raw table, with the accepted entries of the ledger applied."""
    with (SOURCE / "raw" / name).open(encoding="utf-8", newline="") as file:
        header, *body = csv.reader(file)
    with (SOURCE / "raw/corrections.csv").open(encoding="utf-8", newline="") as file:
        for entry in csv.DictReader(file):
            if entry["status"] == "accepted" and entry["cell"].startswith(f"raw/{name}#cell="):
                row, column = map(int, entry["cell"].split("=")[1].split(","))
                body[row - 2][column - 1] = entry["corrected"]
    return [dict(zip(header, record, strict=True)) for record in body]


def side(text):
    return "-".join(sorted(text.split("-")))


def group(name):
    if name != "Latin America":
        return {side(b) for b in LISTS[name]}
    borders = {side(r["border"]) for r in rows("closures/latin-america-searched.csv")}
    return {b for b in borders if set(b.split("-")) <= set(LISTS[name])}


def coded(scheme):
    """Codes of a scheme by file and row."""
    with (SOURCE / "config/codings.csv").open(encoding="utf-8", newline="") as file:
        found = [r for r in csv.DictReader(file) if r["scheme"] == scheme]
    return {
        (f.removeprefix("raw/"), int(c.split(",")[0])): r["code"] for r in found for f, c in [r["cell"].split("#cell=")]
    }


def counted(name, reasons=("dispute between governments",), scopes=SHUT, sure=("high", "medium"), first=2003):
    """Rows of the register that count on the borders of a group."""
    none, mine = coded("no-closure"), group(name)
    for file in ("closures/latin-america.csv", "closures/central-asia.csv"):
        for number, row in enumerate(rows(file), start=2):
            begin = row["first_day"][:4] or row["last_day"].replace("open", str(LAST))[:4]
            end = row["last_day"].replace("open", str(LAST))[:4] or begin
            within = int(begin) <= LAST and int(end) >= first if begin else first == 1992
            fits = row["reason"] in reasons and row["scope"] in scopes and row["confidence"] in sure
            if side(row["border"]) in mine and fits and within and (file, number) not in none:
                yield row


def perhaps(name, reasons=("dispute between governments",), scopes=SHUT, sure=("high", "medium"), first=2003):
    """Borders with a row that may be a closure that counts: no reason, no date within fewer years, or not sure."""
    none, mine = coded("no-closure"), group(name)
    for file in ("closures/latin-america.csv", "closures/central-asia.csv"):
        for number, row in enumerate(rows(file), start=2):
            begin, end = (row[day].replace("open", str(LAST))[:4] for day in ("first_day", "last_day"))
            outside = (begin or end) and (int(begin or end) > LAST or int(end or begin) < first)
            open_question = row["reason"] == "unknown" or row["confidence"] not in sure or not (begin or end)
            fits = row["reason"] in (*reasons, "unknown") and row["scope"] in scopes and not outside
            if side(row["border"]) in mine and fits and open_question and (file, number) not in none:
                yield side(row["border"])


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


def lives(name):
    """Initiatives of a group that began: whether each met a closure (None: it cannot be told), and its fate."""
    shut, maybe, searched = defaultdict(list), defaultdict(list), set()
    for file in ("latin-america", "central-asia"):
        searched |= {side(r["border"]) for r in rows(f"closures/{file}-searched.csv")}
    for row, counts in register():
        (shut if counts else maybe)[side(row["border"])].append(int(row["first_day"][:4]) if row["first_day"] else None)
    endings, acts = coded("ending"), list(of_group(name))
    ids, whole = {r["id"] for _, _, r in acts}, wholes()
    for file, number, r in acts:
        if r["status"] == "planned" or whole[r["id"]] in ids:
            continue
        borders = {side(b) for b in r["border_dyads"].split(";")} & group(name)
        fate = {"dormant": "lost", "active": "active", "ended": endings.get((file, number), "unknown")}
        start, end = (int(r[c]) if r[c] else None for c in ("start_year", "end_year"))
        met = {alive(start, end, r["status"] == "active", year) for b in borders for year in shut[b]}
        perhaps = {alive(start, end, r["status"] == "active", year) for b in borders for year in maybe[b]}
        told = start is not None and borders <= searched and met | perhaps <= {False}
        yield (True if True in met else False if told else None), fate.get(r["status"], "unknown")


def of_group(name):
    """File, row and record of each initiative on a border of a group."""
    conditions = coded("condition-or-response")
    for file in ("border-facts-latin-america/initiatives.csv", "border-facts-central-asia/initiatives.csv"):
        for number, r in enumerate(rows(file), start=2):
            mine = {side(b) for b in r["border_dyads"].split(";") if b} & group(name)
            if mine and (file, number) not in conditions:
                yield file, number, r


def register():
    none = coded("no-closure")
    for file in ("closures/latin-america.csv", "closures/central-asia.csv"):
        for number, r in enumerate(rows(file), start=2):
            begin, end = (r[day].replace("open", str(LAST))[:4] for day in ("first_day", "last_day"))
            outside = (begin or end) and (int(begin or end) > LAST or int(end or begin) < 2003)
            stated = r["reason"] == "dispute between governments"
            if (
                (stated or r["reason"] == "unknown")
                and r["scope"] in SHUT
                and (file, number) not in none
                and not outside
            ):
                yield r, stated and r["confidence"] != "low" and bool(begin or end)


def alive(start, end, active, year):
    if None in (start, year):
        return None
    if start > year or (not active and end is not None and end < year):
        return False
    return None if start == year or (not active and end in (None, year)) else True


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

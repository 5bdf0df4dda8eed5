"""How near borders are on one scale, who pays, and which cases are named, counted again over the raw files."""

import csv
import math
import statistics
from collections import Counter

import pyarrow.parquet as pq
import pytest
import yaml
from conftest import SOURCE
from headline_rows import (
    MAIN,
    SELECTED,
    SOUTH,
    acts,
    decided,
    members,
    results,
    under,
    wholes,
)

from crossborder.states.names import worded

GIVEN = {  # condition of the tidy tables: scale and weight
    "length_published_km": (math.log, 1), "altitude_m": (math.sqrt, 1), "capital_distance_km": (math.log, 1),
    "product_ratio_2024": (math.log, 1), "city_share_50_km": (math.sqrt, 0.25), "city_share_100_km": (math.sqrt, 0.25),
    "city_people_scaled_50_km": (math.sqrt, 0.25), "city_people_scaled_100_km": (math.sqrt, 0.25),
    "city_pairs_5000": (math.sqrt, 1), "shared_language": (math.sqrt, 1), "both_landlocked": (None, 1), "dispute_2015": (None, 1),
}  # fmt: skip


RANGED = (
    *(
        "length_published_km",
        "altitude_m",
        "unit_pairs",
        "capital_distance_km",
        "product_ratio_2024",
        "product_ratio_2017",
    ),
    *("stability_weaker", "shared_language", "organisations", "city_people_scaled_50_km", "city_share_50_km"),
    "city_pairs_5000",
)


ONCE = [name for name in RANGED if name not in ("product_ratio_2017", "city_share_50_km")]  # each construct once


@pytest.fixture(scope="module")
def facts(original):
    """Number of each condition of a border, from the tidy tables of open data."""
    found = {}
    for name in ("measured", "neighbours"):
        with (original / f"reports/data/{name}.csv").open(encoding="utf-8", newline="") as file:
            found |= {(r["dyad"], r["condition"]): r["number"] for r in csv.DictReader(file) if not r["side"]}
    return {key: float(number) for key, number in found.items() if number}


def quantile(values, share):
    values, place = sorted(values), share * (len(values) - 1)
    low = math.floor(place)
    return values[low] + (place - low) * (values[min(low + 1, len(values) - 1)] - values[low])


def distance(facts, one, other, among):
    """Gower's distance of two borders, over the range of `among` between the 5 and 95 per cent quantiles."""
    apart = weights = 0.0
    for name, (scale, weight) in GIVEN.items():
        value = lambda dyad: (scale or float)(facts[dyad, name])  # noqa: B023, E731
        if (one, name) in facts and (other, name) in facts:
            low, high = 0.0, 1.0
            if scale:
                known = [value(dyad) for dyad in among if (dyad, name) in facts]
                low, high = quantile(known, 0.05), quantile(known, 0.95)
            a, b = (min(max(value(dyad), low), high) for dyad in (one, other))
            apart, weights = apart + weight * abs(a - b) / (high - low), weights + weight
    return apart / weights if weights >= 0.7 * sum(weight for _, weight in GIVEN.values()) else math.inf


@pytest.mark.slow
def test_how_near_is_near_on_one_scale(original, facts):
    found, latin = results(original, MAIN), members("latin-america")
    within = [min(distance(facts, dyad, o, [*SOUTH, *latin]) for o in latin if o != dyad) for dyad in latin]
    assert found["within-median"] == pytest.approx(statistics.median(within)) == pytest.approx(0.10, abs=0.005)
    assert found["within-most"] == pytest.approx(max(within)) == pytest.approx(0.24, abs=0.005)
    for dyad, said in zip(SOUTH, (0.30, 0.20, 0.26), strict=True):
        near = min(distance(facts, dyad, other, [*SOUTH, *latin]) for other in latin)
        assert found[f"{dyad.lower()}-nearest"] == pytest.approx(near) == pytest.approx(said, abs=0.005)


@pytest.mark.slow
def test_how_far_each_border_lies_within_the_first_group(original, facts):
    found, latin = results(original, MAIN), members("latin-america")

    def score(dyad, among, ranged=ONCE):
        inside = {"range": [], "middle": []}
        for name in ranged:
            if (dyad, name) in facts:
                known = [facts[other, name] for other in among if (other, name) in facts]
                low, high = quantile(known, 0.25), quantile(known, 0.75)
                inside["range"].append(min(known) <= facts[dyad, name] <= max(known))
                inside["middle"].append(low <= facts[dyad, name] <= high)
        return inside

    for dyad, said in zip(SOUTH, ((9, 6), (9, 3), (10, 3)), strict=True):
        mine = score(dyad, latin)
        assert (found[f"{dyad.lower()}-in-range"], found[f"{dyad.lower()}-in-middle"]) == said
        assert (sum(mine["range"]), sum(mine["middle"])) == said
    for side, borders, said in (("left", latin, (95, 58)), ("right", SOUTH, (93, 40))):
        scores = [score(dyad, [other for other in latin if other != dyad]) for dyad in borders]
        for place, expected in zip(("range", "middle"), said, strict=True):
            every = [inside for one in scores for inside in one[place]]
            share = 100 * sum(every) / len(every)
            assert found[f"{side}-in-{place}-share"] == pytest.approx(share) == pytest.approx(expected, abs=0.5)
    assert (found["in-range-of-all"], found["in-middle-of-all"]) == (8, 2)
    told = under(original, "measures")
    for dyad, said in zip(SOUTH, ((9, 6), (10, 3), (12, 3)), strict=True):
        every = score(dyad, latin, RANGED)
        assert (sum(every["range"]), sum(every["middle"])) == said, "each measure as a condition of its own"
        name = f"{dyad.lower()}-in-range"
        assert told.get((f"{MAIN}/{name}", "each"), {"number": found[name]})["number"] == said[0]


@pytest.mark.slow
def test_a_yes_or_no_condition_is_alike_where_most_give_the_answer_that_most_give(original, facts):
    verdicts = pq.read_table(original / f"processed/reports/{MAIN}/verdicts.parquet").to_pylist()
    called = {row["name"]: row for row in verdicts}
    for name in ("both_landlocked", "dispute_2015"):
        yes = sum(facts[dyad, name] for dyad in members("latin-america"))
        theirs = [facts[dyad, name] for dyad in SOUTH]
        usual = {1.0} if yes > 15 else {0.0} if yes < 15 else {0.0, 1.0}
        like = sum(answer in usual for answer in theirs)
        assert called[name]["within"] == like
        assert called[name]["verdict"] == ("alike" if 2 * like > len(SOUTH) else "harder"), name


@pytest.mark.slow
def test_who_pays_is_a_share_of_those_of_whom_it_is_known(original):
    found = results(original, MAIN)
    for side, key in zip(("left", "right"), MAIN.split("--"), strict=True):
        payers = Counter(r["financing_source"] for r in wholes(acts(members(key))))
        assert found[f"{side}-payers-unknown"] == payers.pop("unknown", 0) > 0
        assert found[f"{side}-payers-known"] == payers.total()
        for payer, count in payers.items():
            name = f"{side}-payers-{payer.replace('_', '-')}"
            assert found[name] == pytest.approx(100 * count / payers.total())


@pytest.mark.slow
def test_named_cases_are_those_of_the_raw_files(original):
    left, right = (wholes(acts(members(key))) for key in MAIN.split("--"))
    for name, outcome in (("successes", "success"), ("mixed_results", "mixed"), ("failures", "failure")):
        frame = pq.read_table(original / f"processed/reports/{MAIN}/{name}.parquet").to_pylist()
        told = Counter(row["id"] for row in frame if row["kind"] == "recommendation")
        raw = {r["id"]: r for r in (*left, *right)}
        expected = [i for i, r in raw.items() if r["outcome"] == outcome and any(s(r) for s in SELECTED.values())]
        assert told == Counter(expected)
        for row in frame:
            assert row["name"] and row["cells"]
            assert (row["basis"] or "") == worded(decided(raw[row["id"]]["outcome_basis"]))
            assert row["payer"] == raw[row["id"]]["financing_source"].replace("_", " ")


@pytest.mark.slow
def test_the_table_of_headlines_by_definitions_is_whole(original):
    told = yaml.safe_load((SOURCE / "config/definitions.yaml").read_text(encoding="utf-8"))
    with (original / "reports/corrections-headlines.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    heads = {
        f"{term}: {key}{' (in force)' if key == given['in_force'] else ''}"
        for term, given in told.items()
        for key in given["alternatives"]
    }
    assert set(table[0]) == {"report", "name", "statement", *heads}
    by_name = {row["name"]: row for row in table}
    frame = pq.read_table(original / "processed/reports/corrections/headlines.parquet").to_pylist()
    assert set(by_name) == {row["name"] for row in frame}
    row = by_name[f"{MAIN}/organisations"]
    by_term = {
        head.partition(":")[0]: value for head, value in by_name["twinned-cities/two-fifths"].items() if ": " in head
    }
    assert by_term and set(by_term.values()) == {"–"}, "its report asks for no term, and nothing was computed"
    assert row["organisations: factbook-regional-22 (in force)"] == "holds"
    assert row["organisations: factbook-regional-all"] == "does not hold"
    assert row["organisations: factbook-all"] == "holds"
    assert by_name[f"{MAIN}/service-centres"]["mixed: failure"] == "does not hold"
    for row in pq.read_table(original / "processed/reports/corrections/by_definition.parquet").to_pylist():
        head = f"{row['term']}: {row['alternative']}{' (in force)' if row['in_force'] else ''}"
        assert by_name[row["name"]][head] == (row["stands"] if row["asked"] else "–")
        assert not (row["in_force"] and row["asked"]) or row["stands"] == "holds"

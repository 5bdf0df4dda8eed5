"""What headlines rest on, counted again by a few independent lines over the raw files, under each definition."""

from collections import Counter
from itertools import product

import pyarrow.parquet as pq
import pytest
from headline_rows import (
    BORDERS,
    MAIN,
    PAIRS,
    SELECTED,
    acts,
    delta,
    members,
    memberships,
    results,
    rows,
    selected,
    told_of,
    under,
    wholes,
)
from initiatives import wholes as whole_of


@pytest.mark.slow
def test_a_part_is_not_counted_beside_its_whole(original):
    every = acts(members("latin-america"))
    assert (len(every), len(wholes(every))) == (125, 97)
    both, alone = selected(every, "centres"), selected(wholes(every), "centres")
    assert (both.total(), both["success"], alone.total(), alone["success"]) == (21, 7, 14, 3)
    found = results(original, MAIN)
    assert found["left-responses"] == 97
    assert (found["left-centres-n"], found["left-centres-success"]) == (14, 3)
    told = under(original, "parts")
    assert told[f"{MAIN}/left-centres-success", "both"]["number"] == 7
    assert told[f"{MAIN}/left-responses", "both"]["number"] == 125
    programmes = {part for part, whole in whole_of().items() if whole == "CA032"}
    south = acts(members("southern-kazakhstan"))
    assert programmes == {r["id"] for r in south if "ASBP" in r["name"]}, "those of the fund for the Aral Sea"
    assert found["right-responses"] == len(wholes(south)) == len(south) - len(programmes)
    assert told[f"{MAIN}/right-responses", "both"]["number"] == len(south)


@pytest.mark.slow
@pytest.mark.parametrize(("report", "what"), product(PAIRS, SELECTED))
def test_what_worked_and_failed_of_each_recommendation(original, report, what):
    found = results(original, report)
    for side, key in zip(("left", "right"), report.split("--"), strict=True):
        mine = selected(wholes(acts(members(key))), what)
        told = [found[f"{side}-{what}-{name}"] for name in ("n", "known", "worked", "failed")]
        known = mine.total() - mine["unknown"]
        assert told == [mine.total(), known, mine["success"], mine["failure"]], (side, what)
    told = under(original, "mixed")
    for side, key in zip(("left", "right"), report.split("--"), strict=True):
        mine = selected(wholes(acts(members(key))), what)
        both = mine["success"] + mine["mixed"], mine["failure"] + mine["mixed"]
        for alternative, counts in (("success", (both[0], mine["failure"])), ("failure", (mine["success"], both[1]))):
            for judgement, count in zip(("worked", "failed"), counts, strict=True):
                name = f"{side}-{what}-{judgement}"
                known = told.get((f"{report}/{name}", alternative), {"number": found[name]})
                assert known["number"] == count, (side, alternative, judgement)


@pytest.mark.slow
@pytest.mark.parametrize("dyad", BORDERS)
def test_what_worked_and_failed_on_a_border(original, dyad):
    mine, found = Counter(r["outcome"] for r in wholes(acts([dyad]))), results(original, f"border-{dyad.lower()}")
    assert (found["worked"], found["failed"], found["initiatives"]) == (mine["success"], mine["failure"], mine.total())
    assert found["known"] == mine.total() - mine["unknown"]


@pytest.mark.slow
def test_the_table_of_what_was_tried_has_what_is_known_on_both_sides(original):
    frame = pq.read_table(original / f"processed/reports/{MAIN}/tried.parquet").to_pylist()
    left, right = (wholes(acts(members(key))) for key in MAIN.split("--"))
    for row, what in zip(frame, SELECTED, strict=False):
        ours, theirs = selected(left, what), selected(right, what)
        assert [row[name] for name in ("found", "success", "mixed", "failure", "unknown")] == [
            ours.total(),
            *(ours[outcome] for outcome in ("success", "mixed", "failure", "unknown")),
        ]
        assert [row[name] for name in ("own", "own_known", "own_success")] == [
            theirs.total(),
            theirs.total() - theirs["unknown"],
            theirs["success"],
        ]
    found = results(original, MAIN)
    resilience = frame[-1]
    assert (resilience["own"], resilience["own_known"]) == (found["right-exposed"], found["right-exposed-known"])


@pytest.mark.slow
@pytest.mark.parametrize("report", PAIRS)
def test_shared_organisations_under_each_list(original, report):
    lists, told = memberships(), under(original, "organisations")
    left, right = (members(key) for key in report.split("--"))
    shared = lambda of, dyad: len(set.intersection(*(of[c] for c in dyad.split("-"))))  # noqa: E731
    for alternative, of in lists.items():
        number = delta(*([shared(of, dyad) for dyad in group] for group in (left, right)))
        name = f"{report}/delta-organisations"
        built = results(original, report)["delta-organisations"]
        found = built if alternative == "factbook-regional-22" else told[name, alternative]["number"]
        assert found == pytest.approx(number), alternative
    if report == MAIN:
        signs = [
            told[f"{MAIN}/delta-organisations", a]["number"] > 0 for a in ("factbook-regional-all", "factbook-all")
        ]
        assert signs == [True, False], "the sign turns with the list"


@pytest.mark.slow
@pytest.mark.parametrize("report", PAIRS)
def test_products_are_more_or_less_unequal(original, report):
    found, by_year = results(original, report), {}
    heads = {
        "2024": {r["country"]: r["product_per_head_2024"] for r in rows("raw/factbook/countries.csv")},
        "2017": {r["country"]: r["product_per_head"] for r in rows("raw/penn-world-table/products.csv")},
    }
    for year, of in heads.items():
        ratios = []
        for key in report.split("--"):
            both = [[of.get(c) for c in dyad.split("-")] for dyad in members(key)]
            ratios.append([max(map(float, b)) / min(map(float, b)) for b in both if all(b)])
        assert found[f"delta-product-ratio-{year}"] == pytest.approx(delta(*ratios)), year
        by_year[year] = delta(*ratios)
    assert found["delta-product-ratio"] == pytest.approx(by_year["2024"])
    told = under(original, "products")[f"{report}/delta-product-ratio", "penn-world-table-2017"]
    assert told["number"] == pytest.approx(by_year["2017"])
    turns = by_year["2024"] * by_year["2017"] < 0
    assert (told_of(original, "products", f"{report}/product") == {"does not hold"}) == turns

"""What headlines rest on, counted again by a few independent lines over the raw files, under each definition."""

import csv
import math
import statistics
from collections import Counter
from itertools import product

import pyarrow.parquet as pq
import pytest
import yaml
from conftest import SOURCE
from conftest import wholes as whole_of

from crossborder.states.names import worded

MAIN = "latin-america--southern-kazakhstan"
FOLDERS = {"left": "border-facts-latin-america", "right": "border-facts-central-asia"}
PAIRS = ("latin-america--southern-kazakhstan", "latin-america--central-asia", "central-america--south-america", "andean--southern-cone")  # fmt: skip
SOUTH = ("KAZ-KGZ", "KAZ-TKM", "KAZ-UZB")
BORDERS = ("KAZ-UZB", "KAZ-KGZ", "KAZ-TKM", "COL-VEN", "BOL-PER", "BOL-PRY")
SELECTED = {
    "financing": lambda r: r["type"] == "infrastructure",
    "environment": lambda r: r["type"] == "environment" and r["financing_source"] == "foreign_donor",
    "centres": lambda r: r["type"] == "border_service_centre",
}


def rows(name):
    with (SOURCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def decided(text):
    """A text of initiatives as the ledger corrects it, where one entry alone is about such a text."""
    found = [r for r in rows("raw/corrections.csv") if r["printed"] == text and r["status"] == "accepted"]
    return found[0]["corrected"] if len(found) == 1 and "initiatives.csv" in found[0]["cell"] else text


def sorted_border(text):
    return "-".join(sorted(text.split("-")))


def members(key):
    """Borders of a group under the country list 18A."""
    given = yaml.safe_load((SOURCE / "config/regions.yaml").read_text(encoding="utf-8"))
    group, listed = given["groups"][key], set(given["country_lists"]["18A"])
    if "borders" in group:
        return sorted(map(sorted_border, group["borders"]))
    found = [sorted_border(b) for part in group["subregions"] for b in given["subregions"][part]]
    return sorted(b for b in found if set(b.split("-")) <= listed)


def acts(borders):
    """Initiatives on any of these borders, of both collections."""
    return [
        r
        for folder in FOLDERS.values()
        for r in rows(f"raw/{folder}/initiatives.csv")
        if r.get("record_kind", "initiative") == "initiative"
        and r.get("is_negative_episode", "no") == "no"
        and set(borders) & {sorted_border(b) for b in r["border_dyads"].split(";") if b}
    ]


def wholes(found):
    ids, whole = {r["id"] for r in found}, whole_of()
    return [r for r in found if whole[r["id"]] not in ids]


def selected(found, what):
    return Counter(r["outcome"] for r in found if SELECTED[what](r))


def results(folder, report):
    table = pq.read_table(folder / f"processed/reports/{report}/results.parquet").to_pylist()
    return {r["id"].split("/")[1]: r["number"] for r in table}


def under(folder, term, measure="comparison"):
    """Numbers of headlines by report, headline and sentence of the definition."""
    table = pq.read_table(folder / f"processed/scenarios/definition-{term}-{measure}.parquet").to_pylist()
    told = yaml.safe_load((SOURCE / "config/definitions.yaml").read_text(encoding="utf-8"))[term]["alternatives"]
    keys = {says: key for key, says in told.items()}
    return {(r["name"], keys[r["variant"]]): r for r in table}


def told_of(folder, term, name):
    """What a headline comes to under each alternative of a term."""
    table = pq.read_table(folder / f"processed/scenarios/definition-{term}-comparison.parquet").to_pylist()
    last = [r for r in table if r["name"] == name and r["what"] == "headline"]
    return {r["after"] for r in last if "2017" in r["variant"]}


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


def delta(left, right):
    return sum((b > a) - (b < a) for a in left for b in right) / (len(left) * len(right))


def corrected(name):
    """Records of a raw table with the accepted entries of the ledger."""
    with (SOURCE / name).open(encoding="utf-8", newline="") as file:
        records = list(csv.reader(file))
    for entry in rows("raw/corrections.csv"):
        path, _, place = entry["cell"].partition("#cell=")
        if path == name and entry["status"] == "accepted":
            row, column = map(int, place.split(","))
            records[row - 1][column - 1] = entry["corrected"]
    return [dict(zip(records[0], record, strict=True)) for record in records[1:]]


def memberships():
    """Organisations of which each state is a member: of the 22, of the regional ones, of all."""
    first = {
        r["country"]: {k for k, v in r.items() if v == "member"} for r in corrected("raw/factbook/organisations.csv")
    }
    more = {country: set() for country in first}
    for r in rows("raw/factbook/other-organisations.csv"):
        if r["standing"] == "member":
            more[r["country"]].add({"CABEI": "BCIE"}.get(r["organisation"], r["organisation"]))
    regional = {"ADB", "BCIE", "CDB", "EAPC", "EBRD", "IADB", "IDB", "OIC", "OSCE", "PFP"}
    return {
        "factbook-regional-22": first,
        "factbook-regional-all": {c: first[c] | (more[c] & regional) for c in first},
        "factbook-all": {c: first[c] | more[c] for c in first},
    }


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

"""The denominator of each printed share, counted again from the tidy tables: what is unknown is not in it."""

import csv
import re
from collections import Counter

import pyarrow.parquet as pq
import pytest
from compendia import SOURCE, Compendium
from initiatives import wholes

from compendium.decision.config import reports
from compendium.result import patterns
from crossborder.borders import regions
from crossborder.borders.conditions.closures import SCOPES
from crossborder.borders.conditions.conditions import PRODUCTS, RANGED, SHARES
from crossborder.borders.conditions.counted import CONSTRUCTS
from crossborder.borders.conditions.posts import POSTS

COMPARED = [key for key, report in reports().items() if report.notebook == "comparison"]
MEASURED = {"length_km": "length_published_km", "city_people_50_km": "city_people_scaled_50_km", PRODUCTS: "product_ratio_2024"}  # fmt: skip


@pytest.fixture(scope="module")
def tidy(original: Compendium) -> dict[str, list[dict]]:
    names = (
        "borders",
        "closures",
        "posts",
        "searches",
        "measured",
        "neighbours",
        "initiatives",
        "twinnings",
        "claims",
        "missions",
    )
    return {name: pq.read_table(original / f"processed/tables/{name}.parquet").to_pylist() for name in names}


def coded(scheme: str) -> set[tuple[str, str]]:
    """File and row of what is coded in a scheme."""
    with (SOURCE / "config/codings.csv").open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["scheme"] == scheme]
    return {place(r["cell"]) for r in rows}


def place(cell: str) -> tuple[str, str]:
    file, _, fragment = cell.partition("#cell=")
    return file, fragment.partition(",")[0]


def sides(key: str) -> dict[str, list[str]]:
    """Borders of both groups of a comparison."""
    given = regions.load()
    return dict(zip(("left", "right"), map(given.members, reports()[key].parameters["groups"]), strict=True))


def acts(tidy: dict, borders: list[str]) -> list[dict]:
    """Initiatives of a group that count."""
    none = coded("condition-or-response")
    mine = [
        r
        for r in tidy["initiatives"]
        if r["borders"]
        and place(r["cells"][0]) not in none
        and set(borders) & {regions.border(b) for b in r["borders"].split(";")}
    ]
    ids, whole = {r["id"] for r in mine}, wholes()
    return [r for r in mine if whole[r["id"]] not in ids]


def number(tidy: dict, dyad: str, condition: str) -> float | None:
    found = [r["number"] for r in (*tidy["measured"], *tidy["neighbours"]) if (r["dyad"], r["condition"], r["side"]) == (dyad, condition, None)]  # fmt: skip
    return found[0] if found else None


def closed(tidy: dict, dyad: str, reason: str) -> bool | None:
    """Whether a border was closed for a reason since 2003; None where what is found leaves it open."""
    none, open_question = coded("no-closure"), False
    for row in tidy["closures"]:
        begin, end = (row["first"] or "")[:4], str(LAST if row["last_precision"] == "open" else row["last"] or "")[:4]
        if row["dyad"] != dyad or row["scope"] not in SCOPES or place(row["cells"][0]) in none:
            continue
        if (begin or end) and (int(end or begin) < 2003 or int(begin or end) > LAST):
            continue
        sure = row["confidence"] != "low" and (begin or end)
        if row["reason"] == reason and sure:
            return True
        late = reason != "pandemic" or not begin or int(begin) >= 2020
        open_question |= row["reason"] == reason or (row["reason"] == "unknown" and late)
    searched = any(r["dyad"] == dyad and r["about"] == "closures" for r in tidy["searches"])
    return None if open_question or not searched else False


LAST = 2025


def has(tidy: dict, dyad: str, name: str) -> bool | None:
    """A yes-or-no condition of a border from the tidy tables; None where they say nothing of it."""
    if name in ("both_landlocked", "dispute_2015"):
        found = number(tidy, dyad, name)
        return None if found is None else bool(found)
    if name in ("closed", "closed_pandemic"):
        return closed(tidy, dyad, "pandemic" if name == "closed_pandemic" else "dispute between governments")
    if name in POSTS:
        kinds, statuses = POSTS[name]
        mine = [
            r["status"] for r in tidy["posts"] if r["dyad"] == dyad and r["kind"] in kinds and r["confidence"] != "low"
        ]
        return True if set(mine) & set(statuses) else None if not mine or "unknown" in mine else False
    condition = "dispute" if name == "dispute_open" else name
    chosen = [
        r["value"] for r in tidy["borders"] if (r["dyad"], r["condition"], r["chosen"]) == (dyad, condition, True)
    ]
    if not chosen:
        return None
    return chosen[0] == "yes" if name != "dispute_open" else chosen[0] not in ("none", "settled")


@pytest.mark.slow
@pytest.mark.parametrize("key", COMPARED)
def test_what_is_known_of_a_yes_or_no_condition(original, tidy, key):
    shares = pq.read_table(original / f"processed/reports/{key}/shares.parquet").to_pylist()
    names = dict(zip((row["group"] for row in shares[:: len(SHARES)]), sides(key).values(), strict=True))
    for row in shares:
        answers = [has(tidy, dyad, row["name"]) for dyad in names[row["group"]]]
        known = len(answers) - answers.count(None)
        assert (row["n"], row["of"]) == (known, len(answers)), row["name"]
        if row["name"] != "dispute_open":  # its grade is a coding
            yes = answers.count(True)
            assert row["count"] == yes, row["name"]
            assert row["share"] == (pytest.approx(100 * yes / known) if known else None), row["name"]
            bounds = [100 * one / len(answers) for one in (yes, yes + answers.count(None))]
            assert [row["low"], row["high"]] == pytest.approx(bounds), row["name"]


def expected(tidy: dict, key: str, name: str, found: dict[str, dict]) -> int:
    """Denominator of a share of a comparison."""
    side, _, rest = name.partition("-")
    if name == "recode-agreement":
        with (SOURCE / "config/codings.second.csv").open(encoding="utf-8", newline="") as file:
            return sum(1 for _ in csv.DictReader(file))
    if name.startswith("validity-"):  # deals of a response over the borders of which it is known
        response = name.removeprefix("validity-").rpartition("-")[0]
        borders, asked = sides(key)["left"], {"joint-control": "joint_control", "visa-free": "visa_free"}
        return sum(response not in asked or has(tidy, dyad, asked[response]) is not None for dyad in borders)
    borders = sides(key)[side]
    if rest.startswith(("levels", "payers")):
        column = "lead_level" if rest.startswith("levels") else "financing_source"
        return sum(r[column] not in (None, "unknown") for r in acts(tidy, borders))
    if rest.endswith(("-low", "-high")):
        return len(borders)
    if rest == "exposure-deals":
        return int(found[f"{side}-exposed"]["number"] + found[f"{side}-unexposed"]["number"])
    once = {one: by for names, by in CONSTRUCTS.items() for one in names}
    conditions = {MEASURED.get(by, by) for by in (once.get(one, one) for one in RANGED)}
    return sum(number(tidy, dyad, condition) is not None for dyad in borders for condition in conditions)


@pytest.mark.slow
@pytest.mark.parametrize("key", COMPARED)
def test_the_denominator_of_each_share_of_a_comparison(original, tidy, key):
    table = pq.read_table(original / f"processed/reports/{key}/results.parquet").to_pylist()
    found = {row["id"].partition("/")[2]: row for row in table}
    tried = 0
    for name, row in found.items():
        if row["unit"] != "per cent" or name.endswith("-median") or name.startswith("agreement"):
            continue
        assert row["n"] == expected(tidy, key, name, found), name
        tried += 1
    assert tried > 40


@pytest.mark.slow
def test_no_statement_that_cannot_be_checked_is_in_a_share_of_the_tested(original, tidy):
    found = {r["id"]: r for r in pq.read_table(original / "processed/reports/audit/results.parquet").to_pylist()}
    tested = [
        r for r in tidy["claims"] if not r["part_of"] and r["verdict"] != "not checkable" and r["against"] != "itself"
    ]
    for verdict in ("supported", "partly", "contradicted"):
        row = found[f"audit/{verdict}-share"]
        assert row["n"] == len(tested)
        assert row["number"] == pytest.approx(100 * sum(r["verdict"] == verdict for r in tested) / len(tested))


@pytest.mark.slow
def test_no_blank_is_in_a_share_of_agreements(original, tidy):
    found = {r["id"].partition("/")[2]: r for r in pq.read_table(original / "processed/reports/twinned-cities/results.parquet").to_pylist()}  # fmt: skip
    told = [r for r in tidy["twinnings"] if r["count"] is not None]
    assert len(told) < len(tidy["twinnings"]), "there are blanks to leave out"

    def counted(rows, key=None):
        if not key:
            return sum(r["count"] for r in rows)
        return Counter({one: counted([r for r in rows if key(r) == one]) for one in set(map(key, rows))})

    def column(row):
        return row["cells"][0].rpartition(",")[2]

    columns = {one: [r for r in told if column(r) == one] for one in set(map(column, told))}
    most = max(columns.values(), key=counted)
    widest = max(columns.values(), key=lambda rows: len({r["territory"] for r in rows}))
    split = {r["territory"]: r for r in told if r["split"] == "undivided"}.values()
    (divided,) = [rows for rows in columns.values() if any(r["split"] == "undivided" for r in rows)]
    of_japan = [r for r in told if r["partner"] == "JPN"]
    shares = {
        "top-share": (counted(told, lambda r: r["territory"]).most_common(1)[0][1], told),
        "most-first-share": (counted(most, lambda r: r["territory"]).most_common(1)[0][1], most),
        "widest-first-share": (counted(widest, lambda r: r["territory"]).most_common(1)[0][1], widest),
        "japan-share": (counted(of_japan), told),
        "brazil-japan-share": (counted([r for r in of_japan if r["territory"] == "BRA"]), told),
        "undivided-share": (counted(split), divided),
        "undivided-share-all": (counted(split), told),
    }
    assert set(shares) == {name for name, row in found.items() if row["unit"] == "per cent"}
    for name, (part, of) in shares.items():
        assert found[name]["n"] == counted(of), name
        assert found[name]["number"] == pytest.approx(100 * part / counted(of)), name


@pytest.mark.slow
def test_no_blank_cell_is_in_a_share_of_missions(original, tidy):
    key = "diplomatic-representation"
    found = {r["id"].partition("/")[2]: r for r in pq.read_table(original / f"processed/reports/{key}/results.parquet").to_pylist()}  # fmt: skip
    states = [r for r in tidy["missions"] if not {r["sender"], r["host"]} & {"XAS"}]
    blank = {frozenset((r["sender"], r["host"])) for r in states if r["status"] == "blank"}
    assert blank, "there are blanks to leave out"
    for table in (1, 2):
        told = [r["status"] for r in states if r["table"] == table and r["status"] != "blank"]
        for name, statuses in (("embassy-share", {"embassy"}), ("reach", {"embassy", "concurrent"})):
            row = found[f"{name}-table-{table}"]
            assert row["n"] == len(told), name
            assert row["number"] == pytest.approx(100 * sum(one in statuses for one in told) / len(told)), name
        hosts = Counter(r["host"] for r in states if r["table"] == table and r["status"] == "embassy")
        row, named = (found[f"{name}-table-{table}"] for name in ("top-hosts-share", "top-hosts"))
        first = len(re.split(", | and ", named["value"]))
        assert row["n"] == hosts.total() and row["number"] == pytest.approx(
            100 * sum(count for _, count in hosts.most_common(first)) / hosts.total()
        )
    for kind in ("reciprocal", "absent", "post-soviet-side-only", "latin-american-side-only"):
        row = found[f"pairs-{kind}-share"]
        assert row["n"] == found["pairs"]["number"] - found["pairs-undecided"]["number"] < found["pairs"]["number"]
        assert row["number"] == pytest.approx(100 * found[f"pairs-{kind}"]["number"] / row["n"])


@pytest.mark.slow
def test_each_share_says_of_what_it_is_one(original):
    for key, report in reports().items():
        table = pq.read_table(original / f"processed/reports/{key}/results.parquet").to_pylist()
        by_name = {row["id"].partition("/")[2]: row for row in table}
        described = patterns.of_measure(report.measure).values()
        for name, row in by_name.items():
            if row["unit"] == "per cent" and row["number"] is not None:
                one = next(p for p in described if p.ids.fullmatch(name))
                assert one.whole or "{unit}" in one.unit, name
                if one.whole and one.whole not in patterns.WHOLES:
                    parts = name.split("-")  # one of which stands for the placeholder
                    there = [patterns.PLACEHOLDER.sub(part, one.whole) for part in parts]
                    known = next(by_name[whole] for whole in there if whole in by_name)
                    assert row["n"] == known["number"] <= known["n"], name

"""Headline counts of the comparison equal counts made by a few independent lines over the raw files."""

import csv
import json
import re
import statistics
import sys
from collections import Counter

import pyarrow.parquet as pq
import pytest
import yaml
from compendia import SOURCE
from initiatives import wholes

from compendium.decision.config import reports

MAIN = "latin-america--southern-kazakhstan"
LATIN, CENTRAL = "border-facts-latin-america", "border-facts-central-asia"
SOUTH = {"KAZ-UZB", "KAZ-KGZ", "KAZ-TKM"}


def rows(name):
    with (SOURCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def border(row):
    return "-".join(sorted((row["iso3_a"], row["iso3_b"])))


def core():
    return [r for r in rows(f"raw/{LATIN}/border-dyads.csv") if r["in_core18"] == "yes"]


def southern():
    return [r for r in rows(f"raw/{CENTRAL}/border-dyads.csv") if border(r) in {"KAZ-UZB", "KAZ-KGZ", "KAZ-TKM"}]


def acts(folder, dyads):
    """Records that are acts of cooperation on one of the borders; a part is not counted beside its whole."""
    every = [
        r
        for r in rows(f"raw/{folder}/initiatives.csv")
        if r.get("record_kind", "initiative") == "initiative"
        and r.get("is_negative_episode", "no") == "no"
        and dyads & {"-".join(sorted(b.split("-"))) for b in r["border_dyads"].split(";")}
    ]
    ids, whole = {r["id"] for r in every}, wholes()
    return [r for r in every if whole[r["id"]] not in ids]


@pytest.fixture(scope="module")
def found(original):
    table = pq.read_table(original / f"processed/reports/{MAIN}/results.parquet").to_pylist()
    return {r["id"].split("/")[1]: r["number"] for r in table}


def frame(original, name):
    return pq.read_table(original / f"processed/reports/{MAIN}/{name}.parquet").to_pylist()


def printed_lengths(borders):
    """Length of each border in the Factbook, from the page of either side."""
    printed = {
        frozenset((r["country"], r["neighbour"])): float(r["length_km"]) for r in rows("raw/factbook/borders.csv")
    }
    return [printed[frozenset((r["iso3_a"], r["iso3_b"]))] for r in borders]


@pytest.mark.slow
def test_borders_and_regimes(found):
    assert (found["left-borders"], found["right-borders"]) == (len(core()), 3) == (30, 3)
    assert found["left-visa-free"] == sum(r["visa_free"] == "yes" for r in core())
    assert found["left-id-card-travel"] == sum(r["id_card_travel"] == "yes" for r in core())
    assert found["left-id-card-travel-known"] == sum(r["id_card_travel"] != "" for r in core())
    assert found["left-length-km-median"] == statistics.median(printed_lengths(core()))
    assert found["left-crossings-n"] == sum(r["n_official_crossings"] != "" for r in core())


@pytest.mark.slow
def test_initiatives_and_outcomes(found):
    for side, folder, dyads in (
        ("left", LATIN, {border(r) for r in core()}),
        ("right", CENTRAL, {"-".join(sorted(d.split("-"))) for d in SOUTH}),
    ):
        mine = acts(folder, dyads)
        outcomes = Counter(r["outcome"] for r in mine)
        assert found[f"{side}-responses"] == len(mine)
        for outcome in ("success", "mixed", "failure", "unknown"):
            assert found[f"{side}-{outcome}"] == outcomes[outcome]
        centres = Counter(r["outcome"] for r in mine if r["type"] == "border_service_centre")
        assert found[f"{side}-centres-n"] == centres.total()
        assert found[f"{side}-centres-mixed"] == centres["mixed"]
        donors = [r for r in mine if r["type"] == "environment" and r["financing_source"] == "foreign_donor"]
        assert found[f"{side}-environment-n"] == len(donors)
        amounts = [float(r["amount_usd_million"]) for r in mine if r["amount_usd_million"]]
        assert found[f"{side}-amounts"] == len(amounts)
        assert found[f"{side}-amount-median"] == pytest.approx(statistics.median(amounts))
        unknown = sum(r["financing_source"] == "unknown" for r in mine)
        assert found[f"{side}-payers-unknown"] == unknown


@pytest.mark.slow
def test_recode_agreement_and_kappa(found):
    second = {r["cell"]: r["code"] for r in rows("config/codings.second.csv")}
    pairs = []
    for cell, code in second.items():
        name, row, column = re.fullmatch(r"(.+)#cell=(\d+),(\d+)", cell).groups()
        with (SOURCE / name).open(encoding="utf-8", newline="") as file:
            pairs.append((list(csv.reader(file))[int(row) - 1][int(column) - 1], code))
    n = len(pairs)
    agree = sum(a == b for a, b in pairs) / n
    chance = sum(Counter(a for a, _ in pairs)[c] * Counter(b for _, b in pairs)[c] for c in dict(pairs)) / n**2
    assert found["recode-n"] == n == 43
    assert found["recode-agreement"] == pytest.approx(100 * agree)
    assert found["recode-kappa"] == pytest.approx((agree - chance) / (1 - chance))


@pytest.mark.slow
def test_bounds_hold_every_share(original):
    for row in frame(original, "shares"):
        assert row["low"] <= row["high"]
        assert row["count"] <= row["n"] <= row["of"]
        if row["n"] == row["of"]:
            assert row["low"] == row["high"] == pytest.approx(row["share"])


@pytest.mark.slow
def test_cliffs_delta_and_positions(original):
    lengths = {r["dyad"]: (r["group"], r["length_km"]) for r in frame(original, "borders")}
    left = [v for g, v in lengths.values() if g == "Latin America"]
    right = [v for g, v in lengths.values() if g != "Latin America"]
    delta = sum((b > a) - (b < a) for a in left for b in right) / (len(left) * len(right))
    (row,) = [r for r in frame(original, "deltas") if r["condition"] == "Published length"]
    assert row["delta"] == pytest.approx(delta)
    for position in (r for r in frame(original, "positions") if r["condition"] == "Published length"):
        below = [(v < position["value"]) + (v == position["value"]) / 2 for v in left]
        assert position["position"] == pytest.approx(100 * sum(below) / len(left))


@pytest.mark.slow
def test_one_value_of_each_condition_is_chosen_and_rivals_are_kept(original):
    table = pq.read_table(original / "processed/tables/borders.parquet").to_pylist()
    chosen = Counter((r["dyad"], r["condition"]) for r in table if r["chosen"] and r["condition"] != "closure")
    assert set(chosen.values()) == {1}
    assert {(r["dyad"], r["condition"]) for r in table if r["condition"] != "closure"} == set(chosen)
    lengths = [r for r in table if r["dyad"] == "KAZ-KGZ" or r["dyad"] == "KAZ-KGZ"]
    lengths = [r for r in lengths if r["condition"] == "length_km"]
    assert {r["number"] for r in lengths} == {1257.07, 1241.0, 1212.0}
    (best,) = {r["number"] for r in lengths if r["chosen"]}
    assert best == 1257.07, "the treaty comes before the press and the mirror"


def tables():
    for path in sorted(SOURCE.glob("raw/*/datapackage.yaml")):
        for resource in yaml.safe_load(path.read_text(encoding="utf-8"))["resources"]:
            if resource["transcription"].get("layout") == "records" and "tidy" in resource["transcription"]:
                yield path.parent, resource


@pytest.mark.parametrize(("folder", "resource"), [pytest.param(f, r, id=f"{f.name}/{r['name']}") for f, r in tables()])
def test_no_raw_column_is_lost(folder, resource):
    """Every column has a tidy column or is named as left out, with the reason."""
    with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    card = resource["transcription"]
    if "takes" in card:
        schema = yaml.safe_load((SOURCE / f"workflow/schemas/tables/{card['tidy']}.yaml").read_text(encoding="utf-8"))
        assert set(card["takes"].values()) <= {f["name"] for f in schema["fields"]}
        told = set(card["takes"])
    elif "attribute" in card:
        told = {"iso3_a", "iso3_b", "attribute", "value", "unit", "as_of_year", "notes"}
        told |= {"source_title", "source_publisher", "source_url", "source_year"}
    else:
        told = (
            {"iso3_a", "iso3_b", *card["conditions"], *card["addresses"].values()}
            if "addresses" in card
            else {"iso3_a", "iso3_b", *card["conditions"]}
        )
        told |= {"source_title", "source_publisher", "source_url", "source_year"}
    told |= set(card.get("left_out", {}))
    assert all(card.get("left_out", {"": "x"}).values())
    assert set(header) - told == set()


@pytest.mark.slow
def test_no_raw_row_is_lost(original):
    for name in ("initiatives", "frameworks", "financing", "actors", "contradictions"):
        raw = sum(len(rows(f"raw/{folder}/{name}.csv")) for folder in (LATIN, CENTRAL))
        assert pq.read_table(original / f"processed/tables/{name}.parquet").num_rows == raw


BREAKS = {
    "border in no sub-region": ("config/regions.yaml", "  colombia-panama: [COL-PAN]", "  colombia-panama: [COL-PAX]", "partition of borders"),
    "border in two": ("config/regions.yaml", "  colombia-panama: [COL-PAN]", "  colombia-panama: [COL-PAN, ARG-CHL]", "partition of borders"),
    "unknown publisher": ("config/publishers.csv", "\nAgencia Romero,press", "\nAgencia R,press", "publisher without a kind"),
    "unknown kind": ("config/publishers.csv", "\nAgencia Romero,press", "\nAgencia Romero,pres", "unknown kind"),
    "unknown grade": ("config/codings.csv", 'dispute-grade,open,"A claim to a river', 'dispute-grade,hot,"A claim to a river', "unknown code"),
    "unknown sort of no closure": ("config/codings.csv", ",no-closure,open-post,", ",no-closure,open,", "unknown code"),
}  # fmt: skip


@pytest.mark.parametrize("plant", BREAKS.values(), ids=BREAKS)
def test_a_broken_decision_is_reported(checker, plant):
    name, old, new, kind = plant
    checker.edit(name, old, new)
    answer = checker.check()
    assert kind in answer.kinds, answer.report


@pytest.mark.parametrize(
    ("column", "text", "kind"),
    [
        (1, "KZK", "unknown country name"),
        (3, "long", "number not in plain notation"),
        (18, "Nobody", "publisher without a kind"),
    ],
)
def test_a_wrong_cell_of_the_facts_is_reported_with_its_place(checker, column, text, kind):
    name = f"raw/{CENTRAL}/border-dyads.csv"
    with (checker / name).open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    column = {1: 1, 3: header.index("border_length_km") + 1, 18: header.index("source_publisher") + 1}[column]
    checker.set_cell(name, 3, column, text)
    said = checker.check().report
    assert f"{name}, line 3, column {column} “{header[column - 1]}”, cell=3,{column}: {kind}\n" in said, said


LEFT = """
import json
from pathlib import Path
from compendium.build import record
print(json.dumps([Path(name).stem for name in record.stale() if "/records/" in name]))
"""


@pytest.mark.long
@pytest.mark.slow
def test_a_new_comparison_is_four_lines_of_configuration(rebuilt):
    rebuilt.edit(
        "config/config.yaml",
        "  twinned-cities:\n    notebook: twinned-cities\n    subtitle",
        "  southern-cone--southern-kazakhstan:\n    notebook: comparison\n    subtitle: Southern Cone and southern Kazakhstan\n"
        "    parameters: {groups: [southern-cone, southern-kazakhstan]}\n  twinned-cities:\n    notebook: twinned-cities\n    subtitle",
    )
    done = rebuilt.run("southern-cone--southern-kazakhstan")
    assert done.returncode == 0, done.stderr
    assert rebuilt.jobs(done.stderr) == [
        "Measure southern-cone--southern-kazakhstan",
        "Report southern-cone--southern-kazakhstan",
    ]
    left = rebuilt.call([sys.executable, "-c", LEFT])
    assert left.returncode == 0, left.stderr
    jobs = set(json.loads(left.stdout))
    scenarios = {job for job in jobs if job.startswith("scenario-")}
    naming = {f"report-{key}" for key, report in reports().items() if "comparison" in report.names}  # they link to it
    told = {"headlines-corrections", "measure-corrections", "report-corrections", "standing", "index"}
    assert naming and jobs - scenarios == told | naming
    told = {job.removeprefix("scenario-") for job in scenarios}  # each that the new report can move, and no embassy's
    assert "rivals-comparison" in told and not {"C001", "rivals-audit"} & told
    for suffix in ("html", "pdf", "docx", "ipynb"):
        assert (rebuilt / f"reports/southern-cone--southern-kazakhstan.{suffix}").is_file()

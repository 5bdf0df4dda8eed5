"""What headlines rest on, by a few independent lines over the raw files."""

import csv
from collections import Counter

import pyarrow.parquet as pq
import yaml
from conftest import SOURCE
from initiatives import wholes as whole_of

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

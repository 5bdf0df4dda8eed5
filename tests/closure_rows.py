"""Closures and what was alive when, by a few independent lines over the raw files."""

import csv
from collections import defaultdict

from compendia import SOURCE
from initiatives import wholes

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

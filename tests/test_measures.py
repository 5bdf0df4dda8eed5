"""Numbers of the reports equal counts made by a few independent lines over the raw files."""

import csv
import re

import pyarrow.parquet as pq
import pytest
from conftest import SOURCE

pytestmark = pytest.mark.slow


def rows(name):
    with (SOURCE / "raw" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def numbers(original, report):
    table = pq.read_table(original / f"processed/reports/{report}/results.parquet").to_pylist()
    return {r["id"].split("/")[1]: r["number"] if r["number"] is not None else r["value"] for r in table}


def marks(table, column):
    return {r["country"].split(" (")[0]: r[column] for r in rows(f"sanchez-2021/{table}.csv")}


@pytest.mark.parametrize(("key", "column"), [("kazakhstan", "Kazakhstan"), ("azerbaijan", "Azerbaijan")])
def test_embassies_of_the_focus(original, key, column):
    found = numbers(original, f"diplomatic-representation-{key}")
    sent, received = marks("table1", column), marks("table2", column)
    assert found["sent-embassy"] == list(sent.values()).count("x")
    assert found["received-embassy"] == list(received.values()).count("x")
    assert found["received-concurrent"] == sum("concurrent" in v for v in received.values())
    assert found["reciprocal"] == sum(sent[c] == received[c] == "x" for c in sent)


def test_a_latin_american_focus(original):
    found = numbers(original, "diplomatic-representation-brazil")
    row = next(r for r in rows("sanchez-2021/table2.csv") if r["country"] == "Brazil")
    assert found["sent-embassy"] == sum(v == "x" for v in list(row.values())[1:13])


def test_pairs_of_states(original):
    found = numbers(original, "diplomatic-representation")
    columns = list(rows("sanchez-2021/table1.csv")[0])[1:13]
    pairs = [(marks("table1", c)[s], marks("table2", c)[s]) for c in columns for s in marks("table1", c)]
    assert found["pairs"] == len(pairs) == 19 * 12
    assert found["pairs-reciprocal"] == sum(a == b == "x" for a, b in pairs)
    assert found["pairs-undecided"] == sum("" in p for p in pairs)
    assert found["pairs-absent"] == sum("x" not in p and "" not in p for p in pairs)


def test_twinned_cities(original):
    found = numbers(original, "twinned-cities")
    body = [r for r in rows("rouvinski/table1.csv") if r["country"] != "TOTAL"]
    sums = {r["country"]: sum(int(n) for v in list(r.values())[1:] for n in re.findall(r"\d+", v)) for r in body}
    assert found["agreements"] == sum(sums.values()) == 126
    assert found["top-agreements"] == sums["Brazil"]
    assert found["top-share"] == pytest.approx(100 * sums["Brazil"] / 126)
    assert found["hhi"] == pytest.approx(sum((n / 126) ** 2 for n in sums.values()))
    bare = [int(r["China and Taiwan"]) for r in body if r["China and Taiwan"].isdigit()]
    assert found["undivided"] == sum(bare)
    assert found["taiwan-most"] - found["taiwan-least"] == sum(bare)


def test_one_row_a_printed_cell(original):
    missions = pq.read_table(original / "processed/tables/missions.parquet").to_pylist()
    assert len(missions) == 494
    assert len({cell for m in missions for cell in m["cells"]}) == 494
    assert {m["status"] for m in missions} == {"embassy", "concurrent", "none", "blank"}
    merged = [m for m in missions if "XAS" in (m["sender"], m["host"])]
    assert len(merged) == 38
    assert {m["note"] for m in merged} == {None, "Abkhazia"}


def test_every_result_has_cells_that_exist(original):
    from compendium.source.address import expand

    files = (p for p in (original / "raw").rglob("*.csv"))
    widths = {}
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            widths[path.relative_to(original.path).as_posix()] = [len(record) for record in csv.reader(file)]
    seen = set()
    for path in (original / "processed/reports").glob("*/results.parquet"):
        for result in pq.read_table(path).to_pylist():
            assert result["cells"] or result["n"] == 0, result["id"]
            seen.update(result["cells"])
    assert len(seen) > 100
    for cell in expand(seen):
        assert widths[cell.file][cell.row - 1] >= cell.column


def test_result_ids_are_unique_and_findings_are_there(original):
    ids = [
        r["id"]
        for p in (original / "processed/reports").glob("*/results.parquet")
        for r in pq.read_table(p).to_pylist()
    ]
    assert len(ids) == len(set(ids))
    assert sum(i.endswith("/finding") for i in ids) == len(list((original / "processed/reports").iterdir()))


def test_trace_prints_the_cells_behind_a_number(original):
    done = original.run("trace", "twinned-cities/top-agreements")
    assert "raw/rouvinski/table1.csv#cell=4,2  rouvinski, Table 1, Brazil × Japan: '44'" in done.stdout
    assert done.returncode == 0
    frame = original.run("trace", "twinned-cities/territories/1/agreements")
    assert frame.stdout.startswith("twinned-cities/territories/1/agreements: 61\n")
    entry = original.run("trace", "raw/sanchez-2021/table1.csv#cell=3,6")
    assert "Bolivia × Kazakhstan: 'x'   [C001, proposed" in entry.stdout
    for unknown in ("no-such", "twinned-cities/territories/99/agreements", "raw/none.csv#cell=1,1"):
        assert original.run("trace", unknown).returncode == 2


def codes(original, group):
    """Alpha-3 codes of a group of the printed embassy tables."""
    table = pq.read_table(original / "processed/tables/countries.parquet").to_pylist()
    return {row["code"] for row in table if row["group"] == group and not row["merged"]}


def recorded():
    """Type, states and date of the events of texts and of the collected table, figures and interviews left out."""
    kinds = {
        "visit": "visit",
        "accord": "accord",
        "multilateral": "multilateral",
        "relations est": "diplomatic_relations",
        "consulate op": "consulate_opened",
        "purchase": "purchase",
    }
    found = [
        (kinds[next(k for k in kinds if f["predicate"].startswith(k))], f["countries"], f["value"], f["year"])
        for source in ("sanchez-2021", "efe-2014")
        for f in rows(f"{source}/facts.csv")
        if f["predicate"].startswith(tuple(kinds))
    ]
    texts = [(kind, set(countries.split(";")), value, year) for kind, countries, value, year in found]
    table = [e for e in rows("kazakhstan-latin-america/events.csv") if e["type"] != "trade"]
    return texts, [(e["type"], set(e["countries"].split(";")), e["date"]) for e in table]


def test_outreach_counts_events_once(original):
    latin = codes(original, "Latin America")
    texts, table = recorded()
    ours = [(kind, there, date) for kind, there, date in table if there & latin or there == {"KAZ"}]
    ours = [
        (kind, there, date)
        for kind, there, date in ours
        if not any(k == kind and t == there and d.startswith(f"{date}-") for k, t, d in ours)
    ]
    theirs = [(kind, there, year) for kind, there, value, year in texts if "KAZ" in there and there & latin]
    more = [
        (kind, there)
        for kind, there, year in theirs
        if not any(k == kind and t == there and d.startswith(f"{year}-") for k, t, d in ours)
    ]
    found = numbers(original, "outreach-kazakhstan")
    assert found["events"] == len(ours) + len(more), (len(ours), len(more))
    assert found["reached"] == len(set().union(*(there for _, there, *_ in [*ours, *more])) & latin)
    figures = [e for e in rows("kazakhstan-latin-america/events.csv") if e["type"] == "trade"]
    assert found["no-events"] == len(figures) + 1  # and one interview, which a text tells
    assert found["trade-part"] == sum(bool(re.search(r"January-July|nine months", e["description"])) for e in figures)


def test_contacts_tell_no_zero_of_what_the_table_does_not_list(original):
    found = numbers(original, "outreach-kazakhstan")
    body = [r for r in rows("rouvinski/table1.csv") if r["country"] != "TOTAL" and r["country"] != "Mexico"]
    assert found["left-twinned"] == sum(
        int(n) for r in body for v in list(r.values())[1:] for n in re.findall(r"\d+", v)
    )
    assert not {r["country"] for r in body} & {"Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan"}
    assert found["right-twinned"].startswith("lists no territory of")


def test_what_a_text_says_of_itself_is_in_no_share_of_the_audit(original):
    found = numbers(original, "audit")
    claims = pq.read_table(original / "processed/tables/claims.parquet").to_pylist()
    own = lambda c: all(cell.startswith(f"raw/{c['region']}/facts.csv#") for cell in c["cells"])  # noqa: E731
    whole = [c for c in claims if not c["part_of"] and c["query"]]
    tested = [c for c in whole if not own(c)]
    assert found["itself"] == len(whole) - len(tested)
    assert found["checked"] == len(tested) == found["against-tables"] + found["against-others"]
    supported = sum(c["verdict"] == "supported" for c in tested)
    assert found["supported-share"] == pytest.approx(100 * supported / len(tested))


def test_a_blank_decides_nothing(original):
    table = pq.read_table(original / "processed/reports/diplomatic-representation/blanks.parquet")
    assert {row["as_printed"] for row in table.to_pylist()} == {"undecided"}
    assert {row["if_none"] for row in table.to_pylist()} == {"absent"}

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
    found = numbers(original, "diplomatic-representation-kazakhstan")
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

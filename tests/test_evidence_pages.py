"""Pages of printed tables in a built compendium, what leads to them, and what a reader proposes."""

import csv
import json
import shutil
from pathlib import Path

import crawled
import pytest
import yaml
from conftest import SOURCE
from hypothesis import given
from hypothesis import strategies as st
from proposals import CALM, TEXT, written

from compendium.report import copied
from compendium.report.evidence import numbers
from compendium.source.address import expand


@pytest.fixture(scope="module")
def alone(small, tmp_path_factory) -> Path:
    """The reports of the built fixture, copied alone."""
    folder = tmp_path_factory.mktemp("alone") / "copied"
    shutil.copytree(small / "reports", folder)
    return folder


def test_pages_are_those_of_the_tables_behind_the_configured_reports(small):
    made = {path.name for path in (small / "reports/evidence").iterdir()}
    reports = yaml.safe_load((small / "config/config.yaml").read_text(encoding="utf-8"))["reports"]
    tables = {"returns-table1.html", "returns-table2.html", "gazette-claims.html"}
    assert made == tables | {f"{key}.{suffix}" for key in reports for suffix in ("html", "js")} | {"standing.js"}


def test_reports_copied_alone_have_no_dead_link(alone):
    assert crawled.dead(alone) == []


def test_a_page_shows_what_is_known_of_its_cells(small):
    page = crawled.page(small / "reports/evidence/returns-table1.html")
    with (small / "raw/returns/table1.csv").open(encoding="utf-8", newline="") as file:
        records = list(csv.reader(file))
    rows = [row.find_all(("th", "td")) for row in page.select("#cells tr")]
    assert [[cell.get_text() for cell in row] for row in rows] == records
    assert "corrected" in rows[1][1]["class"] and rows[1][1]["data-sign"] == "C001"
    assert [(r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if "blank" in cell.get("class", [])] == [
        (r, c) for r, record in enumerate(records) for c, text in enumerate(record) if not text
    ]
    known = json.loads(page.find(id="known").get_text())["marks"]
    assert known["2,2"][0]["reason"].startswith("The print has 421")
    text = page.get_text()
    assert "Table 1" in text and "keyings agreed on" in text and "p. 4" in text and "pp. 4" not in text
    other = crawled.page(small / "reports/evidence/returns-table2.html")
    assert other.select(".proposed[data-sign=C002]")


def test_every_number_of_a_report_leads_to_exactly_its_cells(small):
    from compendium.table import store

    seen = 0
    for report in ("votes-adams", "turnout"):
        behind = {}
        for path in (small / f"processed/reports/{report}").glob("*.parquet"):
            for number, row in enumerate(store.read(path).to_pylist(), start=1):
                name = row["id"] if path.stem == "results" else f"{report}/{path.stem}/{number}"
                behind[name] = set(expand(row["cells"]))
        files = {
            key: f"raw/{key.replace('-', '/', 1)}.csv" for key in ("returns-table1", "returns-table2", "gazette-claims")
        }
        for link in crawled.page(small / f"reports/{report}.html").select("a.result"):
            match = crawled.CELLS.search(link["href"])
            assert any(is_number for _, is_number in numbers.pieces(link.get_text(), whole=True)), link
            if match:
                page = link["href"].partition(".html")[0].removeprefix("evidence/")
                lit = set(expand(copied.addresses(f"{files[page]}#cell={match['cells']}")))
                assert lit == behind[match["result"]], link
                seen += 1
            else:
                report_of, _, name = link["href"].removeprefix("evidence/").partition(".html#")
                assert f"{report_of}/{name}" in behind, link
                seen += 1
    assert seen > 20


def test_a_page_of_two_tables_is_a_problem_with_its_place(unbuilt):
    unbuilt.edit("config/config.yaml", "  turnout:\n    notebook: turnout", "  returns-table2:\n    notebook: turnout")
    done = unbuilt.run("check")
    assert done.returncode == 1 and "page of two tables" in done.stdout + done.stderr, done.stdout + done.stderr
    assert "raw/returns/datapackage.yaml" in done.stdout + done.stderr


COPIED = (
    "votes-adams/share",
    "  “votes-adams/share”, ",
    "file:///home/a/reports/evidence/votes-adams.html#share",
    "https://example.org/x/evidence/returns-table1.html#cell=2,2&result=votes-adams/share",
    "evidence/returns-table1.html#cell=2,2&result=votes-adams%2Fshare",
    "votes-adams.pdf#evidence-share",
)


@pytest.mark.parametrize("text", COPIED)
def test_trace_takes_what_a_reader_copies(small, text):
    done = small.run("trace", text)
    assert done.returncode == 0, done.stderr
    for said in (
        "votes-adams/share: ",
        "How it was computed:",
        "rows of votes:",
        "Ash × Adams: '412'",
        "C001",
        "Source:",
        "returns:",
    ):
        assert said in done.stdout, done.stdout


def test_trace_takes_cells_rows_and_a_printed_number(small):
    cells = small.run("trace", "http://localhost/evidence/returns-table1.html#cell=2,2;3,2-3,3")
    assert cells.returncode == 0 and cells.stdout.count("#cell=") >= 3, cells.stderr
    row = small.run("trace", "reports/evidence/votes-adams.html#counties/1")
    assert row.returncode == 0 and "votes-adams/counties/1:" in row.stdout, row.stderr
    value = next(r for r in _results(small, "votes-adams") if r["id"] == "votes-adams/share")["value"]
    done = small.run("trace", "votes-adams", value)
    assert "votes-adams/share" in done.stdout + done.stderr
    unknown = small.run("trace", "votes-adams 987654321")
    assert unknown.returncode == 2 and "Traceback" not in unknown.stderr


def _results(small, report: str) -> list[dict]:
    from compendium.table import store

    return store.read(small / f"processed/reports/{report}/results.parquet").to_pylist()


@given(st.one_of(TEXT, st.from_regex(r"[a-z/.]{0,9}\.html#[a-z=,;0-9&%]{0,12}", fullmatch=True)))
@CALM
def test_no_text_that_is_copied_ends_in_a_fault(text):
    assert isinstance(copied.read(text), str)
    copied.printed(text, {"report": None})


def options(**given: str) -> list[str]:
    return [part for name, value in given.items() for part in (f"--{name.replace('_', '-')}", value)]


TOLD = {"kind": "misprint", "status": "proposed", "reason": "A reason.", "evidence": "returns: p. 4"}


def test_a_cell_and_its_total_are_corrected_together_by_who_decides(unbuilt):
    cells = ["raw/returns/table1.csv#cell=3,2", "raw/returns/table1.csv#cell=7,2"]
    ledger = unbuilt / "raw/corrections.csv"
    ledger.write_bytes(ledger.read_bytes().removesuffix(b"\n"))  # as some editors leave it
    before = ledger.read_bytes()
    told = options(**{**TOLD, "status": "accepted", "decided_by": "the committee"})
    alone = unbuilt.run("correct", cells[0], *told, "--corrected", "89")
    assert alone.returncode == 1 and ledger.read_bytes() == before, alone.stdout  # the total does not add up then
    done = unbuilt.run("correct", *cells, *told, "--corrected", "89", "--corrected", "1944")
    assert done.returncode == 0, done.stderr
    with ledger.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["id"], r["corrected"], r["decided_by"]) for r in rows[-2:]] == [
        ("C003", "89", "the committee"),
        ("C004", "1944", "the committee"),
    ]
    assert ledger.read_bytes().startswith(before + b"\n") and ledger.read_bytes().endswith(b"\n")
    few = unbuilt.run("correct", *cells, *told, "--corrected", "89")
    assert few.returncode != 0 and "once for each" in few.stderr


def test_a_proposal_from_a_reader_goes_into_the_ledger_once_it_holds(unbuilt, tmp_path):
    entry = {"cell": "raw/returns/table2.csv#cell=2,2", "printed": "700", "corrected": "710", "kind": "misprint"}
    entry |= {"reason": 'The text says "710", =so.', "evidence": "returns: p. 5"}
    letter, ledger = tmp_path / "letter ä.txt", unbuilt / "raw/corrections.csv"
    before = ledger.read_bytes()
    for wrong in (
        {"printed": "701"},
        {"cell": "raw/returns/table2.csv#cell=99,2"},
        {"evidence": "nobody: p. 1"},
        {"kind": "guess"},
    ):
        letter.write_text(written({**entry, **wrong}), encoding="utf-8")
        done = unbuilt.run("correct", "--from", str(letter))
        assert done.returncode in (1, 2) and "Traceback" not in done.stderr and ledger.read_bytes() == before, (
            done.stdout
        )
    letter.write_text(written(entry), encoding="utf-8")
    done = unbuilt.run("correct", "--from", str(letter))
    assert done.returncode == 0, done.stderr
    with ledger.open(encoding="utf-8", newline="") as file:
        last = list(csv.DictReader(file))[-1]
    assert {key: last[key] for key in entry} == entry
    assert last["status"] == "proposed" and last["decided_by"] == "maintainers"
    for wrong in (["correct"], ["correct", "raw/x.csv#cell=1,1", "--from", str(letter)]):
        assert unbuilt.run(*wrong).returncode == 2
    assert "Nothing was written" in unbuilt.run("correct", "--from", str(tmp_path / "none.txt")).stderr


def test_the_templates_of_evidence_load_nothing_from_elsewhere():
    for name in ("evidence.js", "report.js", "evidence.css"):
        text = (SOURCE / f"workflow/templates/{name}").read_text(encoding="utf-8")
        assert "http" not in text and "innerHTML" not in text and "eval(" not in text

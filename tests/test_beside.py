"""Figures and data beside a report: all that a page links to, in records, current or not as a whole, and nobody else's."""

import csv
import io
import json

import pytest
from bs4 import BeautifulSoup

from compendium.table import store

pytestmark = pytest.mark.slow
REPORT = "votes-adams"
FOLDER = f"reports/data/{REPORT}"


def test_below_each_figure_and_table_stand_its_files_and_they_are_all_that_there_is(small):
    for key in (REPORT, "turnout"):
        soup = BeautifulSoup((small / f"reports/{key}.html").read_text(encoding="utf-8"), "html.parser")
        linked = set()
        for shown in soup.select("figure[id], table[id]"):
            below = shown if shown.name == "figure" else shown.find_parent(class_="scroll").find_next_sibling()
            links = {link["href"] for link in below.select(".taken a, a[href^='data/']")}
            kinds = {link.rpartition(".")[2] for link in links}
            assert kinds == ({"csv", "png", "svg"} if shown.name == "figure" else {"csv"})
            assert below.find("details") and "(version" in below.find("details").p.text
            linked |= links
        files = {f"data/{key}/{path.name}" for path in (small / f"reports/data/{key}").glob("[!.]*")}
        assert linked == files - {f"data/{key}/results.csv"} and linked


def test_a_csv_holds_the_frame_as_it_was_measured(small):
    frame = store.read(small / f"processed/reports/{REPORT}/results.parquet").to_pylist()
    text = (small / f"{FOLDER}/results.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows] == [row["id"] for row in frame]
    assert [row["cells"].split(";") for row in rows] == [row["cells"] for row in frame]


def test_the_record_names_each_file_and_the_release_asks_for_them(small):
    record = json.loads((small / f"processed/records/report-{REPORT}.json").read_text(encoding="utf-8"))
    files = {f"{FOLDER}/{path.name}" for path in (small / FOLDER).glob("[!.]*")}
    assert files <= set(record["outputs"])
    assert small.run("status").returncode == 0


def test_a_file_that_is_changed_or_gone_is_made_again(built):
    whole = built.outputs()
    (built / f"{FOLDER}/results.csv").write_text("mine", encoding="utf-8")
    assert f"{FOLDER}/results.csv" in built.run("why").stdout
    assert built.jobs(built.run().stderr) == [f"Report {REPORT}"]
    assert built.differs(whole) == []
    (built / f"{FOLDER}/results.csv").unlink()
    assert built.run("status").returncode == 1
    assert built.run().returncode == 0 and built.differs(whole) == []


def test_what_no_build_made_is_not_lost(built):
    mine = built / f"{FOLDER}/notes.txt"
    mine.write_text("precious", encoding="utf-8")
    (built / f"{FOLDER}/results.csv").unlink()
    done = built.run()
    assert done.returncode == 1 and f"{FOLDER}/notes.txt" in done.stderr and "Traceback" not in done.stderr
    plain = built.snakemake()
    assert plain.returncode and f"{FOLDER}/notes.txt" in plain.stderr + plain.stdout
    assert mine.read_text(encoding="utf-8") == "precious"


def test_the_folder_goes_when_its_report_goes(built):
    described = "  votes-baker:\n    notebook: votes\n    subtitle: Baker in focus\n    parameters: {focus: baker}\n"
    assert (built / "reports/data/votes-baker").is_dir()
    built.edit("config/config.yaml", described, "")
    done = built.run()
    assert done.returncode == 0, done.stderr
    assert not (built / "reports/data/votes-baker").exists() and (built / FOLDER).is_dir()

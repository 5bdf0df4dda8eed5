"""Impact, differences between versions, corrections and reasons as verbs print them."""

import csv
import io
import json
import subprocess
import zipfile

import pytest
from compendia import SOURCE, leave

from compendium.archive import compare_versions
from compendium.decision import ledger

CELL = "raw/sanchez-2021/table1.csv#cell=5,2"


@pytest.mark.slow
def test_the_committed_results_are_those_of_a_build(original):
    done = original.run("results")
    assert done.returncode == 0, done.stderr
    stale = "results.csv is not what a build comes to; write it anew: ./reproduce results"
    assert (original / compare_versions.RESULTS).read_text() == (SOURCE / compare_versions.RESULTS).read_text(), stale


@pytest.mark.slow
def test_impact_prints_each_changed_number(original):
    done = original.run("impact", "C001")
    assert done.returncode == 0, done.stderr
    assert "diplomatic-representation-kazakhstan/sent-embassy: 3 → 2" in done.stdout
    assert "headline diplomatic-representation-kazakhstan/sent: holds → does not hold" in done.stdout
    assert "C031" in original.run("impact").stdout
    assert original.run("impact", "C003").returncode == 2


@pytest.mark.slow
def test_impact_of_a_proposal_is_computed_without_a_build(built):
    entry = (
        'C900,"raw/returns/table2.csv#cell=3,2",260,200,misprint,proposed,A test.,returns: p. 5,maintainers,2020-01-01'
    )
    with (built / ledger.PATH).open("a", encoding="utf-8") as file:
        file.write(f"{entry}\n")
    done = built.run("impact", "C900")
    assert done.returncode == 0, done.stderr
    assert not built.jobs(done.stderr)
    assert done.stdout.startswith("C900 (proposed, misprint)") and "turnout/turnout: 72.4 → 73.3" in done.stdout
    built.edit(ledger.PATH, "misprint,proposed,A test", "misprint,accepted,A test")
    done = built.run("impact", "C900")
    assert (done.returncode, "build first" in done.stderr) == (1, True)


def test_impact_says_when_no_report_tells_of_scenarios(unbuilt):
    leave(unbuilt, ["turnout"])
    done = unbuilt.run("impact", "C001")
    assert (done.returncode, "tells of scenarios" in done.stderr) == (2, True)


@pytest.mark.slow
def test_diff_tells_removed_changed_and_added_and_has_three_exit_codes(built, tmp_path):
    assert built.run("results").returncode == 0
    with zipfile.ZipFile(tmp_path / "same.zip", "w") as archive:
        for path in [built / "results.csv", *(built / "reports/data").glob("*.csv")]:
            archive.write(path, f"compendium/{path.relative_to(built.path)}")
    done = built.run("diff", str(tmp_path / "same.zip"))
    assert (done.returncode, done.stdout.splitlines()[-1].split()[0]) == (0, "0"), done.stdout
    rows = list(csv.reader(io.StringIO((built / "results.csv").read_text())))
    other = tmp_path / "other"
    (other / "reports/data").mkdir(parents=True)
    changed = [rows[0], ["gone/away", "1", "", ""], [rows[1][0], "another", *rows[1][2:]], *rows[3:]]
    (other / "results.csv").write_text("".join(",".join(f'"{c}"' for c in row) + "\n" for row in changed))
    for path in (built / "reports/data").glob("*.csv"):
        (other / "reports/data" / path.name).write_bytes(path.read_bytes())
    (other / "reports/data/votes.csv").write_text("nothing\n")
    done = built.run("diff", str(other))
    said = done.stdout.splitlines()
    assert done.returncode == 1
    assert said[0].startswith("removed  gone/away")
    assert said[1].startswith(f"changed  {rows[1][0]}: another")
    assert "table votes" in said[2]
    assert said[3].startswith(f"added    {rows[2][0]}")
    assert built.run("diff", "no-such-thing").returncode == 2


def git(folder, *arguments):
    subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@x", *arguments], cwd=folder, check=True, capture_output=True
    )


@pytest.mark.slow
def test_diff_compares_with_a_commit(built):
    assert built.run("results").returncode == 0
    for arguments in (["init", "-q"], ["add", "results.csv"], ["commit", "-qm", "results"]):
        git(built.path, *arguments)
    done = built.run("diff", "HEAD")
    assert done.returncode == 0, done.stdout + done.stderr


ANSWERS = ["0", "misprint", "proposed", "A reason.", "sanchez-2021: text"]


def test_correct_asks_shows_and_writes(fresh):
    done = fresh.run("correct", CELL, answers="\n".join(ANSWERS) + "\n")
    assert done.returncode == 0, done.stderr
    assert "[(concurrent from Argent…]" in done.stdout
    last = list(csv.reader((fresh / ledger.PATH).open(encoding="utf-8")))[-1]
    assert last[1:6] == [CELL, "(concurrent from Argentina)", "0", "misprint", "proposed"]
    assert fresh.run("check").returncode == 0


@pytest.mark.parametrize(
    ("cell", "answers", "code", "says"),
    [
        (CELL, ["perhaps", *ANSWERS[1:]], 1, "value that its table cannot hold"),
        (CELL, [*ANSWERS[:3], '=HYPERLINK("x")', ANSWERS[4]], 1, ": formula"),
        ("raw/sanchez-2021/table1.csv#cell=99,2", ANSWERS, 2, "rows and"),
        ("nowhere", ANSWERS, 2, "no cell of a raw table"),
    ],
)
def test_correct_writes_nothing_that_would_be_a_problem(fresh, cell, answers, code, says):
    before = (fresh / ledger.PATH).read_bytes()
    done = fresh.run("correct", cell, answers="\n".join(answers) + "\n")
    assert done.returncode == code
    assert says in done.stderr
    assert (fresh / ledger.PATH).read_bytes() == before


@pytest.mark.slow
def test_why_tells_what_a_report_was_made_from(built):
    said = built.run("why", "votes-adams").stdout
    assert "raw/returns/table1.csv" in said and "notebooks/votes.ipynb" in said
    assert built.run("why", "no-such-report").returncode == 2
    json.loads((built / "processed/records/report-votes-adams.json").read_text())

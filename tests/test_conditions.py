"""Every verb under the conditions of ordinary machines: a sentence and an exit code, no traceback, nothing lost."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from conftest import Compendium
from verbs_run import KNOWN, NOBODY, VERBS, files, said, verb

CONDITIONS = {
    "no home, a long folder for temporary files, ASCII alone, a Python that optimises": {
        "HOME": None,
        "TMPDIR": "LONG",
        "PYTHONIOENCODING": "ascii",
        "LC_ALL": "C",
        "PYTHONOPTIMIZE": "2",
    },
    "a home that is no folder, no folder for temporary files, no program, a profile of the user's": {
        "HOME": "/nonexistent",
        "XDG_CACHE_HOME": "/proc/nope",
        "TMPDIR": "/nonexistent",
        "PATH": "/nonexistent",
        "SNAKEMAKE_PROFILE": "/nonexistent",
    },
}


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_verb_under_a_condition_says_a_sentence(built, condition, tmp_path):
    long = tmp_path / ("x" * 150)
    long.mkdir()
    env = {name: str(long) if value == "LONG" else value for name, value in CONDITIONS[condition].items()}
    for name, arguments in VERBS.items():
        done = verb(built, arguments, **env)
        assert done.returncode in KNOWN, (name, said(done))
        assert "Traceback" not in said(done) and "error of the program" not in said(done), (name, said(done))
    (built / "processed/records/report-votes-adams.json").unlink()
    done = verb(built, [], **env)
    assert done.returncode == 0, said(done)


@pytest.mark.slow
def test_a_checkout_that_cannot_be_written_is_said_and_kept(built):
    before = files(built.path)
    mounted = f"mount --bind '{built.path}' '{built.path}' && mount -o remount,ro,bind '{built.path}' && exec \"$@\""
    apart = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mounted, "sh"]
    if subprocess.run([*apart, "true"], capture_output=True).returncode:
        pytest.skip("this system lets no user mount a folder read-only")
    for name, arguments in VERBS.items():
        done = verb(built, arguments, before=tuple(apart))
        assert done.returncode in KNOWN and "Traceback" not in said(done), (name, said(done))
        assert "error of the program" not in said(done), (name, said(done))
    assert files(built.path) == before
    (built / "processed/records/report-votes-adams.json").unlink()
    done = verb(built, [], before=tuple(apart))
    assert (done.returncode, b"cannot be written by this user" in done.stderr) == (1, True), said(done)


@pytest.mark.slow
def test_outputs_of_another_user_are_left_alone(built):
    if os.geteuid() or not shutil.which("setpriv"):
        pytest.skip("only root can give files to another user")
    (built / "processed/records/report-votes-adams.json").unlink()
    before = built.outputs()
    for folder in (built / "reports", *(built / "processed").rglob("*")):
        os.chown(folder, 65534, 65534)
    done = verb(built, [], before=tuple(NOBODY))
    assert done.returncode == 1 and b"cannot be written by this user" in done.stderr, said(done)
    assert built.differs(before) == []


@pytest.mark.slow
def test_any_character_in_the_path(small, tmp_path):
    there = Compendium(tmp_path.joinpath("a{b}c%d", "new\nline", "q'u\"o\\te $HOME `x`", "-dash #?&*[x]"))
    shutil.copytree(small.path, there.path, symlinks=True)
    for kind in ("report-votes-adams", "measure-votes-adams", "clean-votes"):
        (there / f"processed/records/{kind}.json").unlink()
    done = verb(there, [])
    assert done.returncode == 0, said(done)
    assert there.differs(small.outputs()) == []


@pytest.mark.parametrize(
    "arguments", [["trace", "raw/returns/table1.csv#cell=1,1-6,3"], ["why"], ["--help"], ["check"]]
)
def test_a_reader_that_stops_reading_gets_no_complaint(unbuilt, arguments):
    """The pipe is closed before anything is written."""
    running = subprocess.Popen(
        [sys.executable, "-P", "-m", "compendium", *arguments],
        cwd=unbuilt.path,
        env={**os.environ, "PYTHONPATH": str(unbuilt / "workflow")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    running.stdout.close()
    complaint = running.stderr.read().decode()
    running.wait()
    assert "Broken" not in complaint and "Traceback" not in complaint, complaint


def test_a_question_that_nobody_can_answer_says_which_options_answer_it(unbuilt):
    before = (unbuilt / "raw/corrections.csv").read_bytes()
    done = verb(unbuilt, ["correct", "raw/returns/table1.csv#cell=3,2", "--corrected", "3"])
    assert done.returncode == 1
    assert "--kind" in said(done) and "nothing was written" in said(done)
    assert (unbuilt / "raw/corrections.csv").read_bytes() == before


MISTAKES = {
    "a mistyped verb": (["biuld"], 2, "Did you mean build"),
    "a mistyped report": (["votes-adam"], 2, "Did you mean votes-adams"),
    "a mistyped option": (["--cors", "2"], 2, "unrecognized"),
    "no number of cores": (["--cores", "0"], 2, "a number from 1"),
    "an unknown report beside a known one": (["votes-adams", "nope"], 2, "'nope'"),
    "a mistyped option of Snakemake": (["--", "--dri-run"], 2, "--dri-run"),
    "a target that nothing makes": (["--", "reports/nope.html"], 1, "No rule to produce reports/nope.html"),
    "names before and after": (["votes-adams", "--", "--summary"], 2, "not both"),
    "options for a verb that passes none on": (["status", "--", "-n"], 2, "passes nothing on"),
}


@pytest.mark.slow
def test_a_mistake_removes_nothing_and_is_named(built):
    built.edit("workflow/compendium/source/numbers.py", "27,000 is thousands", "27,000 is thousand")  # a docstring
    built.edit("workflow/election/drawing.py", "height=0.7", "height=0.6")
    before = built.outputs()
    for name, (arguments, code, words) in MISTAKES.items():
        done = verb(built, arguments)
        assert (done.returncode, words in said(done)) == (code, True), (name, said(done))
        assert built.differs(before) == [], name
    for asked in (
        ["--touch"],
        ["--summary"],
        ["-n"],
        ["reports/nope.html"],
        ["--until", "nope"],
        ["--unlock"],
        ["--dry"],
    ):
        built.snakemake(*asked)
        assert built.differs(before) == [], asked


@pytest.mark.slow
def test_one_report_is_built_and_the_others_stay_as_they_are(built):
    for name in ("votes-adams", "turnout"):
        (built / f"reports/{name}.html").write_text("stale", encoding="utf-8")
    done = verb(built, ["votes-adams"])
    assert done.returncode == 0, said(done)
    assert (built / "reports/votes-adams.html").stat().st_size > 10_000
    assert (built / "reports/turnout.html").read_text() == "stale"
    done = verb(built, ["--", "reports/turnout.html"])
    assert done.returncode == 0 and "Report turnout" in said(done), said(done)
    assert verb(built, ["status"]).returncode == 0


@pytest.mark.slow
def test_files_of_others_among_the_outputs_are_left(built):
    (built / "reports/notes of mine.txt").write_text("mine", encoding="utf-8")
    (built / "processed/tables/.votes.parquet.part").write_text("half", encoding="utf-8")
    (built / "processed/records/report-votes-adams.json").unlink()
    assert verb(built, []).returncode == 0
    assert (built / "reports/notes of mine.txt").read_text() == "mine"
    assert not (built / "processed/tables/.votes.parquet.part").exists()
    assert "notes of mine" in said(verb(built, ["status"]))


@pytest.mark.slow
def test_a_record_that_names_other_folders_is_not_believed(built, tmp_path):
    precious = tmp_path / "precious.txt"
    precious.write_text("mine", encoding="utf-8")
    record = json.loads((built / "processed/records/report-votes-adams.json").read_text())
    named = (str(precious), f"../{precious.name}", "raw/returns/table1.csv", "reports/../raw/corrections.csv")
    for number, name in enumerate(named):
        record["outputs"] = {name: "0" * 64}
        (built / f"processed/records/gone-{number}.json").write_text(json.dumps(record), encoding="utf-8")
    before = files(built / "raw")
    assert verb(built, []).returncode == 0
    assert precious.read_text() == "mine" and files(built / "raw") == before


@pytest.mark.slow
def test_a_folder_of_outputs_that_is_a_link_is_refused(built, tmp_path):
    shutil.move(built / "reports", tmp_path / "elsewhere")
    (built / "reports").symlink_to(tmp_path / "elsewhere")
    before = files(tmp_path / "elsewhere")
    (built / "processed/records/report-votes-adams.json").unlink()
    done = verb(built, [])
    assert (done.returncode, "is a link" in said(done)) == (1, True), said(done)
    assert files(tmp_path / "elsewhere") == before

"""Every verb under the conditions of ordinary machines: a sentence and an exit code, no traceback, nothing lost."""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Compendium
from test_job_server import forks_of

VERBS = {
    "check": ["check"],
    "status": ["status"],
    "why": ["why"],
    "why of a report": ["why", "votes-adams"],
    "trace": ["trace", "votes-adams/share"],
    "correct": ["correct", "raw/returns/table1.csv#cell=3,2"],
    "impact": ["impact", "C001"],
    "diff": ["diff", "HEAD"],
    "results": ["results"],
    "release": ["release"],
    "archive": ["archive"],
    "verify": ["verify"],
    "verify a file": ["verify", "no-such-file.zip"],
    "rebuild": ["rebuild", "no-such-file.zip"],
    "build": ["build"],
    "help": ["--help"],
}
KNOWN = {0, 1, 2, 3, 4}
NOBODY = [
    "setpriv",
    "--bounding-set=-dac_override,-dac_read_search,-fowner",
    "--inh-caps=-dac_override,-dac_read_search,-fowner",
]


def verb(compendium: Compendium, arguments: list[str], before: tuple = (), **env: str | None):
    """A verb as `reproduce` starts it; a variable that is None is not set."""
    variables = {**os.environ, "PYTHONPATH": str(compendium / "workflow"), **env}
    return subprocess.run(
        [*before, sys.executable, "-P", "-m", "compendium", *arguments],
        cwd=compendium.path,
        env={name: value for name, value in variables.items() if value is not None},
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )


def said(done) -> str:
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder that a verb must not touch."""
    kept = (path for path in folder.rglob("*") if path.is_file() and ".snakemake" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in kept if "__pycache__" not in path.parts}


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


@pytest.mark.slow
def test_who_comes_second_is_told_and_harms_nothing(built):
    built.edit("workflow/election/drawing.py", "height=0.7", "height=0.6")
    before = built.outputs()
    with (built / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for done in (verb(built, []), verb(built, ["--", "--cores", "1"]), built.snakemake()):
            text = done.stdout + done.stderr
            text = text if isinstance(text, str) else text.decode()
            assert done.returncode in (1, 3) and "Another build is running in this folder" in text, text
        assert verb(built, ["--", "-n"]).returncode == 0
        assert built.differs(before) == []


class Gate:
    """A notebook whose first cell of code says that it runs, and waits until it is let go on."""

    def __init__(self, notebook: Path, folder: Path):
        self.entered, self.opened = folder / "entered", folder / "opened"
        content = json.loads(notebook.read_text(encoding="utf-8"))
        first = next(cell for cell in content["cells"] if cell["cell_type"] == "code" and not cell["metadata"])
        wait = f"""import time
from pathlib import Path
Path({str(self.entered)!r}).touch()
until = time.monotonic() + 300
while not Path({str(self.opened)!r}).exists() and time.monotonic() < until:
    time.sleep(0.02)
"""
        first["source"] = wait + "".join(first["source"])
        notebook.write_text(json.dumps(content), encoding="utf-8")

    def wait(self, running: subprocess.Popen) -> None:
        """Return as soon as the cell runs."""
        until = time.monotonic() + 300
        while not self.entered.exists():
            assert running.poll() is None and time.monotonic() < until
            time.sleep(0.02)

    def open(self) -> None:
        self.opened.touch()


@pytest.mark.slow
def test_plain_snakemake_holds_the_lock_while_it_builds(built, tmp_path):
    gate = Gate(built / "notebooks/turnout.ipynb", tmp_path)
    command = [sys.executable, "-m", "snakemake", "--cores", "1", "reports/turnout.html"]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    plain = subprocess.Popen(command, cwd=built.path, env={**os.environ, "PYTHONPATH": ""}, **silent)
    gate.wait(plain)
    with (built / ".lock").open("w") as lock, pytest.raises(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    gate.open()
    assert plain.wait() == 0
    assert "Nothing to build" in said(verb(built, []))


@pytest.mark.slow
def test_a_file_system_without_locks_is_said_and_no_reason_to_stop(built, monkeypatch, tmp_path):
    """`fcntl.flock` fails as it does on a network file system whose lock service is down."""
    (tmp_path / "sitecustomize.py").write_text(
        "import errno, fcntl\ndef flock(*_):\n    raise OSError(errno.ENOLCK, 'No locks available')\nfcntl.flock = flock\n"
    )
    (built / "processed/records/report-votes-adams.json").unlink()
    done = verb(built, [], PYTHONPATH=f"{built / 'workflow'}:{tmp_path}")
    assert (done.returncode, "has no locks" in said(done)) == (0, True), said(done)


def handles(process: subprocess.Popen, number: int) -> bool:
    """Whether a process has a handler of its own for a signal."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    (caught,) = (line.split()[1] for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught, 16) >> (number - 1) & 1)


def take_records(compendium: Compendium) -> None:
    """Have something of the first pass made again, and a report of the last."""
    for name in ("clean-labels", "report-turnout"):
        (compendium / f"processed/records/{name}.json").unlink()


def gone(compendium: Compendium) -> bool:
    """Whether all jobs of a build end soon."""
    until = time.monotonic() + 60
    while forks_of(compendium) and time.monotonic() < until:
        time.sleep(0.05)
    return not forks_of(compendium)


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
@pytest.mark.parametrize("moment", ["the check", "between passes", "a job"])
def test_a_signal_ends_a_build_which_says_so(built, number, code, moment, tmp_path):
    take_records(built)
    gate = Gate(built / "notebooks/turnout.ipynb", tmp_path)
    running = subprocess.Popen(
        [sys.executable, "-P", "-m", "compendium"],
        cwd=built.path,
        env={**os.environ, "PYTHONPATH": str(built / "workflow")},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    lines = ""
    while moment == "the check" and not handles(running, signal.SIGTERM):
        assert running.poll() is None
    while moment == "between passes" and "Clean labels" not in lines:
        line = running.stderr.readline()
        assert line, lines
        lines += line
    if moment == "a job":
        gate.wait(running)
    os.kill(running.pid, number)
    lines += running.communicate(timeout=300)[1]
    assert running.returncode == code, lines
    assert "Traceback" not in lines and "Mend the cause" not in lines
    assert gone(built), "jobs outlived their build"
    assert (built / "processed/records/clean-labels.json").exists() == (moment != "the check")
    assert not (built / "processed/records/report-turnout.json").exists()
    gate.open()
    done = verb(built, [])
    assert done.returncode == 0, said(done)


@pytest.mark.slow
def test_a_killed_server_of_jobs_costs_time_and_nothing_else(built, small):
    take_records(built)
    running = built.start()
    until = time.monotonic() + 300
    while not forks_of(built):
        assert time.monotonic() < until and running.poll() is None
        time.sleep(0.05)
    os.kill(int(forks_of(built)[0]), signal.SIGKILL)
    assert running.wait() == 0
    assert built.differs(small.outputs()) == []


@pytest.mark.slow
def test_an_input_edited_while_it_is_read_makes_no_record(built, tmp_path):
    notebook = built / "notebooks/turnout.ipynb"
    text = notebook.read_text(encoding="utf-8")
    gate = Gate(notebook, tmp_path)
    running = built.start()
    gate.wait(running)
    notebook.write_text(text.replace("# The answer", "# The answer, as edited"), encoding="utf-8")
    gate.open()
    assert running.wait() == 1
    assert not (built / "processed/records/report-turnout.json").exists()
    assert verb(built, []).returncode == 0
    assert "as edited" in (built / "reports/turnout.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_full_disk_is_one_sentence_and_leaves_no_halves(built, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    script = """
export PYTHONPATH="$1/workflow"
mount -t tmpfs -o size=45m none "$1" && cp -a "$2/." "$1/" && cd "$1" && rm -rf processed/records .snakemake
free=$(df -k . | tail -1 | awk '{print $4}'); head -c $(( (free - 600) * 1024 )) /dev/zero > fill
echo first; "$3" -P -m compendium; echo "code $?"
sed -i 's/^    require()$/    pass/; s/^    rights.require()$/    pass/' workflow/compendium/verbs/build.py
echo second; "$3" -P -m compendium; echo "code $?"; find . -name '*.part' -print
rm fill; echo third; "$3" -P -m compendium; echo "code $?"
"""
    command = [
        "unshare",
        "--user",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        script,
        "sh",
        disk,
        built.path,
        sys.executable,
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    if "code" not in done.stdout:
        pytest.skip(f"this system lets no user mount a small disk: {done.stderr.strip()}")
    text = done.stdout + done.stderr
    assert "MB free, and a build needs" in done.stderr, text
    assert "The build stopped; what was finished stays. The disk that holds" in done.stderr, text
    assert ".part" not in done.stdout and "Traceback" not in text, text
    assert [line for line in done.stdout.splitlines() if line.startswith("code")] == ["code 1", "code 1", "code 0"], (
        text
    )

"""Builds that are second, stopped, killed, or run short: who waits is told, what was finished stays."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Compendium
from test_job_server import forks_of
from verbs_run import Gate, said, verb


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

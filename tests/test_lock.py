"""Two builds in one folder never meet: nor a build and what an ended one has left running or queued."""

import fcntl
import os
import subprocess
import sys
import time

import pytest

from compendium.build import lock

JOB = """
import sys
from compendium.build import lock
try:
    lock.share()
except lock.Abandoned as error:
    sys.exit(str(error))
print("shared", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to build in; what the process holds is let go at the end."""
    monkeypatch.setattr(lock, "ROOT", tmp_path)
    monkeypatch.setattr(lock, "PATIENCE", 0.3)
    monkeypatch.setattr(lock, "_held", [])
    monkeypatch.setattr(lock, "_shared", [])
    monkeypatch.delenv(lock.BUILD, raising=False)
    yield tmp_path
    for file in (*lock._held, *lock._shared):
        file.close()


def end_build():
    """As the kernel does when the process of a build is gone."""
    while lock._held:
        lock._held.pop().close()


def test_a_job_shares_the_lock_of_its_build_and_of_no_other(folder, monkeypatch):
    lock.take()
    first = os.environ[lock.BUILD]
    lock.share()
    end_build()
    with pytest.raises(lock.Busy, match="Jobs of a build that was ended"):
        lock.take()
    assert not lock.is_held() and os.environ[lock.BUILD] == first
    lock._shared.pop().close()
    lock.take()
    assert os.environ[lock.BUILD] != first
    lock.share()
    monkeypatch.setenv(lock.BUILD, first)
    with pytest.raises(lock.Abandoned):
        lock.share()


def test_a_build_that_is_refused_lets_the_other_go_on(folder):
    """It has the folder's lock for a moment: whoever asks afterwards finds it free."""
    with (folder / lock.JOBS).open("a") as job:
        fcntl.flock(job, fcntl.LOCK_SH)
        with pytest.raises(lock.Busy):
            lock.take()
    lock.take()


def test_a_build_waits_a_moment_for_jobs_that_end(folder, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 30)
    began = time.monotonic()
    with (folder / lock.JOBS).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        job = subprocess.Popen(["sleep", "1"], pass_fds=[file.fileno()])  # it has the lock until it ends
    lock.take()
    assert time.monotonic() - began > 0.9
    job.wait()


def test_a_job_that_no_build_started_is_nobodys(folder):
    lock.share()
    assert lock._shared == []


def test_a_job_whose_folder_was_made_anew_does_nothing(folder, monkeypatch):
    monkeypatch.setenv(lock.BUILD, "another")
    with pytest.raises(lock.Abandoned):
        lock.share()
    assert list(folder.iterdir()) == []


def test_a_process_that_starts_builds_of_its_own_is_no_job(folder, monkeypatch):
    monkeypatch.setenv(lock.BUILD, "another")
    lock.forget()
    lock.share()
    lock.take()
    lock.forget()
    assert os.environ[lock.BUILD] == (folder / lock.JOBS).read_text()


@pytest.mark.parametrize("errno", [None, 37])
def test_the_names_count_where_a_file_system_has_no_locks(folder, monkeypatch, errno, capsys):
    if errno:

        def flock(*_):
            raise OSError(errno, "No locks available")

        monkeypatch.setattr(fcntl, "flock", flock)
        lock._say.cache_clear()
    lock.take()
    first = os.environ[lock.BUILD]
    end_build()
    lock.take()
    monkeypatch.setenv(lock.BUILD, first)
    with pytest.raises(lock.Abandoned):
        lock.share()
    assert capsys.readouterr().err.count("has no locks") == bool(errno)


def test_jobs_are_processes_of_their_own_and_their_end_frees_the_folder(built):
    """Even one that was killed."""
    variables = {**os.environ, "PYTHONPATH": str(built / "workflow"), lock.BUILD: "one"}
    (built / lock.JOBS).write_text("one")
    jobs = [
        subprocess.Popen(
            [sys.executable, "-c", JOB], cwd=built.path, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(2)
    ]
    assert [job.stdout.readline() for job in jobs] == [b"shared\n"] * 2
    before = built.outputs()
    (built / "processed/records/index.json").unlink()
    jobs[0].kill()
    done = built.run()
    assert done.returncode == 3 and "Jobs of a build that was ended" in done.stderr, done.stderr
    jobs[1].kill()
    for job in jobs:
        job.communicate()
    done = built.run()
    assert done.returncode == 0, done.stderr
    assert built.differs(before) == []

"""The environment is the lock: hashed, without an address, the same for conda, and remade when it changes."""

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import SOURCE


def pins(name: str) -> dict[str, str]:
    text = (SOURCE / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9_.-]+)==([^ ;\\]+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock", "requirements-validators.lock"])
def test_every_pin_has_hashes_and_no_address_stands_in_the_lock(name):
    text = (SOURCE / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|index-url|find-links", text)
    blocks = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    assert len(blocks) > 50
    assert all("==" in block and "--hash=sha256:" in block for block in blocks if block.strip())


def test_direct_dependencies_are_locked():
    direct = re.findall(r"^([a-z][\w-]*)", (SOURCE / "requirements.in").read_text(encoding="utf-8"), re.MULTILINE)
    locked = {name.replace("_", "-") for name in pins("requirements.lock")}
    assert {name.replace("_", "-") for name in direct} <= locked
    assert {"snakemake", "pandas", "pyarrow", "jupyter", "papermill", "seaborn"} <= set(direct)


def test_the_test_lock_only_adds():
    build, test = pins("requirements.lock"), pins("requirements-test.lock")
    assert {name: test.get(name) for name in build} == build


def test_conda_gets_python_and_the_same_lock():
    environment = yaml.safe_load((SOURCE / "environment.yml").read_text(encoding="utf-8"))
    python = next(d for d in environment["dependencies"] if isinstance(d, str) and d.startswith("python"))
    assert tuple(map(int, re.findall(r"\d+", python))) >= (3, 11)
    (through_pip,) = [d["pip"] for d in environment["dependencies"] if isinstance(d, dict)]
    (line,) = through_pip
    assert (SOURCE / line.removeprefix("-r ").strip()).name == "requirements.lock"


def program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)


@pytest.fixture
def tools(tmp_path):
    """A PATH with the tools of a bare system and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "dirname", "cmp", "rm", "cp", "env", "printf", "mkdir", "pwd", "ln", "cat"):
        if found := shutil.which(name):
            (folder / name).symlink_to(found)
    return folder


def reproduce(compendium, tools, *arguments, cwd=None):
    return subprocess.run(
        [str(compendium / "reproduce"), *arguments],
        cwd=cwd,
        env={"PATH": str(tools), "HOME": str(tools)},
        capture_output=True,
        text=True,
    )


def test_an_old_python_is_named_in_one_sentence(fresh, tools):
    program(tools, "python3", "exit 1")
    done = reproduce(fresh, tools)
    assert done.returncode == 4
    assert done.stderr.count("\n") == 1
    assert "Python 3.11 or later is needed" in done.stderr


FAKE = """
case "$*" in
  *"-m venv"*) mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
  *"-m pip"*) echo "$@" >> "{log}"; env | grep DONTWRITE >> "{log}" ;;
  *"-m crossborder"*) echo "verb:$3 path:$PYTHONPATH" ;;
esac
exit 0
"""


def test_the_environment_is_made_once_and_again_when_the_lock_changed(fresh, tools, tmp_path):
    log = tmp_path / "log"
    log.touch()
    (tools / "grep").symlink_to(shutil.which("grep"))
    program(tools, "python3", FAKE.format(log=log))
    first = reproduce(fresh, tools, "status", cwd=tmp_path)
    assert (first.returncode, "verb:status" in first.stdout) == (0, True), first.stderr
    assert str(fresh / "workflow") in first.stdout
    said = log.read_text()
    assert said.count("--require-hashes") == 1 and "--compile" in said and "requirements.lock" in said
    reproduce(fresh, tools, "status")
    assert log.read_text() == said
    reproduce(fresh, tools, "test")
    assert log.read_text().count("requirements-test.lock") == 1
    assert log.read_text().count("requirements-validators.lock") == 1
    with (fresh / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    reproduce(fresh, tools, "status")
    assert log.read_text().count("/requirements.lock") == 2


def test_help_and_exit_codes(fresh):
    done = fresh.run("--help")
    assert done.returncode == 0
    for word in ("build", "check", "test", "status", "why", "trace", "lab", "exit codes"):
        assert word in done.stdout
    assert fresh.run("no-such-verb").returncode == 2
    assert fresh.run("trace").returncode == 2


def test_verbs_work_from_any_working_directory(fresh, tmp_path):
    assert fresh.run("check", cwd=tmp_path).returncode == 0
    assert os.listdir(fresh / "processed") == [".gitignore"]


def test_jobs_run_where_the_path_of_python_has_a_space(fresh):
    (fresh / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    python = str(fresh / ".venv/bin/python")
    assert " " in python
    target = "processed/tables/twinning_totals.parquet"
    done = subprocess.run(
        [python, "-m", "snakemake", "--cores", "1", target],
        cwd=fresh.path,
        env={**os.environ, "PYTHONPATH": str(fresh / "workflow")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (fresh / target).is_file()

"""The environment is the lock: hashed, without an address, the same for conda; any folder is one to work in."""

import os
import re
import subprocess
import sys

import pytest
import yaml
from conftest import SOURCE


def pins(name: str) -> dict[str, str]:
    text = (SOURCE / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9_.-]+)(?:\[[^]]*\])?==([^ ;\\]+)", text, re.MULTILINE))


@pytest.mark.parametrize("lock", sorted(SOURCE.glob("*.lock")), ids=lambda path: path.name)
def test_every_pin_has_hashes_and_no_address_stands_in_the_lock(lock):
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"https?://|index-url|find-links", text)
    blocks = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    assert len(blocks) > (10 if lock.name.startswith("requirements") else 0)
    assert all("==" in block and "--hash=sha256:" in block for block in blocks if block.strip())


def test_direct_dependencies_are_locked():
    direct = re.findall(r"^([a-z][\w-]*)", (SOURCE / "requirements.in").read_text(encoding="utf-8"), re.MULTILINE)
    locked = {name.replace("_", "-") for name in pins("requirements.lock")}
    assert {name.replace("_", "-") for name in direct} <= locked
    assert {"snakemake", "pandas", "pyarrow", "jupyter", "papermill", "seaborn"} <= set(direct)


def test_the_test_lock_only_adds():
    build, test = pins("requirements.lock"), pins("requirements-test.lock")
    assert {name: test.get(name) for name in build} == build


def test_the_lock_for_slurm_agrees_with_the_build():
    """Its environment lies over that of the build, and takes from there what both name."""
    build, own = pins("requirements.lock"), pins("requirements-slurm.lock")
    added = own.keys() - build.keys()
    assert added == {"snakemake-executor-plugin-slurm", "snakemake-executor-plugin-slurm-jobstep"}
    assert {name: build[name] for name in own.keys() - added} == {name: own[name] for name in own.keys() - added}


def test_conda_gets_python_and_the_same_lock():
    environment = yaml.safe_load((SOURCE / "environment.yml").read_text(encoding="utf-8"))
    python = next(d for d in environment["dependencies"] if isinstance(d, str) and d.startswith("python"))
    assert tuple(map(int, re.findall(r"\d+", python))) >= (3, 11)
    (through_pip,) = [d["pip"] for d in environment["dependencies"] if isinstance(d, dict)]
    assert all(isinstance(line, str) for line in through_pip)
    assert set(through_pip) == {"--require-hashes", "--only-binary=:all:", "-r requirements.lock"}
    sources = {name.replace("-", "_"): version for name, version in pins("sources.lock").items()}
    assert {f"{name}={version}" for name, version in sources.items()} <= set(map(str, environment["dependencies"]))


def test_help_and_exit_codes(unbuilt):
    done = unbuilt.run("--help")
    assert done.returncode == 0
    for word in ("build", "check", "test", "status", "why", "trace", "lab", "exit codes"):
        assert word in done.stdout
    assert unbuilt.run("no-such-verb").returncode == 2
    assert unbuilt.run("trace").returncode == 2


def test_verbs_work_from_any_working_directory(unbuilt, tmp_path):
    assert unbuilt.run("check", cwd=tmp_path).returncode == 0
    assert os.listdir(unbuilt / "processed") == [".gitignore"]


def test_jobs_run_where_the_path_of_python_has_a_space(unbuilt):
    (unbuilt / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    python = str(unbuilt / ".venv/bin/python")
    assert " " in python
    target = "processed/tables/vote_totals.parquet"
    done = subprocess.run(
        [python, "-m", "snakemake", "--cores", "1", target],
        cwd=unbuilt.path,
        env={**os.environ, "PYTHONPATH": str(unbuilt / "workflow")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (unbuilt / target).is_file()

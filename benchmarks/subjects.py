"""What is measured: this compendium's own command, the bare process, and the rivals.

Each builds a copy of the compendium in a folder; a rival's list of jobs is written before its clock starts.
"""

import importlib.metadata
import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypandoc
from command import Broke, Cost
from workshop import HERE, Workshop

JOBS = "jobs.json"
TOOK = "took.json"


@dataclass(frozen=True)
class Subject:
    """One way to build: its key, what it is, what is done before, and the command with its variables."""

    key: str
    says: str
    prepare: Callable[[Workshop, Path], None]
    command: Callable[[Workshop, Path], tuple[list[str], dict[str, str]]]
    remembers: bool = True  # whether it knows what is built already

    def build(self, shop: Workshop, folder: Path) -> Cost:
        """Build what is not current in a folder. Raises Broke."""
        command, variables = self.command(shop, folder)
        return shop.run(command, folder, variables)


def _nothing(_shop: Workshop, _folder: Path) -> None:
    """Nothing has to be done before."""


def _ours(shop: Workshop, folder: Path) -> tuple[list[str], dict[str, str]]:
    if (Path(sys.prefix) / "requirements.lock").is_file():
        return [str(folder / "reproduce")], shop.variables()
    return [sys.executable, "-P", "-m", "compendium"], shop.within(folder)  # an environment of conda's, or another's


def _bare(shop: Workshop, folder: Path) -> tuple[list[str], dict[str, str]]:
    return [sys.executable, "-P", str(HERE / "jobs.py"), "run", TOOK], shop.within(folder)


def _snakemake(shop: Workshop, _folder: Path) -> tuple[list[str], dict[str, str]]:
    return [sys.executable, "-m", "snakemake", "--cores", str(shop.cores)], shop.variables()


def _list_jobs(shop: Workshop, folder: Path) -> None:
    """Write the list of jobs that a rival runs. Raises Broke."""
    shop.run([sys.executable, "-P", HERE / "jobs.py", "list", JOBS], folder, shop.within(folder))


def _doit(shop: Workshop, folder: Path) -> tuple[list[str], dict[str, str]]:
    command = [str(shop.rivals / "bin/python"), "-m", "doit", "-f", str(HERE / "dodo.py"), "-d", ".", "-n"]
    more = {"JOBS": JOBS, "PROGRAM": str(HERE / "jobs.py"), "PYTHON": sys.executable}
    return [*command, str(shop.cores)], shop.within(folder, **more)


def _write_makefile(shop: Workshop, folder: Path) -> None:
    """Write jobs and Makefile. Raises Broke."""
    if not shutil.which("make"):
        raise Broke("make is not installed here")
    _list_jobs(shop, folder)
    shop.run([sys.executable, "-P", HERE / "makefile.py", JOBS, "Makefile"], folder, shop.within(folder))


def _make(shop: Workshop, folder: Path) -> tuple[list[str], dict[str, str]]:
    rival = shlex.quote(str(shop.rivals / "bin/python"))
    named = {
        "PYTHON": shlex.quote(sys.executable),
        "PROGRAM": shlex.quote(str(HERE / "jobs.py")),
        "PAPERMILL": f"{rival} -m papermill",
        "NBCONVERT": f"{rival} -m nbconvert",
        "PANDOC": shlex.quote(pypandoc.get_pandoc_path()),
    }
    return ["make", f"-j{shop.cores}", *(f"{name}={value}" for name, value in named.items())], shop.within(folder)


OURS, BARE = "reproduce", "bare"
SUBJECTS = {
    subject.key: subject
    for subject in (
        Subject(OURS, "`./reproduce`", _nothing, _ours),
        Subject(BARE, "the bare process", _nothing, _bare, remembers=False),
        Subject("make", "make, papermill, nbconvert", _write_makefile, _make),
        Subject("doit", "doit, one process a job", _list_jobs, _doit),
        Subject("snakemake", "plain Snakemake, one process a job", _nothing, _snakemake),
    )
}
RIVALS = tuple(key for key in SUBJECTS if key != OURS)


def seconds_by_rule(folder: Path) -> dict[str, list[float]]:
    """Seconds of each job that the bare process ran in a folder, by rule."""
    found: dict[str, list[float]] = {}
    for job in json.loads((folder / TOOK).read_text(encoding="utf-8")):
        found.setdefault(job["rule"], []).append(job["seconds"])
    return found


def versions(against: list[str]) -> dict[str, str]:
    """Versions of what is measured."""
    found = {name: importlib.metadata.version(name) for name in ("snakemake", "pandas", "pyarrow")}
    found = {"python": ".".join(map(str, sys.version_info[:3])), **found}
    if "make" in against and (make := shutil.which("make")):
        said = subprocess.run([make, "--version"], capture_output=True, text=True).stdout
        found["make"] = said.splitlines()[0].rpartition(" ")[2]
    locked = dict(line.split(" ")[0].split("==") for line in _pins())
    if {"make", "doit"} & set(against):
        found |= {name: locked[name] for name in ("papermill", "nbconvert", "doit")}
    return {**found, "uv": locked["uv"]}


def _pins() -> list[str]:
    text = (HERE / "rivals.lock").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if "==" in line and line[0].isalpha()]

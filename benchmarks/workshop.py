"""A temporary folder with copies of the compendium, the environment of the rivals, and settings that are nobody's."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import synthetic
import yaml
from command import Broke, Cost, run
from installer import Failed, Installer

from compendium.archive.contents import KEPT
from compendium.decision import ledger
from compendium.source.address import parse

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "benchmarks"
LOCK = HERE / "rivals.lock"
CHANGES = HERE / "study.yaml"
BUILT = ("processed", "reports")
RECORDS = "processed/records"  # the compendium's own notes on its jobs, which no rival writes
FOREIGN = ("PYTHON", "COMPENDIUM", "VIRTUAL_ENV", "SNAKEMAKE", "JUPYTER", "IPYTHON", "MPL", "XDG_", "MAKE")
IGNORED = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__")
QUICK = {"tables": 3, "rows": 20, "reports": 2}  # of the compendium that stands for this one in a quick run
ENTRY = {"id": "C900", "kind": "misprint", "status": "accepted", "reason": "Benchmark."}


class Workshop:
    """Where everything is measured; `folder` is removed by who made it. `quick` takes a synthetic compendium."""

    def __init__(self, folder: Path, quick: bool):
        self.folder, self.quick = folder, quick
        self.cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        self._number = 0
        for name in ("home", "cache", "logs"):
            (folder / name).mkdir()
        self._variables = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        self._variables |= {"HOME": str(folder / "home"), "XDG_CACHE_HOME": str(folder / "cache")}

    def variables(self, **more: str) -> dict[str, str]:
        """Variables of a measured command: the user's without those that would change what it does."""
        return {**self._variables, **more}

    def within(self, folder: Path, **more: str) -> dict[str, str]:
        """The same for a command that imports the compendium of a folder."""
        return self.variables(PYTHONPATH=str(folder / "workflow"), PYTHONHASHSEED="0", **more)

    def run(self, command: Iterable[str | Path], folder: Path, variables: dict[str, str]) -> Cost:
        """Run a command, and keep what it says as long as this folder is there. Raises Broke."""
        self._number += 1
        return run(command, folder, variables, self.folder / f"logs/{self._number:04d}.log")

    def said(self) -> str:
        """What the last command printed."""
        return (self.folder / f"logs/{self._number:04d}.log").read_text(encoding="utf-8", errors="replace")

    @cached_property
    def original(self) -> Path:
        """The unbuilt compendium that is built: a copy of this one, or a synthetic one."""
        target = self.folder / "original"
        if self.quick:
            self.synthetic(target, **QUICK)
            return target
        target.mkdir()
        for part in KEPT:
            source = ROOT / part
            if source.is_dir():
                shutil.copytree(source, target / part, ignore=IGNORED)
            elif source.exists():
                (target / part).parent.mkdir(exist_ok=True)
                shutil.copy2(source, target / part)
        self._compile(target)
        return target

    def synthetic(self, target: Path, **sizes: int) -> Path:
        """A synthetic compendium in a new folder; see `synthetic.write`."""
        synthetic.write(target, **sizes)
        self._compile(target)
        return target

    def _compile(self, target: Path) -> None:
        """Compile its modules, which would count to whoever builds first, and give it this environment."""
        command = [sys.executable, "-m", "compileall", "-q", str(target / "workflow")]
        subprocess.run(command, check=True, env=self.variables())
        (target / ".venv").symlink_to(sys.prefix)

    def fresh(self, name: str) -> Path:
        """An unbuilt copy by a name; one that had it goes."""
        return self.copy(self.original, name)

    def copy(self, source: Path, name: str) -> Path:
        """A copy of a folder, built or not, with its clocks; one that had its name goes."""
        target = self.folder / "copies" / name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target, symlinks=True)
        return target

    def change_sentence(self, folder: Path) -> None:
        """Change one sentence of prose. Raises Broke where it does not stand there once."""
        change = self._changes()["sentence"]
        path = folder / change["file"]
        text = path.read_text(encoding="utf-8")
        if text.count(change["before"]) != 1:
            raise Broke(
                f"{change['before']!r} stands {text.count(change['before'])} times in {change['file']}, not once"
            )
        path.write_text(text.replace(change["before"], change["after"]), encoding="utf-8")

    def correct_cell(self, folder: Path) -> None:
        """Add an accepted correction of one cell to the ledger. Raises Broke where another text stands there."""
        change = self._changes()["correction"]
        (cell,) = parse(change["cell"])
        with (folder / cell.file).open(encoding="utf-8", newline="") as file:
            found = list(csv.reader(file))[cell.row - 1][cell.column - 1]
        if found != change["printed"]:
            raise Broke(f"{change['cell']} reads {found!r}, not {change['printed']!r}")
        row = {**ENTRY, **change, "decided_by": "maintainers", "date": "2026-01-01"}
        with (folder / ledger.PATH).open("a", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, ledger.COLUMNS, lineterminator="\n").writerow(row)

    def _changes(self) -> dict:
        """What is changed, in this compendium or in the synthetic one."""
        if not self.quick:
            return yaml.safe_load(CHANGES.read_text(encoding="utf-8"))
        return synthetic.changes(self.original)

    @cached_property
    def rivals(self) -> Path:
        """An environment of the rivals, which finds the packages of this one behind its own. Raises Broke."""
        folder = self.folder / "rivals"
        folder.mkdir(exist_ok=True)
        with (self.folder / "rivals.held").open("w") as held:
            try:
                installer = Installer(folder, self.folder, held.fileno())
                installer.make()
                installer.wheels(LOCK)
            except Failed as error:
                raise Broke(f"the environment of the rivals: {error}") from None
        (packages,) = (folder / "lib").glob("python*/site-packages")
        (here,) = Path(sys.prefix, "lib").glob("python*/site-packages")
        (packages / "build.pth").write_text(f"{here}\n", encoding="utf-8")
        return folder

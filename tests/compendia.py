"""A copy of the compendium in a folder of its own: run, edited, compared; and what stands built in the checkout."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import yaml

SOURCE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SOURCE / "workflow"))

from compendium.archive.contents import KEPT  # noqa: E402
from compendium.build import record  # noqa: E402

CACHES = shutil.ignore_patterns(".ipynb_checkpoints")  # compiled modules are taken along, which saves a second
PARTS = tuple(name for name in KEPT if not name.startswith(("processed", "reports")))


class Compendium:
    """A copy of the compendium in a folder of its own."""

    def __init__(self, path: Path):
        self.path = path

    def __truediv__(self, name: str) -> Path:
        return self.path / name

    def run(self, *arguments: str, env: dict[str, str] | None = None, cwd: Path | None = None, answers: str = ""):
        """Run a verb in this environment's Python; `answers` is what it reads."""
        return self.call([sys.executable, "-m", "compendium", *arguments], env, cwd, answers)

    def start(self) -> subprocess.Popen:
        """Start a build that can be killed, and say nothing of it."""
        variables = {**os.environ, "PYTHONPATH": str(self / "workflow")}
        command, silent = [sys.executable, "-m", "compendium"], subprocess.DEVNULL
        return subprocess.Popen(command, cwd=self.path, env=variables, stdout=silent, stderr=silent)

    def snakemake(self, *arguments: str, env: dict[str, str] | None = None):
        """Run plain Snakemake, as in an activated environment."""
        command = [sys.executable, "-m", "snakemake", "--cores", "2", *arguments]
        return self.call(command, {"PYTHONPATH": "", **(env or {})}, None)

    def call(self, command: list[str], env: dict[str, str] | None = None, cwd: Path | None = None, answers: str = ""):
        """Run a command in the folder, or in another."""
        variables = {**os.environ, "PYTHONPATH": str(self / "workflow"), **(env or {})}
        return subprocess.run(
            command, cwd=cwd or self.path, env=variables, input=answers, capture_output=True, text=True
        )

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the one place of a text in a file."""
        text = (self / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        (self / name).write_text(text.replace(old, new), encoding="utf-8")

    def set_cell(self, name: str, row: int, column: int, text: str) -> None:
        """Write one cell of a CSV file, and leave the rest as it is."""
        with (self / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        rows[row - 1][column - 1] = text
        with (self / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)

    def outputs(self) -> dict[str, bytes]:
        """Every built file by its path."""
        files = (p for folder in ("processed", "reports") for p in (self / folder).rglob("*") if p.is_file())
        return {p.relative_to(self.path).as_posix(): p.read_bytes() for p in files if p.name not in record.UNSEEN}

    def differs(self, outputs: dict[str, bytes]) -> list[str]:
        """Built files that are not the same as these: names only, since the bytes of all would never print."""
        mine = self.outputs()
        return sorted(name for name in {*mine, *outputs} if mine.get(name) != outputs.get(name))

    def jobs(self, said: str) -> list[str]:
        """Messages of the jobs that a build says it ran."""
        return sorted(line.split(" s  ")[1] for line in said.splitlines() if " of " in line and " s  " in line)


def copy(target: Path) -> Compendium:
    """Copy the compendium without what was built."""
    target.mkdir(parents=True)
    for part in PARTS:
        source = SOURCE / part
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=CACHES)
        else:
            shutil.copy2(source, target / part)
    for folder in ("processed", "reports"):
        (target / folder).mkdir()
        shutil.copy2(SOURCE / folder / ".gitignore", target / folder / ".gitignore")
    return Compendium(target)


def take_built(compendium: Compendium) -> None:
    """Copy what a build made in the checkout, as its records name it, with these records; what a user put there stays."""
    for path in sorted((SOURCE / "processed/records").glob("*.json")):
        names = [*json.loads(path.read_text(encoding="utf-8"))["outputs"], path.relative_to(SOURCE).as_posix()]
        unseen = {f"{Path(name).parent}/{beside}" for name in names for beside in record.UNSEEN}
        for name in (*names, *unseen):
            if name.startswith(("processed/", "reports/")) and ".." not in name and (SOURCE / name).is_file():
                (compendium / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(SOURCE / name, compendium / name)


def leave(compendium: Compendium, keys: Iterable[str]) -> Compendium:
    """Leave these reports in the configuration, and no other."""
    path = compendium / "config/config.yaml"
    config = yaml.safe_load(path.read_text(encoding="utf-8"))
    config["reports"] = {key: report for key, report in config["reports"].items() if key in set(keys)}
    path.write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return compendium

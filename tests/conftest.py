"""Copies of the compendium to break: unbuilt ones, and one that was built once for all tests."""

import csv
import fcntl
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import yaml

SOURCE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SOURCE / "workflow"))

from compendium.archive.contents import KEPT  # noqa: E402

FEW = ("diplomatic-representation-kazakhstan", "diplomatic-representation-brazil", "twinned-cities")
PARTS = tuple(name for name in KEPT if not name.startswith(("processed", "reports")))


class Compendium:
    """A copy of the compendium in a folder of its own."""

    def __init__(self, path: Path):
        self.path = path

    def __truediv__(self, name: str) -> Path:
        return self.path / name

    def run(self, *arguments: str, env: dict[str, str] | None = None, cwd: Path | None = None, answers: str = ""):
        """Run a verb in this environment's Python; `answers` is what it reads."""
        return self._call([sys.executable, "-m", "compendium", *arguments], env, cwd, answers)

    def start(self) -> subprocess.Popen:
        """Start a build that can be killed, and say nothing of it."""
        variables = {**os.environ, "PYTHONPATH": str(self / "workflow")}
        command, silent = [sys.executable, "-m", "compendium"], subprocess.DEVNULL
        return subprocess.Popen(command, cwd=self.path, env=variables, stdout=silent, stderr=silent)

    def snakemake(self, *arguments: str, env: dict[str, str] | None = None):
        """Run plain Snakemake, as in an activated environment."""
        command = [sys.executable, "-m", "snakemake", "--cores", "2", *arguments]
        return self._call(command, {"PYTHONPATH": "", **(env or {})}, None)

    def _call(self, command: list[str], env: dict[str, str] | None, cwd: Path | None, answers: str = ""):
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
        return {p.relative_to(self.path).as_posix(): p.read_bytes() for p in files if p.name != ".gitignore"}

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
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
        else:
            shutil.copy2(source, target / part)
    for folder in ("processed", "reports"):
        (target / folder).mkdir()
        shutil.copy2(SOURCE / folder / ".gitignore", target / folder / ".gitignore")
    return Compendium(target)


def leave(compendium: Compendium, keys: Iterable[str]) -> Compendium:
    """Leave these reports in the configuration, and no other."""
    path = compendium / "config/config.yaml"
    config = yaml.safe_load(path.read_text(encoding="utf-8"))
    config["reports"] = {key: report for key, report in config["reports"].items() if key in set(keys)}
    path.write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return compendium


def one_report_a_notebook(compendium: Compendium) -> Compendium:
    """Leave out further reports of a notebook, which show no more than the first, and the one that weighs them all."""
    config = yaml.safe_load((compendium / "config/config.yaml").read_text(encoding="utf-8"))
    first: dict[str, str] = {}
    for key, report in config["reports"].items():
        if not config["notebooks"][report["notebook"]].get("scenarios"):
            first.setdefault(report["notebook"], key)
    return leave(compendium, first.values())


@pytest.fixture
def fresh(tmp_path: Path) -> Compendium:
    """An unbuilt copy, in a path with a space and letters beyond ASCII."""
    return copy(tmp_path / "ä қ b")


@pytest.fixture(scope="session")
def asked(tmp_path_factory: pytest.TempPathFactory):
    """A copy whose check is asked in one process; see `checker`."""
    from checker import Checker

    made = Checker(tmp_path_factory.mktemp("asked") / "ä қ b")
    yield made
    made.process.stdin.close()
    made.process.wait()


@pytest.fixture
def checker(asked):
    """The same, put back after the test."""
    yield asked
    asked.restore()


def _shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that one worker makes and all share."""
    base = factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / f"{name}.made").exists():
            make(shared / name)
            (shared / f"{name}.made").touch()
    return shared / name


def _build(target: Path, reports: Iterable[str] = ()) -> None:
    made = copy(target)
    done = (leave(made, reports) if reports else made).run()
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Compendium:
    """A built copy that all workers share and none may change."""
    return Compendium(_shared(tmp_path_factory, "original", _build))


@pytest.fixture(scope="session")
def archive(original: Compendium, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the built copy, which none may change."""

    def make(target: Path) -> None:
        shutil.copytree(original.path, target, symlinks=True)
        done = Compendium(target).run("archive")
        assert done.returncode == 0, done.stdout + done.stderr

    return next((_shared(tmp_path_factory, "archived", make) / "dist").glob("*.zip"))


@pytest.fixture(scope="session")
def unpacked(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The top folder of the unpacked archive, which none may change."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder)
    return next(folder.iterdir())


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Compendium:
    """A built copy with all tables and a few reports, which all workers share and none may change."""
    return Compendium(_shared(tmp_path_factory, "small", lambda target: _build(target, FEW)))


@pytest.fixture(scope="session")
def small_archive(small: Compendium, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the copy with a few reports, which none may change."""

    def make(target: Path) -> None:
        shutil.copytree(small.path, target, symlinks=True)
        for verb in ("release", "archive"):
            done = Compendium(target).run(verb)
            assert done.returncode == 0, done.stdout + done.stderr

    return next((_shared(tmp_path_factory, "small-archived", make) / "dist").glob("*.zip"))


@pytest.fixture
def built(small: Compendium, tmp_path: Path) -> Compendium:
    """A built copy to break: all tables, a few reports."""
    shutil.copytree(small.path, tmp_path / "built", symlinks=True)
    return Compendium(tmp_path / "built")

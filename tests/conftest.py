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

import assembled  # noqa: E402

from compendium.archive.contents import KEPT  # noqa: E402
from compendium.build import record  # noqa: E402

CACHES = shutil.ignore_patterns(".ipynb_checkpoints")  # compiled modules are taken along, which saves a second
PARTS = tuple(name for name in KEPT if not name.startswith(("processed", "reports")))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests of the whole compendium first and those of small ones last.

    Each of two workers is given one half: while one builds the whole compendium, the other has enough to do without it.
    """
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    asked = getattr(item, "callspec", None)  # whose parameters may name a fixture
    fixtures = {*getattr(item, "fixturenames", ()), *(map(str, asked.params.values()) if asked else ())}
    if "original" in fixtures:
        return 1 if "archive" in fixtures else 0
    return 3 if fixtures & {"small", "unbuilt", "plain"} else 2


def wholes() -> dict[str, str]:
    """Initiative that each is part of, by id: as their table says, or as is coded where it has no such column."""
    rows, found = {}, {}
    for path in SOURCE.glob("raw/border-facts-*/initiatives.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                rows[f"{path.relative_to(SOURCE)}#cell={number},1"] = row["id"]
                found[row["id"]] = row.get("part_of", "")
    with (SOURCE / "config/codings.csv").open(encoding="utf-8", newline="") as file:
        found |= {rows[row["cell"]]: row["code"] for row in csv.DictReader(file) if row["scheme"] == "part-of"}
    return found


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


def leave(compendium: Compendium, keys: Iterable[str]) -> Compendium:
    """Leave these reports in the configuration, and no other."""
    path = compendium / "config/config.yaml"
    config = yaml.safe_load(path.read_text(encoding="utf-8"))
    config["reports"] = {key: report for key, report in config["reports"].items() if key in set(keys)}
    path.write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return compendium


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


def of_another_user(home: Path) -> dict[str, str]:
    """Settings of a user that would change what is built, if a build looked at them."""
    (home / ".config/matplotlib").mkdir(parents=True)
    (home / ".config/matplotlib/matplotlibrc").write_text("font.size: 30\naxes.grid: True\n")
    (home / ".ipython/profile_default/startup").mkdir(parents=True)
    (home / ".ipython/profile_default/startup/00.py").write_text("print('hello')\n")
    return {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "TZ": "Asia/Almaty",
        "LC_ALL": "C",
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "7",
        "MPLCONFIGDIR": str(home / ".config/matplotlib"),
        "SOURCE_DATE_EPOCH": "1",
    }


def _build(compendium: Compendium, env: dict[str, str] | None = None) -> None:
    done = compendium.run(env=env)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Compendium:
    """A built copy, which all workers share and none may change.

    What stands built in the checkout is taken along, and a build under the settings of another user makes what is
    missing in it or stale: five minutes are saved where `./reproduce` was run before.
    """

    def make(target: Path) -> None:
        copy(target)
        for folder in ("processed", "reports"):
            shutil.copytree(SOURCE / folder, target / folder, dirs_exist_ok=True)
        _build(Compendium(target), of_another_user(target.with_name("home of the original")))

    return Compendium(_shared(tmp_path_factory, "original", make))


@pytest.fixture(scope="session")
def archive(original: Compendium, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the built copy, which none may change."""

    def make(target: Path) -> None:
        shutil.copytree(original.path, target, symlinks=True)
        done = Compendium(target).run("archive")
        assert done.returncode == 0, done.stdout + done.stderr

    return next((_shared(tmp_path_factory, "archived", make) / "dist").glob("*.zip"))


def _unpacked(factory: pytest.TempPathFactory, name: str, archive: Path) -> Path:
    def make(target: Path) -> None:
        with zipfile.ZipFile(archive) as file:
            file.extractall(target)

    return next(_shared(factory, name, make).iterdir())


@pytest.fixture(scope="session")
def unpacked(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The top folder of the unpacked archive, which none may change."""
    return _unpacked(tmp_path_factory, "unpacked", archive)


@pytest.fixture
def rebuilt(original: Compendium, tmp_path: Path) -> Compendium:
    """A copy of it to break."""
    shutil.copytree(original.path, tmp_path / "rebuilt", symlinks=True)
    return Compendium(tmp_path / "rebuilt")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Compendium:
    """A built compendium of an invented election, which all workers share and none may change; see `assembled`."""

    def make(target: Path) -> None:
        assembled.with_study(target)
        _build(Compendium(target))

    return Compendium(_shared(tmp_path_factory, "small", make))


@pytest.fixture(scope="session")
def small_archive(small: Compendium, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of that compendium, which none may change."""

    def make(target: Path) -> None:
        shutil.copytree(small.path, target, symlinks=True)
        for verb in ("release", "archive"):
            done = Compendium(target).run(verb)
            assert done.returncode == 0, done.stdout + done.stderr

    return next((_shared(tmp_path_factory, "small-archived", make) / "dist").glob("*.zip"))


@pytest.fixture(scope="session")
def small_unpacked(small_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The top folder of that archive, unpacked, which none may change."""
    return _unpacked(tmp_path_factory, "small-unpacked", small_archive)


@pytest.fixture
def built(small: Compendium, tmp_path: Path) -> Compendium:
    """A copy of that compendium to break."""
    shutil.copytree(small.path, tmp_path / "built", symlinks=True)
    return Compendium(tmp_path / "built")


@pytest.fixture
def unbuilt(tmp_path: Path) -> Compendium:
    """The same compendium, unbuilt, in a path with a space and letters beyond ASCII."""
    assembled.with_study(tmp_path / "ä қ b")
    return Compendium(tmp_path / "ä қ b")


@pytest.fixture
def plain(tmp_path: Path) -> Compendium:
    """An unbuilt compendium without a study."""
    assembled.plain(tmp_path / "plain")
    return Compendium(tmp_path / "plain")


def succeeds(compendium: Compendium, *verb: str, **more: str) -> str:
    """What a verb prints that has to succeed."""
    done = compendium.run(*verb, **more)
    assert done.returncode == 0, (verb, done.stdout + done.stderr)
    return done.stdout

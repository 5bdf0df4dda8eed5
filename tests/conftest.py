"""Copies of the compendium to break: unbuilt ones, and one that was built once for all tests."""

import fcntl
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import assembled
import pytest
from compendia import SOURCE, Compendium, copy, take_built
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

__all__ = ["SOURCE", "Compendium", "copy"]  # which tests import from here


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests of the whole compendium first and those of small ones last, and of each kind the long ones first.

    Each of two workers is given one half: while one builds the whole compendium, the other has enough to do without it.
    """
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> tuple[int, bool]:
    return _kind(item), item.get_closest_marker("long") is None


def _kind(item: pytest.Item) -> int:
    asked = getattr(item, "callspec", None)  # whose parameters may name a fixture
    fixtures = {*getattr(item, "fixturenames", ()), *(map(str, asked.params.values()) if asked else ())}
    if "original" in fixtures:
        return 1 if "archive" in fixtures else 0
    return 3 if fixtures & {"small", "unbuilt", "plain"} else 2


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
    made.end()


@pytest.fixture(scope="session")
def asked_of_tables(tmp_path_factory: pytest.TempPathFactory):
    """Printed tables of values whose check is asked in one process; see `tables`."""
    from checker import Tables

    made = Tables(tmp_path_factory.mktemp("tables") / "ä b")
    yield made
    made.end()


@pytest.fixture
def tables(asked_of_tables):
    """The same, put back after the test."""
    yield asked_of_tables
    asked_of_tables.restore()


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
        take_built(copy(target))
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


FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser():
    """A real browser without a window."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not driver:
        pytest.skip("needs chromium and chromedriver, which .ci/run installs")
    options = Options()
    options.binary_location = binary
    for flag in FLAGS:
        options.add_argument(flag)
    found = webdriver.Chrome(options=options, service=Service(driver))
    yield found
    found.quit()

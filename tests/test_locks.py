"""The locks stand by themselves: whatever is newer, nothing is resolved anew, and nothing is built but what is locked."""

import csv
import hashlib
import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest
import wheels
import yaml
from conftest import SOURCE
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

sys.path.insert(0, str(SOURCE / "workflow"))
import installer

WHEELS = wheels.LOCKS
SOURCES = ("sources.lock", "sources-validators.lock")
NEWER = "9999.1"


def test_every_requirement_has_a_locked_wheel_for_each_python_of_the_range():
    with wheels.LIST.open(encoding="utf-8", newline="") as file:
        listed = [(parse_wheel_filename(r["wheel"]), r["sha256"], r["python"].split()) for r in csv.DictReader(file)]
    for python in wheels.PYTHONS:
        minor = tuple(map(int, python.split(".")[:2]))
        good = {*cpython_tags(minor, platforms=wheels.platforms())}
        good |= {*compatible_tags(minor, f"cp{minor[0]}{minor[1]}", wheels.platforms())}
        there: dict[tuple[str, Version], set[str]] = {}
        for (name, version, _, tags), digest, pythons in listed:
            if python in pythons and tags & good:
                there.setdefault((name, version), set()).add(digest)
        for lock in WHEELS:
            for requirement, digests in wheels.wanted(lock, python):
                (pin,) = requirement.specifier
                assert there.get((requirement.name, Version(pin.version)), set()) & digests, (
                    f"{lock}: no wheel of {requirement} for Python {python} in {wheels.LIST.name}; "
                    "docs/dependencies.md says how the list is made"
                )


def test_the_range_of_pythons_is_said_everywhere_alike():
    first, *_, last = sorted({tuple(map(int, p.split(".")[:2])) for p in wheels.PYTHONS})
    pyproject = (SOURCE / "pyproject.toml").read_text(encoding="utf-8")
    assert f'requires-python = ">={first[0]}.{first[1]},<{last[0]}.{last[1] + 1}"' in pyproject
    assert f"{first} <= sys.version_info[:2] <= {last}" in (SOURCE / "reproduce").read_text(encoding="utf-8")
    said = "Python " + ", ".join(f"3.{minor}" for minor in range(first[1], last[1])) + f" or 3.{last[1]}"
    for name in ("README.md", "docs/dependencies.md", "reproduce"):
        assert said in (SOURCE / name).read_text(encoding="utf-8"), name


def test_no_package_stands_in_a_lock_of_wheels_and_in_one_of_sources():
    sources = {r.name for lock in SOURCES for r, _ in wheels.locked(lock)}
    assert sources and not sources & {r.name for lock in WHEELS for r, _ in wheels.locked(lock)}


def test_every_extra_that_a_package_asks_for_is_locked_with_it():
    """Held against what the installed packages say that they need."""
    for lock in WHEELS:
        held = {r.name: r for r, _ in wheels.locked(lock) if r.marker is None or r.marker.evaluate()}
        for requirement in held.values():
            for needed in _needs(requirement):
                # A package that asks for itself with one more extra has been asked for what that needs.
                if needed.extras and needed.name in held and needed.name != requirement.name:
                    assert needed.extras <= held[needed.name].extras, f"{lock}: {needed}, asked for by {requirement}"


@cache
def _installed() -> dict[tuple[str, str], list[str]]:
    """What packages say that they need, of this environment and of the validators', by name and version."""
    places = [*sys.path, *map(str, (SOURCE / ".venv-validators/lib").glob("python*/site-packages"))]
    found = importlib.metadata.distributions(path=places)
    return {(canonicalize_name(d.name), f"=={d.version}"): d.requires or [] for d in found}


def _needs(requirement: Requirement) -> list[Requirement]:
    """What a package in this version needs here with the extras that are locked; nothing for one that is not here."""
    said = _installed().get((requirement.name, str(requirement.specifier)), [])
    extras = {"", *requirement.extras}
    while True:
        environments = [{**default_environment(), "extra": extra} for extra in extras]
        needed = [
            r for r in map(Requirement, said) if r.marker is None or any(r.marker.evaluate(one) for one in environments)
        ]
        more = {extra for r in needed if canonicalize_name(r.name) == requirement.name for extra in r.extras}
        if more <= extras:
            return needed
        extras |= more


def _wheel(folder: Path, name: str, version: str, metadata: str = "") -> str:
    """Write a wheel without code; give its digest."""
    stem = f"{name.replace('-', '_')}-{version}"
    path = folder / name / f"{stem}-py3-none-any.whl"
    path.parent.mkdir(parents=True, exist_ok=True)
    info = f"{stem}.dist-info"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{metadata}")
        file.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        file.writestr(f"{info}/RECORD", f"{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _declared(requirement: Requirement, held: dict[str, Requirement]) -> str:
    """The metadata of a stand-in: the needs of the real package that are locked, without bounds from above."""
    needs = [r for r in _needs(requirement) if r.name in held]
    extras = "".join(f"Provides-Extra: {extra}\n" for extra in sorted(requirement.extras))
    return extras + "".join(f"Requires-Dist: {r.name}{_extras(r)}\n" for r in needs)


def _extras(requirement: Requirement) -> str:
    return f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """For each lock an index of stand-ins that need what the real packages need, and of a newer release of each.

    Beside its folder lies the lock with their digests: names, versions and extras are those of the real one.
    """
    folder = tmp_path_factory.mktemp("index")
    for lock in WHEELS:
        held = {r.name: r for r, _ in wheels.locked(lock) if r.marker is None or r.marker.evaluate()}
        lines = []
        for r in held.values():
            said, place = _declared(r, held), folder / lock.removesuffix(".lock")
            digest = _wheel(place, r.name, str(r.specifier).removeprefix("=="), said)
            _wheel(place, r.name, NEWER, said)
            links = "".join(f'<a href="{w.name}">{w.name}</a>\n' for w in sorted((place / r.name).glob("*.whl")))
            (place / r.name / "index.html").write_text(f"<!DOCTYPE html><html><body>{links}</body></html>")
            lines.append(f"{r.name}{_extras(r)}{r.specifier} --hash=sha256:{digest}\n")
        (folder / lock).write_text("".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pip(tmp_path_factory):
    """A Python that has pip: one that uv made for the tests has none."""
    if importlib.util.find_spec("pip"):
        return sys.executable
    folder = tmp_path_factory.mktemp("pip")
    done = subprocess.run([sys.executable, "-m", "venv", str(folder)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"this Python cannot make an environment with pip: {done.stdout}")
    return folder / "bin/python"


def dry_run(python: Path, index: Path, lock: str, *options: str, text: str = "", path: str = ""):
    """Let pip resolve a lock, or another text in its stead, against the lock's index."""
    listed = index / lock
    if text:
        listed = index / "other.txt"
        listed.write_text(text, encoding="utf-8")
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    served = (index / lock.removesuffix(".lock")).as_uri()
    variables |= {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": served, "PIP_NO_CACHE_DIR": "1", "PYTHONPATH": path}
    command = [python, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--disable-pip-version-check", "-q"]
    return subprocess.run([*command, *options, "-r", listed], env=variables, capture_output=True, text=True)


@pytest.mark.parametrize("lock", WHEELS)
def test_pip_takes_what_is_locked_whatever_is_newer(index, pip, lock):
    done = dry_run(pip, index, lock, *installer.EXACT, *installer.WHEELS)
    assert done.returncode == 0, done.stderr


def test_pip_would_take_what_is_newer(index, pip):
    """Without the lock it does: else the test above could not fail."""
    held = {r.name for r, _ in wheels.locked("build-tools.lock")}
    done = dry_run(pip, index, "build-tools.lock", "--verbose", text="".join(f"{name}\n" for name in held))
    assert done.stdout.count(f"-{NEWER}") >= len(held), done.stdout + done.stderr


@pytest.mark.slow
def test_conda_lets_pip_take_what_is_locked_whatever_is_newer(index, pip, tmp_path):
    """With a pip as environment.yml asks for, which may be newer than the one here."""
    environment = yaml.safe_load((SOURCE / "environment.yml").read_text(encoding="utf-8"))
    (listed,) = [d["pip"] for d in environment["dependencies"] if isinstance(d, dict)]
    (asked,) = [d for d in environment["dependencies"] if isinstance(d, str) and d.startswith("pip")]
    path = ""
    command = [pip, "-c", "import pip; print(pip.__version__)"]
    here = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    if here not in Requirement(asked).specifier:
        path = str(tmp_path / "pip")
        command = [pip, "-m", "pip", "install", "--quiet", "--target", path, asked]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode and "not in reach" in (installer.cause_of(done.stderr) or ""):
            pytest.skip(f"{asked} is not here, and no package index is in reach")
        assert done.returncode == 0, done.stderr
    text = "".join(f"{line}\n" for line in listed)
    done = dry_run(pip, index, "requirements.lock", "-U", text=text, path=path)
    assert done.returncode == 0, done.stderr


def test_a_file_that_is_not_the_locked_one_is_refused(index, pip):
    text = (index / "requirements.lock").read_text(encoding="utf-8")
    changed = re.sub(r"sha256:[0-9a-f]", lambda m: m[0][:-1] + ("1" if m[0][-1] == "0" else "0"), text, count=1)
    done = dry_run(pip, index, "requirements.lock", *installer.EXACT, *installer.WHEELS, text=changed)
    assert done.returncode != 0
    assert "digest differs" in (installer.cause_of(done.stderr) or ""), done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("with_uv", [False, True], ids=["pip", "uv"])
def test_an_offline_folder_of_the_locked_files_builds_the_sources(tmp_path, pip, with_uv, monkeypatch):
    """With real files: of all that is installed these alone could fetch something that no hash covers."""
    if with_uv and not shutil.which("uv"):
        pytest.skip("uv is not there; .ci/run makes both environments with it")
    files, tools = tmp_path / "files", tmp_path / "tools"
    fetch = [pip, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--dest", files, *installer.EXACT]
    done = subprocess.run(
        [*fetch, *installer.WHEELS, "-r", SOURCE / "build-tools.lock"], capture_output=True, text=True
    )
    if done.returncode and "not in reach" in (installer.cause_of(done.stderr) or ""):
        pytest.skip("no package index is in reach")
    assert done.returncode == 0, done.stderr
    for wheel in files.glob("*.whl"):
        zipfile.ZipFile(wheel).extractall(tools)
    for lock in SOURCES:
        command = [*fetch, *installer.SOURCES, "-r", SOURCE / lock]
        variables = {**os.environ, "PYTHONPATH": str(tools), "PIP_USE_PEP517": "1"}
        done = subprocess.run(command, env=variables, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    for name, value in (("NO_INDEX", "1"), ("FIND_LINKS", str(files))):
        monkeypatch.setenv(f"PIP_{name}", value)
        monkeypatch.setenv(f"UV_{name}", value)
    if not with_uv:
        monkeypatch.setattr(installer.shutil, "which", lambda name: None)
    with (tmp_path / "held").open("w") as held:
        made = installer.Installer(tmp_path / "made", tmp_path, held.fileno())
        made.folder.mkdir()
        made.make()
        for lock in SOURCES:
            made.sources(SOURCE / lock, SOURCE / "build-tools.lock")
    assert subprocess.run([made.python, "-c", "import bagit, connection_pool, docopt"]).returncode == 0

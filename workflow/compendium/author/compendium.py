"""A compendium to begin with: the machinery of this one, and the small printed tables of `workflow/example`."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from compendium import atomic, study
from compendium.failure import Refused
from compendium.folder import CODE
from compendium.result import measures
from compendium.source import checksums

EXAMPLE = "workflow/example"
# What serves any printed table, from the root. Schemas are chosen below, since a study has some of its own.
MACHINERY = (
    *(
        ".gitattributes",
        ".gitignore",
        "LICENSE",
        "Snakefile",
        "environment.yml",
        "postBuild",
        "profiles",
        "pyproject.toml",
    ),
    ".devcontainer",
    *("reproduce", "processed/.gitignore", "reports/.gitignore", "build-tools.in", "build-tools.lock"),
    *(f"requirements{kind}.{end}" for kind in ("", "-slurm", "-test", "-validators") for end in ("in", "lock")),
    *(f"sources{kind}.{end}" for kind in ("", "-validators") for end in ("in", "lock")),
)
CACHES = shutil.ignore_patterns(".ipynb_checkpoints")  # compiled modules are taken along, which saves a second
# What a build in the folder of the example itself leaves there.
BUILT = shutil.ignore_patterns(
    "processed", "reports", "logs", ".snakemake", ".cache", ".lock", ".lock-jobs", ".gitignore"
)


def write(target: Path) -> None:
    """Write an unbuilt compendium into a folder that is not there yet or empty, whole or not at all.

    Raises Refused where the folder holds something, or lies where this compendium keeps its files.
    """
    if os.path.lexists(target) and not (target.is_dir() and not any(target.iterdir())):
        raise Refused(f"{target} is there already and not empty: name a folder that is new. Nothing was written.")
    if target.resolve().is_relative_to(CODE):
        raise Refused(f"{target} lies inside this compendium: name a folder outside of it. Nothing was written.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=target.parent) as name:
        made = Path(name) / "compendium"
        fill(made)
        if target.is_dir():
            target.rmdir()
        made.rename(target)


def fill(target: Path) -> None:
    """Copy the machinery and the example into a new folder, and freeze its raw files."""
    target.mkdir(parents=True)
    for name in MACHINERY:
        _copy(CODE / name, target / name)
    for path in (CODE / "workflow").iterdir():
        if path.name not in ("schemas", "__pycache__", study.name()):
            _copy(path, target / "workflow" / path.name)
    for path in _schemas():
        _copy(path, target / path.relative_to(CODE))
    shutil.copytree(CODE / EXAMPLE, target, dirs_exist_ok=True, ignore=BUILT)
    given = sorted(path for kind in checksums.FROZEN for path in target.glob(f"raw/*/{kind}"))
    digests = {path.relative_to(target).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in given}
    atomic.write_bytes(target / checksums.PATH, checksums.text(digests).encode())


def _schemas() -> Iterator[Path]:
    """Schemas of the machinery: those of files, and of what its own measures give."""
    folder = CODE / "workflow/schemas"
    yield from (path for path in folder.iterdir() if path.is_file())
    own = {"common", *measures.MEASURES}
    for described in ("frames", "results"):
        yield from (path for path in (folder / described).glob("*.yaml") if path.stem in own)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=CACHES)
    else:
        shutil.copy2(source, target)

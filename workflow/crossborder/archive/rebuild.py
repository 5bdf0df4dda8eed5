"""Rebuild an archive: unpack, set its outputs aside, build, and compare byte for byte."""

import filecmp
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from crossborder.archive.differences import difference
from crossborder.archive.unpack import unpack

BUILT = ("processed", "reports")
# A user namespace of its own in which no network interface is up.
CUT_OFF = ("unshare", "--user", "--map-current-user", "--net")


class BuildError(RuntimeError):
    """The build of the unpacked archive failed; the message is its own."""


@dataclass(frozen=True)
class Rebuilt:
    """How many outputs are the same, which differ and in what, and whether the build had no network."""

    same: int
    different: list[tuple[str, str]]
    offline: bool


def rebuild(archive: Path, folder: Path, environment: Path | None = None) -> Rebuilt:
    """Build an archive below a folder and compare. Raises Refused and BuildError.

    `environment` is used where its lock is the archive's; else the archive makes its own.
    """
    top = unpack(archive, folder)
    data, archived = top / "data", top / "archived"
    archived.mkdir()
    for name in BUILT:
        shutil.move(data / name, archived / name)
        (data / name).mkdir()
        shutil.copy(archived / name / ".gitignore", data / name / ".gitignore")
    lock = "requirements.lock"
    if environment and (environment / lock).read_bytes() == (data / lock).read_bytes():
        (data / ".venv").symlink_to(environment)
    _run(data, "status", good=(0, 1))  # makes the environment, which may need the network
    offline = bool(shutil.which("unshare")) and subprocess.run([*CUT_OFF, "true"], capture_output=True).returncode == 0
    _run(data, before=CUT_OFF if offline else ())
    names = sorted(
        {p.relative_to(base).as_posix() for base in (data, archived) for b in BUILT for p in _below(base / b)}
    )
    wrong = [name for name in names if not _same(archived / name, data / name)]
    return Rebuilt(
        len(names) - len(wrong), [(name, difference(archived / name, data / name)) for name in wrong], offline
    )


def _run(data: Path, *verb: str, before: tuple[str, ...] = (), good: tuple[int, ...] = (0,)) -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "SNAKEMAKE"))}
    done = subprocess.run([*before, str(data / "reproduce"), *verb], env=kept, capture_output=True, text=True)
    if done.returncode not in good:
        raise BuildError(f"{done.stdout}{done.stderr}".strip())


def _below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)

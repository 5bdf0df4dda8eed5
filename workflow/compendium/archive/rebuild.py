"""Rebuild an archive: verify, unpack, set its outputs aside, build cut off, and compare byte for byte."""

import filecmp
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from compendium.archive import cutoff, locked, unpack, verify
from compendium.archive.differences import difference
from compendium.archive.manifests import of_zip
from compendium.archive.opening import unpackable
from compendium.archive.paths import Refused
from compendium.build import plan

BUILT = ("processed", "reports")
SAID = 20_000  # characters of what a failed build said that are told
MARK = ".snakemake_timestamp"


class BuildError(RuntimeError):
    """The build of the unpacked archive failed; the message is its own."""


@dataclass(frozen=True)
class Rebuilt:
    """How many outputs are the same, and which differ and in what."""

    same: int
    different: list[tuple[str, str]]


@dataclass(frozen=True)
class CutOff:
    """How far this system lets a program be cut off: a level of `cutoff`, or none, and why no further."""

    level: str
    why: str

    def __str__(self) -> str:
        if self.level == cutoff.ALL:
            return "without network, in sight of nothing but its own files"
        if self.level:
            return f"without network, but with this machine's files in reach, as this system does not cut them off: {self.why}"
        return f"with the network and this machine's files in reach, as this system does not cut them off: {self.why}"


def cut_off() -> CutOff:
    """How far a program can be cut off here; tried, not guessed."""
    why = ""
    for level in (cutoff.ALL, cutoff.NETWORK):
        command = [sys.executable, "-I", cutoff.__file__, level, '["/tmp"]', "[]", "true"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode == 0:
            return CutOff(level, why)
        why = why or (done.stderr.strip().splitlines() or ["no reason is given"])[-1]
    return CutOff("", why)


def unpacked(archive: Path, folder: Path, force: bool = False) -> Path:
    """Verify an archive and unpack it below a folder; returns the top folder.

    Raises Refused, before anything is written, for one that is not safe or, without `force`, does not verify.
    """
    packed = unpackable(archive)
    files = of_zip(packed, archive)
    faults = [f"{name}: {why}" for name, why in verify.problems(files)]
    broken = [f"{name}: cannot be read: {why}" for name, why in files.broken.items()]
    if lacks := [*broken, *unpack.missing(packed)]:
        raise Refused("\n".join(lacks))
    if faults and not force:
        raise Refused("\n".join([*faults, "It does not verify, so its code is not run; --force does it all the same."]))
    for name in locked.LOCKS:
        locked.refuse(files.text(f"data/{name}"), name)
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return unpack.unpack(packed, folder)
    except Refused:
        if made:
            folder.rmdir()
        raise


def rebuild(top: Path, limits: CutOff, environment: Path | None = None, force: bool = False) -> Rebuilt:
    """Build an unpacked archive and compare. Raises BuildError and installer.Failed.

    `environment` is used where its locks are the archive's; else one is made (`force` is for `locked.make`).
    """
    data, archived = top / "data", top / "archived"
    for name in BUILT:
        shutil.move(data / name, archived / name)
        (data / name).mkdir()
        shutil.copy(archived / name / ".gitignore", data / name / ".gitignore")
    if not environment or not locked.fits(environment, data):
        environment = locked.make(data, top, force)
    _build(top, environment, limits)
    there = {name for base in (data, archived) for b in BUILT for name in _below(base / b, base)}
    names = sorted(name for name in there if not (_is_mark(data / name) or _archived_once(archived, data, name)))
    wrong = [name for name in names if not _same(archived / name, data / name)]
    told = [(name, _told(archived / name, data / name)) for name in wrong]
    return Rebuilt(len(names) - len(wrong), told)


def _archived_once(archived: Path, built: Path, name: str) -> bool:
    """Whether a built file is a copy of one that is archived under its other name, and compared there."""
    other = plan.archived_as(name)
    return other != name and not os.path.lexists(archived / name) and _same(archived / other, built / name)


def _build(top: Path, environment: Path, limits: CutOff) -> None:
    """Run the archive's build, with a home and a temporary folder of its own and none of the user's variables."""
    data, home, temporary = (top / name for name in ("data", "home", "tmp"))
    home.mkdir()
    temporary.mkdir()
    command = [str(environment / "bin/python"), "-P", "-m", "compendium"]
    if limits.level:
        seen = [str(environment), sys.base_prefix]
        lists = (json.dumps([str(path) for path in (data, home, temporary)]), json.dumps(seen))
        command = [sys.executable, "-I", cutoff.__file__, limits.level, *lists, *command]
    variables = {
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "PATH": f"{environment / 'bin'}:{os.defpath}",
        "PYTHONPATH": str(data / "workflow"),
        "TMPDIR": str(temporary),
    }
    log = top / "build.log"
    with log.open("wb") as file:
        done = subprocess.run(
            command, cwd=data, env=variables, stdin=subprocess.DEVNULL, stdout=file, stderr=file, start_new_session=True
        )
    if done.returncode:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - SAID))
            raise BuildError(file.read().decode(errors="replace").strip() or f"it ended with {done.returncode}")


def _below(folder: Path, base: Path) -> list[str]:
    """Everything below a folder that is no folder; links are not followed."""
    return [
        (Path(above) / name).relative_to(base).as_posix()
        for above, folders, files in os.walk(folder)
        for name in [*files, *(name for name in folders if (Path(above) / name).is_symlink())]
    ]


def _is_mark(path: Path) -> bool:
    """Whether a file is what Snakemake puts, empty, into a folder that is an output."""
    return path.name == MARK and _plain(path) and not path.stat().st_size


def _plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _same(one: Path, other: Path) -> bool:
    return _plain(one) and _plain(other) and filecmp.cmp(one, other, shallow=False)


def _told(archived: Path, built: Path) -> str:
    """In words, what differs; what a build made that is no plain file is not opened."""
    if os.path.lexists(built) and not _plain(built):
        return "is a link or no plain file"
    try:
        return difference(archived, built)
    except Exception as error:  # the file is what a stranger's code made, and can be anything
        return f"cannot be read as a file of its kind: {type(error).__name__}: {error}"

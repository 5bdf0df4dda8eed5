"""Whether this user may write what a build writes, and the disk can hold it, before anything is written."""

import os
import shutil
import stat
from pathlib import Path

from compendium.decision import config
from compendium.failure import Refused
from compendium.folder import CODE
from compendium.paths import BUILT, ROOT

WRITTEN = (*BUILT, "logs", ".cache", ".snakemake")


LEAST = 20_000_000  # bytes free on the disk: reports and tables are some tens of megabytes, so less will not do


class RightsError(Refused):
    """A folder or file that a build has to write and cannot; the message names it and says what to do."""


def require_root() -> None:
    """Look at the folder that is built. Raises RightsError, also where it lies within that of the code."""
    if ROOT != CODE and ROOT.is_relative_to(CODE) and not (ROOT / config.PATH).is_file():
        raise RightsError(
            f"{ROOT} lies within {CODE}, and is no compendium of its own: it has no {config.PATH}. Nothing was built."
            f" Run Snakemake in {CODE}, or give it a --directory elsewhere."
        )
    _require(ROOT)


def full_disk() -> str:
    """A sentence where the disk has no room for a build, else nothing."""
    free = shutil.disk_usage(ROOT).free
    if free >= LEAST:
        return ""
    return f"The disk that holds {ROOT} has {free / 1e6:.1f} MB free, and a build needs {LEAST / 1e6:.0f} MB or more: make room."


def require() -> None:
    """Look at every folder that a build writes to, and at the disk. Raises RightsError at the first fault."""
    require_root()
    if full := full_disk():
        raise RightsError(f"{full} Nothing was built or removed.")
    for name in WRITTEN:
        top = ROOT / name
        if top.is_symlink():
            raise RightsError(
                f"{name} is a link; a build writes nothing outside its folder. Put a folder in its place."
            )
        for folder, inner, files in os.walk(top):
            _require(Path(folder))
            for link in (Path(folder, one) for one in inner if name in BUILT and Path(folder, one).is_symlink()):
                raise RightsError(f"{link.relative_to(ROOT)} is a link; put a folder in its place.")
            _require_replaceable(Path(folder), files)


def _require(folder: Path) -> None:
    if not os.access(folder, os.W_OK | os.X_OK):
        raise RightsError(
            f"{folder} cannot be written by this user; nothing was built or removed. "
            "Change its rights or its owner, or build in a copy of the compendium that is yours."
        )


def _require_replaceable(folder: Path, files: list[str]) -> None:
    """In a folder with the sticky bit a user replaces no file of another's."""
    mode = folder.stat()
    if not mode.st_mode & stat.S_ISVTX or os.geteuid() in (0, mode.st_uid):
        return
    for name in files:
        if (folder / name).lstat().st_uid != os.geteuid():
            raise RightsError(f"{folder / name} belongs to another user and cannot be replaced; nothing was built.")

"""`raw/checksums.sha256`: the raw files as they were frozen, to name those that changed since."""

import os
from pathlib import Path

from crossborder import fingerprint, limits
from crossborder.cards import RAW
from crossborder.leavings import is_leaving
from crossborder.root import ROOT, relative

PATH = "raw/checksums.sha256"


def recorded() -> dict[str, str]:
    """SHA-256 of each frozen file by its path."""
    lines = (ROOT / PATH).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split(maxsplit=1) for line in lines)}


def present() -> dict[str, str]:
    """SHA-256 of each raw table that is there now."""
    return {relative(path): fingerprint.of_file(path) for path in sorted(RAW.glob("*/*.csv")) if _is_table(path)}


def _is_table(path: Path) -> bool:
    """Whether a path is a file that can be read, and no leaving of a desktop program."""
    name, size = path.relative_to(RAW), path.stat().st_size if path.is_file() else -1
    return 0 <= size <= limits.FILE_BYTES and os.access(path, os.R_OK) and not is_leaving(name)


def notices() -> list[str]:
    """One sentence for each raw table that is not as frozen."""
    if not (ROOT / PATH).is_file():
        return [f"{PATH} is missing: no raw table can be shown to be unchanged."]
    then, now = recorded(), present()
    changed = [
        f"{name} is not as it was frozen in {PATH}."
        for name in sorted(then.keys() & now.keys())
        if then[name] != now[name]
    ]
    new = [f"{name} is not frozen yet in {PATH}." for name in sorted(now.keys() - then.keys())]
    gone = [f"{name} is frozen in {PATH} and missing." for name in sorted(then.keys() - now.keys())]
    return changed + new + gone

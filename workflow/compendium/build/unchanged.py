"""That everything was current, kept with how each file looked then: while all look the same, nothing is read anew.

As git tells changed files: by inode, rights, size and times. A write, and a clock that is set, change the time of the
inode, which nobody can set. Where a file changed so shortly before the look that one more change could bear the same
time, nothing is kept.
"""

import contextlib
import datetime
import json
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from compendium import atomic
from compendium.folder import CODE
from compendium.paths import ROOT
from compendium.source import fingerprint

PATH = ".cache/current"
CLOCK = ".cache/clock"  # written before a look, so that its time is by the clock that the other files have
# Nanoseconds between two times that a file system tells apart, at most: one that has parts of a second goes by the
# ticks of the kernel, of a hundredth of a second and less; one that has none by two seconds, as FAT does.
FINEST, COARSEST = 100_000_000, 2_000_000_000
SECOND = 1_000_000_000
CACHES = "__pycache__"  # folders that Python writes, which no job reads


@dataclass(frozen=True)
class Look:
    """How all files looked before it was found out what is current, and whether every later change shows."""

    state: str
    settled: bool


def look() -> Look | None:
    """All files as they look now; None where that cannot be told."""
    try:
        (ROOT / CLOCK).parent.mkdir(exist_ok=True)
        (ROOT / CLOCK).write_bytes(b"")
        now = (ROOT / CLOCK).stat().st_mtime_ns
        found = _seen()
    except OSError:
        return None
    newest = max((seen.st_ctime_ns for _, seen in found), default=0)
    apart = FINEST if any(seen.st_ctime_ns % SECOND for _, seen in found) else COARSEST
    return Look(_state(found), newest < now - apart)


def files() -> int:
    """How many files a build found current when all looked as it does now; 0 where that is not known."""
    try:
        kept = json.loads((ROOT / PATH).read_text(encoding="utf-8"))
        return int(kept["files"]) if kept["state"] == _state(_seen()) else 0
    except (OSError, ValueError, TypeError, KeyError):
        return 0


def keep(before: Look | None, count: int) -> None:
    """Keep that so many files are current, if all look as they did before that was found out."""
    if before and before.settled:
        with contextlib.suppress(OSError):  # no reason to fail where it cannot be kept
            if _state(_seen()) == before.state:
                atomic.write_json(ROOT / PATH, {"state": before.state, "files": count})


def _state(found: list[tuple[str, os.stat_result]]) -> str:
    day = datetime.date.today().isoformat()  # by which the check judges the dates of decisions
    files = sorted(_told(path, seen) for path, seen in found)
    return fingerprint.of_bytes(repr((files, sys.version, day)).encode())


def _seen() -> list[tuple[str, os.stat_result]]:
    """Every file and folder of compendium and code. Raises OSError, also for a link, whose end may lie elsewhere."""
    found = [one for top in sorted({str(ROOT), str(CODE)}) for one in _below(top)]
    if any(stat.S_ISLNK(seen.st_mode) for _, seen in found):
        raise OSError("a link leads elsewhere")
    return found


def _below(top: str) -> Iterator[tuple[str, os.stat_result]]:
    """Files and folders; those whose name begins with a dot at the top, and what Python keeps, are no part of a build."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        for entry in os.scandir(folder):
            if entry.name == CACHES or (folder == top and entry.name.startswith(".")):
                continue
            seen = entry.stat(follow_symlinks=False)
            yield entry.path, seen
            if stat.S_ISDIR(seen.st_mode):
                waiting.append(entry.path)


def _told(path: str, seen: os.stat_result) -> tuple:
    """What tells a file from another; a folder is what it holds."""
    if stat.S_ISDIR(seen.st_mode):
        return (path, seen.st_mode)
    return (path, seen.st_mode, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)

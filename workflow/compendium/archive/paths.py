"""Paths of an archive: which of them every file system holds as they are written, and what lies below a folder."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from pathlib import Path
from typing import Iterable, Iterator  # noqa: UP035  (Python 3.9)

from compendium.source.leavings import is_leaving

MOST_FILES, MOST_BYTES = 20_000, 1 << 30  # of an archive that is opened
LONGEST_NAME, LONGEST_PATH = 255, 1_000  # bytes
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
DRIVE = re.compile(r"[A-Za-z]:")
FORBIDDEN = set('\\:<>"|?*%')
EXECUTED = ("__pycache__", ".pyc")  # what Python would run is no leaving of a desktop


class Refused(Exception):
    """Something that is not opened; the message says why."""


def printable(text: object) -> str:
    """Text for a terminal: what it would obey, or cannot show, is written as an escape."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(text))


def passed_over(path: str) -> bool:
    """Whether a file that no manifest lists was left by a desktop program, and is none that Python would run."""
    return is_leaving(path) and not any(part.endswith(EXECUTED) for part in path.split("/"))


def name_fault(path: str) -> str | None:
    """Why a path is none that every file system holds as it is written, below the folder that it is relative to."""
    parts = path.split("/")
    if path.startswith("/") or ".." in parts or "\\" in path or any(DRIVE.match(p) for p in parts):
        return "a path that leads out of the folder"
    if FORBIDDEN & set(path):
        return f"a path with {' '.join(sorted(FORBIDDEN & set(path)))}, which not every system or manifest holds"
    if not path.isprintable():
        return "a path with characters that are not printed"
    if "" in parts or "." in parts:
        return "a path with a part that names nothing"
    if any(part[-1] in ". " or part[0] == " " for part in parts):
        return "a path with a part that begins or ends with a space, or ends with a point"
    if any(RESERVED.fullmatch(part.split(".")[0].rstrip(" ")) for part in parts):
        return "a path with a name that Windows keeps for a device"
    if unicodedata.normalize("NFC", path) != path:
        return "a path with letters that are not composed (Unicode normal form C)"
    if len(path.encode()) > LONGEST_PATH or any(len(part.encode()) > LONGEST_NAME for part in parts):
        return f"a path of more than {LONGEST_PATH} bytes, or a name of more than {LONGEST_NAME}"
    return None


def doubled(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Paths that a file system could take for an earlier one, or whose folder is an earlier file or named otherwise."""
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths:
        parts = path.split("/")
        for i in range(1, len(parts)):
            above = "/".join(parts[:i])
            if folders.setdefault(_key(above), above) != above:
                yield path, folders[_key(above)]
        if _key(path) in files:
            yield path, files[_key(path)]
        files.setdefault(_key(path), path)
    yield from ((path, folders[key]) for key, path in files.items() if key in folders)


def _key(path: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def in_folder(top: Path) -> dict[str, os.stat_result]:
    """Everything below a folder that is no folder, by its path; links are not followed. Raises Refused."""
    found: dict[str, os.stat_result] = {}
    total, left = 0, [""]
    try:
        while left:
            folder = left.pop()
            for entry in os.scandir(top / folder):
                path, about = f"{folder}{entry.name}", entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(about.st_mode):
                    left.append(f"{path}/")
                    continue
                found[path] = about
                total += about.st_size
                if len(found) > MOST_FILES or total > MOST_BYTES:
                    raise Refused(f"{top}: more than {MOST_FILES:,} files or {MOST_BYTES:,} bytes: no archive")
    except OSError as error:
        raise Refused(f"{top}: cannot be read: {error}") from error
    return found

"""The files of an archive, held against its manifests: every file is listed, is there, and has both digests."""

from __future__ import annotations

import hashlib
import re
import stat
import zipfile
from functools import partial
from pathlib import Path
from typing import Callable, Iterator  # noqa: UP035  (Python 3.9)

from compendium.archive.opening import content, unlike, unpackable
from compendium.archive.paths import Refused, in_folder, passed_over

DATA = "data/"
ALGORITHMS = ("sha256", "sha512")
OWN = tuple(f"tagmanifest-{a}.txt" for a in ALGORITHMS)  # files that no manifest lists
MOST_TEXT = 1 << 26  # bytes of a file that is read as text
LINE = re.compile(r"([0-9a-f]+)  (\S.*)")
Problem = tuple[str, str]  # file, what is wrong with it


class Files:
    """Files of an archive by path, each read when it is asked for; `strange` are problems found on opening."""

    def __init__(self, readers: dict[str, Callable[[], bytes]], strange: dict[str, str] | None = None):
        self.readers = readers
        self.sizes: dict[str, int] = {}
        self.digests: dict[str, dict[str, str]] = {}
        self.broken: dict[str, str] = {}
        self.strange = strange or {}
        for name, read in sorted(readers.items()):
            try:
                content = read()
            except Exception as error:  # a flipped bit in packed data raises what the decompressor likes
                content, self.broken[name] = b"", f"{type(error).__name__}: {error}"
            self.sizes[name] = len(content)
            self.digests[name] = {a: hashlib.new(a, content).hexdigest() for a in ALGORITHMS}

    def text(self, name: str) -> str:
        """Text of a file, or nothing where it is missing or unreadable: the manifests tell of that."""
        if name not in self.readers or name in self.broken:
            return ""
        if self.sizes[name] > MOST_TEXT:
            raise ValueError(f"{self.sizes[name]} bytes, expected at most {MOST_TEXT}")
        return self.readers[name]().decode("utf-8", errors="replace")


def opened(path: Path) -> Files:
    """Files of an archive, a folder or a zip file. Raises Refused."""
    if path.is_dir():
        if not (path / "bagit.txt").is_file():
            raise Refused(f"{path}: no bag: bagit.txt is not at its top")
        there = in_folder(path)
        return Files({name: partial(_plain, path / name, about.st_mode) for name, about in there.items()})
    return of_zip(unpackable(path), path)


def of_zip(packed: zipfile.ZipFile, path: Path) -> Files:
    """Files of a zip file that was found safe to unpack. Raises Refused when it is no bag."""
    names = {info.filename.partition("/")[2]: info for info in packed.infolist() if not info.is_dir()}
    if "bagit.txt" not in names:
        raise Refused(f"{path}: no bag: bagit.txt is not at its top")
    strange = {name.partition("/")[2]: why for name, why in unlike(packed)}
    return Files({name: partial(content, packed, info) for name, info in names.items()}, strange)


def _plain(path: Path, mode: int) -> bytes:
    """Content of a plain file; a link is not followed, and nothing is waited for."""
    if not stat.S_ISREG(mode):
        raise ValueError("a link; an archive has none" if stat.S_ISLNK(mode) else "no plain file")
    return path.read_bytes()


def leavings(files: Files) -> list[str]:
    """Files that no manifest lists and that a desktop program left: no fault of the archive, and no part of it."""
    listed = {name for kind in ("manifest", "tagmanifest") for name in _listed(files, kind)[0]}
    return sorted(name for name in files.readers if name not in listed and passed_over(name))


def unlisted_or_changed(files: Files) -> list[Problem]:
    """Every file is listed in both manifests of its kind, is there, and has both digests."""
    left = set(leavings(files))
    found = [(name, f"cannot be read: {why}") for name, why in files.broken.items() if name not in left]
    found += [(name, why) for name, why in files.strange.items() if name not in left]
    for kind in ("manifest", "tagmanifest"):
        listed, faults = _listed(files, kind)
        mine = {n for n in files.readers if n.startswith(DATA) == (kind == "manifest")}
        found += [*faults, *_compared(files, kind, listed, mine - left - {*OWN})]
    return sorted(found)


def _listed(files: Files, kind: str) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """Digests of every file that manifests of a kind list, by algorithm, and what is wrong with their lines."""
    listed: dict[str, dict[str, str]] = {}
    faults = []
    for algorithm in ALGORITHMS:
        manifest = f"{kind}-{algorithm}.txt"
        if manifest not in files.readers:
            faults.append((manifest, "is missing"))
        lines = files.text(manifest).split("\n")
        if lines.pop():
            faults.append((manifest, "does not end with a line end"))
        for number, line in enumerate(lines, start=1):
            match = LINE.fullmatch(line)
            if not match:
                faults.append((manifest, f"line {number} is no digest and path: {line[:80]!r}"))
            elif algorithm in listed.setdefault(match[2], {}):
                faults.append((manifest, f"line {number} lists {match[2]} again"))
            else:
                listed[match[2]][algorithm] = match[1]
    return listed, faults


def _compared(files: Files, kind: str, listed: dict[str, dict[str, str]], there: set[str]) -> Iterator[Problem]:
    owners = {known.get("sha512"): name for name, known in listed.items()}
    for name in sorted(there | set(listed)):
        known = listed.get(name, {})
        other = owners.get(files.digests.get(name, {}).get("sha512", "none"))
        if name not in listed:
            yield name, f"is not listed in the {kind}s" + (f"; it is what was archived as {other}" if other else "")
        elif name not in there:
            yield name, f"is missing; {', '.join(f'{kind}-{a}.txt' for a in known)} lists it"
        else:
            wrong = [a for a in ALGORITHMS if known.get(a) != files.digests[name][a]]
            if len(wrong) == len(ALGORITHMS):
                yield name, "is not as archived" + (f"; it holds what belongs to {other}" if other else "")
            for algorithm in wrong if len(wrong) < len(ALGORITHMS) else []:
                yield f"{kind}-{algorithm}.txt", f"says otherwise of {name} than the file and the other manifest"

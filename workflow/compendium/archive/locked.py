"""An environment from the locks of an archive: nothing that is the archive's own runs while the network is there."""

import os
import re
import shutil
from pathlib import Path

from installer import Failed, Installer

from compendium.archive.paths import Refused
from compendium.paths import ROOT

WHEELS, SOURCES, TOOLS = LOCKS = ("requirements.lock", "sources.lock", "build-tools.lock")
# What a lock may hold: a comment, a pinned package with an optional marker, a digest, each with its line joined or not.
PINNED = re.compile(r"[A-Za-z0-9][\w.-]*(\[[\w,.-]+\])?==[\w.!+-]+( *;[^\\#]*)? *\\?", re.ASCII)
DIGEST = re.compile(r" +--hash=sha256:[0-9a-f]{64} *\\?")
COMMENT = re.compile(r" *(#.*)?")


def refuse(lock: str, name: str) -> None:
    """Raise Refused for the text of a lock that names anything but pinned packages with their digests."""
    for number, line in enumerate(lock.split("\n"), start=1):
        if not any(kind.fullmatch(line) for kind in (PINNED, DIGEST, COMMENT)):
            expected = "expected NAME==VERSION and --hash=sha256: lines alone"
            raise Refused(f"{name}, line {number}: {line[:80]!r}; {expected}")


def fits(environment: Path, data: Path) -> bool:
    """Whether an environment holds what the locks of an archive say."""
    named = [name for name in (WHEELS, SOURCES) if (data / name).is_file()]
    return all(_text(environment / name) == _text(data / name) for name in named)


def make(data: Path, top: Path, force: bool = False) -> Path:
    """Make an environment below a folder, and return its own. Raises Failed.

    To build a package from source is to run its code. So without `force` only those are built that this
    compendium builds for itself, with the same tools, and before anything else of the archive is installed.
    """
    sources = (data / SOURCES).is_file()
    others = [name for name in (SOURCES, TOOLS) if _text(data / name) != _text(ROOT / name)]
    if sources and others and not force:
        raise Failed(
            f"{' and '.join(others)} of the archive differ from those of this folder, and to build other packages from"
            " source is to run their code with the network in reach; --force does it all the same"
        )
    folder = top / "environment"
    folder.mkdir()
    with open(os.devnull) as held:
        installer = Installer(folder, top, held.fileno())
        installer.make()
        if sources:
            installer.sources(data / SOURCES, data / TOOLS)
        installer.wheels(data / WHEELS)
    shutil.rmtree(installer.cache)
    return folder


def _text(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""

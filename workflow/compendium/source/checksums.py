"""`raw/checksums.sha256`: the raw files as they were frozen, to name those that changed since."""

import os
import re
from functools import cache
from pathlib import Path

from compendium.problem import Problem
from compendium.source import cards, fingerprint, identifiers, limits, plain_text
from compendium.source.leavings import is_leaving
from compendium.unusable import Unusable

PATH = "raw/checksums.sha256"
LINE = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>raw/(?P<folder>[^/]+)/(?P<file>[^/]+))")
EXPECTED = "64 hexadecimal digits, two spaces, and raw/SOURCE/FILE, as sha256sum writes them"
FROZEN = ("*.csv", "*.yaml")  # tables, and what their cards and schemas say of them
TODO = "take it from version control, or remove the line and freeze the file again: ./reproduce freeze FILE"

TOLD = 20  # files of one kind that are named


def recorded() -> dict[str, str]:
    """SHA-256 of each frozen file by its path. Raises Unusable."""
    found = _parsed(plain_text.read(PATH))
    if isinstance(found, list):
        raise Unusable(found)
    return found


def text(digests: dict[str, str]) -> str:
    """Content of the file for SHA-256 by path, as `sha256sum` writes it, sorted by path."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


@cache
def _parsed(text: str) -> dict[str, str] | list[Problem]:
    found: dict[str, str] = {}
    lines: dict[str, int] = {}
    problems = []
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else [], start=1):
        match = LINE.fullmatch(line)
        if not match or identifiers.refuse("source", match["folder"]) or identifiers.refuse("file", match["file"]):
            problems.append(Problem(PATH, "line that is no checksum", repr(line[:120]), EXPECTED, TODO, line=number))
        elif match["name"] in found:
            expected = f"once, on line {lines[match['name']]}"
            problems.append(Problem(PATH, "file twice", match["name"], expected, TODO, line=number))
        else:
            found[match["name"]], lines[match["name"]] = match["digest"], number
    return problems or found


def present() -> dict[str, str]:
    """SHA-256 of each raw table, card and schema that is there now and can be read; empty beyond what a check reads."""
    found, size = {}, 0
    for folder in cards.folders():
        for path in sorted(filter(_is_given, (path for kind in FROZEN for path in folder.glob(kind)))):
            name = f"raw/{folder.name}/{path.name}"
            size += path.stat().st_size
            found[name] = fingerprint.of_file(name) if size <= limits.ALL_BYTES else ""
    return found


def _is_given(path: Path) -> bool:
    """Whether a path is a file that can be read, and no leaving of a desktop program."""
    size = path.stat().st_size if path.is_file() else -1
    return 0 <= size <= limits.FILE_BYTES and os.access(path, os.R_OK) and not is_leaving(path.name)


def notices() -> list[str]:
    """One sentence for each raw table, card or schema that is not as frozen."""
    if not plain_text.exists(PATH):
        return [f"{PATH} is missing: no raw table can be shown to be unchanged."]
    try:
        then, now = recorded(), present()
    except Unusable:
        return [f"{PATH} cannot be used: no raw table can be shown to be unchanged; ./reproduce check says why."]
    changed = [
        f"{name} is not as it was frozen in {PATH}."
        for name in sorted(then.keys() & now.keys())
        if then[name] != now[name]
    ]
    new = [
        f"{name} is not frozen yet in {PATH}; compare it with the print, then: ./reproduce freeze {name}"
        for name in sorted(now.keys() - then.keys())
    ]
    gone = [f"{name} is frozen in {PATH} and missing." for name in sorted(then.keys() - now.keys())]
    return [line for lines in (changed, new, gone) for line in _counted(lines)]


def _counted(lines: list[str]) -> list[str]:
    """Sentences of one kind; after many the rest are counted."""
    rest = len(lines) - TOLD
    return lines if rest <= 0 else [*lines[:TOLD], f"The same holds of {rest:,} more files."]

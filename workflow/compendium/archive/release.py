"""What a release commits beside the sources: results, citations, and the digests of every output."""

import re
from dataclasses import dataclass

from compendium import atomic
from compendium.archive import compare_versions
from compendium.build import plan, record
from compendium.decision.config import metadata
from compendium.escape import terminal
from compendium.failure import Refused
from compendium.paths import ROOT, is_output
from compendium.report import stated
from compendium.source import fingerprint

CHECKSUMS = "checksums.sha256"
LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


def outputs() -> list[str]:
    """Everything that a build makes but the records of its jobs, which tell of code too."""
    return sorted(name for name in record.files() if not name.startswith(f"{plan.RECORDS}/"))


def checksums() -> str:
    """Digest and path of every output, as sha256sum writes them."""
    return "".join(f"{fingerprint.of_file(name)}  {name}\n" for name in outputs())


def made() -> dict[str, str]:
    """Content of every file that a release commits, by path; everything must be built."""
    return {
        **stated.made(),
        compare_versions.RESULTS: compare_versions.text(compare_versions.built().results),
        CHECKSUMS: checksums(),
    }


def stale() -> list[str]:
    """Files that a release commits and that are not as they would be written now."""
    return [name for name, text in made().items() if _text(name) != text]


def write() -> list[str]:
    """Write what is not as it should be; returns the paths."""
    changed = {name: text for name, text in made().items() if _text(name) != text}
    for name, text in changed.items():
        atomic.write_bytes(ROOT / name, text.encode())
    return list(changed)


def _text(name: str) -> str | None:
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


def digests(text: str) -> dict[str, str]:
    """Digests of outputs by path. Raises Refused for a line that is none, or that names no output."""
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        match = LINE.fullmatch(line)
        if not match or not is_output(match[2]) or match[2] in found:
            raise Refused(
                f"{CHECKSUMS}, line {number}: “{terminal(line[:120])}”; expected a digest (SHA-256), two spaces and the"
                " path of an output, each path once. Take it from the release, or write it: ./reproduce release"
            )
        found[match[2]] = match[1]
    return found


@dataclass(frozen=True)
class Comparison:
    """Outputs that are as released, those that differ, those not built, and those that the release lacks."""

    version: str
    same: list[str]
    different: list[str]
    missing: list[str]
    new: list[str]


def compared() -> Comparison:
    """What is built, held against the committed digests. Raises FileNotFoundError where there are none, and Refused."""
    released = digests((ROOT / CHECKSUMS).read_text(encoding="utf-8", errors="replace"))
    there = {name for name in released if (ROOT / name).is_file()}
    same = sorted(name for name in there if fingerprint.of_file(name) == released[name])
    return Comparison(
        metadata()["version"],
        same,
        sorted(there - set(same)),
        sorted(set(released) - there),
        [name for name in outputs() if name not in released and (ROOT / name).is_file()],
    )

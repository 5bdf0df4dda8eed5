"""Check an archive with nothing but Python 3.9 or later: python verify.py [FOLDER OR ZIP FILE].

Every file is held against both manifests, every reference of the descriptors against what is there,
every named result against the cells that are recorded behind it, and every version against the others.
exit codes: 0 all is as archived, 1 something differs, 2 this is no archive or it is refused.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Callable, Iterator  # noqa: UP035  (Python 3.9)

from compendium.archive.descriptors import crate, evidence, package, rows, value_of, versions
from compendium.archive.manifests import DATA, Files, Problem, leavings, opened, unlisted_or_changed
from compendium.archive.paths import Refused, printable


def problems(files: Files) -> list[Problem]:
    """Everything that is not as archived; what the manifests find comes first, by path."""
    found: list[Problem] = []
    for check, about in CHECKS.items():
        try:
            found += check(files)
        except Exception as error:  # a descriptor that was changed can be wrong in any way
            found.append((about, f"cannot be read: {type(error).__name__}: {error}"))
    return list(dict.fromkeys(found))


CHECKS: dict[Callable[[Files], list[Problem] | Iterator[Problem]], str] = {
    unlisted_or_changed: "manifests",
    crate: f"{DATA}ro-crate-metadata.json",
    package: f"{DATA}datapackage.json",
    evidence: f"{DATA}evidence",
    versions: f"{DATA}metadata.yaml",
}


def main(arguments: list[str]) -> int:
    """Check an archive and print what is found; returns the exit code."""
    path = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        files = opened(path)
    except Refused as error:
        print(f"Refused, and nothing was written:\n{_lines(error)}", file=sys.stderr)
        return 2
    for name in leavings(files):
        print(printable(f"{name}: left by a desktop program, no part of the archive; passed over"), file=sys.stderr)
    found = problems(files)
    for name, why in found:
        print(printable(f"{name}: {why}"))
    if found:
        print(printable(f"{len(found)} problems. The first file that differs: {found[0][0]}"))
        return 1
    results, cells = (len(rows(files, f"{DATA}evidence/{name}.csv")) for name in ("results", "cells"))
    count = len(files.readers) - len(leavings(files))
    print(
        f"Version {printable(value_of('version', files.text(DATA + 'metadata.yaml')))}: {count} files are as archived, none is missing and none was added."
        f" {results} named results rest on {cells} cells, and all hold what is recorded."
    )
    return 0


def _lines(error: Refused) -> str:
    return "\n".join(printable(line) for line in str(error).split("\n"))


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    try:
        sys.exit(main(sys.argv[1:]))
    except (BrokenPipeError, KeyboardInterrupt):
        sys.stderr.close()
        sys.exit(1)

"""Check what is built against the release, or an archive (zip file or folder) against itself.

exit codes: 0 all is identical, 1 something differs, 2 there is nothing to check or the archive is refused.
"""

import argparse
import sys
from pathlib import Path

from compendium.archive import release, verify
from compendium.escape import terminal
from compendium.paths import STARTED
from compendium.source import fingerprint
from compendium.verbs import answer

SHOWN = 40


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("path", nargs="?", metavar="PATH", help="an archive; left out: what is built here")
    answer.register(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    if arguments.path:
        path = STARTED / arguments.path
        if arguments.json:
            return _archive(path)
        code = verify.main([str(path)])
        if not code and path.is_file():
            print(f"SHA-256 of the archive: {fingerprint.of_file(path)}; who published it says the same.")
        return code
    try:
        found = release.compared()
    except FileNotFoundError:
        print(f"{release.CHECKSUMS} is missing: there is no release to compare with.", file=sys.stderr)
        return 2
    if not found.same and not found.different:
        print("Nothing is built; build first: ./reproduce", file=sys.stderr)
        return 2
    wrong = [
        *((name, "differs from the release") for name in found.different),
        *((name, "is not built") for name in found.missing),
        *((name, "is not part of the release") for name in found.new),
    ]
    if arguments.json:
        return answer.give("verify", 1 if wrong else 0, ({"what": what, "name": name} for name, what in wrong))
    for name, what in wrong[:SHOWN]:
        print(f"{name}: {what}")
    if len(wrong) > SHOWN:
        print(f"... and {len(wrong) - SHOWN} more")
    every = len(found.same) + len(found.different) + len(found.missing)
    print(f"{len(found.same)} of {every} outputs identical to release {found.version}.")
    return 1 if wrong else 0


def _archive(path: Path) -> int:
    """The problems of an archive, as JSON."""
    try:
        found = verify.problems(verify.opened(path))
    except verify.Refused as error:
        print(f"Refused, and nothing was written:\n{terminal(str(error))}", file=sys.stderr)
        return 2
    return answer.give("verify", 1 if found else 0, ({"what": what, "name": name} for name, what in found))

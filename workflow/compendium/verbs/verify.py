"""Check what is built against the release, or an archive (zip file or folder) against itself.

exit codes: 0 all is identical, 1 something differs, 2 there is nothing to check or the archive is refused.
"""

import argparse
import sys

from compendium.archive import release, verify
from compendium.paths import STARTED
from compendium.source import fingerprint

SHOWN = 40


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("path", nargs="?", metavar="PATH", help="an archive; left out: what is built here")


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    if arguments.path:
        path = STARTED / arguments.path
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
        *(f"{name}: differs from the release" for name in found.different),
        *(f"{name}: is not built" for name in found.missing),
        *(f"{name}: is not part of the release" for name in found.new),
    ]
    for line in wrong[:SHOWN]:
        print(line)
    if len(wrong) > SHOWN:
        print(f"... and {len(wrong) - SHOWN} more")
    every = len(found.same) + len(found.different) + len(found.missing)
    print(f"{len(found.same)} of {every} outputs identical to release {found.version}.")
    return 1 if wrong else 0

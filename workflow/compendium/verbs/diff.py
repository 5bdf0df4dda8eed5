"""Compare what is built with another version: a commit, an archive (zip) or a folder.

exit codes: 0 the same, 1 something differs, 2 they cannot be compared.
"""

import argparse
import sys

from compendium.archive import compare_versions
from compendium.escape import terminal
from compendium.verbs import answer

WORDS = {0: "removed", 1: "changed", 2: "changed", 3: "added"}


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument(
        "version", metavar="REV|ARCHIVE", help="a commit such as HEAD or v0.1.0, a zip file or a folder"
    )
    answer.register(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    try:
        before, after = compare_versions.load(arguments.version), compare_versions.built()
    except compare_versions.NoVersion as error:
        for line in str(error).split("\n"):
            print(terminal(line), file=sys.stderr)
        return 2
    found = compare_versions.differences(before, after)
    if arguments.json:
        return answer.give("diff", 1 if found else 0, map(_told, found))
    for difference in found:
        old, new = (text or "–" for text in (difference.before, difference.after))
        print(terminal(f"{WORDS[difference.severity]:8} {difference.what}: {old} → {new}"))
    tables = "" if before.tables else "; it holds no tables, so results alone were compared"
    print(terminal(f"{len(found)} differences between {before.name} and {after.name}{tables}."))
    return 1 if found else 0


def _told(difference: compare_versions.Difference) -> dict:
    what = WORDS[difference.severity]
    return {"what": what, "name": difference.what, "before": difference.before, "after": difference.after}

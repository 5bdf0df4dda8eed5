"""Say which outputs are stale and because of what; with a REPORT, what it was made from."""

import argparse
import sys

from compendium.build import explain, record
from compendium.decision.config import reports


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("report", metavar="REPORT", nargs="?", help="key of a report")


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    stale = record.stale()
    if arguments.report:
        return _made_from(arguments.report, stale)
    if not stale:
        print("Nothing is stale.")
        return 0
    for cause, names in explain.causes(stale).items():
        print(f"{cause}\n    → {explain.summary(names)}")
    due = explain.reports_of(stale)
    print(f"{len(due)} of {len(reports())} reports rebuild, or turn out the same.")
    return 1


def _made_from(key: str, stale: dict) -> int:
    if key not in reports():
        print(f"No report {key!r}. Reports: {', '.join(reports())}", file=sys.stderr)
        return 2
    if f"reports/{key}.html" in stale:
        print(f"{key} is stale; ./reproduce why says because of what.", file=sys.stderr)
        return 1
    print(explain.made_from(key))
    return 0

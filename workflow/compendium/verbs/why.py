"""Say which outputs are stale and because of what; with a REPORT, what it was made from."""

import argparse
import sys

from compendium.build import explain, record
from compendium.decision.config import reports
from compendium.verbs import answer


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("report", metavar="REPORT", nargs="?", help="key of a report")
    answer.register(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    stale = record.stale()
    if arguments.report:
        return _made_from(arguments.report, stale, arguments.json)
    if arguments.json:
        causes = explain.causes(stale)
        return answer.give("why", 1 if stale else 0, ({"what": w, "outputs": sorted(o)} for w, o in causes.items()))
    if not stale:
        print("Nothing is stale.")
        return 0
    for cause, names in explain.causes(stale).items():
        print(f"{cause}\n    → {explain.summary(names)}")
    due = explain.reports_of(stale)
    print(f"{len(due)} of {len(reports())} reports rebuild, or turn out the same.")
    return 1


def _made_from(key: str, stale: dict, as_json: bool) -> int:
    if key not in reports():
        print(f"No report {key!r}. Reports: {', '.join(reports())}", file=sys.stderr)
        return 2
    if f"reports/{key}.html" in stale:
        print(f"{key} is stale; ./reproduce why says because of what.", file=sys.stderr)
        return 1
    if as_json:
        return answer.give("why", 0, ({"what": part, "of": of} for part, of in explain.parts_of(key)))
    print(explain.made_from(key))
    return 0

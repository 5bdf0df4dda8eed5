"""Check the raw material: all problems at once, or one line of silence."""

import argparse
import sys

from crossborder import check, checksums
from crossborder.cards import tables
from crossborder.problem import report


def register(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(_arguments: argparse.Namespace) -> int:
    problems = check.run()
    for line in checksums.notices():
        print(line, file=sys.stderr)
    if problems:
        print(report(problems), file=sys.stderr)
        return 1
    print(f"No problem in {len(tables())} raw tables, the ledger and the codings.")
    return 0

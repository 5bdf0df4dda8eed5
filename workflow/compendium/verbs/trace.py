"""Print the printed cells behind a named result, or behind a cell of a frame.

ID is REPORT/NAME (a result), REPORT/FRAME/ROW/COLUMN (a cell of a frame, rows from 1), or the
address of a printed cell itself. A NAME alone works when one report has it.
"""

import argparse
import sys

from compendium.report import trace


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("id", metavar="ID", help="REPORT/NAME of a result, or FILE#cell=ROW,COLUMN")


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    try:
        print(trace.describe(arguments.id))
    except trace.NotFound as error:
        print(error, file=sys.stderr)
        return 2
    return 0

"""Print the way from a number to the printed cells behind it: how it was computed, rows, cells, sources, decisions.

ID is REPORT/NAME (a result), REPORT/FRAME/ROW or REPORT/FRAME/ROW/COLUMN (of a table, rows from 1), the address of
printed cells, or whatever else can be copied from a report: an address of a page in a browser with its fragment, a
report and a number that it prints, or a passage with numbers in it. A NAME alone works when one report has it.
"""

import argparse
import sys

from compendium.report import trace


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("id", metavar="ID", nargs="+", help="REPORT/NAME of a result, or FILE#cell=ROW,COLUMN")
    parser.add_argument("--all", action="store_true", help="print every cell, however many there are")


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    try:
        print(trace.describe(" ".join(arguments.id), arguments.all))
    except trace.NotFound as error:
        print(error, file=sys.stderr)
        return 2
    return 0

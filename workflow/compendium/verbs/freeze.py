"""Freeze raw files: record in raw/checksums.sha256 that they are as printed, so that every later change is named.

FILE is a raw table, a card or a schema, or the folder of a source for all of its files. Nothing is frozen that has a
problem. A file that is gone is left out of the record.
"""

import argparse

from compendium.author import freeze


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("files", metavar="FILE", nargs="+")


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    said = freeze.freeze(freeze.named(arguments.files))
    print("\n".join(said) or "Everything is as it was frozen.")
    return 0

"""Begin something: a compendium of your own.

new compendium FOLDER    the machinery and two small printed tables, which build in seconds, in a new folder
"""

import argparse

from compendium.author import compendium
from compendium.paths import STARTED


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    kinds = parser.add_subparsers(dest="kind", metavar="WHAT", required=True)
    one = kinds.add_parser("compendium", help="the machinery and two small printed tables, in a new folder")
    one.add_argument("folder", metavar="FOLDER")
    one.set_defaults(make=_compendium)


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    return arguments.make(arguments)


def _compendium(arguments: argparse.Namespace) -> int:
    folder = STARTED / arguments.folder
    compendium.write(folder)
    print(
        f"{folder}: a compendium of an invented election. In it, ./reproduce builds everything; "
        "its README.md says how to put your own tables in their place."
    )
    return 0

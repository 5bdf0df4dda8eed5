"""Measure speed and memory against other ways to build, and write docs/performance.md and docs/scaling.md.

All is measured in copies in a temporary folder. Parts, options and what is compared: ./reproduce bench --help
"""

import argparse
import os
import sys

from compendium.failure import Refused
from compendium.paths import ROOT, STARTED

FOLDER = "benchmarks"


def register(parser: argparse.ArgumentParser) -> None:
    """Hand everything on to the benchmark, which has parts and options of its own."""
    parser.prefix_chars = "\0"  # no word is an option here
    parser.add_argument("given", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code. Raises Refused where the compendium has no benchmark."""
    if not (ROOT / FOLDER / "__main__.py").is_file():
        raise Refused(f"This compendium has no folder {FOLDER}, which holds what is measured.")
    os.chdir(STARTED)  # a folder that is named is the user's
    os.execv(sys.executable, [sys.executable, str(ROOT / FOLDER), *arguments.given])

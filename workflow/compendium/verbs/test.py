"""Run the tests. Arguments after -- go to pytest, for example: ./reproduce test -- -k ledger"""

import argparse
import os
import sys


def register(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *arguments.rest])

"""Open Jupyter Lab in the environment that the reports are built in."""

import argparse
import subprocess
import sys

from crossborder import environment


def register(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    python = sys.executable
    environment.prepare()
    return subprocess.run([python, "-m", "jupyter", "lab", *arguments.rest]).returncode

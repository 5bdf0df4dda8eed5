"""Open Jupyter Lab in the environment that the reports are built in.

It listens on this machine alone and asks for the token that it prints. A notebook is saved without its outputs.
Arguments after -- go to Jupyter Lab.
"""

import argparse
import os
import sys

from compendium.build import environment

STRIPPED = "--FileContentsManager.pre_save_hook=compendium.report.saved.strip"
LOCAL = ("--ServerApp.ip=127.0.0.1", "--ServerApp.allow_remote_access=False")


def register(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    python = sys.executable
    environment.prepare()
    os.execv(python, [python, "-m", "jupyter", "lab", STRIPPED, *LOCAL, *arguments.rest])

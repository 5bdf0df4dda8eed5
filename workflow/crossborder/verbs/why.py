"""Say which outputs are stale, and because of which raw file, entry, code, card or lock."""

import argparse

from crossborder import explain, record


def register(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(_arguments: argparse.Namespace) -> int:
    stale = record.stale()
    if not stale:
        print("Nothing is stale.")
        return 0
    for cause, names in explain.causes(stale).items():
        print(f"{cause}\n    → {explain.summary(names)}")
    return 1

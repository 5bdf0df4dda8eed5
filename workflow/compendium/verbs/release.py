"""Write what a release commits: named results, citation files, README's citation, digests of all outputs."""

import argparse
import sys

from compendium.archive import release
from compendium.build import record


def register(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(_arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    if due := record.stale():
        print(f"{len(due)} files are stale; build first: ./reproduce", file=sys.stderr)
        return 1
    changed = release.write()
    for name in changed:
        print(f"written: {name}")
    print(f"{len(changed)} files changed. What they say is committed with the release; docs/release.md has the steps.")
    return 0

"""Say what is built and what is stale. Instant: it runs nothing and checks no raw table."""

import argparse

from compendium.build import plan, record
from compendium.source import cards, checksums


def register(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(_arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    for line in (*checksums.notices(), *cards.notices()):
        print(line)
    stale = record.stale()
    for stage in plan.stages():
        due = sum(name in stale for name in stage.targets)
        print(f"{stage.title:9} {len(stage.targets) - due:4} of {len(stage.targets):4} files current")
    for name in record.foreign():
        print(f"made by no rule and left: {name}")
    for name in record.orphans():
        print(f"made by no rule any more: {name}")
    if stale:
        print("./reproduce why says what is stale because of what; ./reproduce builds it.")
    return 1 if stale else 0

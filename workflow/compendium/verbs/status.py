"""Say what is built and what is stale. Instant: it runs nothing and checks no raw table."""

import argparse
from collections.abc import Iterator

from compendium.build import plan, record
from compendium.source import cards, checksums
from compendium.verbs import answer


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    answer.register(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    stale = record.stale()
    if arguments.json:
        return answer.give("status", 1 if stale else 0, _found(stale))
    for line in (*checksums.notices(), *cards.notices()):
        print(line)
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


def _found(stale: dict) -> Iterator[dict]:
    for stage in plan.stages():
        current = sum(name not in stale for name in stage.targets)
        yield {"what": "stage", "name": stage.title, "current": current, "files": len(stage.targets)}
    yield from ({"what": "stale", "name": name} for name in stale)
    yield from ({"what": "made by no rule and left", "name": name} for name in record.foreign())
    yield from ({"what": "made by no rule any more", "name": name} for name in record.orphans())

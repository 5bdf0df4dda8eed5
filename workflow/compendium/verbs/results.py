"""Write every named result into results.csv, which is committed: git diff then shows what a commit changes."""

import argparse
import sys
from collections.abc import Iterable

from compendium import atomic
from compendium.archive import compare_versions
from compendium.build import plan, record
from compendium.decision.config import reports
from compendium.paths import ROOT
from compendium.result import patterns
from compendium.table import store


def register(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(_arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    if due := set(record.stale()) & {*plan.measures(), *plan.of_scenarios()}:
        print(f"{len(due)} files of results are stale; build first: ./reproduce", file=sys.stderr)
        return 1
    found = compare_versions.built().results
    text = compare_versions.text(found)
    atomic.write_bytes(ROOT / compare_versions.RESULTS, text.encode())
    print(f"{compare_versions.RESULTS}: {text.count(chr(10)) - 1} results")
    if runs := sum(store.formulas(ROOT / compare_versions.RESULTS).values()):
        print(f"A spreadsheet program would run {runs} of its cells as formulas: import its columns as text.")
    if problems := list(patterns.unmade(_by_measure(found))):
        print("\n".join(map(str, problems)), file=sys.stderr)
    return 1 if problems else 0


def _by_measure(ids: Iterable[str]) -> dict[str, list[str]]:
    """Ids of results without their report, by measure."""
    found: dict[str, list[str]] = {}
    for key, _, name in (identifier.partition("/") for identifier in ids):
        found.setdefault(reports()[key].measure, []).append(name)
    return found

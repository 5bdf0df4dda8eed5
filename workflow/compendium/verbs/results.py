"""Write every named result into results.csv, which is committed: git diff then shows what a commit changes."""

import argparse
import sys

from compendium.archive import compare_versions
from compendium.build import plan, record
from compendium.paths import ROOT
from compendium.table import store


def register(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(_arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    if due := set(record.stale()) & {*plan.measures(), *plan.supposed()}:
        print(f"{len(due)} files of results are stale; build first: ./reproduce", file=sys.stderr)
        return 1
    text = compare_versions.text(compare_versions.built().results)
    store.write_bytes(ROOT / compare_versions.RESULTS, text.encode())
    print(f"{compare_versions.RESULTS}: {text.count(chr(10)) - 1} results")
    if runs := sum(store.formulas(ROOT / compare_versions.RESULTS).values()):
        print(f"A spreadsheet program would run {runs} of its cells as formulas: import its columns as text.")
    return 0

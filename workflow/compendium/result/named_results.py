"""Where the measures of a report lie, and its named results."""

from pathlib import Path

from compendium.paths import ROOT
from compendium.table import store


def folder(report: str, root: Path = ROOT) -> Path:
    """Folder of the results and frames of a report."""
    return root / "processed/reports" / report


def results(report: str) -> list[dict]:
    """Named results of a report, in the order in which they were measured."""
    return store.read(folder(report) / "results.parquet").to_pylist()

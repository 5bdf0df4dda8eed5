"""Where the measures of a report lie, and its named results."""

from collections.abc import Mapping
from pathlib import Path

from compendium.paths import ROOT
from compendium.source import valid
from compendium.table import store


class UnknownResult(LookupError):
    """A name that no result of a report has; the message says which is near."""

    def __init__(self, name: str, known: Mapping[str, object]):
        super().__init__(f"There is no result {name!r}. Expected: {valid.closest(name, known)}.")


def folder(report: str, root: Path = ROOT) -> Path:
    """Folder of the results and frames of a report."""
    return root / "processed/reports" / report


def results(report: str) -> list[dict]:
    """Named results of a report, in the order in which they were measured."""
    return store.read(folder(report) / "results.parquet").to_pylist()


def by_name(report: str) -> dict[str, dict]:
    """Named results of a report by their names, without the report's."""
    return {result["id"].partition("/")[2]: result for result in results(report)}

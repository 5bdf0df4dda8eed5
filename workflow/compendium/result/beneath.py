"""Results and frames of another report, for a measure that says them again."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from compendium.table import store


@dataclass(frozen=True)
class Beneath:
    """What another report measured: its results by name, each a row of `results.parquet`, and its frames by name."""

    report: str
    results: dict[str, dict]
    frames: dict[str, pd.DataFrame]


def beneath(files: Iterable[str | Path]) -> dict[str, Beneath]:
    """What reports measured, by key, from the files of their results and frames: `REPORT/NAME.parquet`."""
    found: dict[str, dict[str, Path]] = {}
    for path in map(Path, files):
        found.setdefault(path.parent.name, {})[path.stem] = path
    return {key: _read(key, paths) for key, paths in found.items()}


def _read(report: str, paths: dict[str, Path]) -> Beneath:
    rows = store.read(paths.pop("results")).to_pylist()
    frames = {name: store.read(path).to_pandas() for name, path in paths.items()}
    return Beneath(report, {row["id"].partition("/")[2]: row for row in rows}, frames)

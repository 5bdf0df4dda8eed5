"""The job behind `scenario`: everything that one scenario changes."""

from pathlib import Path

from crossborder import schemas, store
from crossborder.suppose.compare import rows
from crossborder.suppose.compute import Base
from crossborder.suppose.jobs import scenarios


def write(wildcards: dict[str, str], _inputs: dict, outputs: dict[str, str]) -> None:
    """Compute one scenario against what is built."""
    found = list(rows(scenarios()[wildcards["scenario"]], Base()))
    store.parquet(store.arrow(found, schemas.scenario()), Path(outputs["parquet"]))

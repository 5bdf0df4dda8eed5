"""The job behind `scenario`: everything that one scenario changes."""

from pathlib import Path

from compendium.decision import decisions, schemas
from compendium.result.scenario.compare import rows
from compendium.result.scenario.jobs import scenarios
from compendium.result.scenario.recompute import Base
from compendium.table import store


def write(wildcards: dict[str, str], inputs: dict, outputs: dict[str, str]) -> None:
    """Compute one scenario against what is built."""
    found = list(rows(scenarios()[wildcards["scenario"]], Base(decided=decisions.load(inputs["decisions"]))))
    store.parquet(store.arrow(found, schemas.scenario()), Path(outputs["parquet"]))

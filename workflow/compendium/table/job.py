"""The job behind `clean`."""

from pathlib import Path

from compendium import atomic
from compendium.decision import decisions, schemas
from compendium.table import store
from compendium.table.kinds import tabulate


def write(wildcards: dict[str, str], inputs: dict, outputs: dict[str, str]) -> None:
    """Tabulate one tidy table into Parquet and CSV."""
    table = store.arrow(
        tabulate(wildcards["table"], decisions.load(inputs["decisions"])), schemas.table(wildcards["table"])
    )
    store.parquet(table, Path(outputs["parquet"]))
    atomic.write_bytes(Path(outputs["csv"]), store.text(table).encode())

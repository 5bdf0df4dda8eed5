"""The job behind `clean`."""

from pathlib import Path

import pyarrow as pa

from compendium.decision import decisions, schemas
from compendium.table import promises, store
from compendium.table.kinds import tabulate
from compendium.unusable import Unusable


def write(wildcards: dict[str, str], inputs: dict, outputs: dict[str, str]) -> None:
    """Tabulate one tidy table into Parquet. Raises Unusable where its rows are not what its schema promises."""
    name = wildcards["table"]
    keep(name, store.arrow(tabulate(name, decisions.load(inputs["decisions"])), schemas.table(name)), outputs)


def keep(name: str, table: pa.Table, outputs: dict[str, str]) -> None:
    """Write a tidy table whose rows are what its schema promises. Raises Unusable."""
    if found := promises.problems(name, table):
        raise Unusable(found)
    store.parquet(table, Path(outputs["parquet"]))

"""The job behind `measure`."""

from pathlib import Path

import pyarrow as pa

from compendium.decision import decisions, schemas
from compendium.decision.config import reports
from compendium.result.beneath import beneath
from compendium.result.measure import arrow_tables, measure
from compendium.table import store


def write(wildcards: dict[str, str], inputs: dict, outputs: dict[str, str]) -> None:
    """Measure one report from its tidy tables."""
    report = reports()[wildcards["report"]]
    tables = {Path(path).stem: store.read(Path(path)).to_pandas() for path in inputs["tables"]}
    if report.scenarios:
        files = map(Path, sorted(inputs["scenarios"]))
        none = store.arrow([], schemas.scenario())  # where the ledger has no entry
        tables["scenarios"] = pa.concat_tables([none, *map(store.read, files)]).to_pandas()
    decided = decisions.load(inputs["decisions"])
    read = beneath(inputs["beneath"])
    results = measure(report.key, report.measure, report.parameters, tables, report.printed(), decided, beneath=read)
    for name, table in arrow_tables(results, report.measure).items():
        store.parquet(table, Path(outputs[name]))

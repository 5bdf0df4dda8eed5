"""The job behind `measure`."""

from pathlib import Path

import pyarrow as pa

from compendium.decision import decisions, schemas
from compendium.decision.config import reports
from compendium.result.measure import arrow_tables, measure
from compendium.result.scenario.jobs import scenarios
from compendium.result.scenario.scenarios import file_of
from compendium.table import store


def write(wildcards: dict[str, str], inputs: dict[str, str], outputs: dict[str, str]) -> None:
    """Measure one report from its tidy tables."""
    report = reports()[wildcards["report"]]
    tables = {name: store.read(Path(f"processed/tables/{name}.parquet")).to_pandas() for name in report.tables}
    if report.scenarios:
        files = sorted(Path(file_of(key)) for key in scenarios())
        none = store.arrow([], schemas.scenario())  # where the ledger has no entry
        tables["scenarios"] = pa.concat_tables([none, *map(store.read, files)]).to_pandas()
    results = measure(report.key, report.measure, report.parameters, tables, report.printed(), decisions.load())
    for name, table in arrow_tables(results, report.measure).items():
        store.parquet(table, Path(outputs[name]))

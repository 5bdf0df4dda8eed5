"""The job behind `measure`."""

from pathlib import Path

import pyarrow as pa

from crossborder import store
from crossborder.config import reports
from crossborder.measure import arrow_tables, measure
from crossborder.suppose.jobs import scenarios
from crossborder.suppose.scenarios import file_of


def write(wildcards: dict[str, str], _inputs: dict, outputs: dict[str, str]) -> None:
    """Measure one report from its tidy tables."""
    report = reports()[wildcards["report"]]
    tables = {name: store.read(Path(f"processed/tables/{name}.parquet")).to_pandas() for name in report.tables}
    if report.scenarios:
        files = sorted(Path(file_of(key)) for key in scenarios())
        tables["scenarios"] = pa.concat_tables(map(store.read, files)).to_pandas()
    study = measure(report.key, report.measure, report.parameters, tables, report.printed())
    for name, table in arrow_tables(study, report.measure).items():
        store.parquet(table, Path(outputs[name]))

"""The job behind `downloads`: every tidy table as CSV and Parquet, all of them as one workbook and one database, and
descriptors of the CSV files for other people's tools."""

import json
from pathlib import Path

import pyarrow as pa

from compendium import atomic
from compendium.decision import schemas
from compendium.paths import ROOT
from compendium.report import code_labels, croissant, csvw, data_package, database, download_files, workbook
from compendium.table import promises, store
from compendium.unusable import Unusable


def write(_wildcards: dict, inputs: dict, outputs: dict[str, str]) -> None:
    """Write all files of `reports/data`. Raises Unusable where a row refers to none of another table."""
    files = {Path(path).stem: ROOT / path for path in inputs["tables"]}
    tables = {name: store.read(files[name]) for name in schemas.tables()}
    if found := [problem for name in tables for problem in promises.foreign(name, tables)]:
        raise Unusable(found)
    folder = ROOT / download_files.FOLDER
    for name, table in tables.items():
        _write(folder / download_files.of_table(name, "csv"), store.text(table).encode())
        _write(folder / download_files.of_table(name, "parquet"), files[name].read_bytes())
    labels = code_labels.rows(tables)
    _write(folder / download_files.CODES, code_labels.text(labels).encode())
    _write(folder / download_files.WORKBOOK, workbook.content(_sheets(tables, labels)))
    _write(folder / download_files.DATABASE, database.content(tables, labels))
    for file, described in (
        (download_files.PACKAGE, data_package.described()),
        (download_files.CSVW, csvw.described()),
        (download_files.CROISSANT, croissant.described()),
    ):
        _write(folder / file, (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode())


def _write(path: Path, content: bytes) -> None:
    atomic.write_bytes(path, content)


def _sheets(tables: dict[str, pa.Table], labels: list[dict]) -> list[workbook.Sheet]:
    """Sheets of the workbook: what it holds, the codebook, the codes, and the tables without their geometry."""
    whole = data_package.about()
    told = [
        ("Title", whole["title"]),
        ("Version", whole["version"]),
        ("Licence", whole["licenses"][0]["name"]),
        ("Citation", whole["citation"]),
        ("Lists", "A cell with several values has semicolons between them."),
        ("Geometry", "Shapes are in the CSV file (WKT) and in the Parquet file (GeoParquet)."),
        ("Dates", "EDTF: a year, a month or a day, or two of them with a slash; kept as text."),
    ]
    listed = [
        {"sheet": name[: workbook.NAME], "table": name, "title": s["title"], "description": s["description"]}
        for name, s in ((name, schemas.table(name)) for name in tables)
    ]
    first = workbook.Sheet("about", ["", ""], told)
    return [
        first,
        workbook.of_records("tables", listed),
        workbook.of_records("columns", database.columns(tables)),
        workbook.of_records("codes", labels),
        *(workbook.of_table(name, table) for name, table in tables.items()),
    ]

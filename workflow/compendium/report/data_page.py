"""The job behind `data_page`: downloads and a codebook made from schemas and tables, of tables and of results."""

import json

import pandas as pd

from compendium.decision import schemas
from compendium.paths import ROOT, output
from compendium.report import result_codebook, table
from compendium.report.data_package import SPREADSHEET
from compendium.report.page import Page
from compendium.result import sentence
from compendium.source import numbers
from compendium.table import store

LISTED = 12  # values of a column that are listed with their counts; a column with more is summarised
# Heading and characters of each column of the codebook.
COLUMNS = {
    "Name": 8,
    "Label": 8,
    "Type": 5,
    "Unit": 5,
    "Description": 15,
    "Values and their counts": 17,
    "Missing": 8,
}


def write(_wildcards: dict, inputs: dict, outputs: dict[str, str]) -> None:
    """Write `reports/data.html`."""
    package = json.loads((ROOT / inputs["package"]).read_text(encoding="utf-8"))
    runs = {
        resource["name"].replace("-", "_"): [f["name"] for f in resource["schema"]["fields"] if SPREADSHEET in f]
        for resource in package["resources"]
    }
    tables = [_table(name, runs.get(name, [])) for name in schemas.tables()]
    text = "\n\n".join([_introduction(), *tables, result_codebook.text()])
    Page().write(text, output(outputs["html"]), {"title": "Data and codebook", "back": "yes", "wide": "yes"}, ROOT)


def _introduction() -> str:
    return (
        "Tidy tables made from the printed ones. Each row names the printed cells behind it in `cells`: a file and an RFC 7111 fragment, `#cell=ROW,COLUMN`, "
        "where the header is row 1. In the CSV files a list is joined by spaces. "
        "[datapackage.json](../processed/tables/datapackage.json) describes all tables as a Frictionless Data Package. "
        "The [named results](#named-results) of the reports are described after the tables."
    )


def _table(name: str, runs: list[str]) -> str:
    schema, frame = schemas.table(name), store.read(ROOT / f"processed/tables/{name}.parquet").to_pandas()
    head = f"# {schema['title']} {{#{name}}}\n\n{schema['description']} {sentence.number(len(frame))} rows. Download: [{name}.csv](../processed/tables/{name}.csv), [{name}.parquet](../processed/tables/{name}.parquet)."
    rows = [_field(field, frame[field["name"]]) for field in schema["fields"]]
    columns = [(head, "left", width) for head, width in COLUMNS.items()]
    if runs:
        named = ", ".join(f"`{column}`" for column in runs)
        head += f" A spreadsheet program would run cells of {named} as formulas: import these columns as text."
    return f"{head}\n\n{table.block(table.made(columns, rows, f'Codebook of {name}.', f'codebook-{name}'))}"


def _field(field: dict, column: pd.Series) -> list[table.Cell]:
    """A row of the codebook."""
    told = [field["label"], field["type"], field.get("unit", ""), field["description"]]
    texts = [*told, _values(field, column), _missing(field, column)]
    return [table.text(field["name"], code=True), *(table.text(text) if text else [] for text in texts)]


def _values(field: dict, column: pd.Series) -> str:
    if field["type"] == "list":
        return f"{sentence.number(column.map(len).sum())} in {sentence.number((column.map(len) > 0).sum())} rows"
    present = column.dropna()
    if "values" in field:
        return "; ".join(
            f"{value} ({meaning}): {sentence.number((present == value).sum())}"
            for value, meaning in field["values"].items()
        )
    if field["type"] in table.NUMERIC and present.nunique() > LISTED:
        least, most, median = (_number(field, of()) for of in (present.min, present.max, present.median))
        return f"{least} to {most}, median {median}"
    counts = present.value_counts().sort_index()
    if len(counts) > LISTED:
        return f"{sentence.number(len(counts))} different values"
    return "; ".join(f"{_value(field, value)}: {sentence.number(count)}" for value, count in counts.items())


def _value(field: dict, value: object) -> str:
    return _number(field, float(value)) if field["type"] in table.NUMERIC else str(value)  # type: ignore[arg-type]


def _number(field: dict, value: float) -> str:
    """A number of a column; a year, and the median of years, have no thousands."""
    return numbers.plain(value) if field.get("format") == "year" else sentence.number(value)


def _missing(field: dict, column: pd.Series) -> str:
    if field["type"] == "list" or not column.isna().any():
        return "none"
    return f"{sentence.number(100 * column.isna().mean(), 1)} %: {field.get('missing', 'not described')}"

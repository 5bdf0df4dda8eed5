"""The job behind `data_page`: downloads and a codebook made from schemas and tables."""

import tempfile
from pathlib import Path

import pandas as pd

from crossborder import schemas, store
from crossborder.render import pandoc
from crossborder.root import ROOT

LISTED = 12  # values of a column that are listed with their counts; a column with more is summarised


def write(_wildcards: dict, _inputs: dict, outputs: dict[str, str]) -> None:
    """Write `reports/data.html`."""
    text = "\n\n".join([_introduction(), *map(_table, schemas.tables())])
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "data.md"
        source.write_text(text, encoding="utf-8")
        pandoc.html(
            source,
            ROOT / outputs["html"],
            reader="markdown",
            variables={"title": "Data and codebook", "back": "yes", "wide": "yes"},
            media=Path(name),
        )


def _introduction() -> str:
    return (
        "Tidy tables made from the printed ones. Each row names the printed cells behind it in `cells`: a file and an RFC 7111 fragment, `#cell=ROW,COLUMN`, "
        "where the header is row 1. In the CSV files a list is joined by spaces. "
        "[datapackage.json](../processed/tables/datapackage.json) describes all tables as a Frictionless Data Package."
    )


def _table(name: str) -> str:
    schema, frame = schemas.table(name), store.read(ROOT / f"processed/tables/{name}.parquet").to_pandas()
    head = f"# {schema['title']} {{#{name}}}\n\n{schema['description']} {len(frame)} rows. Download: [{name}.csv](../processed/tables/{name}.csv), [{name}.parquet](../processed/tables/{name}.parquet)."
    lines = [
        "| Name | Label | Type | Unit | Description | Values and their counts | Missing |",
        "|:-------|:-------|:----|:----|:--------------|:----------------|:--------|",
    ]
    lines += [_field(field, frame[field["name"]]) for field in schema["fields"]]
    return f"{head}\n\n" + "\n".join(lines) + f"\n\n: Codebook of {name}.\n"


def _field(field: dict, column: pd.Series) -> str:
    parts = [
        f"`{field['name']}`",
        field["label"],
        field["type"],
        field.get("unit", ""),
        field["description"],
        _values(field, column),
        _missing(field, column),
    ]
    return "| " + " | ".join(str(part).replace("|", "\\|") for part in parts) + " |"


def _values(field: dict, column: pd.Series) -> str:
    if field["type"] == "list":
        return f"{int(column.map(len).sum())} in {int((column.map(len) > 0).sum())} rows"
    present = column.dropna()
    if "values" in field:
        return "; ".join(
            f"{value} ({meaning}): {int((present == value).sum())}" for value, meaning in field["values"].items()
        )
    if field["type"] in ("integer", "number") and present.nunique() > LISTED:
        return f"{present.min():g} to {present.max():g}, median {present.median():g}"
    counts = present.value_counts().sort_index()
    if len(counts) > LISTED:
        return f"{len(counts)} different values"
    return "; ".join(
        f"{value:g}: {count}" if isinstance(value, float) else f"{value}: {count}" for value, count in counts.items()
    )


def _missing(field: dict, column: pd.Series) -> str:
    if field["type"] == "list" or not column.isna().any():
        return "none"
    return f"{100 * column.isna().mean():.1f} %: {field.get('missing', 'not described')}"

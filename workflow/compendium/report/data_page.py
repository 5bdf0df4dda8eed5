"""The job behind `data_page`: downloads, and for each tidy table its keys, relations, sources, columns and first rows."""

import json

import pyarrow as pa

from compendium.decision import schemas
from compendium.decision.config import metadata
from compendium.paths import ROOT, output
from compendium.report import codebook, dataset, download_files, page_head, result_codebook, table
from compendium.report.data_package import SPREADSHEET
from compendium.report.page import Page
from compendium.report.templates import Templates
from compendium.result import sentence
from compendium.source import fingerprint
from compendium.table import store

TITLE, FILE = "Data and codebook", "data.html"
HERE = dataset.FOLDER  # folder of the downloads, from the page
# What each file of all tables is, in the order of the page.
WHOLE = {
    download_files.WORKBOOK: "all tables as a workbook, a sheet each",
    download_files.DATABASE: "all tables as an SQLite database, with keys and references; DuckDB opens it too",
    download_files.CODES: "every code with its label and the number of rows that have it",
    download_files.PACKAGE: "description of the CSV files as a Frictionless Data Package",
    download_files.CSVW: "description of the CSV files as CSV on the Web",
    download_files.CROISSANT: "description of the CSV files as Croissant, which loaders of data sets read",
}


def write(_wildcards: dict, inputs: dict, outputs: dict[str, str]) -> None:
    """Write `reports/data.html`."""
    package = json.loads((ROOT / download_files.outputs()["package"]).read_text(encoding="utf-8"))
    tables = {name: store.read(ROOT / path) for name, path in zip(schemas.tables(), inputs["tables"], strict=True)}
    page = Page(Templates.given(inputs))
    parts = [
        _introduction(page),
        table.block(_contents(tables)),
        *(
            _table(page, name, tables[name], {"licenses": package["licenses"], **told})
            for name, told in zip(tables, package["resources"], strict=True)
        ),
        result_codebook.text(),
    ]
    head = page_head.of(FILE, f"{TITLE}: {metadata()['title']}", metadata()["description"], dataset.whole(parts=True))
    page.write("\n\n".join(parts), output(outputs["html"]), {"title": TITLE, "back": "yes", "wide": "yes"}, ROOT, head)


def _introduction(page: Page) -> str:
    whole = "\n".join(f"- {_download(file)}: {said}" for file, said in WHOLE.items())
    licence = page.text(metadata()["licences"]["data_and_text"])
    return (
        "Tidy tables made from the printed ones, as CSV and Parquet, each with its codebook. "
        "The [named results](#named-results) of the reports are described after the tables.\n\n"
        f"{whole}\n\n"
        "A table has a key: the columns that tell its rows apart, which are never empty. "
        "Each row names the printed cells behind it in `cells`: a file and a fragment of RFC 7111, `#cell=ROW,COLUMN`, "
        "where the header is row 1. A list has semicolons between its items. "
        "A date is one of EDTF: a year, a month or a day, or two of them with a slash. "
        "An empty cell means what the codebook says of its column, and nothing else. "
        "In the Parquet files each column carries its description, unit and codes as metadata.\n\n"
        f"Licence of the tables: {licence}. The facts belong to the sources that each table names.\n"
    )


def _download(file: str) -> str:
    size = sentence.number(-(-(ROOT / download_files.FOLDER / file).stat().st_size // 1024))
    return f"[{file}]({HERE}/{file}) ({size} KB)"


def _contents(tables: dict[str, pa.Table]) -> dict:
    """Table of the tables."""
    rows = [
        [
            table.text(schemas.table(name)["title"]),
            table.text(name, code=True),
            table.text(sentence.number(found.num_rows)),
            _names(schemas.table(name)["key"]),
            _names(sorted({reference["table"] for reference in schemas.table(name).get("references", ())})),
        ]
        for name, found in tables.items()
    ]
    columns = [("Table", "left", 30), ("Name", "left", 16), ("Rows", "right", 6), ("Key", "left", 16)]
    return table.made([*columns, ("Refers to", "left", 12)], rows, "Tidy tables.", "tidy-tables")


def _names(names: list[str]) -> table.Cell:
    parts: table.Cell = []
    for name in names:
        parts += [*([{"text": ", "}] if parts else []), {"text": name, "code": True}]
    return parts


def _table(page: Page, name: str, found: pa.Table, told: dict) -> str:
    schema = schemas.table(name)
    facts = [
        f"Files: {', '.join(_file(download_files.of_table(name, suffix)) for suffix in download_files.FORMATS)}",
        f"Key: {', '.join(f'`{column}`' for column in schema['key'])}",
        *_relations(name),
        f"Sources: {page.text('; '.join(source['title'] for source in told['sources']))}",
        f"Licence: {page.text(', '.join(licence.get('title', licence['name']) for licence in told['licenses']))}",
    ]
    if runs := [field["name"] for field in told["schema"]["fields"] if SPREADSHEET in field]:
        columns = ", ".join(f"`{column}`" for column in runs)
        facts.append(f"A spreadsheet program would run cells of {columns} as formulas: import these columns as text")
    listed = "\n".join(f"- {fact}" for fact in facts)
    lines = [
        f"# {page.text(schema['title'])} {{#{name}}}",
        f"{page.text(schema['description'])} {sentence.number(found.num_rows)} rows.",
        listed,
        table.block(codebook.columns(name, found)),
        table.block(codebook.sample(name, found)) if found.num_rows else "",
    ]
    return "\n\n".join(lines)


def _file(file: str) -> str:
    return f"{_download(file)}, SHA-256 `{fingerprint.of_file(ROOT / download_files.FOLDER / file)}`"


def _relations(name: str) -> list[str]:
    """What a table refers to, and what refers to it."""
    found = [
        f"`{', '.join(reference['columns'])}` refers to `{', '.join(reference['to'])}` of [{reference['table']}](#{reference['table']})"
        for reference in schemas.table(name).get("references", ())
    ]
    referring = [
        other
        for other in schemas.tables()
        if any(reference["table"] == name for reference in schemas.table(other).get("references", ()))
    ]
    if referring:
        found.append(f"Referred to by {', '.join(f'[{other}](#{other})' for other in referring)}")
    return found

"""Describe the tidy tables as a Frictionless Data Package."""

from compendium.decision import schemas
from compendium.decision.config import metadata
from compendium.paths import ROOT
from compendium.report import cite, download_files
from compendium.source import fingerprint
from compendium.table import licences, store, table_schema
from compendium.table.raw_tables import named

SPREADSHEET = "spreadsheet"  # a property of ours: what to mind when a field is opened in a spreadsheet program


def described() -> dict:
    """The descriptor of the CSV files of `reports/data`, which are there already."""
    return {**about(), "resources": resources()}


def about() -> dict:
    """What a descriptor says of all tables."""
    whole = metadata()
    return {
        "profile": "tabular-data-package",
        "name": f"{whole['short_title']}-tables",
        "title": whole["title"],
        "description": whole["description"].strip(),
        "version": whole["version"],
        "created": f"{whole['released']}T00:00:00Z",
        "keywords": whole["keywords"],
        "licenses": licences.described(licences.names(licences.terms())),
        "sources": named(*schemas.tables()),
        "contributors": [{"title": author["name"], "role": "author"} for author in whole["authors"]],
        "citation": cite.text(),
    }


def resources(folder: str = "") -> list[dict]:
    """Tidy tables as resources; `folder` leads from the descriptor to them."""
    return [_resource(name, folder) for name in schemas.tables()]


def _resource(name: str, folder: str) -> dict:
    schema, file = schemas.table(name), download_files.of_table(name, "csv")
    path = ROOT / download_files.FOLDER / file
    runs = store.formulas(path)
    told = table_schema.of(schema)
    for field in told["fields"]:
        if count := runs.get(field["name"]):
            field[SPREADSHEET] = f"a spreadsheet program would run {count} cells as formulas: import the column as text"
    return {
        "name": table_schema.resource_name(name),
        "profile": "tabular-data-resource",
        "path": folder + file,
        "title": schema["title"],
        "description": schema["description"],
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{fingerprint.of_file(path)}",
        "licenses": licences.described(licences.names(licences.behind(name))),
        "sources": named(name),
        "schema": told,
    }

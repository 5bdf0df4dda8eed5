"""Describe the tidy tables as a Frictionless Data Package."""

from pathlib import Path

from compendium import atomic
from compendium.decision import schemas
from compendium.decision.config import metadata
from compendium.source import fingerprint
from compendium.table import licences, store
from compendium.table.raw_tables import named

SPREADSHEET = "spreadsheet"  # a property of ours: what to mind when a field is opened in a spreadsheet program
TYPES = {"list": "string"}  # a list is one text in CSV, joined by spaces


def write(_wildcards: dict, _inputs: dict, outputs: dict[str, str]) -> None:
    """Write `processed/tables/datapackage.json`."""
    about = metadata()
    package = {
        "profile": "tabular-data-package",
        "name": f"{about['short_title']}-tables",
        "title": about["title"],
        "description": about["description"].strip(),
        "version": about["version"],
        "created": f"{about['released']}T00:00:00Z",
        "licenses": licences.described(licences.names(licences.terms())),
        "sources": named(*schemas.tables()),
        "resources": resources(),
    }
    atomic.write_json(Path(outputs["package"]), package)


def resources(folder: str = "") -> list[dict]:
    """Tidy tables as resources; `folder` leads from the descriptor to them."""
    return [_resource(name, folder) for name in schemas.tables()]


def _resource(name: str, folder: str) -> dict:
    schema, path = schemas.table(name), Path(f"processed/tables/{name}.csv")
    runs = store.formulas(path)
    return {
        "name": name.replace("_", "-"),
        "profile": "tabular-data-resource",
        "path": folder + path.name,
        "title": schema["title"],
        "description": schema["description"],
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{fingerprint.of_file(path)}",
        "licenses": licences.described(licences.names(licences.behind(name))),
        "sources": named(name),
        "schema": {"fields": [_field(field, runs.get(field["name"], 0)) for field in schema["fields"]]},
    }


def _field(field: dict, runs: int) -> dict:
    described = {
        "name": field["name"],
        "type": TYPES.get(field["type"], field["type"]),
        "title": field["label"],
        "description": field["description"],
    }
    if "unit" in field:
        described["unit"] = field["unit"]
    if runs:
        described[SPREADSHEET] = f"a spreadsheet program would run {runs} cells as formulas: import the column as text"
    if "values" in field:
        described["constraints"] = {"enum": sorted(field["values"])}
    return described

"""Describe the tidy tables as a Frictionless Data Package."""

from pathlib import Path

from crossborder import fingerprint, schemas, store
from crossborder.config import metadata

TYPES = {"list": "string"}  # a list is one text in CSV, joined by spaces


def write(_wildcards: dict, _inputs: dict, outputs: dict[str, str]) -> None:
    """Write `processed/tables/datapackage.json`."""
    about = metadata()
    package = {
        "profile": "tabular-data-package",
        "name": f"{about['short_title']}-tables",
        "title": about["title"],
        "version": about["version"],
        "created": f"{about['released']}T00:00:00Z",
        "licenses": [{"name": about["licences"]["data_and_text"]}],
        "resources": [_resource(name) for name in schemas.tables()],
    }
    store.write_json(Path(outputs["package"]), package)


def _resource(name: str) -> dict:
    schema, path = schemas.table(name), Path(f"processed/tables/{name}.csv")
    return {
        "name": name.replace("_", "-"),
        "profile": "tabular-data-resource",
        "path": path.name,
        "title": schema["title"],
        "description": schema["description"],
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{fingerprint.of_file(path)}",
        "schema": {"fields": [_field(field) for field in schema["fields"]]},
    }


def _field(field: dict) -> dict:
    described = {
        "name": field["name"],
        "type": TYPES.get(field["type"], field["type"]),
        "title": field["label"],
        "description": field["description"],
    }
    if "unit" in field:
        described["unit"] = field["unit"]
    if "values" in field:
        described["constraints"] = {"enum": sorted(field["values"])}
    return described

"""The CSV files of `reports/data` as CSV on the Web: https://www.w3.org/TR/tabular-metadata/."""

import re

from compendium.decision import schemas, types
from compendium.report import cite, data_package, download_files
from compendium.table import table_schema

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
DATE = "http://id.loc.gov/datatypes/edtf/EDTF"  # of the Library of Congress


def described() -> dict:
    """Description of all tables, with types, units, codes, keys and references."""
    about = data_package.about()
    return {
        "@context": CONTEXT,
        "dc:title": about["title"],
        "dc:description": about["description"],
        "dc:license": {"@id": about["licenses"][0]["path"]},
        "dc:creator": [author["title"] for author in about["contributors"]],
        "dc:issued": about["created"][:10],
        "dc:bibliographicCitation": cite.text(),
        "tables": [_table(name, schemas.table(name)) for name in schemas.tables()],
    }


def _table(name: str, schema: dict) -> dict:
    found = {
        "url": download_files.of_table(name, "csv"),
        "dc:title": schema["title"],
        "dc:description": schema["description"],
        "tableSchema": {
            "columns": [_column(field) for field in schema["fields"]],
            "primaryKey": schema["key"],
        },
    }
    if "references" in schema:
        found["tableSchema"]["foreignKeys"] = [_foreign(reference) for reference in schema["references"]]
    return found


def _column(field: dict) -> dict:
    column = {
        "name": field["name"],
        "titles": field["name"],
        "rdfs:label": field["label"],
        "dc:description": field["description"],
        "datatype": _datatype(field),
    }
    if "missing" not in field and field["type"] != types.LIST:
        column["required"] = True
    if mark := schemas.separator(field):
        column["separator"] = mark
    told = {"schema:unitText": field.get("unit"), "skos:note": field.get("missing")}
    return column | {name: value for name, value in told.items() if value}


def _datatype(field: dict) -> str | dict:
    base = types.CSVW_FORMATS.get(field.get("format", ""), types.of(field).csvw)
    more = {name: field[name] for name in ("minimum", "maximum") if name in field}
    if field.get("format") == "edtf":
        more["@id"] = DATE
    if field.get("codes") and all(isinstance(part, dict) for part in field["codes"]):
        more["format"] = "|".join(map(re.escape, table_schema.listed(field)))
    return {"base": base, **more} if more else base


def _foreign(reference: dict) -> dict:
    there = {
        "resource": download_files.of_table(reference["table"], "csv"),
        "columnReference": reference["to"],
    }
    return {"columnReference": reference["columns"], "reference": there}

"""The CSV files of `reports/data` as Croissant 1.0, which loaders of data sets read: https://docs.mlcommons.org/croissant/."""

from compendium.decision import schemas, types
from compendium.decision.config import metadata
from compendium.paths import ROOT
from compendium.report import cite, download_files
from compendium.source import fingerprint
from compendium.table import licences

CONFORMS = "http://mlcommons.org/croissant/1.0"
# The context that the specification gives (appendix 1).
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "samplingRate": "cr:samplingRate",
    "equivalentProperty": "cr:equivalentProperty",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def described() -> dict:
    """Description of all tables; the CSV files are there already, since their digests stand in it."""
    about = metadata()
    found = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS,
        "name": about["title"],
        "description": about["description"].strip(),
        "version": about["version"],
        "datePublished": about["released"].isoformat(),
        "license": f"{licences.SPDX}{licences.ours()}",
        "creator": [{"@type": "sc:Organization", "name": author["name"]} for author in about["authors"]],
        "keywords": about["keywords"],
        "citeAs": cite.text(),
        **({"identifier": cite.link(), "url": cite.link()} if cite.link() else {}),
    }
    names = schemas.tables()
    return {
        **found,
        "distribution": list(map(_file, names)),
        "recordSet": [_records(n, schemas.table(n)) for n in names],
    }


def _file(table: str) -> dict:
    name = download_files.of_table(table, "csv")
    path = ROOT / download_files.FOLDER / name
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "description": schemas.table(table)["title"],
        "contentUrl": name,
        "contentSize": f"{path.stat().st_size} B",
        "encodingFormat": "text/csv",
        "sha256": fingerprint.of_file(path),
    }


def _records(table: str, schema: dict) -> dict:
    # A loader joins what is referred to: it can neither join a table with itself nor keep rows that refer to nothing.
    filled = {field["name"] for field in schema["fields"] if "missing" not in field}
    to = {
        column: (reference["table"], reference["to"][0])
        for reference in schema.get("references", ())
        if len(reference["columns"]) == 1 and reference["table"] != table
        for column in reference["columns"]
        if column in filled
    }
    return {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "description": f"{schema['title']}. {schema['description']}",
        "key": [{"@id": f"{table}/{column}"} for column in schema["key"]],
        "field": [_field(table, field, to.get(field["name"])) for field in schema["fields"]],
    }


def _field(table: str, field: dict, to: tuple[str, str] | None) -> dict:
    source: dict[str, object] = {
        "fileObject": {"@id": download_files.of_table(table, "csv")},
        "extract": {"column": field["name"]},
    }
    # A loader that takes a column for numbers cannot part it: free text with semicolons stays one text.
    parted = field["type"] == types.LIST or bool({"codes", "format"} & set(field))
    mark = schemas.separator(field) if parted else ""
    found = {
        "@type": "cr:Field",
        "@id": f"{table}/{field['name']}",
        "name": field["name"],
        "description": f"{field['description']} ({unit})" if (unit := field.get("unit")) else field["description"],
        "dataType": types.CROISSANT_FORMATS.get(field.get("format", ""), types.of(field).croissant),
        "source": {**source, "transform": {"separator": mark}} if mark else source,
    }
    if mark:
        found["repeated"] = True
    if to:
        found["references"] = {"field": {"@id": "/".join(to)}}
    return found

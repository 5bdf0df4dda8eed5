"""The whole and its tidy tables as a Dataset of schema.org, which search engines read."""

from pathlib import Path

from compendium.decision import schemas
from compendium.decision.config import metadata
from compendium.report import cite, download_files, page_head
from compendium.table import licences

KINDS = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sqlite": "application/vnd.sqlite3",
}
FOLDER = Path(download_files.FOLDER).name


def whole(parts: bool = False) -> dict:
    """The data set with its downloads; `parts` says whether each tidy table is described too."""
    about = metadata()
    found = {
        "@type": "Dataset",
        "name": about["title"],
        "description": about["description"].strip(),
        "version": about["version"],
        "datePublished": about["released"].isoformat(),
        "creator": makers(),
        "license": licence(),
        "keywords": about["keywords"],
        "isAccessibleForFree": True,
        "creditText": cite.text(),
        **({"identifier": cite.link()} if cite.link() else {}),
        **({"url": there} if (there := page_head.address("data.html")) else {}),
        "distribution": [_download(download_files.WORKBOOK), _download(download_files.DATABASE)],
    }
    return {**found, "hasPart": list(map(_table, schemas.tables()))} if parts else found


def makers() -> list[dict]:
    """Who made it, as schema.org has it."""
    return [{"@type": "Organization", "name": author["name"]} for author in metadata()["authors"]]


def licence() -> str:
    """Address of the licence of data and text."""
    return f"{licences.SPDX}{licences.ours()}"


def _stated(licence: dict) -> object:
    """A licence by its page, or terms of a source by their title."""
    return licence.get("path") or {"@type": "CreativeWork", "name": licence["title"]}


def _table(name: str) -> dict:
    schema = schemas.table(name)
    return {
        "@type": "Dataset",
        "name": schema["title"],
        "description": schema["description"],
        "license": [_stated(one) for one in licences.described(licences.names(licences.behind(name)))],
        "creator": makers(),
        "variableMeasured": [
            {"@type": "PropertyValue", "name": field["label"], "description": field["description"], "unitText": unit}
            for field in schema["fields"]
            if (unit := field.get("unit"))
        ],
        "distribution": [_download(download_files.of_table(name, suffix)) for suffix in download_files.FORMATS],
    }


def _download(file: str) -> dict:
    """A file of `reports/data`, by its address where that is known, else relative to the page."""
    path = f"{FOLDER}/{file}"
    kind = KINDS[file.rpartition(".")[2]]
    return {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": page_head.address(path) or path}

"""One Frictionless Data Package of everything that is a table: raw tables, tidy tables, named results."""

import json

from compendium.archive import evidence
from compendium.decision.config import metadata
from compendium.paths import ROOT, relative
from compendium.report import data_package, download_files
from compendium.source import cards
from compendium.source.fingerprint import of_bytes
from compendium.table import licences

PATH = "datapackage.json"
CODEBOOK = "reports/data.html#named-results, made from workflow/schemas/results"
# Title and description of each file of evidence.
EVIDENCE = {
    evidence.RESULTS: ("Named results", f"Their codebook: {CODEBOOK}"),
    evidence.CELLS: ("Raw cells behind named results", "The cells as they are printed"),
    evidence.PAGES: ("Web pages", "What was taken from each, so that it is known when the page is gone"),
}
TYPES = {"number": "number", "n": "integer", "row": "integer", "column": "integer"}
COLUMNS = {
    "id": "Report and name of the result",
    "label": "What it is",
    "value": "As it is printed",
    "number": "The number behind the text, where it is one",
    "unit": "Unit of the number",
    "n": "Observations behind it",
    "cells": "Addresses of the raw cells behind it, joined by spaces",
    "file": "Raw table",
    "row": "Record, from 1; the header is the first",
    "column": "Column, from 1",
    "text": "Text of the cell; a long one as sha256: and its digest",
    "address": "Web address",
    "printed": "The whole cell as printed, where the ledger corrects it; the address is that of the correction",
    "accessed": "When the page was read: a date, or that it was not noted",
    "taken": "What the record of the cell holds of it, column by column",
}


def text(more: dict[str, bytes]) -> str:
    """The descriptor. `more` are the files of evidence by their path."""
    package = {
        **data_package.about(),
        "name": metadata()["short_title"],
        "resources": [
            *_raw(),
            *data_package.resources(f"{download_files.FOLDER}/"),
            *(_file(p, b) for p, b in more.items()),
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _raw() -> list[dict]:
    """Resources of every source's own package, each with its licences and sources."""
    found = []
    for path in cards.package_files():
        package = cards.load(path)
        for resource in package["resources"]:
            name = relative(path.parent / resource["path"])
            content = (ROOT / name).read_bytes()
            found.append(
                {
                    **resource,
                    "name": f"raw-{package['name']}-{resource['name']}",
                    **_held(name, content),
                    "licenses": licences.described(licence["name"] for licence in package["licenses"]),
                    "sources": package["sources"],
                }
            )
    return found


def _file(path: str, content: bytes) -> dict:
    header = content.split(b"\n", 1)[0].decode().split(",")
    return {
        "name": path.removesuffix(".csv").replace("/", "-"),
        "title": EVIDENCE[path][0],
        "description": EVIDENCE[path][1],
        **_held(path, content),
        "schema": {
            "fields": [{"name": n, "type": TYPES.get(n, "string"), "description": COLUMNS[n]} for n in header],
            "missingValues": [""],
        },
    }


def _held(path: str, content: bytes) -> dict:
    """What a resource says of its file."""
    return {
        "path": path,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{of_bytes(content)}",
    }

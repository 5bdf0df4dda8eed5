"""How the compendium is cited: everything that citation files and reports say, from metadata.yaml."""

import json
from collections.abc import Callable

import yaml

from compendium.decision.config import metadata
from compendium.escape import markdown
from compendium.paths import path_of

SPDX = "https://spdx.org/licenses/"
CODEMETA = "https://w3id.org/codemeta/3.0"


def link() -> str | None:
    """The DOI as a link, or None while there is none."""
    doi = metadata()["doi"]
    return f"https://doi.org/{doi}" if doi else None


def text(write: Callable[[str], str] = str) -> str:
    """The citation as one paragraph; `write` makes each name and title a part of what it is written into."""
    about = metadata()
    names = ", ".join(write(author["name"]) for author in about["authors"])
    doi = f" {link()}" if link() else ""
    return f"{names} ({about['released'].year}). {write(about['title'])} (version {about['version']}) [data set].{doi}"


def cff() -> str:
    """CITATION.cff, version 1.2.0 of the Citation File Format."""
    about = metadata()
    found = {
        "cff-version": "1.2.0",
        "message": "Cite the version that you used, and the sources behind the tables that you used.",
        "type": "dataset",
        "title": about["title"],
        "abstract": about["description"].strip(),
        "authors": [{"name": author["name"]} for author in about["authors"]],
        "version": about["version"],
        "date-released": about["released"].isoformat(),
        "license": [about["licences"]["code"], about["licences"]["data_and_text"]],
        "keywords": about["keywords"],
        **({"doi": about["doi"]} if about["doi"] else {}),
    }
    return yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=120)


def zenodo() -> str:
    """.zenodo.json, the metadata of a deposit."""
    about = metadata()
    found = {
        "title": about["title"],
        "description": about["description"].strip(),
        "upload_type": "dataset",
        "creators": [{"name": author["name"]} for author in about["authors"]],
        "version": about["version"],
        "publication_date": about["released"].isoformat(),
        "access_right": "open",
        "license": about["licences"]["data_and_text"].lower(),
        "notes": f"The code in it is under the {about['licences']['code']} licence.",
        "keywords": about["keywords"],
        "language": "eng",
        **({"doi": about["doi"]} if about["doi"] else {}),
    }
    return _json(found)


def codemeta() -> str:
    """codemeta.json, version 3.0 of CodeMeta."""
    about = metadata()
    found = {
        "@context": CODEMETA,
        "@type": "SoftwareSourceCode",
        "name": about["title"],
        "description": about["description"].strip(),
        "version": about["version"],
        "datePublished": about["released"].isoformat(),
        "author": [{"@type": "Organization", "name": author["name"]} for author in about["authors"]],
        "license": [f"{SPDX}{about['licences'][key]}" for key in ("code", "data_and_text")],
        "programmingLanguage": "Python",
        "keywords": about["keywords"],
        **({"identifier": link()} if link() else {}),
    }
    return _json(found)


def _json(found: dict) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


FILES = {"CITATION.cff": cff, ".zenodo.json": zenodo, "codemeta.json": codemeta}
README, START, END = "README.md", "<!-- citation -->\n", "\n<!-- end of citation -->"


def readme() -> str:
    """README.md with the citation between its two marks. Raises ValueError when they are not there."""
    given = path_of(README).read_text(encoding="utf-8")
    before, start, rest = given.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"{README} lacks the marks {START.strip()} and {END.strip()}")
    return f"{before}{START}> {text(markdown)}{END}{after}"


def made() -> dict[str, str]:
    """Content of every file that says how to cite, by its path."""
    return {**{name: make() for name, make in FILES.items()}, README: readme()}

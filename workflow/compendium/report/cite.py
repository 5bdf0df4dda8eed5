"""How the compendium is cited: everything that citation files and reports say, from metadata.yaml."""

import json
from collections.abc import Callable

import yaml

from compendium.decision.config import metadata
from compendium.escape import markdown
from compendium.paths import path_of
from compendium.table.licences import SPDX

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
        "authors": [_cff(author) for author in about["authors"]],
        "version": about["version"],
        "date-released": about["released"].isoformat(),
        "license": [about["licences"]["code"], about["licences"]["data_and_text"]],
        "keywords": about["keywords"],
        **({"doi": about["doi"]} if about["doi"] else {}),
    }
    return yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=120)


def inverted(author: dict) -> str:
    """A person's family name, then the given ones."""
    return ", ".join(author[part] for part in ("family", "given") if part in author)


def agent(author: dict) -> dict:
    """An author as schema.org has them: a person, or a group that is known by its name alone."""
    if "family" not in author:
        return {"@type": "Organization", "name": author["name"]}
    names = {"familyName": author["family"], **({"givenName": author["given"]} if "given" in author else {})}
    orcid = {"@id": f"https://orcid.org/{author['orcid']}"} if "orcid" in author else {}
    return {"@type": "Person", **orcid, "name": author["name"], **names}


def _cff(author: dict) -> dict:
    if "family" not in author:
        return {"name": author["name"]}
    names = {"family-names": author["family"], **({"given-names": author["given"]} if "given" in author else {})}
    orcid = {"orcid": f"https://orcid.org/{author['orcid']}"} if "orcid" in author else {}
    return {**names, **({"affiliation": author["affiliation"]} if "affiliation" in author else {}), **orcid}


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
        "author": [agent(author) for author in about["authors"]],
        "license": [f"{SPDX}{about['licences'][key]}" for key in ("code", "data_and_text")],
        "programmingLanguage": "Python",
        "keywords": about["keywords"],
        **({"identifier": link()} if link() else {}),
    }
    return as_json(found)


def as_json(found: dict) -> str:
    """A descriptor as the text of a file."""
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


README, START, END = "README.md", "<!-- citation -->\n", "\n<!-- end of citation -->"


def readme() -> str:
    """README.md with the citation between its two marks. Raises ValueError when they are not there."""
    given = path_of(README).read_text(encoding="utf-8")
    before, start, rest = given.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"{README} lacks the marks {START.strip()} and {END.strip()}")
    return f"{before}{START}> {text(markdown)}{END}{after}"

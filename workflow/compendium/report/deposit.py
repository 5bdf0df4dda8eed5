"""What a place of deposit is told, in the form that each takes: Zenodo, InvenioRDM, DataCite.

`commit` is the commit that the archive names, `digest` the SHA-256 of the archive; both are known once it is written.
"""

import re

from compendium.decision.config import metadata
from compendium.report import cite
from compendium.source import cards, references
from compendium.table import licences

LANGUAGE = {"zenodo": "eng", "datacite": "en"}
SHA1 = re.compile(r"[0-9a-f]{40}")
# Kinds of documents of CSL, as Zenodo and InvenioRDM name them.
KINDS = {"article-journal": "publication-article", "chapter": "publication-section", "dataset": "dataset"}


def zenodo(commit: str | None = None, digest: str | None = None) -> dict:
    """Metadata of a deposition, as Zenodo's interface of depositions takes them; `.zenodo.json` holds the same."""
    about = metadata()
    return {
        "title": about["title"],
        "description": about["description"].strip(),
        "upload_type": "dataset",
        "creators": [_creator(author) for author in about["authors"]],
        "version": about["version"],
        "publication_date": about["released"].isoformat(),
        "access_right": "open",
        "license": licences.ours(),
        "notes": notes(commit, digest),
        "keywords": about["keywords"],
        **({"subjects": [{**one, "scheme": "url"} for one in about["subjects"]]} if "subjects" in about else {}),
        "related_identifiers": [
            *(
                {"identifier": doi, "relation": "isDerivedFrom", "scheme": "doi", **_kind("resource_type", kind)}
                for doi, kind in sources().items()
            ),
            *(
                {"identifier": one, "relation": "isDerivedFrom", "resource_type": "software"}
                for one in revision(commit)
            ),
        ],
        "language": LANGUAGE["zenodo"],
        **({"doi": about["doi"]} if about["doi"] else {}),
    }


def invenio(commit: str | None = None, digest: str | None = None) -> dict:
    """A draft of a record, as InvenioRDM takes it."""
    about = metadata()
    related = [(doi, "doi", _kind("id", kind)) for doi, kind in sources().items()]
    related += [(one, "swh", {"id": "software"}) for one in revision(commit)]
    doi = {"pids": {"doi": {"identifier": about["doi"], "provider": "external"}}} if about["doi"] else {}
    return {
        "access": {"record": "public", "files": "public"},
        "files": {"enabled": True},
        **doi,
        "metadata": {
            "resource_type": {"id": "dataset"},
            "title": about["title"],
            "description": about["description"].strip(),
            "additional_descriptions": [
                {"description": notes(commit, digest), "type": {"id": "notes"}, "lang": {"id": LANGUAGE["zenodo"]}}
            ],
            "creators": [{"person_or_org": _person_or_org(author)} for author in about["authors"]],
            "publisher": ", ".join(author["name"] for author in about["authors"]),
            "publication_date": about["released"].isoformat(),
            "version": about["version"],
            "languages": [{"id": LANGUAGE["zenodo"]}],
            "rights": [_right(name) for name in _rights()],
            "subjects": [{"subject": word} for word in [*about["keywords"], *(s["term"] for s in _subjects())]],
            "related_identifiers": [
                {
                    "identifier": identifier,
                    "scheme": scheme,
                    "relation_type": {"id": "isderivedfrom"},
                    **({"resource_type": kind} if kind else {}),
                }
                for identifier, scheme, kind in related
            ],
        },
    }


def datacite(commit: str | None = None, digest: str | None = None) -> dict:
    """Metadata of a DOI by DataCite 4."""
    about = metadata()
    return {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        **({"doi": about["doi"]} if about["doi"] else {}),
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Research compendium"},
        "creators": [_named(author) for author in about["authors"]],
        "titles": [{"title": about["title"]}],
        "publisher": {"name": ", ".join(author["name"] for author in about["authors"])},
        "publicationYear": str(about["released"].year),
        "dates": [{"date": about["released"].isoformat(), "dateType": "Issued"}],
        "language": LANGUAGE["datacite"],
        "version": about["version"],
        "subjects": [
            *({"subject": word} for word in about["keywords"]),
            *({"subject": one["term"], "valueUri": one["identifier"]} for one in _subjects()),
        ],
        "rightsList": [_stated(name) for name in _rights()],
        "descriptions": [
            {"description": about["description"].strip(), "descriptionType": "Abstract"},
            {"description": notes(commit, digest), "descriptionType": "TechnicalInfo"},
        ],
        "relatedIdentifiers": [
            {"relatedIdentifier": doi, "relatedIdentifierType": "DOI", "relationType": "IsDerivedFrom"}
            for doi in sources()
        ],
        "alternateIdentifiers": [
            {"alternateIdentifier": one, "alternateIdentifierType": "SWHID"} for one in revision(commit)
        ],
        "formats": ["application/zip"],
    }


FORMS = {"zenodo": zenodo, "inveniordm": invenio, "datacite": datacite}


def notes(commit: str | None, digest: str | None) -> str:
    """What has no field of its own: the licence of the code, the terms of sources, commit and digest."""
    about = metadata()["licences"]
    said = [
        f"The code in it is under the {about['code']} licence.",
        "What rests on open data is under the licences of their sources too, which REUSE.toml states for every file.",
        *(one.attribution for one in licences.terms() if one.attribution),
        *([f"Commit: {commit}."] if commit else []),
        *([f"SHA-256 of the archive: {digest}."] if digest else []),
    ]
    return " ".join(said)


def sources() -> dict[str, str]:
    """Kind of every document with a DOI that raw tables were taken from, by the DOI."""
    cited = {table.card["reference"] for table in cards.tables()}
    found = (one.described for key, one in references.load().items() if key in cited)
    return {one["DOI"]: one["type"] for one in found if "DOI" in one}


def revision(commit: str | None) -> list[str]:
    """The commit as an identifier of software, which names it wherever it is kept; none where it is not the whole."""
    return [f"swh:1:rev:{commit}"] if commit and SHA1.fullmatch(commit) else []


def _kind(key: str, kind: str) -> dict[str, str]:
    return {key: KINDS[kind]} if kind in KINDS else {}


def _subjects() -> list[dict]:
    return metadata().get("subjects", [])


def _rights() -> list[str]:
    return list(dict.fromkeys([*licences.names(licences.terms()), metadata()["licences"]["code"]]))


def _creator(author: dict) -> dict:
    """A creator as Zenodo's clients ask for one, with a comma: family and given name, or a group and of what it is."""
    name = cite.inverted(author) if "family" in author else f"{author['name']}, {metadata()['short_title']}"
    return {"name": name, **{key: author[key] for key in ("affiliation", "orcid") if key in author}}


def _person_or_org(author: dict) -> dict:
    if "family" not in author:
        return {"type": "organizational", "name": author["name"]}
    names = {"family_name": author["family"], "given_name": author.get("given", "")}
    known = [{"scheme": "orcid", "identifier": author["orcid"]}] if "orcid" in author else []
    return {"type": "personal", **names, **({"identifiers": known} if known else {})}


def _named(author: dict) -> dict:
    if "family" not in author:
        return {"name": author["name"], "nameType": "Organizational"}
    names = {"familyName": author["family"], **({"givenName": author["given"]} if "given" in author else {})}
    orcid = {"nameIdentifier": f"https://orcid.org/{author.get('orcid')}", "nameIdentifierScheme": "ORCID"}
    more = {"nameIdentifiers": [orcid]} if "orcid" in author else {}
    return {"name": cite.inverted(author), "nameType": "Personal", **names, **more}


def _right(name: str) -> dict:
    """A licence of a record: by its name in the vocabulary, or by title where it has none."""
    (said,) = licences.described([name])
    if "path" in said:
        return {"id": name.lower()}
    return {"title": {"en": said["title"]}}


def _stated(name: str) -> dict:
    (said,) = licences.described([name])
    if "path" not in said:
        return {"rights": said["title"]}
    return {
        "rights": name,
        "rightsUri": said["path"],
        "rightsIdentifier": name.lower(),
        "rightsIdentifierScheme": "SPDX",
        "schemeUri": licences.SPDX,
    }

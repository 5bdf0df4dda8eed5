"""What finders and reference managers read in the head of a page: description, author, citation, JSON-LD, its place.

An address of its own a page has only where `metadata.yaml` says where the reports are published (`published_at`).
"""

import json
import re
from collections.abc import Iterable

from compendium import escape
from compendium.decision.config import ENGLISH, metadata


def of(
    file: str,
    title: str,
    description: str,
    described: dict,
    more: Iterable[tuple[str, str]] = (),
    language: str = ENGLISH,
) -> str:
    """HTML of the head of a page of `reports/`; `more` are further fields of its citation. Each text is escaped.

    `described` is the page as schema.org has it.
    """
    about = metadata()
    fields = [
        ("description", " ".join(description.split())),
        *(("author", author["name"]) for author in about["authors"]),
        ("citation_title", title),
        *(("citation_author", author["name"]) for author in about["authors"]),
        ("citation_publication_date", about["released"].strftime("%Y/%m/%d")),
        ("citation_language", language),
        *([("citation_doi", about["doi"])] if about["doi"] else []),
        *((f"citation_{name}", value) for name, value in more),
    ]
    lines = [f'<meta name="{name}" content="{escape.html(value)}">' for name, value in fields]
    if there := address(file):
        # The attribute keeps pandoc from fetching the page into itself.
        lines.append(f'<link rel="canonical" href="{escape.html(there)}" data-external="1">')
    return "\n".join([*lines, script({"@context": "https://schema.org", **described})])


def of_evidence(name: str, title: str, description: str) -> str:
    """HTML of the head of a page of evidence, which is a part of the whole."""
    described = {"@type": "WebPage", "name": title, "isPartOf": {"@type": "Dataset", "name": metadata()["title"]}}
    return of(f"evidence/{name}.html", title, description, {**described, "description": description})


def address(file: str) -> str | None:
    """Address of a file of `reports/` where it is published, None where that is not said."""
    there = metadata().get("published_at")
    return f"{there.rstrip('/')}/{file}" if there else None


def script(described: dict) -> str:
    """JSON-LD that can stand in HTML as it is: no mark of it ends a script."""
    said = json.dumps(described, ensure_ascii=False, indent=1)
    safe = re.sub("[<>&\u2028\u2029]", lambda mark: f"\\u{ord(mark.group()):04x}", said)
    return f'<script type="application/ld+json">\n{safe}\n</script>'


def sitemap(files: Iterable[str]) -> str:
    """A sitemap of pages of `reports/` (https://www.sitemaps.org/protocol.html). Raises ValueError without a place."""
    released = metadata()["released"].isoformat()
    entries = []
    for file in files:
        if not (there := address(file)):
            raise ValueError("metadata.yaml does not say where the reports are published")
        entries.append(f" <url><loc>{escape.html(there)}</loc><lastmod>{released}</lastmod></url>\n")
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n{"".join(entries)}</urlset>\n'

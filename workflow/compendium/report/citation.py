"""How one report is cited: as text, BibTeX, RIS and schema.org."""

import json
import re
from urllib.parse import quote

from compendium import escape
from compendium.decision.config import Report, metadata
from compendium.report import cite
from compendium.table.licences import SPDX

_MARKS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def title(report: Report) -> str:
    """Title and subtitle as one."""
    return f"{report.title}: {report.subtitle}"


def text(report: Report) -> str:
    """The citation as one paragraph."""
    about = metadata()
    doi = f" {cite.link()}" if cite.link() else ""
    names = ", ".join(author["name"] for author in about["authors"])
    return f"{names} ({about['released'].year}). {title(report)} (version {about['version']}). In: {about['title']} [data set].{doi}"


def bibtex(key: str, title: str) -> str:
    """An entry of BibTeX for a report, which names the whole as its series, or for the whole."""
    about = metadata()
    fields = {
        "author": " and ".join(f"{{{_tex(author['name'])}}}" for author in about["authors"]),
        "title": f"{{{_tex(title)}}}",
        "year": str(about["released"].year),
        "date": about["released"].isoformat(),
        "version": _tex(about["version"]),
        **({} if title == about["title"] else {"series": f"{{{_tex(about['title'])}}}"}),
        **({"doi": about["doi"]} if about["doi"] else {}),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}}}\n"


def ris(title: str) -> str:
    """A record of RIS for a report, or for the whole, whose lines end as that format asks."""
    about = metadata()
    fields = [
        ("TY", "DATA" if title == about["title"] else "RPRT"),
        *(("AU", author["name"]) for author in about["authors"]),
        ("TI", title),
        *([] if title == about["title"] else [("T2", about["title"])]),
        ("PY", str(about["released"].year)),
        ("DA", about["released"].strftime("%Y/%m/%d")),
        ("ET", about["version"]),
        ("LA", "en"),
        *([("DO", about["doi"])] if about["doi"] else []),
        ("ER", ""),
    ]
    return "".join(f"{name}  - {_line(value)}\r\n" for name, value in fields)


def head(report: Report, finding: str) -> str:
    """HTML for the head of a report: what reference managers and search engines read. Each text is escaped."""
    about = metadata()
    fields = [
        ("title", title(report)),
        *(("author", author["name"]) for author in about["authors"]),
        ("publication_date", about["released"].strftime("%Y/%m/%d")),
        ("language", "en"),
        ("pdf_url", f"{report.key}.pdf"),
    ]
    lines = [f'<meta name="citation_{name}" content="{escape.html(value)}">' for name, value in fields]
    return "\n".join([*lines, f'<script type="application/ld+json">\n{schema(report, finding)}\n</script>'])


def schema(report: Report, finding: str) -> str:
    """JSON-LD of schema.org, which can stand in HTML as it is: no mark of it ends a script."""
    about = metadata()
    found = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": title(report),
        "abstract": finding,
        "author": [{"@type": "Organization", "name": author["name"]} for author in about["authors"]],
        "datePublished": about["released"].isoformat(),
        "version": about["version"],
        "inLanguage": "en",
        "license": f"{SPDX}{about['licences']['data_and_text']}",
        "keywords": about["keywords"],
        "encoding": [
            {"@type": "MediaObject", "encodingFormat": kind, "contentUrl": f"{report.key}.{suffix}"}
            for suffix, kind in (("html", "text/html"), ("pdf", "application/pdf"))
        ],
        "isPartOf": {
            "@type": "Dataset",
            "name": about["title"],
            "description": about["description"].strip(),
            **({"identifier": cite.link()} if cite.link() else {}),
        },
    }
    said = json.dumps(found, ensure_ascii=False, indent=1)
    return re.sub("[<>&\u2028\u2029]", lambda mark: f"\\u{ord(mark.group()):04x}", said)


def address(kind: str, content: str) -> str:
    """A text as an address that holds it, for a link that saves it."""
    return f"data:{kind};charset=utf-8,{quote(content)}"


def _line(value: str) -> str:
    return " ".join(value.split())


def _tex(value: str) -> str:
    return re.sub(r"[\\~^{}%&#_$]", lambda mark: _MARKS.get(mark.group(), f"\\{mark.group()}"), _line(value))

"""How one report is cited: as text, BibTeX, RIS and schema.org."""

import re
from urllib.parse import quote

from compendium.decision.config import ENGLISH, Report, metadata
from compendium.report import cite, dataset, page_head

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


def named(report: Report) -> tuple[str, str]:
    """Title and language of a report."""
    return title(report), report.language


def ris(title: str, language: str = ENGLISH) -> str:
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
        ("LA", language),
        *([("DO", about["doi"])] if about["doi"] else []),
        ("ER", ""),
    ]
    return "".join(f"{name}  - {_line(value)}\r\n" for name, value in fields)


def head(report: Report, finding: str) -> str:
    """HTML for the head of a report: what reference managers and search engines read. Each text is escaped."""
    more = [("pdf_url", page_head.address(f"{report.key}.pdf") or f"{report.key}.pdf")]
    said = article(report, finding)
    return page_head.of(f"{report.key}.html", title(report), finding, said, more, report.language)


def article(report: Report, finding: str) -> dict:
    """A report as an article of schema.org, part of the whole."""
    about = metadata()
    return {
        "@type": "ScholarlyArticle",
        "headline": title(report),
        "abstract": finding,
        "author": dataset.makers(),
        "datePublished": about["released"].isoformat(),
        "version": about["version"],
        "inLanguage": report.language,
        "license": dataset.licence(),
        "keywords": about["keywords"],
        **({"url": there} if (there := page_head.address(f"{report.key}.html")) else {}),
        "encoding": [
            {"@type": "MediaObject", "encodingFormat": kind, "contentUrl": f"{report.key}.{suffix}"}
            for suffix, kind in (("html", "text/html"), ("pdf", "application/pdf"))
        ],
        "isPartOf": dataset.whole(),
    }


def address(kind: str, content: str) -> str:
    """A text as an address that holds it, for a link that saves it."""
    return f"data:{kind};charset=utf-8,{quote(content)}"


def _line(value: str) -> str:
    return " ".join(value.split())


def _tex(value: str) -> str:
    return re.sub(r"[\\~^{}%&#_$]", lambda mark: _MARKS.get(mark.group(), f"\\{mark.group()}"), _line(value))

"""The job behind `index`: search, the reports in sections, each with its finding, some with a figure; data, citation."""

from PIL import Image

from compendium import atomic
from compendium.decision.config import Report, index, metadata, reports
from compendium.paths import ROOT, output
from compendium.report import citation, cite, dataset, page_head, search, thumbnail, words
from compendium.report.page import Page
from compendium.report.templates import Templates
from compendium.result import named_results

LARGE = "large"
PICTURED = (LARGE, "cards")  # forms of a section whose reports are shown with a figure
FORMATS = (("PDF", "pdf"), ("DOCX", "docx"), ("notebook", "ipynb"))
PLACE = "search-box"  # anchor of the paragraph that the box takes the place of
KEY = "compendium"  # of the whole, in BibTeX


def write(_wildcards: dict, inputs: dict, outputs: dict[str, str]) -> None:
    """Write `reports/index.html`, and a sitemap where the reports are published."""
    about, page = metadata(), Page(Templates.given(inputs))
    found = index()
    title = found.get("title", about["title"])
    findings = {key: _finding(key) for key in reports()}
    parts = [page.text(found.get("introduction", about["description"]).strip()), f"::: {{#{PLACE}}}\n:::"]
    parts += [_section(page, section) for section in _sections(found)]
    parts.append(_data(page))
    given = {"title": title, "wide": "yes", "index": "yes"}
    head = page_head.of("index.html", title, found.get("introduction", about["description"]), dataset.whole())
    made = page.html("\n\n".join(parts), given, ROOT, head=head, script=search.script(inputs))
    box = search.form(search.entries(findings))
    atomic.write_bytes(output(outputs["html"]), made.replace(f'<div id="{PLACE}">\n\n</div>', box, 1).encode())
    if "sitemap" in outputs:
        pages = ["index.html", "data.html", *(f"{key}.html" for key in reports())]
        atomic.write_bytes(output(outputs["sitemap"]), page_head.sitemap(pages).encode())


def _finding(key: str) -> str:
    return next(r["value"] for r in named_results.results(key) if r["id"] == f"{key}/finding")


def _sections(found: dict) -> list[dict]:
    """Sections as configured; what stands in none is a last one, so that no report is left out."""
    sections = list(found.get("sections", []))
    named = {key for section in sections for key in section["reports"]}
    if rest := [key for key in reports() if key not in named]:
        sections.append({"title": "More reports" if sections else "Reports", "form": "cards", "reports": rest})
    return sections


def _section(page: Page, section: dict) -> str:
    if section["form"] == "links":
        return f"# {page.text(section['title'])} {{.unnumbered}}\n\n{_lines(page, section['reports'])}\n"
    entries = "\n".join(_entry(page, reports()[key], section["form"]) for key in section["reports"])
    return f"# {page.text(section['title'])} {{.unnumbered}}\n\n:::: {section['form']}\n{entries}\n::::\n"


def _lines(page: Page, keys: list[str]) -> str:
    """A line a subject: its title, and the languages in which it is there."""
    by_subject: dict[str, list[Report]] = {}
    for report in map(reports().get, keys):
        by_subject.setdefault(report.restates or report.key, []).append(report)
    return "\n".join(
        f"- {page.text(_subject(found[0]))}: {', '.join(map(_in_language, found))}" for found in by_subject.values()
    )


def _subject(report: Report) -> str:
    return reports()[report.restates].subtitle if report.restates else report.subtitle


def _in_language(report: Report) -> str:
    """Links to one report, told by its language."""
    mark = f"{{lang={report.language}}}"
    links = " · ".join(f"[{label}]({report.key}.{suffix})" for label, suffix in FORMATS[:2])
    return f"[{words.named(report.language)}]({report.key}.html){mark} ({links})"


def _entry(page: Page, report: Report, form: str) -> str:
    links = " · ".join(f"[{label}]({report.key}.{suffix})" for label, suffix in FORMATS)
    picture = _picture(page, report.key, whole=form == LARGE) if form in PICTURED else ""
    return (
        f"::: card\n{picture}"
        f"## [{page.text(report.subtitle)}]({report.key}.html) {{#{report.key}}}\n\n"
        f"{page.text(report.title)}\n\n{page.text(_finding(report.key))}\n\n{links}\n:::\n"
    )


def _picture(page: Page, key: str, whole: bool) -> str:
    """The picture of a report, or the whole figure, not copied into the page; none where the picture is no figure."""
    path = ROOT / f"reports/{key}.png"
    if not (seen := thumbnail.alt(path)):
        return ""
    with Image.open(path) as found:
        size = f"width={found.width} height={found.height}"
    name = f"data/{key}/{thumbnail.figure(path)}.png" if whole else f"{key}.png"
    return f"[![{page.text(seen)}]({name}){{{size} external=1}}]({key}.html)\n\n"


def _data(page: Page) -> str:
    """Where the data are, under which licence, how they are cited, and how all is made again."""
    about = metadata()
    saved = " · ".join(
        f'[{name}]({citation.address(kind, content)}){{download="{KEY}.{suffix}"}}'
        for name, suffix, kind, content in (
            ("BibTeX", "bib", "application/x-bibtex", citation.bibtex(KEY, about["title"])),
            ("RIS", "ris", "application/x-research-info-systems", citation.ris(about["title"])),
        )
    )
    licences = about["licences"]
    return (
        "# Data and citation\n\n"
        "[All tables with a codebook](data.html), as CSV, Parquet, workbook and database. "
        f"Text and data are under {page.text(licences['data_and_text'])}, code under {page.text(licences['code'])}. "
        "`./reproduce` makes everything again.\n\n"
        f"{page.text(cite.text())} {saved}\n"
    )

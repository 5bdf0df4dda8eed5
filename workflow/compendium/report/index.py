"""The job behind `index`: the reports, each with its finding and a picture of its first page."""

from compendium.decision.config import Report, metadata, reports
from compendium.paths import ROOT, output
from compendium.report.page import Page
from compendium.result import named_results


def write(_wildcards: dict, _inputs: dict, outputs: dict[str, str]) -> None:
    """Write `reports/index.html`."""
    about, page = metadata(), Page()
    cards = "\n".join(_card(page, report) for report in reports().values())
    text = f"{page.text(about['description'].strip())}\n\nEach report opens with its finding and says what it cannot bear. [The data, with a codebook](data.html).\n\n:::: cards\n{cards}\n::::\n"
    page.write(text, output(outputs["html"]), {"title": about["title"], "wide": "yes", "index": "yes"}, ROOT)


def _card(page: Page, report: Report) -> str:
    finding = next(r["value"] for r in named_results.results(report.key) if r["id"] == f"{report.key}/finding")
    links = " · ".join(
        f"[{label}]({report.key}.{suffix})"
        for label, suffix in (("HTML", "html"), ("PDF", "pdf"), ("DOCX", "docx"), ("notebook", "ipynb"))
    )
    seen = page.text(f"First page of the report: {report.title}, {report.subtitle}")
    return (
        f"::: card\n[![{seen}](reports/{report.key}.png)]({report.key}.html)\n\n"
        f"## [{page.text(report.title)}]({report.key}.html) {{#{report.key}}}\n\n"
        f"{page.text(report.subtitle)}\n\n{page.text(finding)}\n\n{links}\n:::\n"
    )

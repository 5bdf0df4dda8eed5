"""The job behind `index`: the reports, each with its finding and a picture of its first page."""

import tempfile
from pathlib import Path

from crossborder import measured
from crossborder.config import Report, metadata, reports
from crossborder.render import pandoc
from crossborder.root import ROOT


def write(_wildcards: dict, _inputs: dict, outputs: dict[str, str]) -> None:
    """Write `reports/index.html`."""
    about = metadata()
    cards = "\n".join(_card(report) for report in reports().values())
    text = f"{about['description']}\n\nEach report opens with its finding and says what it cannot bear. [The data, with a codebook](data.html).\n\n:::: cards\n{cards}\n::::\n"
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "index.md"
        source.write_text(text, encoding="utf-8")
        pandoc.html(
            source,
            ROOT / outputs["html"],
            reader="markdown",
            variables={"title": about["title"], "wide": "yes", "index": "yes"},
            media=Path(name),
        )


def _card(report: Report) -> str:
    finding = next(r["value"] for r in measured.results(report.key) if r["id"] == f"{report.key}/finding")
    links = " · ".join(
        f"[{label}]({report.key}.{suffix})"
        for label, suffix in (("HTML", "html"), ("PDF", "pdf"), ("DOCX", "docx"), ("notebook", "ipynb"))
    )
    picture = f"![First page of the report: {report.title}, {report.subtitle}](reports/{report.key}.png)"
    return f"::: card\n[{picture}]({report.key}.html)\n\n## [{report.title}]({report.key}.html) {{#{report.key}}}\n\n{report.subtitle}\n\n{finding}\n\n{links}\n:::\n"

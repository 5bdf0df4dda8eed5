"""The job behind `report`: one notebook executed once, in every format."""

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import nbformat

from compendium import atomic, study
from compendium.decision import schemas
from compendium.decision.config import Report, reports
from compendium.paths import ROOT, output, path_of
from compendium.report import attributions, citation, pandoc, prose, table, thumbnail
from compendium.report.execute import execute
from compendium.result import named_results, placeholders
from compendium.table import store
from compendium.unusable import Unusable

CLOSING = "workflow/templates/closing.md"
# How the tables behind a report came to be: a second keying, a document that they were read from, a collector, or open data.
ORIGINS = {
    "printed": lambda table: bool(table.second),
    "read": lambda table: "document" in table.card,
    "collected": lambda table: (
        not table.second and not {"document", "holds"} & set(table.card) and table.card.get("layout") != "matrix"
    ),  # one of print, though it was keyed once
    "measured": lambda table: "holds" in table.card,
}


def write(wildcards: dict[str, str], inputs: dict[str, str], outputs: dict[str, str]) -> None:
    """Make notebook, HTML, PDF, DOCX and thumbnail of a report; all of them or none.

    Raises Unusable where prose names a result that the report does not have, or has a condition that is none.
    """
    report = reports()[wildcards["report"]]
    results = named_results.by_name(report.key)
    numbers = {name: result["number"] for name, result in results.items()}
    closing = _templates(report)
    _require(report, inputs["notebook"], closing, numbers)
    closing = {file: prose.said_of(markdown, numbers) for file, markdown in closing.items()}
    executed = prose.said(execute(ROOT / inputs["notebook"], {"report": report.key}), numbers)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = {kind: folder / f"{report.key}.{kind}" for kind in outputs}
        source = folder / "source.ipynb"
        nbformat.write(prose.changed(executed, prose.references), source)
        media = folder / "media"
        media.mkdir()
        markdown = [*prose.texts(executed), *closing.values()]
        variables = _variables(report, folder, _closing(report, closing), results, markdown)
        pandoc.pictures(executed, media)
        document = pandoc.read(source, variables=variables, media=media)
        pandoc.html(document, made["html"], citation.head(report, results["finding"]["value"]))
        pandoc.docx(document, made["docx"])
        pandoc.pdf(document, made["pdf"], made["png"])
        thumbnail.write(executed, media, made["png"])
        values = {name: result["value"] for name, result in results.items()}
        nbformat.write(prose.changed(executed, lambda text: prose.filled(text, values)), made["notebook"])
        for kind, path in outputs.items():
            atomic.write_bytes(output(path), made[kind].read_bytes())


def _templates(report: Report) -> dict[str, str]:
    """Markdown of the sections that close a report, by file."""
    behind = report.printed()
    own = study.adds("CLOSINGS")
    origins = [origin for origin, is_one in ORIGINS.items() if any(map(is_one, behind))]
    files = [own.get(origin, f"workflow/templates/closing-{origin}.md") for origin in origins]
    return {file: path_of(file).read_text(encoding="utf-8") for file in (*files, CLOSING)}


def _require(report: Report, notebook: str, closing: dict[str, str], results: dict[str, float | None]) -> None:
    """Raises Unusable where prose names a result that there is not, or says something on a condition that is none."""
    cells = nbformat.read(ROOT / notebook, as_version=4)
    found = list(prose.notebook_problems(notebook, cells, report.key, results))
    for file, markdown in closing.items():
        found += prose.template_problems(file, markdown, report.key, results)
    if found:
        raise Unusable(found)


def _variables(report: Report, folder: Path, closing: str, results: dict[str, dict], markdown: Iterable[str]) -> dict:
    """Metadata of a report for template and filter: its title, its results, its closing sections.

    With each result goes how often the Markdown names it: the filter fails where it fills another number of places.
    """
    times = Counter(name for text in markdown for name, _ in placeholders.places(text, placeholders.MARKDOWN))
    named = {
        name: {"times": times[name], **{key: _printed(result[key]) for key in ("label", "value", "unit", "n")}}
        for name, result in results.items()
    }
    files = {"closing": folder / "closing.md", "results": folder / "results.json"}
    files["closing"].write_text(closing, encoding="utf-8")
    files["results"].write_text(json.dumps(named, ensure_ascii=False), encoding="utf-8")
    texts = {
        "title": report.title,
        "subtitle": report.subtitle,
        "report": report.key,
        "citation": citation.text(report),
        "bibtex": citation.address("application/x-bibtex", citation.bibtex(report.key, citation.title(report))),
        "ris": citation.address("application/x-research-info-systems", citation.ris(citation.title(report))),
    }
    return {**texts, **{name: str(path) for name, path in files.items()}}


def _printed(value: object) -> str:
    return "" if value is None else str(value)


def _closing(report: Report, templates: dict[str, str]) -> str:
    """The closing sections, with references to results, with their tables, and with what licences demand."""
    tables = {
        "agreement": (
            "Agreement of two independent keyings, before anything was settled.",
            ["table", "compared", "agreeing", "filled", "filled_agreeing"],
        ),
        "ledger": (
            "Ledger entries that touch the tables of this report. Proposed entries change no result.",
            ["id", "place", "printed", "corrected", "status", "reason"],
        ),
    }
    text = prose.references("\n".join(templates.values()))
    filled = {}
    for name, (caption, columns) in tables.items():
        frame = store.read(named_results.folder(report.key) / f"{name}.parquet").to_pandas()
        made = table.table(frame, schemas.common()[name], columns, caption, identifier=f"table-{name}")
        filled[name] = "" if frame.empty else table.block(made)
    text = text.replace(attributions.MARK, attributions.text(report))
    return re.sub(r"<!-- table: (\w+) -->", lambda match: filled[match.group(1)], text)

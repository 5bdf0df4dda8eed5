"""The job behind `report`: one notebook executed once, in every format."""

import json
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import nbformat

from compendium import atomic
from compendium.decision import schemas
from compendium.decision.config import Report, reports
from compendium.paths import ROOT, output
from compendium.report import attributions, beside, citation, links, pandoc, prose, table, thumbnail, words
from compendium.report.evidence import found, summary
from compendium.report.execute import execute
from compendium.report.templates import FILES, Templates
from compendium.result import named_results, placeholders
from compendium.table import store
from compendium.unusable import Unusable

LEDGER = ["id", "place", "printed", "corrected", "status", "reason"]
ENTRIES = "Ledger entries that touch a number of this report. Proposed entries change no result."


def write(wildcards: dict[str, str], inputs: dict[str, str], outputs: dict[str, str]) -> None:
    """Make notebook, HTML, PDF, DOCX and thumbnail of a report, and its figures and data; all of them or none.

    Raises Unusable where prose names a result that the report does not have, or has a condition that is none.
    """
    report = reports()[wildcards["report"]]
    results = named_results.by_name(report.key)
    numbers = {name: result["number"] for name, result in results.items()}
    templates = Templates.given(inputs)
    closing = _closing_text(report, templates)
    _require(report, inputs["notebook"], closing, numbers)
    closing = {file: prose.said_of(markdown, numbers) for file, markdown in closing.items()}
    executed = prose.said(execute(ROOT / inputs["notebook"], {"report": report.key}), numbers)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {kind: path for kind, path in outputs.items() if kind != "data"}
        made = {kind: folder / f"{report.key}.{kind}" for kind in files}
        source = folder / "source.ipynb"
        nbformat.write(prose.changed(executed, prose.references), source)
        media = folder / "media"
        media.mkdir()
        markdown = [*prose.texts(executed), *closing.values()]
        entries = store.read(named_results.folder(report.key) / "ledger.parquet").to_pylist()
        sections, closing_tables = _closing(report, closing)
        tables = [*found.printed(executed), *closing_tables]
        evidence = found.of_results(report.key, entries)
        rows = found.of_rows(report.key, tables, entries)
        results_told, rows_told = found.for_filter(report.key, report.language, evidence, rows)
        told = {"results": results_told, "rows": rows_told, "tables": found.of_tables(tables, rows)}
        variables = _variables(report, folder, sections, told, markdown)
        pandoc.pictures(executed, media)
        document = pandoc.read(source, templates, variables=variables, media=media)
        pandoc.html(
            document,
            made["html"],
            citation.head(report, results["finding"]["value"]),
            links.head(report),
            templates.text("script"),
        )
        pandoc.docx(document, made["docx"])
        pandoc.pdf(document, made["pdf"], made["png"])
        thumbnail.write(executed, media, made["png"])
        values = {name: result["value"] for name, result in results.items()}
        nbformat.write(prose.changed(executed, lambda text: prose.filled(text, values)), made["notebook"])
        made["evidence"].write_text(summary.page(report, evidence, rows, templates), encoding="utf-8")
        made["words"].write_text(summary.script(report.key, evidence, rows), encoding="utf-8")
        for kind, path in files.items():
            atomic.write_bytes(output(path), made[kind].read_bytes())
        beside.write(report.key, executed, media, [one["frame"] for one in closing_tables], output(outputs["data"]))


def _closing_text(report: Report, templates: Templates) -> dict[str, str]:
    """Markdown of the sections that close a report, by file; one that restates another closes in brief."""
    name = "closing_brief" if report.restates else "closing"
    markdown = templates.text(name).replace("<!-- cite -->", words.WORDS[report.language]["cite"])
    return {FILES[name]: markdown.replace("<!-- linked -->", links.closing(report))}


def _require(report: Report, notebook: str, closing: dict[str, str], results: dict[str, float | None]) -> None:
    """Raises Unusable where prose names a result that there is not, or says something on a condition that is none."""
    cells = nbformat.read(ROOT / notebook, as_version=4)
    found = list(prose.notebook_problems(notebook, cells, report.key, results))
    for file, markdown in closing.items():
        found += prose.template_problems(file, markdown, report.key, results)
    if found:
        raise Unusable(found)


def _variables(
    report: Report, folder: Path, closing: str, told: dict[str, dict[str, dict]], markdown: Iterable[str]
) -> dict:
    """Metadata of a report for template and filter: its title, its closing sections, what is told of its evidence.

    With each result goes how often the Markdown names it: the filter fails where it fills another number of places.
    """
    times = Counter(name for text in markdown for name, _ in placeholders.places(text, placeholders.MARKDOWN))
    named = {name: {"times": times[name], **result} for name, result in told["results"].items()}
    files = {"closing": folder / "closing.md", "names": folder / "names.json"}
    files["names"].write_text(json.dumps(links.names(report), ensure_ascii=False), encoding="utf-8")
    files["closing"].write_text(closing, encoding="utf-8")
    for name, content in {**told, "results": named}.items():
        files[name] = folder / f"{name}.json"
        files[name].write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    texts = {
        "title": report.title,
        "subtitle": report.subtitle,
        "report": report.key,
        "citation": citation.text(report),
        "bibtex": citation.address("application/x-bibtex", citation.bibtex(report.key, citation.title(report))),
        "ris": citation.address("application/x-research-info-systems", citation.ris(*citation.named(report))),
    }
    brief = {"brief": "yes"} if report.restates else {}
    return {**words.variables(report.language), **brief, **texts, **{name: str(path) for name, path in files.items()}}


def _closing(report: Report, closing: dict[str, str]) -> tuple[str, list[dict]]:
    """The closing sections, with references to results and with their table and what licences demand; and the tables in them."""
    frame = store.read(named_results.folder(report.key) / "ledger.parquet").to_pandas()
    made = {
        **table.table(frame, schemas.common()["ledger"], LEDGER, ENTRIES, identifier="table-ledger", name="ledger"),
        "data": "ledger",
    }
    text, mark = prose.references("\n".join(closing.values())), "<!-- table: ledger -->"
    text = text.replace(attributions.MARK, attributions.text(report))
    if frame.empty or mark not in text:
        return text.replace(mark, ""), []
    return text.replace(mark, table.block(made)), [made]

"""The job behind `report`: one notebook executed once, in every format."""

import json
import re
import tempfile
from pathlib import Path

import nbformat

from compendium.decision import schemas
from compendium.decision.config import reports
from compendium.paths import ROOT, output, path_of
from compendium.report import pandoc, table
from compendium.report.execute import execute
from compendium.result import named_results
from compendium.table import store

TEMPLATES = path_of("workflow/templates")
# How the tables behind a report came to be: a second keying, a document that they were read from, a collector, or open data.
ORIGINS = {
    "printed": lambda table: bool(table.second),
    "read": lambda table: "document" in table.card,
    "collected": lambda table: not table.second and not {"document", "holds"} & set(table.card),
    "measured": lambda table: "holds" in table.card,
}


def write(wildcards: dict[str, str], inputs: dict[str, str], outputs: dict[str, str]) -> None:
    """Make notebook, HTML, PDF, DOCX and thumbnail of a report; all of them or none."""
    report = reports()[wildcards["report"]]
    executed = execute(ROOT / inputs["notebook"], {"report": report.key})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = {kind: folder / f"{report.key}.{kind}" for kind in outputs}
        source = folder / "source.ipynb"
        nbformat.write(executed, source)
        media = folder / "media"
        media.mkdir()
        variables = _variables(report.key, folder)
        pandoc.pictures(executed, media)
        pandoc.html(source, made["html"], variables=variables, media=media)
        pandoc.docx(source, made["docx"], variables=variables, media=media)
        pandoc.pdf(source, made["pdf"], made["png"], variables=variables, media=media)
        source.rename(made["notebook"])
        for kind, path in outputs.items():
            store.write_bytes(output(path), made[kind].read_bytes())


def _variables(key: str, folder: Path) -> dict:
    """Metadata of a report for template and filter: its title, its results, its closing sections."""
    report = reports()[key]
    closing, results = folder / "closing.md", folder / "results.json"
    closing.write_text(_closing(key), encoding="utf-8")
    kept = ("label", "value", "unit", "n")
    named = {
        r["id"].partition("/")[2]: {k: str(r[k] if r[k] is not None else "") for k in kept}
        for r in named_results.results(key)
    }
    results.write_text(json.dumps(named, ensure_ascii=False), encoding="utf-8")
    texts = {"title": report.title, "subtitle": report.subtitle, "report": key}
    return {**texts, "closing": str(closing), "results": str(results)}


def _closing(key: str) -> str:
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
    behind = reports()[key].printed()
    parts = [f"closing-{origin}" for origin, is_one in ORIGINS.items() if any(map(is_one, behind))]
    text = "\n".join((TEMPLATES / f"{part}.md").read_text(encoding="utf-8") for part in [*parts, "closing"])
    filled = {}
    for name, (caption, columns) in tables.items():
        frame = store.read(named_results.folder(key) / f"{name}.parquet").to_pandas()
        made = table.table(frame, schemas.common()[name], columns, caption, identifier=f"table-{name}")
        filled[name] = "" if frame.empty else table.block(made)
    return re.sub(r"<!-- table: (\w+) -->", lambda match: filled[match.group(1)], text)

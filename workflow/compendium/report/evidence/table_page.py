"""The job behind `evidence`: a raw table as printed, with all that is known of its cells, on a page of its own."""

import json
from pathlib import Path

from compendium import atomic, escape
from compendium.decision import decisions
from compendium.decision.config import metadata
from compendium.decision.decisions import Decisions
from compendium.paths import ROOT, output
from compendium.report import page_head
from compendium.report.evidence import marks, pages, printed
from compendium.report.page import Page
from compendium.report.templates import Templates
from compendium.result import sentence
from compendium.result.making import agreement
from compendium.source import grid, printed_pages
from compendium.source.cards import Table
from compendium.table import store

PLACE = '<div id="printed">\n\n</div>'


def write(wildcards: dict[str, str], inputs: dict, outputs: dict[str, str]) -> None:
    """Write the page of a raw table; `inputs` has the tidy tables that say which of its values were chosen."""
    table = pages.shown()[wildcards["page"]]
    tidy = [store.read(ROOT / name).to_pylist() for name in _listed(inputs["tables"])]
    decided, script = decisions.load(_listed(inputs["decisions"])), (ROOT / inputs["page"]).read_text(encoding="utf-8")
    made = page(table, decided, tidy, Templates.given(inputs), script)
    atomic.write_bytes(output(outputs["html"]), made.encode())


def _listed(files: str | list[str]) -> list[str]:
    return [files] if isinstance(files, str) else list(map(str, files))


def page(table: Table, decided: Decisions, tidy: list[list[dict]], templates: Templates, script: str) -> str:
    """The page of a raw table as HTML; `script` is the only one that it runs."""
    found, known = grid.read(table.path), marks.of(table, decided, tidy)
    made, style = Page(templates), templates.text("evidence_style")
    variables = {
        "title": printed.title(table),
        "subtitle": "As printed, cell by cell",
        "back": "yes",
        "up": "../",
        "wide": "yes",
    }
    markdown = _about(made, table, found, known)
    told = f"{printed.title(table)}: as printed, cell by cell, with what was decided about each."
    said = page_head.of_evidence(table.key, printed.title(table), told)
    head = f"{said}\n<style>\n{style}</style>"
    whole = made.html(markdown, variables, Path(ROOT), head=head, script=script, contents=False)
    before, there, after = whole.partition('<div id="printed">')
    if not there:
        raise ValueError(f"the page of {table.path} has no place for its cells")
    return f"{before}{_body(table, found, known)}{there}{after}"


def _about(page: Page, table: Table, found: grid.Grid, known: marks.Marks) -> str:
    """Where the table stands in print, what the card says of it, and what its signs mean, as Markdown."""
    card = table.card
    where = [page.text(part) for part in (printed_pages.said(card), card["table"]) if part]
    lines = [f"@{{{card['reference']}}}, {', '.join(where)}."]
    lines += [page.text(card["keyed"])] if card.get("keyed") else []
    if same := agreement(table):
        lines.append(page.text(_agreement(same)))
    told = [f"- {page.text(note)}" for note in card.get("notes", [])]
    return "\n\n".join([*lines, "\n".join(told), "::: {#printed}\n:::", "# Source\n\n::: {#refs}\n:::"])


def _agreement(same: dict) -> str:
    whole, filled = (
        sentence.part_of(same[part], same[of], sentence.Noun.english("cell"))
        for part, of in (("agreeing", "compared"), ("filled_agreeing", "filled"))
    )
    return f"Before anything was settled, two independent keyings agreed on {whole}, and on {filled} that are neither blank nor zero."


def _body(table: Table, found: grid.Grid, known: marks.Marks) -> str:
    """What the page is for: what is lit, the signs that occur, the cells, and a box for what is known of one."""
    kinds = {mark["kind"] for each in known.values() for mark in each}
    kinds |= {"blank"} if any(not text for record in found.records for text in record) else set()
    signs = "".join(
        f'<li><span class="sign {kind}">{kind if kind != "keyings" else "keyings differ"}</span> {escape.html(says)}</li>'
        for kind, says in marks.KINDS.items()
        if kind in kinds
    )
    data = {
        "file": table.path,
        "printed": table.printed,
        "reference": table.card["reference"],
        "marks": {f"{row},{column}": each for (row, column), each in sorted(known.items())},
        "mail": metadata().get("corrections"),
    }
    return (
        '<p id="lit" role="status">A number of a report leads here with its cells lit. Choose a cell to see what is known of it.</p>\n'
        + (f'<ul class="signs">{signs}</ul>\n' if signs else "")
        + f'<div class="scroll cells" tabindex="0" role="region" aria-label="Printed table">\n{printed.html(table, found, known)}\n</div>\n'
        + '<section id="chosen" aria-label="The chosen cell" hidden></section>\n'
        + f'<script type="application/json" id="known">{_json(data)}</script>\n'
    )


def _json(data: dict) -> str:
    """JSON that stands in a script of HTML: no text of it ends the element."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")

"""What the results and the printed rows of a report rest on: a page to read, and a script for the pages of tables."""

import json
from collections.abc import Mapping
from pathlib import Path

from compendium import escape
from compendium.decision.config import Report
from compendium.paths import ROOT
from compendium.report import page_head
from compendium.report.evidence import links, pages, words
from compendium.report.evidence.found import Evidence
from compendium.report.page import Page
from compendium.report.templates import Templates
from compendium.result import sentence

LABEL = 200  # characters of a label in the script


def page(report: Report, results: list[Evidence], rows: list[Evidence], templates: Templates) -> str:
    """The summary of a report as HTML: each result and each row of a table, the tables behind it, and its cells."""
    style = templates.text("evidence_style")
    made = Page(templates)
    variables = {
        "title": f"Evidence: {report.title}",
        "subtitle": report.subtitle,
        "back": "yes",
        "up": "../",
        "wide": "yes",
    }
    markdown = (
        f"Every number of the [report](../{report.key}.html) with the printed cells behind it. A link opens the table "
        "with these cells lit. An id is what `./reproduce trace` takes.\n\n::: {#items}\n:::"
    )
    told = f"Every number of the report {report.title}: {report.subtitle}, with the printed cells behind it."
    said = page_head.of_evidence(report.key, f"Evidence: {report.title}: {report.subtitle}", told)
    whole = made.html(markdown, variables, Path(ROOT), head=f"{said}\n<style>\n{style}</style>", contents=False)
    before, there, after = whole.partition('<div id="items">')
    if not there:
        raise ValueError(f"the summary of {report.key} has no place for its results")
    shown = pages.by_file()
    items = [
        *("<h2>Results</h2>\n", *(_item(report.key, one, shown) for one in results)),
        *("<h2>Rows of tables</h2>\n", *(_item(report.key, one, shown) for one in rows)),
    ]
    return f"{before}{''.join(items)}{there}{after}"


def _item(report: str, one: Evidence, shown: Mapping[str, str]) -> str:
    found = words.places(one.cells)
    value = f'<span class="value">{escape.html(one.value)}</span> ' if one.value else ""
    unit = escape.html(f" ({one.unit})" if one.unit else "") + (f", n = {escape.html(one.n)}" if one.n else "")
    total = sum(place.count for place in found)
    tables = sentence.counted(len(found), sentence.Noun.english("table"))
    said = f"computed from {sentence.counted(total, words.CELL)} of {tables}" if found else "rests on no cell"
    entries = f"; ledger: {escape.html(one.corrected)}" if one.corrected else ""
    head = f"<p>{value}{escape.html(one.label)}{unit}<br><code>{report}/{escape.html(one.name)}</code>: {said}{entries}</p>"
    lines = "".join(_line(f"{report}/{one.name}", place, shown) for place in found)
    listed = (
        f'<div class="scroll" tabindex="0" role="region" aria-label="Tables of {escape.html(one.name)}"><table>\n<thead><tr><th scope="col">Printed table</th>'
        '<th scope="col">Cells</th><th scope="col">Rows</th><th scope="col">Columns</th></tr></thead>\n'
        f"<tbody>\n{lines}</tbody></table></div>"
    )
    return f'<div class="item" id="{escape.html(one.name)}">\n{head}\n{listed if found else ""}</div>\n'


def _line(result: str, place: words.Place, shown: Mapping[str, str]) -> str:
    there = links.to_cells(list(place.cells), result, shown)
    printed = escape.html(place.printed)
    named = f'<a href="{escape.html(there)}">{printed}</a>' if there else printed
    return (
        f'<tr><th scope="row">{named}</th><td>{sentence.number(place.count)}</td>'
        f"<td>{escape.html(place.rows)}</td><td>{escape.html(place.columns)}</td></tr>\n"
    )


def script(report: str, results: list[Evidence], rows: list[Evidence]) -> str:
    """Words for the numbers of a report, as a script that hands them to the page which asked for it."""
    told = {
        one.name: {
            "value": one.value or one.label[:LABEL],
            "label": one.label[:LABEL] if one.value else "a row of a table",
            "n": one.n,
            "cells": links.counted(one.cells),
        }
        for one in (*results, *rows)
    }
    data = json.dumps({"results": told}, ensure_ascii=True, sort_keys=True, indent=0).replace("<", "\\u003c")
    return f'window.evidence("{report}", {data});\n'

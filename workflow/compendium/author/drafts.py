"""Drafts of a report on a table of printed values: its notebook, and its lines in the configuration."""

import json

from compendium.author import insert
from compendium.author.attempt import attempt
from compendium.decision import config, schemas
from compendium.failure import Refused
from compendium.paths import path_of
from compendium.problem import report as told
from compendium.source import cards, identifiers, printed_pages

CONFIG = "config/config.yaml"
OPENING = (
    ("code", 'report = "{key}"'),
    (
        "code",
        "from compendium.report import charts\nfrom compendium.report.notebook import open_report\n\nmeasured = open_report(report)",
    ),
    ("markdown", "# The answer\n\n::: answer\n{{finding}}\n:::"),
)
# Cells of a notebook by measure. Prose names results in braces, which stand twice here.
CELLS = {
    "series": (
        (
            "markdown",
            "# Over time\n\nThe values are as printed in [@{reference}]; what is missing there breaks a line.",
        ),
        (
            "code",
            'measured.figure(charts.lines(measured.frame("series")), name="series", caption="{title} [@{reference}].", alt="Lines of {{lines}} series.")\n'
            'measured.table(\n    "changes", ["line", "first", "first_value", "last", "last_value", "change", "unknown"], "Change of each series."\n)',
        ),
    ),
    "matrix": (
        ("markdown", "# The table\n\nThe values are as printed in [@{reference}]."),
        (
            "code",
            'measured.figure(charts.heat_map(measured.frame("values")), name="values", caption="{title} [@{reference}].", alt="Table of {{values}} values, shaded by size.")\n'
            'measured.matrix("{title}, as printed ({{values}} values).")',
        ),
    ),
}


def report(key: str, tidy: str, title: str | None = None) -> list[str]:
    """Write a notebook, and add the report to the configuration; the names of what was written.

    Raises Refused where the key is taken or no name, where the tidy table is not one of printed values, and for every
    problem that the check then finds; everything is left as it was.
    """
    table, notebook = _source(tidy), f"notebooks/{key}.ipynb"
    if wrong := identifiers.refuse("report", key):
        raise Refused(f"{key!r} cannot be the key of a report: {wrong}.")
    if key in config.reports() or path_of(notebook).exists():
        raise Refused(f"There is a report or a notebook {key!r} already.")
    measure = "series" if "year" in (table.card.get("row_labels"), table.card.get("column_labels")) else "matrix"
    tables = [tidy, *(name for name in (f"{tidy}_totals",) if name in schemas.tables())]
    about = {"title": title or table.card["title"], "measure": measure, "tables": tables}
    text = path_of(CONFIG).read_text(encoding="utf-8")
    text = insert.member(text, "notebooks", key, about)
    text = insert.member(text, "reports", key, {"notebook": key, "subtitle": _place(table), "parameters": {}})
    words = {"key": key, "reference": table.card["reference"], "title": _in_code(table.card["title"])}
    cells = [(kind, source.format(**words)) for kind, source in (*OPENING, *CELLS[measure])]
    files = {CONFIG: text.encode(), notebook: _notebook(cells)}
    if problems := attempt(files):
        raise Refused(f"{told(problems)}\n\nNothing was written.")
    return list(files)


def _source(tidy: str) -> cards.Table:
    """The raw table behind a tidy table of printed values. Raises Refused."""
    found = {table.card["tidy"]: table for table in cards.tables() if table.card.get("layout") == "values"}
    if tidy not in found:
        there = f"There are {', '.join(sorted(found))}." if found else "No card has this layout yet."
        raise Refused(f"{tidy!r} is no tidy table of a card with the layout values. {there}")
    return found[tidy]


def _place(table: cards.Table) -> str:
    """Where a table stands in print, without its document."""
    return ", ".join(part for part in (table.card["table"], printed_pages.said(table.card)) if part)


def _in_code(title: str) -> str:
    """A title inside a text of Python in double quotes that names results in braces."""
    return json.dumps(title, ensure_ascii=False)[1:-1].replace("{", "{{").replace("}", "}}")


def _notebook(cells: list[tuple[str, str]]) -> bytes:
    made = []
    for number, (kind, source) in enumerate(cells):
        cell: dict = {
            "cell_type": kind,
            "id": f"cell-{number}",
            "metadata": {"tags": ["parameters"]} if not number else {},
        }
        if kind == "code":
            cell |= {"execution_count": None, "outputs": []}
        made.append({**cell, "source": source.splitlines(keepends=True)})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    about = {"kernelspec": kernel, "language_info": {"name": "python"}}
    whole = {"cells": made, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()

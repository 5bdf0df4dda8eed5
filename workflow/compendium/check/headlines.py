"""Headlines: each is one of a notebook that there is, and names results that its reports have."""

import csv
import io
import re
from collections.abc import Iterator

from compendium.check.material import Material
from compendium.decision import config
from compendium.problem import Problem
from compendium.result.scenario import headlines
from compendium.source import plain_text, valid
from compendium.unusable import Unusable

RESULTS = "results.csv"
NUMBER = re.compile(r"[-−+]?[0-9]")


def check(material: Material) -> Iterator[Problem]:
    """Faults of the headlines that are watched under scenarios."""
    try:
        given = headlines.load()
    except Unusable as error:
        yield from error.problems
        return
    try:
        notebooks, reports = config.load()["notebooks"], config.reports()
    except Unusable:
        return
    known = _results()
    for notebook in given:
        if notebook not in notebooks:
            expected = valid.closest(notebook, notebooks)
            yield headlines.document().problem([notebook], "unknown notebook", repr(notebook), expected, headlines.TODO)
        yield from _reports(notebook, [key for key, report in reports.items() if report.notebook == notebook])
    for report in reports.values():
        if report.key in known:
            for path, name in headlines.named(report.notebook, report.key):
                yield from headlines.unknown(path, name, report.key, known[report.key])
    for notebook in given:
        mine = [known[report.key] for report in reports.values() if report.notebook == notebook and report.key in known]
        yield from _phrases(notebook, mine)


def _reports(notebook: str, reports: list[str]) -> Iterator[Problem]:
    """Reports that stand for a headline and are none of its notebook."""
    for number, headline in enumerate(headlines.of(notebook)):
        for place, name in enumerate(headline.reports):
            if name not in reports:
                path, expected = [notebook, number, "reports", place], valid.closest(name, reports)
                expected = expected or f"a report of the notebook {notebook}"
                yield headlines.document().problem(path, "unknown report", repr(name), expected, headlines.TODO)


def _phrases(notebook: str, results: list[dict[str, str]]) -> Iterator[Problem]:
    """Phrases that a headline compares as if they were numbers: they are none in any report."""
    for path, name in headlines.compared(notebook):
        values = [mine[name] for mine in results if name in mine]
        if values and not any(NUMBER.match(value) for value in values):
            found, expected = f"{name}, which is {values[0]!r}", "a result with a number, or is: same"
            yield headlines.document().problem(path, "comparison of a phrase", found, expected, headlines.TODO)


def _results() -> dict[str, dict[str, str]]:
    """Results by report and name, as they were last committed; nothing where there are none yet."""
    found: dict[str, dict[str, str]] = {}
    try:
        rows = list(csv.reader(io.StringIO(plain_text.read(RESULTS), newline="")))
    except (Unusable, csv.Error):
        return {}
    for row in rows[1:]:
        report, _, name = (row[0] if row else "").partition("/")
        found.setdefault(report, {})[name] = row[1] if len(row) > 1 else ""
    return found

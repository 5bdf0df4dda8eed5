"""Headlines: each is one of a notebook that there is, and names results that its reports have."""

import csv
import io
from collections.abc import Iterator

from crossborder import config, plain, valid
from crossborder.check.material import Material
from crossborder.problem import Problem
from crossborder.suppose import headlines
from crossborder.unusable import Unusable

RESULTS = "results.csv"


def check(material: Material) -> Iterator[Problem]:
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
    for report in reports.values():
        if report.key in known:
            for path, name in headlines.named(report.notebook):
                yield from headlines.unknown(path, name, report.key, known[report.key])


def _results() -> dict[str, set[str]]:
    """Names of results by report, as they were last committed; nothing where there are none yet."""
    found: dict[str, set[str]] = {}
    try:
        rows = list(csv.reader(io.StringIO(plain.read(RESULTS), newline="")))
    except (Unusable, csv.Error):
        return {}
    for row in rows[1:]:
        report, _, name = (row[0] if row else "").partition("/")
        found.setdefault(report, set()).add(name)
    return found

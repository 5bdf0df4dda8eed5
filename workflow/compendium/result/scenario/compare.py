"""Differences between what is built and what a scenario comes to, as rows; noise in the twelfth digit is none."""

from collections.abc import Iterator

import pyarrow as pa

from compendium.result.scenario import headlines
from compendium.result.scenario.jobs import read_by
from compendium.result.scenario.recompute import Base, Outcome, changed, frames_touched, outcomes
from compendium.result.scenario.scenarios import Scenario

NOISE = 1e-11  # relative: results are rounded to twelve digits when they are written


def rows(scenario: Scenario, base: Base) -> Iterator[dict]:
    """Every table, result, claim, headline and frame that a scenario changes, and all headlines as they then stand; as built, the headlines."""
    if scenario.as_built:
        for report in read_by(scenario).values():
            built = base.outcome(report)
            given = {"scenario": scenario.key, "variant": scenario.says}
            yield from (_row(given, report=report.key, **found) for found in _headlines(report.notebook, built, built))
        return
    for variant, tables, decided in changed(scenario, base):
        given = {"scenario": scenario.key, "variant": variant}
        for name, table in tables.items():
            yield _row(given, "table", name=name, number=_rows_that_differ(table, base.tables[name]))
        for after in outcomes(scenario, tables, decided, base):
            report = read_by(scenario)[after.report]
            before = base.outcome(report)
            yield from (_row(given, report=after.report, **found) for found in changed_results(before, after))
            yield from (_row(given, "frame", report=after.report, name=name) for name in frames_touched(before, after))
            yield from (
                _row(given, report=after.report, **found) for found in _headlines(report.notebook, before, after)
            )


def _row(given: dict, what: str = "", **more: object) -> dict:
    empty = dict.fromkeys(("report", "name", "label", "before", "after", "number_before", "number", "change"))
    return {**given, "what": what, **empty, **more}


def changed_results(before: Outcome, after: Outcome) -> Iterator[dict]:
    """Results and verdicts that differ, with what they were and are; how many entries touch a report is left out."""
    for key in dict.fromkeys([*before.results, *after.results]):
        old, new = before.results.get(key), after.results.get(key)
        if key.endswith("/ledger-entries") or not differ(old, new):
            continue
        one, other = (r["number"] if r else None for r in (old, new))
        what = "claim" if key.endswith("-verdict") else "result"
        yield {
            "what": what,
            "name": key,
            "label": (new or old or {})["label"],
            "before": old and old["value"],
            "after": new and new["value"],
            "number_before": one,
            "number": other,
            "change": relative(one, other),
        }


def differ(old: dict | None, new: dict | None) -> bool:
    """Whether two results differ by more than noise."""
    if old is None or new is None or (old["number"] is None) != (new["number"] is None):
        return True
    if old["number"] is not None:
        return abs(old["number"] - new["number"]) > NOISE * max(abs(old["number"]), abs(new["number"]))
    return old["value"] != new["value"]


def relative(one: float | None, other: float | None) -> float | None:
    """Change over the larger of both in per cent; None where there is no number on one side."""
    if one is None or other is None:
        return None
    return 100 * abs(other - one) / max(abs(one), abs(other), 1e-300)


def _headlines(notebook: str, before: Outcome, after: Outcome) -> Iterator[dict]:
    headlines.require(notebook, after.report, {key.partition("/")[2] for key in before.results})
    for headline in headlines.of(notebook, after.report):
        old, new = (headline.holds(outcome.results, after.report, before.results) for outcome in (before, after))
        yield {
            "what": "headline",
            "name": f"{after.report}/{headline.id}",
            "label": headline.statement(before.results, after.report),
            "before": old,
            "after": new,
            "number_before": headline.number(before.results, after.report),
            "number": headline.number(after.results, after.report),
        }


def _rows_that_differ(table: pa.Table, other: pa.Table) -> float:
    """Rows of one table that the other does not have, or has otherwise."""
    plain = lambda t: [str({k: v for k, v in row.items() if k != "corrections"}) for row in t.to_pylist()]  # noqa: E731
    here, there = plain(table), plain(other)
    return float(len(set(here) - set(there)) or abs(len(here) - len(there)))

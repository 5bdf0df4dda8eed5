"""Scenarios as jobs: what each may change, and what it reads."""

import re
from functools import cache

from crossborder import cards, schemas
from crossborder.config import Report, reports
from crossborder.root import ROOT
from crossborder.sources import printed_tables
from crossborder.suppose.scenarios import Scenario, scenarios

GROUPED = {"groups", "among"}  # parameters of reports that depend on regions


def measured_reports() -> dict[str, Report]:
    """Reports that a scenario can move: all but those that tell of scenarios."""
    return {key: report for key, report in reports().items() if not report.scenarios}


@cache
def affected(scenario: Scenario) -> list[str]:
    """Tidy tables that a scenario may change, claims left out."""
    if scenario.entry:
        path = scenario.entry.file
        return [name for name in schemas.tabulated() if path in {t.path for t in printed_tables(name)}]
    return {"without-inferred": ["initiatives", "initiative_borders"], "rivals": ["borders"]}.get(scenario.key, [])


def asked(tables: list[str]) -> bool:
    """Whether a claim of a text queries one of these tables."""
    return bool(set(tables) & _named())


@cache
def _named() -> frozenset[str]:
    texts = [(ROOT / table.path).read_text(encoding="utf-8") for table in cards.feeding(*schemas.evaluated())]
    return frozenset().union(*map(named, texts))


def named(text: str) -> set[str]:
    """Tidy tables, claims left out, that a text names, such as a query."""
    return set(re.findall(r"\w+", text)) & set(schemas.tabulated())


@cache
def read_by(scenario: Scenario) -> dict[str, Report]:
    """Reports that a scenario may change."""
    tables = affected(scenario)
    changed = {*tables, *(schemas.evaluated() if asked(tables) else [])}
    return {
        key: report
        for key, report in measured_reports().items()
        if changed & set(report.tables) or (not tables and GROUPED & set(report.parameters))
    }


def inputs(key: str) -> list[str]:
    """Files that the job of a scenario reads."""
    scenario = scenarios()[key]
    tables, moved = affected(scenario), read_by(scenario)
    names = schemas.tables() if asked(tables) else {*tables, *(t for report in moved.values() for t in report.tables)}
    return [
        *(f"processed/tables/{name}.parquet" for name in sorted(names)),
        *(
            f"processed/reports/{report.key}/{name}.parquet"
            for report in moved.values()
            for name in ("results", *report.frames())
        ),
    ]

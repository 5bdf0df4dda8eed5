"""Scenarios as jobs: what each may change, and what it reads."""

import contextlib
import re
from dataclasses import replace
from functools import cache

from crossborder import cards, regions, schemas
from crossborder.config import Report, reports
from crossborder.root import ROOT
from crossborder.sources import printed_tables
from crossborder.suppose.scenarios import CHOICES, Scenario, about_entries, supposed_regions

CHANGED = {"without-inferred": ("initiatives", "initiative_borders"), "rivals": ("borders",)}  # tidy tables, by choice


def scenarios() -> dict[str, Scenario]:
    """All scenarios by key: those about entries of the ledger, then each choice for each measure that it can move."""
    found = about_entries()
    for choice, says in CHOICES.items():
        whole = Scenario(choice, says, choice=choice)
        for module in sorted({report.measure for report in read_by(whole).values()}):
            key = f"{choice}-{module}"
            found[key] = replace(whole, key=key, measure=module)
    return found


def measured_reports() -> dict[str, Report]:
    """Reports that a scenario can move: all but those that tell of scenarios."""
    return {key: report for key, report in reports().items() if not report.scenarios}


@cache
def affected(scenario: Scenario) -> list[str]:
    """Tidy tables that a scenario may change, claims left out."""
    paths = {entry.file for entry in scenario.entries}
    fed = [name for name in schemas.tabulated() if paths & {table.path for table in printed_tables(name)}]
    return [*fed, *CHANGED.get(scenario.choice, ())]


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
    choice = supposed_regions(scenario.choice)
    return {
        key: report
        for key, report in measured_reports().items()
        if scenario.measure in ("", report.measure)
        and (changed & set(report.tables) or (choice and _borders(report) != _borders(report, choice)))
    }


def _borders(report: Report, choice: dict | None = None) -> list[list[str]]:
    """Borders of the groups that a report is about, as they are given or under a choice."""
    with regions.supposing(choice) if choice else contextlib.nullcontext():
        return [
            regions.members(group, countries, variant)
            for group in report.groups()
            for countries in ("", regions.OTHER_LIST)
            for variant in (False, True)
        ]


def moves_claims(scenario: Scenario) -> bool:
    """Whether a scenario may change claims that one of its reports reads."""
    read = {table for report in read_by(scenario).values() for table in report.tables}
    return asked(affected(scenario)) and bool(read & set(schemas.evaluated()))


def inputs(key: str) -> list[str]:
    """Files that the job of a scenario reads."""
    scenario = scenarios()[key]
    moved = read_by(scenario)
    names = {*affected(scenario), *(table for report in moved.values() for table in report.tables)}
    return [
        *(f"processed/tables/{name}.parquet" for name in sorted(schemas.tables() if moves_claims(scenario) else names)),
        *(
            f"processed/reports/{report.key}/{name}.parquet"
            for report in moved.values()
            for name in ("results", *report.frames())
        ),
    ]

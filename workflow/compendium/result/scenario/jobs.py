"""Scenarios as jobs: what each may change, and what it reads."""

from dataclasses import replace
from functools import cache

from compendium.decision import decisions, definitions, schemas
from compendium.decision.choices import choices
from compendium.decision.config import Report, reports
from compendium.paths import path_of
from compendium.result.scenario.scenarios import AS_BUILT, Scenario, about_entries
from compendium.source import cards, grid
from compendium.steady import kept
from compendium.table.raw_tables import printed_tables


@kept
def scenarios() -> dict[str, Scenario]:
    """All scenarios by key: of entries of the ledger, as built, then each choice and term for each measure that it can move."""
    found = about_entries(decisions.load()) | {AS_BUILT.key: AS_BUILT}
    made = [Scenario(key, choice.says, choice=key) for key, choice in choices().items()]
    made += [Scenario(f"definition-{key}", term.asks, term=key) for key, term in definitions.load().items()]
    for whole in made:
        for module in sorted({report.measure for report in read_by(whole).values()}):
            name = f"{whole.key}-{module}"
            found[name] = replace(whole, key=name, measure=module)
    return found


def measured_reports() -> dict[str, Report]:
    """Reports that a scenario can move: all but those that tell of scenarios."""
    return {key: report for key, report in reports().items() if not report.scenarios}


@cache
def affected(scenario: Scenario) -> list[str]:
    """Tidy tables that a scenario may change, claims left out."""
    paths = {entry.file for entry in scenario.entries}
    fed = [name for name in schemas.tabulated() if paths & {table.path for table in printed_tables(name)}]
    return [*fed, *(choices()[scenario.choice].tables if scenario.choice else ())]


@cache
def queried() -> frozenset[str]:
    """Tidy tables that claims of the texts query."""
    written = [table for table in cards.feeding(*schemas.evaluated()) if path_of(table.path).is_file()]
    grids = [grid.read(table.path) for table in written]
    return frozenset().union(
        *(schemas.named(record[g.header.index("query")]) for g in grids for record in g.records[1:])
    )


def _claims_change(scenario: Scenario) -> bool:
    """Whether a scenario may change claims: those that query a changed table, or whose own record is corrected."""
    written = {table.path for table in cards.feeding(*schemas.evaluated())}
    return bool(set(affected(scenario)) & queried() or written & {entry.file for entry in scenario.entries})


@cache
def read_by(scenario: Scenario) -> dict[str, Report]:
    """Reports that a scenario may change."""
    changed = {*affected(scenario), *(schemas.evaluated() if _claims_change(scenario) else [])}
    choice, decided = choices().get(scenario.choice), decisions.load()
    return {
        key: report
        for key, report in measured_reports().items()
        if scenario.measure in ("", report.measure)
        and (
            changed & set(report.tables)
            or (choice and choice.moves(report, decided))
            or scenario.term in report.definitions
            or scenario.as_built
        )
    }


def moves_claims(scenario: Scenario) -> bool:
    """Whether a scenario may change claims that one of its reports reads."""
    read = {table for report in read_by(scenario).values() for table in report.tables}
    return _claims_change(scenario) and bool(read & set(schemas.evaluated()))


def inputs(key: str) -> list[str]:
    """Files that the job of a scenario reads."""
    scenario = scenarios()[key]
    moved = read_by(scenario)
    names = {*affected(scenario), *(table for r in moved.values() for table in r.tables if not scenario.as_built)}
    return [
        *(f"processed/tables/{name}.parquet" for name in sorted(schemas.tables() if moves_claims(scenario) else names)),
        *(
            f"processed/reports/{report.key}/{name}.parquet"
            for report in moved.values()
            for name in ("results", *report.frames())
        ),
    ]

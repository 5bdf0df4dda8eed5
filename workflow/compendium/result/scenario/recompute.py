"""Results under a scenario: the tables that it changes are made again, and what reads them is measured again."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from compendium import study
from compendium.decision import decisions, definitions, schemas
from compendium.decision.choices import choices
from compendium.decision.config import Report
from compendium.decision.decisions import Decisions
from compendium.paths import ROOT
from compendium.result import named_results
from compendium.result.measure import arrow_tables, measure
from compendium.result.scenario.jobs import affected, moves_claims, read_by
from compendium.result.scenario.scenarios import Scenario
from compendium.table import claims, query, records, store, verdict
from compendium.table.kinds import tabulate

EVALUATED = {
    "place",
    "found",
    "against",
    "verdict",
    "cells",
    "claim_cells",
}  # columns of a claim that its record does not have
PROVENANCE = ["cells"]  # columns that lead back to print, and are no value


@dataclass(frozen=True)
class Outcome:
    """What a report comes to, without cells: its results by id, and its frames."""

    report: str
    results: dict[str, dict]
    frames: dict[str, pa.Table]


class Tables(dict[str, pa.Table]):
    """Tidy tables by name, each read when it is asked for: a scenario reads no more than its job waits for."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "processed/tables"

    def __missing__(self, name: str) -> pa.Table:
        self[name] = store.read(self.folder / f"{name}.parquet")
        return self[name]


class Frames(dict[str, pd.DataFrame]):
    """Tidy tables for measures, each converted when it is asked for."""

    def __init__(self, tables: dict[str, pa.Table]) -> None:
        self.tables = tables

    def __missing__(self, name: str) -> pd.DataFrame:
        self[name] = self.tables[name].to_pandas()
        return self[name]


class Base:
    """What is built below a folder: tidy tables, and the outcomes of reports."""

    def __init__(self, root: Path = ROOT, decided: Decisions | None = None) -> None:
        self.root = root
        self.decided = decided or decisions.load()
        self.tables = Tables(root)
        self.frames = Frames(self.tables)
        self.outcomes: dict[str, Outcome] = {}

    def outcome(self, report: Report) -> Outcome:
        """Results and frames of a report as they are built, without cells."""
        if report.key not in self.outcomes:
            names = ("results", *report.frames())
            folder = named_results.folder(report.key, self.root)
            made = {name: as_compared(store.read(folder / f"{name}.parquet")) for name in names}
            self.outcomes[report.key] = outcome_of(report, made)
        return self.outcomes[report.key]


def changed(scenario: Scenario, base: Base) -> Iterator[tuple[str, dict[str, pa.Table], Decisions]]:
    """Names of variants of a scenario, the tables that each changes, and what is decided under it."""
    if scenario.term:
        for key, says in definitions.load()[scenario.term].others().items():
            yield says, {}, base.decided.with_definition(scenario.term, key)
        return
    decided = scenario.decisions(base.decided)
    if scenario.entries:
        made = {name: store.arrow(tabulate(name, decided), schemas.table(name)) for name in affected(scenario)}
        yield scenario.says, {n: table for n, table in made.items() if differs(table, base.tables[n])}, decided
    else:
        for says, changes in choices()[scenario.choice].variants(base.tables):
            yield says, {name: store.arrow(rows, schemas.table(name)) for name, rows in changes.items()}, decided


def differs(table: pa.Table, other: pa.Table) -> bool:
    """Whether two tables differ in more than the names of entries."""
    return not _bare(table).equals(_bare(other))


def _bare(table: pa.Table) -> pa.Table:
    return table.drop_columns([name for name in ("corrections",) if name in table.column_names])


def outcomes(scenario: Scenario, tables: dict[str, pa.Table], decided: Decisions, base: Base) -> Iterator[Outcome]:
    """Outcome of every report that reads a changed table, or depends on a changed choice or definition."""
    differing = _rows_that_differ(tables, base)
    if moves_claims(scenario):
        tables = {**tables, **_claims(tables, base, decided)}
    frames, kept, moved = Frames(tables), {}, read_by(scenario).values()
    decisive = bool(scenario.term or (scenario.choice and choices()[scenario.choice].file))
    for report in moved:
        if decisive or (set(report.tables) & set(tables) and _concerns(report, decided, differing)):
            mine = {name: frames[name] if name in tables else base.frames[name] for name in report.tables}
            found = measure(report.key, report.measure, report.parameters, mine, None, decided, kept)
            yield outcome_of(report, arrow_tables(found, report.measure, without=PROVENANCE))


def outcome_of(report: Report, made: dict[str, pa.Table]) -> Outcome:
    """What a report comes to, from its results and frames by name."""
    frames = {name: table for name, table in made.items() if name != "results"}
    return Outcome(report.key, {row["id"]: row for row in made["results"].to_pylist()}, frames)


def as_compared(table: pa.Table) -> pa.Table:
    """A table without the cells behind its rows."""
    return table.drop_columns(PROVENANCE)


def _rows_that_differ(tables: dict[str, pa.Table], base: Base) -> dict[str, list[dict]]:
    """Rows that stand in one of two versions of a table alone, of each changed table."""
    found = {}
    for name, table in tables.items():
        here, there = ({str(row): row for row in _bare(t).to_pylist()} for t in (table, base.tables[name]))
        both = here.keys() & there.keys()
        found[name] = [row for text, row in {**here, **there}.items() if text not in both]
    return found


def _concerns(report: Report, decided: Decisions, differing: dict[str, list[dict]]) -> bool:
    """Whether a report can depend on rows that differ, as far as the study tells."""
    told = study.adds("CONCERNS")
    return all(study.get(function)(report, decided.files[path], differing) for function, path in told.items())


def _claims(tables: dict[str, pa.Table], base: Base, decided: Decisions) -> dict[str, pa.Table]:
    """Claims held against the changed tables; nothing where no verdict and no finding changes."""
    found = {}
    for name in schemas.evaluated():
        pairs = list(zip(records.tabulate(name, decided), base.tables[name].to_pylist(), strict=True))
        moved = [_moves(claim, row, set(tables)) for claim, row in pairs]
        asked = {
            n
            for (claim, _), moves in zip(pairs, moved, strict=True)
            if moves
            for n in schemas.named(claim["query"] or "")
        }
        answers = query.Tables({n: (tables if n in tables else base.tables)[n] for n in sorted(asked)})
        rows = [
            evaluated(claim, answers, decided, row["against"]) if moves else row
            for (claim, row), moves in zip(pairs, moved, strict=True)
        ]
        made = store.arrow(rows, schemas.table(name))
        if not made.equals(base.tables[name]):
            found[name] = made
    return found


def _moves(claim: dict, row: dict, tables: set[str]) -> bool:
    """Whether a claim may come out otherwise: it queries a changed table, or is not written as it was."""
    written = {name: value for name, value in claim.items() if name not in EVALUATED}
    return bool(tables & schemas.named(claim["query"] or "")) or any(
        row[name] != value for name, value in written.items()
    )


def evaluated(claim: dict, tables: query.Tables, decided: Decisions, against: str | None = None) -> dict:
    """One claim evaluated; one whose query finds nothing under a choice is contradicted, not an error.

    `against` is what it is held against without the choice, since nothing that is found tells it then.
    """
    try:
        return claims.evaluate([claim], tables, decided)[0]
    except claims.UnsoundClaim:
        raise
    except claims.ClaimError:
        lost = {"query": None, "not_checkable": "lost"}
        (row,) = claims.evaluate([{**claim, **lost}], tables, decided)
        told = {"query": claim["query"], "not_checkable": None, "found": None, "against": against}
        return {**row, **told, "verdict": verdict.CONTRADICTED}


def frames_touched(before: Outcome, after: Outcome) -> list[str]:
    """Frames that differ, of those that both have: what a report says of its ledger is not computed again."""
    return sorted(name for name, frame in after.frames.items() if not frame.equals(before.frames[name]))

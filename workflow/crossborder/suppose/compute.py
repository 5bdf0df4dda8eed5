"""Results under a scenario: the tables that it changes are made again, and what reads them is measured again."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from crossborder import ledger, measured, query, regions, schemas, store, verdict
from crossborder.config import Report
from crossborder.measure import arrow_tables, measure
from crossborder.measure.cooperation.conditions import READ
from crossborder.measure.study import values_alone
from crossborder.root import ROOT
from crossborder.suppose.jobs import affected, moves_claims, read_by
from crossborder.suppose.scenarios import Scenario, supposed_regions
from crossborder.tabulate import claims, records, tabulate

EVALUATED = {"place", "found", "verdict", "cells", "claim_cells"}  # columns of a claim that its record does not have
OWN = {"agreement", "ledger"}  # frames that tell of the ledger itself


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

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root
        self.tables = Tables(root)
        self.frames = Frames(self.tables)
        self.outcomes: dict[str, Outcome] = {}

    def outcome(self, report: Report) -> Outcome:
        """Results and frames of a report as they are built, without cells."""
        if report.key not in self.outcomes:
            names = ("results", *report.frames())
            folder = measured.folder(report.key, self.root)
            made = {name: _shown(store.read(folder / f"{name}.parquet")) for name in names}
            self.outcomes[report.key] = _outcome(report, made)
        return self.outcomes[report.key]


def changed(scenario: Scenario, base: Base) -> Iterator[tuple[str, dict[str, pa.Table]]]:
    """Names of variants of a scenario, and the tables that each changes."""
    if scenario.entries:
        with ledger.supposing(scenario.supposed_entries()):
            made = {name: store.arrow(tabulate(name), schemas.table(name)) for name in affected(scenario)}
        yield scenario.says, {name: table for name, table in made.items() if _differs(table, base.tables[name])}
    elif scenario.choice == "without-inferred":
        kept = [r for r in base.tables["initiatives"].to_pylist() if r["outcome_evidence"] != "coder_inference"]
        known = {row["id"] for row in kept}
        links = [row for row in base.tables["initiative_borders"].to_pylist() if row["initiative"] in known]
        found = {"initiatives": kept, "initiative_borders": links}
        yield scenario.says, {name: store.arrow(rows, schemas.table(name)) for name, rows in found.items()}
    elif scenario.choice == "rivals":
        yield from _rivals(base)
    else:
        yield scenario.says, {}


def _rivals(base: Base) -> Iterator[tuple[str, dict[str, pa.Table]]]:
    """Each value that was not chosen, of conditions that reports read, in place of the chosen one."""
    rows = base.tables["borders"].to_pylist()
    by_key: dict[tuple[str, str], list[int]] = {}
    for place, row in enumerate(rows):
        if row["condition"] in READ:
            by_key.setdefault((row["dyad"], row["condition"]), []).append(place)
    for (dyad, condition), places in sorted(by_key.items()):
        seen = {rows[place]["value"] for place in places if rows[place]["chosen"]}
        for place in places:
            if (value := rows[place]["value"]) not in seen:
                seen.add(value)
                other = [
                    {**row, "chosen": number == place} if number in places else row for number, row in enumerate(rows)
                ]
                name = f"{dyad}, {condition.replace('_', ' ')}: {value}"
                yield name, {"borders": store.arrow(other, schemas.table("borders"))}


def _differs(table: pa.Table, other: pa.Table) -> bool:
    """Whether two tables differ in more than the names of entries."""
    return not _bare(table).equals(_bare(other))


def _bare(table: pa.Table) -> pa.Table:
    return table.drop_columns([name for name in ("corrections",) if name in table.column_names])


def outcomes(scenario: Scenario, tables: dict[str, pa.Table], base: Base) -> Iterator[Outcome]:
    """Outcome of every report that reads a changed table, or depends on a changed choice."""
    dyads = _borders_that_differ(tables, base)
    if moves_claims(scenario):
        with ledger.supposing(scenario.supposed_entries()):
            tables = {**tables, **_claims(tables, base)}
    frames, kept, moved = Frames(tables), {}, read_by(scenario).values()
    choice = supposed_regions(scenario.choice)
    with regions.supposing(choice) if choice else contextlib.nullcontext():
        for report in moved:
            if choice or (set(report.tables) & set(tables) and _concerns(report, dyads)):
                mine = {name: frames[name] if name in tables else base.frames[name] for name in report.tables}
                with values_alone():
                    study = measure(report.key, report.measure, report.parameters, mine, report.printed(), kept)
                made = {name: _shown(table) for name, table in arrow_tables(study, report.measure).items()}
                yield _outcome(report, made)


def _outcome(report: Report, made: dict[str, pa.Table]) -> Outcome:
    frames = {name: table for name, table in made.items() if name != "results"}
    return Outcome(report.key, {row["id"]: row for row in made["results"].to_pylist()}, frames)


def _shown(table: pa.Table) -> pa.Table:
    """A table without the cells behind its rows."""
    return table.drop_columns(["cells"])


def _borders_that_differ(tables: dict[str, pa.Table], base: Base) -> set[str] | None:
    """Borders whose rows differ, or None where more than conditions of borders changed."""
    if not tables or not set(tables) <= {"borders", "measured", "neighbours"}:
        return None
    found = set()
    for name, table in tables.items():
        here, there = ({str(row): row["dyad"] for row in _bare(t).to_pylist()} for t in (table, base.tables[name]))
        found |= {dyad for row, dyad in {**here, **there}.items() if row not in here or row not in there}
    return found


def _concerns(report: Report, dyads: set[str] | None) -> bool:
    """Whether a report can depend on conditions of these borders; None is any border."""
    if dyads is None or not (report.groups() or "dyad" in report.parameters):
        return True
    lists = regions.load()["country_lists"]
    mine = {dyad for group in report.groups() for countries in lists for dyad in regions.members(group, countries)}
    return bool(dyads & {*mine, report.parameters.get("dyad")})


def _claims(tables: dict[str, pa.Table], base: Base) -> dict[str, pa.Table]:
    """Claims held against the changed tables; nothing where no verdict and no finding changes."""
    found = {}
    for name in schemas.evaluated():
        pairs = list(zip(records.tabulate(name), base.tables[name].to_pylist(), strict=True))
        moved = [_moves(claim, row, set(tables)) for claim, row in pairs]
        asked = {
            n
            for (claim, _), moves in zip(pairs, moved, strict=True)
            if moves
            for n in schemas.named(claim["query"] or "")
        }
        answers = query.Tables({n: (tables if n in tables else base.tables)[n] for n in sorted(asked)})
        rows = [_evaluated(claim, answers) if moves else row for (claim, row), moves in zip(pairs, moved, strict=True)]
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


def _evaluated(claim: dict, tables: query.Tables) -> dict:
    """One claim evaluated; one whose query finds nothing under a choice is contradicted, not an error."""
    try:
        return claims.evaluate([claim], tables)[0]
    except claims.UnsoundClaim:
        raise
    except claims.ClaimError:
        lost = {"query": None, "not_checkable": "lost"}
        (row,) = claims.evaluate([{**claim, **lost}], tables)
        return {**row, "query": claim["query"], "not_checkable": None, "found": None, "verdict": verdict.CONTRADICTED}


def frames_touched(before: Outcome, after: Outcome) -> list[str]:
    """Frames that differ, those about the ledger left out."""
    return sorted(
        name for name, frame in after.frames.items() if name not in OWN and not frame.equals(before.frames[name])
    )

"""Which files a job reads, and which reports a cell moves: nothing left out, and nothing more.

One cell is tried of a raw table of each kind (those that feed the same tidy tables), and one report of each measure.
CELLS is the number of cells that are tried in every raw table, with all reports; `CELLS=all` tries every cell, which
takes days.
"""

import copy
import os
import random
import sys
from collections.abc import Callable, Iterable
from contextlib import contextmanager

import duckdb
import pytest
from conftest import SOURCE

from compendium.build import inputs
from compendium.check import dates
from compendium.decision import decisions, ledger, schemas
from compendium.decision.config import reports
from compendium.result.beneath import beneath
from compendium.result.measure import arrow_tables, measure
from compendium.result.scenario import compare, recompute
from compendium.result.scenario.jobs import measured_reports
from compendium.result.scenario.scenarios import Scenario
from compendium.source import cards, grid
from compendium.table import query, raw_tables, records, store
from compendium.table.kinds import tabulate

CELLS = os.environ.get("CELLS", "")
TRIES = 40  # cells that are looked at before a table is said to have none that can be another
TABLES = {table.path: table for table in cards.tables()}
PRINTED = {name: raw_tables.printed_tables(name) for name in schemas.tabulated()}
DECISIONS = {"raw/corrections.csv", "raw/codings.csv", "raw/codings.second.csv", "raw/publishers.csv"}


def fed(path: str) -> frozenset[str]:
    """Tidy tables that a raw table feeds."""
    return frozenset(name for name, tables in PRINTED.items() if path in {table.path for table in tables})


def of_each(kind: Callable[[str], object], names: Iterable[str]) -> list[str]:
    """The first name of each kind; all names where CELLS says that more is to be tried."""
    return list(names) if CELLS else list({kind(name): name for name in reversed(list(names))}.values())[::-1]


_opened: list[set[str]] = []


def _hook(event: str, arguments: tuple) -> None:
    if event == "open" and _opened and isinstance(arguments[0], str | os.PathLike):
        _opened[-1].add(os.path.abspath(arguments[0]))


sys.addaudithook(_hook)


@contextmanager
def opened():
    """Raw files that are opened within; decisions about them left out."""
    found: set[str] = set()
    _opened.append(found)
    try:
        yield found
    finally:
        _opened.pop()
        names = {os.path.relpath(path, SOURCE) for path in found if path.startswith(str(SOURCE / "raw"))}
        found.clear()
        found.update({name for name in names if name.endswith(".csv")} - DECISIONS)


@pytest.fixture(scope="module")
def whole(original) -> recompute.Base:
    """What is built, each table of which is read once for all tests."""
    return recompute.Base(original.path)


@pytest.mark.parametrize("name", schemas.tabulated())
def test_a_tidy_table_opens_the_raw_tables_that_it_names_and_no_other(name):
    with opened() as found:
        list(tabulate(name, decisions.load()))
    assert found == {table.path for table in PRINTED[name]}


@pytest.mark.slow
@pytest.mark.parametrize("key", of_each(lambda key: reports()[key].measure, measured_reports()))
def test_a_measure_opens_no_raw_table_but_the_second_keyings_of_its_own(whole, original, key):
    report, base = reports()[key], whole
    tables = {name: base.frames[name] for name in report.tables}
    with opened() as found:
        beside = beneath(original / name for other in report.beneath for name in inputs.measured(reports()[other]))
        measure(key, report.measure, report.parameters, tables, report.printed(), base.decided, beneath=beside)
    assert found <= {path for table in report.printed() for path in (table.path, table.second)}


def everything(scenario: Scenario, base: recompute.Base) -> dict:
    """All tidy tables under a scenario: those that open its raw table made anew, and the claims that ask one of them."""
    paths = {entry.file for entry in scenario.entries}
    tables = {name: base.tables[name] for name in schemas.tabulated()}
    decided = scenario.decisions(base.decided)
    for name in schemas.tabulated():
        if any(name in fed(path) for path in paths):
            tables[name] = store.arrow(tabulate(name, decided), schemas.table(name))
    differing = {name for name, table in tables.items() if table is not base.tables[name]}
    asked = query.Tables(tables)
    for name in schemas.evaluated():
        built = {row["id"]: row for row in base.tables[name].to_pylist()}
        rows = []
        for claim in records.tabulate(name, decided):
            row = built[claim["id"]]
            same = all(row[key] == value for key, value in claim.items() if key not in recompute.EVALUATED)
            rows.append(row if same and not asks(claim) & differing else recompute.evaluated(claim, asked, decided))
        tables[name] = store.arrow(rows, schemas.table(name))
    return tables


def asks(claim: dict) -> set[str]:
    """Tables that the query of a claim reads, by DuckDB's own parser."""
    return set(duckdb.get_table_names(claim["query"])) if claim["query"] else set()


def moved(tables: dict, base: recompute.Base) -> set[str]:
    """Reports whose results or frames differ when every one that reads a table that differs is measured anew."""
    frames, found, kept = recompute.Frames(tables), set(), {}
    differing = {name for name, table in tables.items() if recompute.differs(table, base.tables[name])}
    for key, report in measured_reports().items():
        if differing & set(report.tables):
            results = measure(
                key,
                report.measure,
                report.parameters,
                {n: (frames if n in differing else base.frames)[n] for n in report.tables},
                None,
                base.decided,
                kept,
            )
            made = arrow_tables(results, report.measure, without=recompute.PROVENANCE)
            before, after = base.outcome(report), recompute.outcome_of(report, made)
            if list(compare.changed_results(before, after)) or recompute.frames_touched(before, after):
                found.add(key)
    return found


def mutations(path: str):
    """Cells of a raw table in a random order, each with another text of its column."""
    table, given = TABLES[path], grid.read(path)
    taken = {entry.cell for entry in ledger.entries()}
    cells = [(row, column) for row in range(2, given.height + 1) for column in range(1, len(given.header) + 1)]
    random.Random(path).shuffle(cells)
    for row, column in cells:
        address = f"{path}#cell={row},{column}"
        texts = sorted({record[column - 1] for record in given.records[1:]} - {given.get(row, column)})
        if given.header[column - 1] not in table.primary_key and address not in taken and texts:
            text = random.Random(address).choice(texts)
            record = dict(zip(given.header, given.records[row - 1], strict=True)) | {given.header[column - 1]: text}
            if list(dates.faults_of(record)):
                continue  # the check refuses it: an end before its beginning
            more = ("slip", "proposed", "Supposed.", "none", "maintainers", "2026-01-01")
            yield ledger.Entry("C900", address, given.get(row, column), text, *more, line=0)


@pytest.mark.slow
@pytest.mark.parametrize("path", of_each(fed, (path for path in TABLES if not path.endswith(".second.csv"))))
def test_a_changed_cell_moves_the_reports_that_are_told(whole, path):
    decided, done = decisions.load(), 0
    for number, entry in enumerate(mutations(path)):
        if CELLS != "all" and (done == int(CELLS or 1) or number == TRIES):
            break
        base = copy.copy(whole)
        base.decided = decided.supposing((*decided.entries, entry))
        scenario = Scenario("C900", "with C900", (entry,))
        try:
            tables = everything(scenario, base)
        except (ValueError, KeyError, IndexError):
            continue  # the check refuses such a cell, so that no job ever reads it
        told = {row["report"] for row in compare.rows(scenario, base) if row["what"] in ("result", "claim", "frame")}
        assert told == moved(tables, base), entry
        done += 1
    assert done, f"no cell of {path} could be another"

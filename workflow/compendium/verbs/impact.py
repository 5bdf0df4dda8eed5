"""Print what an entry of the ledger changes: results with and without it, verdicts, headlines and reports.

Without an ID: every entry that changes a cell, in one line each. An entry that is new or changed, and only
proposed, is computed at once; one that is accepted needs a build first.
"""

import argparse
import sys
from pathlib import Path

from compendium.build import plan, record
from compendium.decision import decisions
from compendium.decision.config import reports
from compendium.escape import terminal
from compendium.result.scenario import compare
from compendium.result.scenario.recompute import Base
from compendium.result.scenario.scenarios import Scenario, about_entries, file_of
from compendium.result.sentence import number
from compendium.table import store
from compendium.verbs import answer

SHOWN = ("result", "claim", "headline")
MOVED = ("result", "claim", "frame")  # rows that are there only where something moved


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument(
        "id", metavar="ID", nargs="?", help="an entry of raw/corrections.csv, such as C001; of several: C001-C002"
    )
    answer.register(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    decided = decisions.load()
    known = about_entries(decided)
    if arguments.id is None and not known:
        if arguments.json:
            return answer.give("impact", 0, [])
        print("No entry of the ledger changes a cell.")
        return 0
    chosen = [scenario for scenario in known.values() if arguments.id in (None, scenario.key)]
    if not chosen:
        kept = any(entry.id == arguments.id for entry in decided.entries)
        says = f"{arguments.id} is no-change: the cell stays as printed." if kept else f"No entry {arguments.id!r}."
        print(f"{says} Entries that change a cell: {', '.join(known) or 'none'}", file=sys.stderr)
        return 2
    if not plan.of_scenarios():
        print("No report in config/config.yaml tells of scenarios, so none is computed.", file=sys.stderr)
        return 2
    stale = record.stale()
    due = {scenario.key for scenario in chosen if file_of(scenario.key) in stale}
    if due and not _can_compute(stale):
        print(
            f"not computed for what is there now: {', '.join(sorted(due))}; build first: ./reproduce", file=sys.stderr
        )
        return 1
    base = Base(decided=decided)
    rows = (list(compare.rows(s, base) if s.key in due else _computed(s.key)) for s in chosen)
    if arguments.json:
        return answer.give("impact", 0, map(_told, chosen, rows))
    for scenario, changed in zip(chosen, rows, strict=True):
        tell(scenario, changed, whole=arguments.id is not None)
    return 0


def _computed(key: str) -> list[dict]:
    return store.read(Path(file_of(key))).to_pylist()


def _can_compute(stale: dict[str, list[record.Change]]) -> bool:
    """Whether tables and results are what an entry can be held against: reports may lag in telling of the ledger alone."""
    due = [change for name in plan.measures() for change in stale.get(name, [])]
    return not set(plan.tables()) & set(stale) and all(change.what == "ledger" for change in due)


def tell(scenario: Scenario, rows: list[dict], whole: bool) -> None:
    """Print what a scenario changes; `whole` lists every result, verdict and headline."""
    moved, touched, tidy = _shown(rows), _touched(rows), _tidy(rows)
    count = {what: sum(r["what"] == what for r in moved) for what in SHOWN}
    for entry in scenario.entries:
        print(f"{entry.id} ({entry.status}, {entry.kind}) {entry.cell}: {entry.printed!r} → {entry.corrected!r}")
    print(
        f"    {tidy} tidy rows, {count['result']} results, {count['claim']} verdicts, {count['headline']} headlines,"
        f" {len(touched)} reports"
    )
    if whole:
        there, here = _sides(scenario)
        for row in moved:
            size = f"   ({number(row['change'], 1)} % of the larger)" if row["change"] is not None else ""
            print(terminal(f"    {row['what']:8} {row['name']}: {row[there]} → {row[here]}{size}"))
        print(f"    reports: {', '.join(touched) or 'none'}")
        if touched and (telling := [key for key, report in reports().items() if report.scenarios]):
            print(f"    and {', '.join(telling)}, which tells of every entry")


def _told(scenario: Scenario, rows: list[dict]) -> dict:
    """What a scenario changes, for a program."""
    there, here = _sides(scenario)
    entries = [
        {name: getattr(entry, name) for name in ("id", "status", "kind", "cell", "printed", "corrected")}
        for entry in scenario.entries
    ]
    moved = [
        {"what": r["what"], "name": r["name"], "without": r[there], "with": r[here], "change": r["change"]}
        for r in _shown(rows)
    ]
    counted = {"tidy_rows": _tidy(rows), "moved": moved, "reports": _touched(rows)}
    return {"what": "scenario", "scenario": scenario.key, "entries": entries, **counted}


def _sides(scenario: Scenario) -> tuple[str, str]:
    """Which side of a row is without the entries, and which with them: accepted ones were computed by leaving them out."""
    return ("before", "after") if scenario.accepts else ("after", "before")


def _shown(rows: list[dict]) -> list[dict]:
    """Results, verdicts and headlines that change, the largest changes first."""
    moved = [r for r in rows if r["what"] in SHOWN and r["before"] != r["after"]]
    return sorted(moved, key=lambda r: (SHOWN.index(r["what"]), -(r["change"] or 0), r["name"]))


def _tidy(rows: list[dict]) -> int:
    return sum(int(r["number"]) for r in rows if r["what"] == "table")


def _touched(rows: list[dict]) -> list[str]:
    """Reports in which a number moved: of a result or verdict, printed or behind it, of a headline, or of a frame."""
    return sorted({r["report"] for r in rows if r["what"] in MOVED or (r["what"] == "headline" and _moved(r))})


def _moved(row: dict) -> bool:
    return row["before"] != row["after"] or compare.differ(
        {"number": row["number_before"], "value": row["before"]}, {"number": row["number"], "value": row["after"]}
    )

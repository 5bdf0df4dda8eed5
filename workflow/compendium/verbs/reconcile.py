"""Settle where two keyings of a table disagree: shows both beside each other, asks what is printed, writes the ledger.

TABLE is a raw table with a second keying; without it the tables that disagree are named. An answer writes an accepted
entry: a slip where the first keying is wrong, no-change where it is right. Neither file is changed.
"""

import argparse
import datetime
from pathlib import Path

from compendium.atomic import write_bytes
from compendium.author import reconcile_page
from compendium.author.attempt import attempt
from compendium.author.naming import table_of
from compendium.check import agreement
from compendium.decision import ledger
from compendium.escape import terminal
from compendium.failure import Refused
from compendium.paths import path_of
from compendium.problem import report
from compendium.source import cards, grid, printed_pages
from compendium.source.grid import Grid

QUESTION = "printed is [1] the first, [2] the second, [=text] another text, [s] skip, [q] quit: "
REASONS = {
    "slip": "The two keyings differ here; the second is as printed.",
    "other": "The two keyings differ here; neither is as printed.",
    "no-change": "The two keyings differ here; the first is as printed.",
}


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("table", metavar="TABLE", nargs="?")
    parser.add_argument(
        "--evidence", help="where it was looked up (reference key: place); default: the place of the table"
    )
    parser.add_argument("--page", action="store_true", help="write a page in which to choose, and ask nothing")
    parser.add_argument("--decided-by", default="maintainers", help="default: maintainers")


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    if not arguments.table:
        return _listed()
    table = table_of(arguments.table)
    first, second = _keyings(table)
    places = _open(first, second)
    if not places:
        print(f"{table.path}: the keyings agree, or the ledger settles where they do not.")
        return 0
    print(f"{terminal(table.printed)}: {_cells(places)} to settle")
    if arguments.page:
        return _page(table, first, second, arguments.evidence or _evidence(table))
    rows = []
    for number, (row, column) in enumerate(places, start=1):
        one, other = first.get(row, column) or "", second.get(row, column) or ""
        print(f"\n{number} of {len(places)}  {terminal(first.words(row, column))}  ({first.cell(row, column)})")
        print(f"  first   {one!r}\n  second  {other!r}")
        answer = _asked()
        if answer == "q":
            break
        if answer != "s":
            corrected = {"1": one, "2": other}.get(answer, answer[1:])
            rows.append((str(first.cell(row, column)), one, corrected, other))
    return _write(table, rows, arguments)


def _page(table: cards.Table, first: Grid, second: Grid, evidence: str) -> int:
    """Write the page of a table into `edit/`."""
    cells = [
        {
            **{"cell": str(first.cell(*place)), "words": first.words(*place)},
            **{"first": first.get(*place) or "", "second": second.get(*place) or ""},
        }
        for place in _open(first, second)
    ]
    path = Path(f"edit/reconcile-{table.package}-{Path(table.file).stem}.html").absolute()
    write_bytes(path, reconcile_page.html(table.printed, cells, REASONS, evidence).encode())
    print(f"{path}\nChoose there, save its text as a file, then: {reconcile_page.COMMAND}")
    return 0


def _evidence(table: cards.Table) -> str:
    """Where a table is printed, as the ledger names evidence."""
    place = (printed_pages.said(table.card), table.card["table"])
    return f"{table.card['reference']}: {', '.join(part for part in place if part)}"


def _listed() -> int:
    found = 0
    for table in cards.tables():
        if table.second and path_of(table.second).is_file():
            first, second = grid.read(table.path), grid.read(table.second)
            if _shape(first) != _shape(second):
                print(f"{table.path}: keyings of different shape")
                found += 1
            elif places := _open(first, second):
                print(f"{table.path}: {_cells(places)} to settle")
                found += 1
    if not found:
        print("All keyings agree, or the ledger settles where they do not.")
    return 0


def _keyings(table: cards.Table) -> tuple[Grid, Grid]:
    if table.is_second:
        raise Refused(f"{table.path} is a second keying: name the first, {table.card['second_of']}.")
    if not table.second:
        raise Refused(f"{table.path} has one keying alone: its card names no second_keying.")
    first, second = grid.read(table.path), grid.read(table.second)
    if _shape(first) != _shape(second):
        raise Refused(
            f"{table.path} has {_told(first)}, its second keying {_told(second)}: compare both with the print first."
        )
    return first, second


def _shape(given: Grid) -> tuple[int, int]:
    return given.height, len(given.header)


def _cells(places: list) -> str:
    return "1 cell" if len(places) == 1 else f"{len(places):,} cells"


def _told(given: Grid) -> str:
    return f"{given.height} records of {len(given.header)} cells"


def _open(first: Grid, second: Grid) -> list[tuple[int, int]]:
    """Cells that differ and that nothing settles."""
    return list(agreement.unsettled(first, second, agreement.settled_cells()))


def _asked() -> str:
    """An answer that can be used. Raises Refused where nobody is there to answer."""
    while True:
        try:
            answer = input(QUESTION).strip()
        except EOFError:
            raise Refused("\nNobody answered, and nothing was written.") from None
        if answer in ("1", "2", "s", "q") or answer.startswith("="):
            return answer
        print("Answer 1, 2, =TEXT, s or q.")


def _write(table: cards.Table, decided: list[tuple[str, str, str, str]], arguments: argparse.Namespace) -> int:
    """Append an entry for each decision, all or none."""
    if not decided:
        print("Nothing was written.")
        return 0
    evidence = arguments.evidence or _evidence(table)
    entries = []
    for cell, printed, corrected, other in decided:
        kind = "slip" if corrected != printed else "no-change"
        reason = REASONS["other" if corrected not in (printed, other) else kind]
        entries.append(
            {
                **{"cell": cell, "printed": printed, "corrected": corrected, "kind": kind, "status": "accepted"},
                **{"reason": reason, "evidence": evidence, "decided_by": arguments.decided_by},
                "date": datetime.date.today().isoformat(),
            }
        )
    ids, content = ledger.with_entries(entries)
    if problems := attempt({ledger.PATH: content}):
        raise Refused(f"{report(problems)}\n\nNothing was written.")
    print(f"{ledger.PATH}: {', '.join(ids)} written.")
    return 0

"""Record a decision about a printed cell: shows the table around it, asks for the rest, checks, writes the ledger.

CELL is an address such as raw/SOURCE/table1.csv#cell=4,6 (row, column; the header is row 1). What is not
given as an option is asked for. Nothing is written when the entry would be a problem.
"""

import argparse
import csv
import datetime
import io
import sys

from compendium import check
from compendium.atomic import write_bytes
from compendium.decision import ledger
from compendium.escape import terminal
from compendium.failure import Refused
from compendium.paths import ROOT
from compendium.problem import report
from compendium.source import grid
from compendium.source.address import parse
from compendium.source.cards import tables

AROUND = 2  # rows and columns on each side of the cell
ASKED = {
    "corrected": "what should be read instead (empty for nothing): ",
    "kind": f"kind ({', '.join(ledger.KINDS)}): ",
    "status": f"status ({', '.join(ledger.STATUSES)}): ",
    "reason": "reason: ",
    "evidence": "evidence (reference key: place): ",
}


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("cell", metavar="CELL")
    for name, prompt in ASKED.items():
        parser.add_argument(f"--{name}", help=prompt.removesuffix(": "))


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    try:
        (cell,) = parse(arguments.cell)
        found = {table.path: table for table in tables()}[cell.file]
        around = grid.read(cell.file)
        printed = around.get(cell.row, cell.column)
    except (ValueError, KeyError) as error:
        print(f"{arguments.cell} is no cell of a raw table: {error}", file=sys.stderr)
        return 2
    if printed is None:
        print(f"{cell.file} has {around.height} rows and {len(around.header)} columns.", file=sys.stderr)
        return 2
    print(f"{terminal(found.printed)}\n{_window(around, cell.row, cell.column)}\n\nprinted: {printed!r}")
    given = {name: _asked(getattr(arguments, name), prompt) for name, prompt in ASKED.items()}
    entry = {
        **{"id": _next(), "cell": arguments.cell, "printed": printed, **given},
        **{"decided_by": "maintainers", "date": datetime.date.today().isoformat()},
    }
    return _write([entry[column] for column in ledger.COLUMNS])


def _asked(given: str | None, prompt: str) -> str:
    """What was given as an option, or what is answered. Raises Refused where nobody is there to answer."""
    if given is not None:
        return given
    try:
        return input(prompt).strip()
    except EOFError:
        raise Refused(
            f"\nNo answer to “{prompt.removesuffix(': ')}”, and nothing was written. Without a terminal, give every "
            f"answer as an option: {', '.join(f'--{name}' for name in ASKED)}."
        ) from None


def _next() -> str:
    numbers = [int(e.id[1:]) for e in ledger.entries() if e.id[1:].isdigit()]
    return f"C{max(numbers, default=0) + 1:03}"


def _write(row: list[str]) -> int:
    """Append the entry, and take it back when the check finds a problem that was not there before."""
    path = ROOT / ledger.PATH
    there = path.is_file()
    before = path.read_text(encoding="utf-8") if there else f"{','.join(ledger.COLUMNS)}\n"
    known = {str(problem) for problem in check.run()}
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\n").writerow(row)
    write_bytes(path, (before + line.getvalue()).encode())
    if problems := [problem for problem in check.run() if str(problem) not in known]:
        if there:
            write_bytes(path, before.encode())
        else:
            path.unlink()
        print(f"{report(problems)}\n\nNothing was written.", file=sys.stderr)
        return 1
    print(
        f"{ledger.PATH}: {row[0]} written. ./reproduce builds what depends on it; ./reproduce impact {row[0]} tells it."
    )
    return 0


def _window(around: grid.Grid, row: int, column: int) -> str:
    """The cell in brackets, with its row label, its column heading and what stands around it."""
    rows = [1, *(r for r in range(row - AROUND, row + AROUND + 1) if 1 < r <= around.height)]
    columns = [1, *(c for c in range(column - AROUND, column + AROUND + 1) if 1 < c <= len(around.header))]
    texts = [[_shown(around.get(r, c) or "", (r, c) == (row, column)) for c in columns] for r in rows]
    widths = [max(len(line[i]) for line in texts) for i in range(len(columns))]
    return "\n".join("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in texts)


def _shown(text: str, marked: bool) -> str:
    short = terminal(text if len(text) <= 24 else f"{text[:23]}…")
    return f"[{short}]" if marked else short

"""Record a decision about printed cells: shows the table around each, asks for the rest, checks, writes the ledger.

CELL is an address such as raw/SOURCE/table1.csv#cell=4,6 (row, column; the header is row 1); several cells are decided
together, such as a cell and its printed total. What is not given as an option is asked for. With --from, a file that a
reader sent, as an evidence page writes it. Nothing is written when an entry would be a problem.
"""

import argparse
import datetime
import sys
from pathlib import Path

from compendium.author.attempt import attempt
from compendium.decision import ledger, proposal
from compendium.escape import terminal
from compendium.failure import Refused
from compendium.paths import STARTED
from compendium.problem import report
from compendium.source import grid
from compendium.source.address import Cell, parse
from compendium.source.cards import tables
from compendium.unusable import Unusable

AROUND = 2  # rows and columns on each side of the cell
CORRECTED = "what should be read instead (empty for nothing): "
ASKED = {
    "kind": f"kind ({', '.join(ledger.KINDS)}): ",
    "status": f"status ({', '.join(ledger.STATUSES)}): ",
    "reason": "reason: ",
    "evidence": "evidence (reference key: place): ",
}
MAINTAINERS = "maintainers"


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("cells", metavar="CELL", nargs="*")
    parser.add_argument("--corrected", action="append", help="what should be read instead; once for each CELL")
    for name, prompt in ASKED.items():
        parser.add_argument(f"--{name}", help=prompt.removesuffix(": "))
    parser.add_argument("--decided-by", default=MAINTAINERS, help=f"who decided (default: {MAINTAINERS})")
    parser.add_argument("--from", dest="file", metavar="FILE", help="a proposal that a reader sent, in place of CELL")


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    if bool(arguments.cells) == bool(arguments.file):
        print("Name cells, or --from FILE: one of the two.", file=sys.stderr)
        return 2
    try:
        entries = _sent(arguments) if arguments.file else _decided(arguments)
    except _NoCell as error:
        print(error, file=sys.stderr)
        return 2
    shared = {"decided_by": arguments.decided_by, "date": datetime.date.today().isoformat()}
    return _write([{**entry, **shared} for entry in entries])


class _NoCell(ValueError):
    """An address that names no cell of a raw table."""


def _decided(arguments: argparse.Namespace) -> list[dict[str, str]]:
    """Entries on the cells that are named, with what is asked for. Raises _NoCell and Refused."""
    printed = [_shown(address) for address in arguments.cells]
    given = arguments.corrected
    if given is not None and len(given) != len(printed):
        raise Refused(f"{len(given)} times --corrected for {len(printed)} cells: once for each, in their order.")
    corrected = given or [
        _asked(None, f"{address}: {CORRECTED}" if len(printed) > 1 else CORRECTED) for address in arguments.cells
    ]
    told = {name: _asked(getattr(arguments, name), prompt) for name, prompt in ASKED.items()}
    found = zip(arguments.cells, printed, corrected, strict=True)
    return [{"cell": cell, "printed": text, "corrected": new, **told} for cell, text, new in found]


def _sent(arguments: argparse.Namespace) -> list[dict[str, str]]:
    """Entries that a reader sent, proposed unless the maintainer says otherwise. Raises _NoCell and Refused."""
    path = Path(STARTED, arguments.file)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path}: {error.strerror or error}. Nothing was written.") from None
    try:
        entries = proposal.read(arguments.file, raw)
    except Unusable as error:
        raise Refused(f"{report(error.problems)}\n\nNothing was written.") from None
    for entry in entries:
        _shown(entry["cell"])
        print(f"read as: {terminal(repr(entry['corrected']))} ({entry['kind']}). {terminal(entry['reason'])}\n")
    given = {name: value for name in ASKED if (value := getattr(arguments, name)) is not None}
    return [{"status": "proposed", **entry, **given} for entry in entries]


def _shown(address: str) -> str:
    """What is printed in a cell, after it was shown with what stands around it. Raises _NoCell."""
    try:
        (cell,) = parse(address)
        found = {table.path: table for table in tables()}[cell.file]
        around = grid.read(cell.file)
    except (ValueError, KeyError) as error:
        raise _NoCell(f"{terminal(address)} is no cell of a raw table: {terminal(error)}") from None
    printed = around.get(cell.row, cell.column)
    if printed is None:
        raise _NoCell(f"{cell.file} has {around.height} rows and {len(around.header)} columns.")
    print(f"{terminal(found.printed)}\n{_window(around, cell)}\n\nprinted: {terminal(repr(printed))}")
    return printed


def _asked(given: str | None, prompt: str) -> str:
    """What was given as an option, or what is answered. Raises Refused where nobody is there to answer."""
    if given is not None:
        return given
    try:
        return input(prompt).strip()
    except EOFError:
        raise Refused(
            f"\nNo answer to “{prompt.removesuffix(': ')}”, and nothing was written. Without a terminal, give every "
            f"answer as an option: {', '.join(f'--{name}' for name in ('corrected', *ASKED))}."
        ) from None


def _write(entries: list[dict[str, str]]) -> int:
    """Append the entries, all or none: none where the check finds a problem that was not there before."""
    ids, content = ledger.with_entries(entries)
    if problems := attempt({ledger.PATH: content}):
        print(f"{report(problems)}\n\nNothing was written.", file=sys.stderr)
        return 1
    told = "tells it" if len(ids) == 1 else "tells each"
    print(
        f"{ledger.PATH}: {', '.join(ids)} written. ./reproduce builds what depends on it; ./reproduce impact {ids[0]} {told}."
    )
    return 0


def _window(around: grid.Grid, cell: Cell) -> str:
    """The cell in brackets, with its row label, its column heading and what stands around it."""
    rows = [1, *(r for r in range(cell.row - AROUND, cell.row + AROUND + 1) if 1 < r <= around.height)]
    columns = [1, *(c for c in range(cell.column - AROUND, cell.column + AROUND + 1) if 1 < c <= len(around.header))]
    texts = [[_short(around.get(r, c) or "", (r, c) == (cell.row, cell.column)) for c in columns] for r in rows]
    widths = [max(len(line[i]) for line in texts) for i in range(len(columns))]
    return "\n".join("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in texts)


def _short(text: str, marked: bool) -> str:
    short = terminal(text if len(text) <= 24 else f"{text[:23]}…")
    return f"[{short}]" if marked else short

"""Take a table back from the workbook that edit wrote: shows every cell that differs, checks, and writes the raw table.

What a spreadsheet program made of a cell (a number, a date, a formula) is refused with its place. Nothing is written
when the table would have a problem that it does not have now.
"""

import argparse
import csv
import io

from compendium.author import attempt, difference, workbook
from compendium.author.naming import table_of
from compendium.failure import Refused
from compendium.paths import STARTED
from compendium.problem import report
from compendium.source import checksums, fingerprint, grid


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--yes", action="store_true", help="write without asking")
    parser.add_argument("--frozen", action="store_true", help="write although the table is frozen")


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    path, digest, records = workbook.read(STARTED / arguments.file)
    table = table_of(path)
    if fingerprint.of_file(table.path) != digest:
        raise Refused(
            f"{table.path} changed since the workbook was written. Write another one: ./reproduce edit {path}"
        )
    before = grid.read(table.path)
    lines = difference.lines(before, records)
    if not lines:
        print(f"{table.path}: no cell differs, and nothing was written.")
        return 0
    print("\n".join(lines))
    if checksums.recorded().get(table.path) == digest and not arguments.frozen:
        raise Refused(
            f"\n{table.path} is frozen, and nothing was written. A cell that was keyed wrong gets an entry in the ledger: "
            "./reproduce correct CELL --kind slip. To key the table anew: --frozen."
        )
    if not (arguments.yes or _agreed()):
        print("Nothing was written.")
        return 1
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(records)
    if problems := attempt.attempt({table.path: text.getvalue().encode()}):
        raise Refused(f"{report(problems)}\n\nNothing was written.")
    print(f"{table.path} written. When it was compared with the print: ./reproduce freeze {table.path}")
    return 0


def _agreed() -> bool:
    """Whether the user says yes. Raises Refused where nobody is there to answer."""
    try:
        return input("Write these cells? (yes or no): ").strip().lower() in ("y", "yes")
    except EOFError:
        raise Refused("\nNobody answered, and nothing was written: --yes writes without asking.") from None

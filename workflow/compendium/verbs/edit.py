"""Write a raw table as a workbook in which every cell is text, for who keys in a spreadsheet; import takes it back.

TABLE is a raw table such as raw/SOURCE/table1.csv, or a second keying.
"""

import argparse
from pathlib import Path

from compendium.author import workbook
from compendium.author.naming import table_of
from compendium.failure import Refused
from compendium.paths import STARTED


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("table", metavar="TABLE")
    parser.add_argument("--to", metavar="FILE", help="default: SOURCE-TABLE.xlsx, in the folder edit/")


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    table = table_of(arguments.table)
    source, name = table.path.removeprefix("raw/").removesuffix(".csv").split("/")
    path = STARTED / arguments.to if arguments.to else Path("edit", f"{source}-{name}.xlsx").absolute()
    if path.suffix != ".xlsx":
        raise Refused(f"{path} is no workbook: its name has to end with .xlsx.")
    if path.exists():
        raise Refused(f"{path} is there already. Import it, or remove it; nothing was written.")
    workbook.write(table.path, table.printed, path)
    print(f"{path}\nType as printed; every cell is text. Then: ./reproduce import {path}")
    return 0

"""Web addresses: each has the form of one that leads somewhere, and its card says when the pages were read."""

import csv
from collections.abc import Iterator

from compendium.check.dates import is_date
from compendium.check.material import Material, at
from compendium.decision import ledger
from compendium.problem import Problem
from compendium.source import addresses, yaml_text
from compendium.source.addresses import NOT_NOTED
from compendium.source.cards import FILE, Table
from compendium.source.grid import Grid

TODO = (
    "compare with the page; an accepted entry of the ledger says how the address reads, and the cell stays as it came"
)
EXPECTED = f"a date, a column of dates, or “{NOT_NOTED}”"


def check(material: Material) -> Iterator[Problem]:
    """Addresses that lead nowhere, and tables with addresses whose cards do not say when they were read."""
    for table, grid in material.readable():
        held = list(_cells(grid))
        for row, column, text in _cells(_corrected(grid)):
            for address in addresses.found(text):
                if wrong := addresses.fault(address):
                    what, expected = wrong
                    said = {
                        "kind": "address that leads nowhere",
                        "found": f"{what} in {address!r}",
                        "expected": expected,
                    }
                    yield at(table, grid, row, column, **said, todo=TODO)
        if any(True for _, _, text in held for _ in addresses.found(text)):
            yield from _accessed(table)


def _corrected(grid: Grid) -> Grid | None:
    """A table as it reads with the accepted entries of the ledger; None where the ledger cannot be read, which is told."""
    try:
        return ledger.apply(grid, ledger.entries())[0]
    except (LookupError, TypeError, ValueError, csv.Error):
        return None


def _cells(grid: Grid | None) -> Iterator[tuple[int, int, str]]:
    for row, record in enumerate(grid.records[1:] if grid else [], start=2):
        for column, text in enumerate(record, start=1):
            if "://" in text:
                yield row, column, text


def _accessed(table: Table) -> Iterator[Problem]:
    said = table.card.get("accessed")
    columns = {field["name"] for field in table.fields}
    if said == NOT_NOTED or said in columns or (isinstance(said, str) and is_date(said)):
        return
    document = yaml_text.load(f"raw/{table.package}/{FILE}")
    names = [resource.get("name") for resource in document.value["resources"]]
    path = ["resources", names.index(table.name), "transcription", *(["accessed"] if said else [])]
    found = repr(said) if said else f"no word on when the addresses in {table.file} were read"
    todo = "say it as `accessed` in the card (docs/cards.md)"
    yield document.problem(path, "addresses without a date", found, EXPECTED, todo)

"""Web addresses: each has the form of one that leads somewhere, and its card says when the pages were read."""

from collections.abc import Iterator

from compendium.check.dates import is_date
from compendium.check.material import Material, at
from compendium.problem import FIX, Problem
from compendium.source import addresses, yaml_text
from compendium.source.addresses import NOT_NOTED
from compendium.source.cards import FILE, Table
from compendium.source.grid import Grid

TODO = "compare with the page, and keep the address as a browser shows it"
EXPECTED = f"a date, a column of dates, or “{NOT_NOTED}”"


def check(material: Material) -> Iterator[Problem]:
    """Addresses that lead nowhere, and tables with addresses whose cards do not say when they were read."""
    for table, grid in material.readable():
        held = [(row, column, text) for row, column, text in _cells(grid) if "://" in text]
        for row, column, text in held:
            for address in addresses.found(text):
                if wrong := addresses.fault(address):
                    what, expected = wrong
                    safe = addresses.unescaped(text) != text
                    todo = f"{FIX} writes the character; {TODO}" if safe else TODO
                    said = {
                        "kind": "address that leads nowhere",
                        "found": f"{what} in {address!r}",
                        "expected": expected,
                    }
                    yield at(table, grid, row, column, **said, todo=todo, safe=safe)
        if any(True for _, _, text in held for _ in addresses.found(text)):
            yield from _accessed(table)


def _cells(grid: Grid) -> Iterator[tuple[int, int, str]]:
    for row, record in enumerate(grid.records[1:], start=2):
        for column, text in enumerate(record, start=1):
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

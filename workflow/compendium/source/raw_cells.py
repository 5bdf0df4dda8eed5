"""Cells held against the raw tables: an address is one, of a table that a package lists, and the cell is there."""

from collections.abc import Iterable, Iterator
from functools import cache

from compendium.paths import path_of
from compendium.source import cards, grid
from compendium.source.address import corners


def faults(addresses: Iterable[str]) -> Iterator[str]:
    """Why addresses are none of cells that are there, one sentence each. Nothing outside raw tables is opened."""
    known, shapes = {table.path for table in cards.tables()}, {}
    for address in addresses:
        try:
            file, _, _, bottom, last = corners(address)
        except ValueError as error:
            yield str(error)
            continue
        if file not in known:
            yield f"{address!r} is no cell of a raw table: no package lists {file!r}"
            continue
        if file not in shapes:
            shapes[file] = _shape(file, path_of(file).read_text(encoding="utf-8"))
        height, width = shapes[file]
        if bottom > height or last > width:
            yield f"{address!r} is no cell: {file} has {height} rows and {width} columns"


@cache
def _shape(path: str, text: str) -> tuple[int, int]:
    found = grid.parse(path, text)
    return found.height, len(found.header)

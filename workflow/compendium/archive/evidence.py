"""Named results, the cells behind them and what was taken from web pages as plain CSV, to be held against the raw tables."""

import csv
import io
from collections.abc import Iterable

from compendium.archive.contents import NotArchived
from compendium.archive.descriptors import recorded
from compendium.decision import ledger
from compendium.decision.config import reports
from compendium.result import named_results
from compendium.source import addresses, cards, raw_cells
from compendium.source.address import expand, union
from compendium.source.grid import read

RESULTS, CELLS, PAGES = "evidence/results.csv", "evidence/cells.csv", "evidence/pages.csv"


def files() -> dict[str, bytes]:
    """The files by their path. Raises NotArchived when a result rests on what is no cell of a raw table."""
    found = [row for key in reports() for row in named_results.results(key)]
    columns = ("id", "label", "value", "number", "unit", "n")
    results = [
        [*("" if row[c] is None else row[c] for c in columns), " ".join(row["cells"])]
        for row in sorted(found, key=lambda r: r["id"])
    ]
    if wrong := sorted({f"{row['id']}: {why}" for row in found for why in raw_cells.faults(row["cells"])}):
        raise NotArchived("\n".join(wrong))
    behind = expand(union(address for row in found for address in row["cells"]))
    grids = {file: read(file) for file in {cell.file for cell in behind}}
    cells = [[c.file, c.row, c.column, recorded(grids[c.file].records, c.row, c.column)] for c in behind]
    return {
        RESULTS: _csv((*columns, "cells"), results),
        CELLS: _csv(("file", "row", "column", "text"), cells),
        PAGES: _csv(("address", "printed", "accessed", "file", "row", "column", "taken"), _pages()),
    }


def _pages() -> list[list[str | int]]:
    """Every web address with the cell it stands in, what is printed there if the ledger corrects it, when it was read, and what was taken."""
    found = []
    for table in cards.tables():
        said = table.card.get("accessed", "")
        grid = read(table.path)
        header, corrected = grid.header, ledger.apply(grid, ledger.entries())[0]
        for row, record in enumerate(grid.records[1:], start=2):
            named = dict(zip(header, record, strict=True))
            taken = "; ".join(f"{name}: {text}" for name, text in named.items() if text and "://" not in text)
            for column in range(1, len(record) + 1):
                printed, text = record[column - 1], corrected.get(row, column)
                before = printed if printed != text else ""
                for address in dict.fromkeys(addresses.found(text)):
                    found.append([address, before, named.get(said) or said, table.path, row, column, taken])
    return sorted(found)


def _csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()

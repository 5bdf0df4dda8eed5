"""Named results and the cells behind them as plain CSV, so that anyone can hold them against the raw tables."""

import csv
import io
from collections.abc import Iterable

from compendium.archive.contents import NotArchived
from compendium.archive.descriptors import recorded
from compendium.decision.config import reports
from compendium.result import named_results
from compendium.source import raw_cells
from compendium.source.address import expand, union
from compendium.source.grid import read

RESULTS, CELLS = "evidence/results.csv", "evidence/cells.csv"


def files() -> dict[str, bytes]:
    """Both files by their path. Raises NotArchived when a result rests on what is no cell of a raw table."""
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
    }


def _csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()

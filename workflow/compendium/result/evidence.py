"""What every report says of its evidence: agreement of keyings, and the ledger entries that touch it."""

from compendium.result.results import Results
from compendium.source import grid
from compendium.source.address import compact
from compendium.source.cards import Table
from compendium.table import cell_words

# Result, and the columns of the frame that are divided.
AGREEMENTS = (("agreement-all", "agreeing", "compared"), ("agreement-filled", "filled_agreeing", "filled"))


def measure(results: Results, printed: list[Table]) -> None:
    """Fill what every report says of its evidence: frames `agreement` and `ledger`, and results on both."""
    results.frames["agreement"] = [row for table in printed if (row := agreement(table))]
    results.frames["ledger"] = _ledger(results, printed)
    rows = results.frames["agreement"]
    cells = [row["cells"] for row in rows]
    for name, agree, whole in AGREEMENTS if rows else ():
        total = sum(row[whole] for row in rows)
        same = sum(row[agree] for row in rows)
        results.share(name, same, total, cells, n=total)
        results.number(f"{name}-n", total, cells, n=total)
    touching = [[row["cell"]] for row in results.frames["ledger"]]
    results.number("ledger-entries", len(touching), touching, n=len(touching))


def agreement(table: Table) -> dict | None:
    """Agreement of the two keyings of a table before anything is settled, or None without a second one.

    Body and label cells are compared; the blank corner is ours. A cell is filled when either keying
    has something other than nothing or zero.
    """
    if not table.second:
        return None
    first, second = grid.read(table.path), grid.read(table.second)
    places = [(r, c) for r in range(1, first.height + 1) for c in range(1, len(first.header) + 1) if (r, c) != (1, 1)]
    same = {place: first.get(*place) == second.get(*place) for place in places}
    filled = [place for place in places if {first.get(*place), second.get(*place)} - {"", "0"}]
    return {
        "table": table.printed,
        "compared": len(places),
        "agreeing": sum(same.values()),
        "filled": len(filled),
        "filled_agreeing": sum(same[place] for place in filled),
        "cells": compact(first.cell(*place) for place in places),
    }


def _ledger(results: Results, printed: list[Table]) -> list[dict]:
    tables = {table.path: table for table in printed}
    rows = []
    for entry in (entry for entry in results.decided.entries if entry.file in tables):
        table, found = tables[entry.file], grid.read(entry.file)
        rows.append(
            {
                "id": entry.id,
                "cell": entry.cell,
                "place": f"{table.card['table']}. {cell_words.words(table, found, entry.place.row, entry.place.column)}",
                "printed": entry.printed,
                "corrected": entry.corrected,
                "kind": entry.kind,
                "status": entry.status,
                "reason": entry.reason,
                "cells": [entry.cell],
            }
        )
    return rows

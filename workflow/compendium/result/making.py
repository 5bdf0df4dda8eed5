"""How everything here was made: raw tables by origin, agreement of keyings, decisions on cells.

It tells of all raw tables (`whole: true` in the configuration), so that the reports need not.
"""

from collections.abc import Iterable

from compendium.decision import config, ledger
from compendium.result import sentence
from compendium.result.results import Results
from compendium.source import cards, grid
from compendium.source.address import compact, span
from compendium.source.cards import VALUES, Table

# How a raw table came to be: keyed from print, read from the text of a document, collected, or taken out of open data.
ORIGINS = {
    "printed": "keyed from print",
    "read": "read from texts",
    "collected": "collected, each row with its source",
    "measured": "taken out of open data",
}
# Result, and the columns of the frame that are divided.
AGREEMENTS = (("agreement-all", "agreeing", "compared"), ("agreement-filled", "filled_agreeing", "filled"))
CELL, TABLE, RAW_TABLE = map(sentence.Noun.english, ("cell", "table", "raw table"))
WHOLE = 100  # per cent
ENTRY = sentence.Noun.english("entry", "entries")


def origin(table: Table) -> str:
    """A key of ORIGINS, by what its card says: what is laid out as a matrix or a table of values, or keyed twice, was printed."""
    if "holds" in table.card:
        return "measured"
    if "document" in table.card:
        return "read"
    return "printed" if table.second or table.card.get("layout") in ("matrix", VALUES) else "collected"


def measure(results: Results) -> None:
    """Fill the results and frames of the report on how everything was made."""
    tables = [table for table in cards.tables() if not table.is_second]
    held = [_held(results, table) for table in tables]
    whole = [row["cells"] for row in held]
    _origins(results, held)
    results.number("raw-tables", len(held), whole, n=len(held))
    results.number("filled", sum(row["filled"] for row in held), whole, n=len(held))
    results.number("sources", len({table.package for table in tables}), whole, n=len(held))
    results.number("reports", len(config.reports()), whole, n=len(config.reports()))
    _agreements(results, [row for table in tables if (row := agreement(table))])
    _decisions(results, whole)
    _finding(results, whole)


def _held(results: Results, table: Table) -> dict:
    """What one raw table holds: its cells, those with something in them, entries on it."""
    found = grid.read(table.path)
    places = [(row, column) for row in range(1, found.height + 1) for column in range(1, len(found.header) + 1)]
    return {
        "source": table.card["reference"],
        "origin": origin(table),
        "table": table.card["table"],
        "records": found.height - 1,
        "filled": sum(bool(found.get(*place)) for place in places),
        "entries": sum(entry.file == table.path for entry in results.decided.entries),
        "cells": [span(table.path, 1, 1, found.height, len(found.header))],
    }


def _origins(results: Results, held: list[dict]) -> None:
    """Frames `origins` and `sources`, and how many raw tables are of each origin."""
    results.frames["origins"], results.frames["sources"] = [], []
    whole = [row["cells"] for row in held]
    for key, says in ORIGINS.items():
        mine = [row for row in held if row["origin"] == key]
        results.number("tables-{origin}", len(mine), whole, n=len(held), origin=(key, says))
        if mine:
            results.frames["origins"].append({"origin": says, "sources": _different(mine), **_summed(mine)})
        for source in dict.fromkeys(row["source"] for row in mine):
            rows = [row for row in mine if row["source"] == source]
            results.frames["sources"].append({"source": source, "origin": says, **_summed(rows)})


def _different(rows: list[dict]) -> int:
    return len({row["source"] for row in rows})


def _summed(rows: list[dict]) -> dict:
    """Tables, records, cells with something in them and entries of several raw tables."""
    counts = {key: sum(row[key] for row in rows) for key in ("records", "filled", "entries")}
    return {"tables": len(rows), **counts, "cells": [cell for row in rows for cell in row["cells"]]}


def _agreements(results: Results, rows: list[dict]) -> None:
    """Frame `agreement`, and the agreement over all tables that were keyed twice; no results where none was."""
    results.frames["agreement"] = rows
    cells = [row["cells"] for row in rows]
    for name, agree, whole in AGREEMENTS if rows else ():
        total = sum(row[whole] for row in rows)
        results.share(name, sum(row[agree] for row in rows), total, cells, n=total)
        results.number(f"{name}-n", total, cells, n=total)


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


def _decisions(results: Results, whole: Iterable[list[str]]) -> None:
    """Entries of the ledger by kind and status, and codings."""
    entries = results.decided.entries
    cells = [[entry.cell] for entry in entries]
    results.number("entries", len(entries), cells, n=len(entries))
    for part, keys in (("kind", ledger.KINDS), ("status", ledger.STATUSES)):
        for key in keys:
            count = sum(getattr(entry, part) == key for entry in entries)
            results.number(f"entries-{{{part}}}", count, cells, n=len(entries), **{part: key})
    for name, given in (("codings", results.decided.codings), ("codings-second", results.decided.second)):
        results.number(name, len(given), whole, n=len(given))


def _finding(results: Results, whole: list[list[str]]) -> None:
    """The sentence that the report opens with."""
    number = {row["id"].partition("/")[2]: row["number"] for row in results.rows}
    text = (
        f"Every number of the reports leads back to cells of {sentence.counted(number['raw-tables'], RAW_TABLE)}"
        f" ({sentence.counted(number['filled'], CELL)} with something in them)"
    )
    if twice := len(results.frames["agreement"]):
        keyed = sentence.counted(twice, TABLE)
        share = sentence.per_cent(number["agreement-filled"], number["agreement-filled-n"])
        where = "every cell that is" if number["agreement-filled"] == WHOLE else f"{share} of the cells that are"
        verb = sentence.agree(twice, "was", "were")
        text += f"; {keyed} {verb} keyed twice, and both keyings agree in {where} not empty or zero"
    text += f". What was decided about a cell stands in a ledger of {sentence.counted(number['entries'], ENTRY)}."
    results.add("finding", text, whole, n=len(whole))

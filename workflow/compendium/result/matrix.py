"""Totals, shares, ranks and extremes of a table of printed values, by row and by column.

What may be added up is what the card says, or what totals are printed of; values of several units never are. Shares
are of what is known: how many values are not stands beside them.
"""

import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.result.slugs import slugs
from compendium.result.value_table import LISTED, ValueTable, known, of_report, total, units
from compendium.source.address import Addresses
from compendium.source.values.layout import COLUMNS, ROWS
from compendium.source.values.signs import KINDS

WORDS = {ROWS: "row", COLUMNS: "column"}
ACROSS = {ROWS: COLUMNS, COLUMNS: ROWS}
TOLD = 4  # columns of several units whose highest values open a report
KNOWN, VALUE = sentence.Noun.english("known value"), sentence.Noun.english("value")
UNKNOWN = "inexact"  # a range or a bound, in place of a kind of missing
CARRIED = ("group", "row", "spanner", "column", "low", "high", "precision", "missing", "unit", "notes", "printed")


def measure(results: Results) -> None:
    """Fill the frames `values`, `by_row`, `by_column` and `printed_totals` and the results of a table of values."""
    table = of_report(results)
    _values(results, table)
    _counts(results, table)
    for direction in (ROWS, COLUMNS):
        _lines(results, table, direction)
    _whole(results, table)
    _printed(results, table)
    results.add("finding", _finding(results, table), [table.cells], n=len(table.values))


def _values(results: Results, table: ValueTable) -> None:
    results.frames["values"] = [
        {
            "line": row["line"],
            "heading": row["heading"],
            "value": _number(row["value"]),
            **{key: _plain(row[key]) for key in CARRIED},
            "cells": list(row["cells"]),
        }
        for row in table.values.to_dict("records")
    ]


def _counts(results: Results, table: ValueTable) -> None:
    """How many values there are, how many are known, and of each kind how many are not."""
    values = table.values
    results.number("values", len(values), [table.cells], n=len(values))
    results.count("values-known", table.known, of=values)
    for kind in KINDS:
        results.count("values-{missing}", values[values["missing"] == kind], of=values, missing=_kind(kind))
    inexact = values[values["value"].isna() & values["missing"].isna()]
    results.count("values-{missing}", inexact, of=values, missing=(UNKNOWN, "a range or a bound"))
    for direction, word in WORDS.items():
        lines = table.lines(direction)
        results.number(f"{word}s", len(lines), [table.cells], n=len(values))


def _kind(kind: str) -> tuple[str, str]:
    return (kind.replace(" ", "-"), kind)


def _lines(results: Results, table: ValueTable, direction: str) -> None:
    """Frame and results of rows or of columns: total, share and rank where they add up, extremes of each."""
    lines, word = table.lines(direction), WORDS[direction]
    ids = slugs(lines)
    # A row's total adds up the values of its columns, a column's those of its rows.
    totals = {name: total(part) for name, part in lines.items() if _sums(table, ACROSS[direction], part)}
    # Of amounts below zero there are no shares.
    shares = _is_whole(table) and len(totals) == len(lines) and (table.known["value"] >= 0).all()
    whole = sum(totals.values()) if shares else 0
    ranks = pd.Series(totals).rank(ascending=False, method="min") if len(table.units) == 1 else {}
    found = []
    for name, part in lines.items():
        row, mine = {"name": name, "unit": units(part)[0] if len(units(part)) == 1 else None}, known(part)
        row |= {"total": totals.get(name), "share": 100 * totals[name] / whole if whole > 0 else None}
        row |= {
            "rank": int(ranks[name]) if name in ranks else None,
            "known": len(mine),
            "unknown": len(part) - len(mine),
        }
        row |= _extremes(part, ACROSS[direction]) | {"cells": Addresses(part["cells"])}
        found.append(row)
        if len(lines) > LISTED:
            continue
        named = {"line": (ids[name], name), "direction": word}
        if name in totals and len(mine):
            results.number(
                "{direction}-total-{line}",
                totals[name],
                part["cells"],
                n=len(mine),
                **named,
                of_unit=row["unit"] or "",
            )
        if whole > 0:
            share, n = row["share"], len(table.known)
            results.share("{direction}-share-{line}", share, 100, [table.cells], n=n, **named)
    results.frames[f"by_{word}"] = found


def _sums(table: ValueTable, direction: str, values: pd.DataFrame) -> bool:
    """Whether values that differ by row, or by column, are summed: they may be, they are of one unit, one is known."""
    single = values["line" if direction == ROWS else "heading"].nunique() == 1
    return (single or table.adds_up(direction)) and len(units(values)) == 1 and len(known(values)) > 0


def _is_whole(table: ValueTable) -> bool:
    return all(_sums(table, direction, table.values) for direction in (ROWS, COLUMNS))


def _extremes(part: pd.DataFrame, across: str) -> dict:
    """The highest and the lowest value of a line, and where they stand; nothing where its units differ."""
    key = "line" if across == ROWS else "heading"
    found = dict.fromkeys(("highest", "highest_at", "lowest", "lowest_at"))
    if len(units(part)) == 1:
        for name, cell in _ends(part).items():
            found |= {name: float(cell["value"]), f"{name}_at": cell[key]}
    return found


def _ends(values: pd.DataFrame) -> dict[str, pd.Series]:
    """The highest and the lowest of some values, as far as no range or bound among them may be beyond."""
    mine, found = known(values), {}
    inexact = values[values["value"].isna() & values["missing"].isna()]
    if mine.empty:
        return {}
    high, low = mine.loc[mine["value"].idxmax()], mine.loc[mine["value"].idxmin()]
    if (inexact["high"] <= high["value"]).all():  # an open end is none that is lower
        found["highest"] = high
    if (inexact["low"] >= low["value"]).all():
        found["lowest"] = low
    return found


def _whole(results: Results, table: ValueTable) -> None:
    """The total of all, the first of rows and of columns, and the extremes of single values of one unit."""
    values, n = table.values, len(table.known)
    if not n or len(table.units) != 1:
        return
    unit = table.units[0] or ""
    if _is_whole(table):
        results.number("total", total(values), [table.cells], n=n, of_unit=unit)
    for word in WORDS.values():
        ranked = [row for row in results.frames[f"by_{word}"] if row["rank"] is not None]
        if len(ranked) < 2 or len(ranked) < len(results.frames[f"by_{word}"]):
            continue
        first = sorted((row for row in ranked if row["rank"] == 1), key=lambda row: row["name"])
        cells = [table.cells]
        results.add("top-{direction}", sentence.listed(row["name"] for row in first), cells, n=n, direction=word)
        results.number("top-{direction}-total", first[0]["total"], cells, n=n, direction=word, of_unit=unit)
        if first[0]["share"] is not None:
            results.share("top-{direction}-share", first[0]["share"], 100, cells, n=n, direction=word)
    for name, cell in _ends(values).items():
        results.number("{extreme}", float(cell["value"]), [table.cells], n=n, extreme=name, of_unit=unit)
        results.add("{extreme}-at", f"{cell['line']}, {cell['heading']}", [table.cells], n=n, extreme=name)


def _printed(results: Results, table: ValueTable) -> None:
    """Printed totals with what their parts come to, and how many differ."""
    name = next((name for name in results.tables if name in _totals_of(table)), "")
    rows = results.tables[name] if name else table.values.head(0).assign(sums=None, summed=None)
    results.frames["printed_totals"] = [
        {
            **{key: _plain(row[key]) for key in ("group", "row", "spanner", "column", "sums", "unit")},
            "printed_total": _number(row["value"]),
            "summed": _number(row["summed"]),
            "difference": _difference(row),
            "cells": list(row["cells"]),
        }
        for row in rows.to_dict("records")
    ]
    differing = [row for row in results.frames["printed_totals"] if row["difference"]]
    cells = [row["cells"] for row in results.frames["printed_totals"]]
    results.number("totals", len(cells), cells, n=len(cells))
    results.number("totals-differing", len(differing), cells, n=len(cells))


def _totals_of(table: ValueTable) -> set[str]:
    return {one.card.get("tidy_totals", f"{table.name}_totals") for one in table.tables}


def _difference(row: dict) -> float | None:
    if pd.isna(row["value"]) or pd.isna(row["summed"]):
        return None
    return round(float(row["value"]) - float(row["summed"]), 9)


def _finding(results: Results, table: ValueTable) -> str:
    """The first sentence of the report: what is largest, of how much; or what is highest and lowest."""
    n, whole = len(table.known), len(table.values)
    names = {row["id"].partition("/")[2] for row in results.rows}
    unit, value = table.units[0], results.value
    if "top-row" in names:
        of = f" of {value('total')}" if "top-row-share" in names else ""
        share = f", {value('top-row-share')} per cent" if of else ""
        said = f"{value('top-row')} has most, {_amount(value('top-row-total') + of, unit)}{share}"
    elif {"highest", "lowest"} <= names:
        high, low = (f"{_amount(value(end), unit)} ({value(f'{end}-at')})" for end in ("highest", "lowest"))
        said = f"the highest of {sentence.counted(n, KNOWN)} is {high}, the lowest {low}"
    elif each := [row for row in results.frames["by_column"] if row["highest"] is not None]:
        amounts = [_amount(sentence.number(row["highest"]), row["unit"]) for row in each[:TOLD]]
        highest = zip(each, amounts, strict=False)
        said = "; ".join(f"{row['highest_at']} is highest in {row['name']}, with {amount}" for row, amount in highest)
    else:
        said = (
            f"of {sentence.counted(whole, VALUE)}, {sentence.count(n)} {sentence.agree(n, 'is', 'are')} known exactly"
        )
        return sentence.capital(f"{said}.")
    unknown = (
        f"; {sentence.part_of(whole - n, whole, VALUE)} {sentence.agree(whole - n, 'is', 'are')} not known exactly"
    )
    return sentence.capital(f"{said}{unknown if n < whole else ''}.")


def _amount(number: str, unit: str | None) -> str:
    return f"{number} {unit}" if unit else number


def _number(value: object) -> float | None:
    return None if pd.isna(value) else float(value)  # type: ignore[arg-type]


def _plain(value: object) -> object:
    return None if not isinstance(value, str) and pd.isna(value) else value  # type: ignore[arg-type]

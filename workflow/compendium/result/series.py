"""Change over time in a table of printed values: each line from its first known period to its last.

Lines are set against each other only where they are known in the first and in the last period of the table, and are
of one unit. A period has a total only where all of its lines are known and may be added up.
"""

from collections.abc import Callable

import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.result.slugs import slugs
from compendium.result.value_table import LISTED, ValueTable, known, of_report, texts, total, units
from compendium.source.address import Addresses
from compendium.source.values.layout import COLUMNS, ROWS
from compendium.table.vocabulary import YEAR

SERIES = sentence.Noun.english("series", "series")
ALONG = ("column", "spanner", "row")  # where periods stand
ADDED = {"column": ROWS, "spanner": ROWS, "row": COLUMNS}  # what is added up within a period


def measure(results: Results) -> None:
    """Fill the frames `series`, `changes` and `periods` and the results of a table of values over time."""
    table = of_report(results)
    values = _ordered(table, results.parameters.get("along") or table.periods())
    results.frames["series"] = [
        {
            "line": row["series"],
            "period": row["period"],
            "year": int(row["period"]) if YEAR.fullmatch(row["period"]) else None,
            "value": _number(row["value"]),
            **{key: _text(row[key]) for key in ("precision", "missing", "unit", "notes", "printed")},
            "cells": list(row["cells"]),
        }
        for row in values.to_dict("records")
    ]
    results.number("values", len(values), [table.cells], n=len(values))
    results.count("values-known", known(values), of=values)
    _changes(results, table, values)
    _periods(results, table, values)
    _compared(results, table, values)


def _ordered(table: ValueTable, along: str) -> pd.DataFrame:
    """Values with `series` and `period`; lines as printed, periods by year where all are years."""
    if along not in ALONG:
        raise ValueError(f"along: {along!r}; expected {', '.join(ALONG)}")
    values = table.values.copy()
    values["period"] = [text or "" for text in texts(values[along])]
    others: dict[str, Callable[[dict], list]] = {
        "column": lambda row: [row["line"], row["spanner"]],
        "spanner": lambda row: [row["line"], row["column"]],
        "row": lambda row: [row["heading"], row["group"]],
    }
    parts = [others[along](row) for row in values.to_dict("records")]
    values["series"] = [f"{one} ({other})" if isinstance(other, str) else one for one, other in parts]
    lines, periods = list(dict.fromkeys(values["series"])), list(dict.fromkeys(values["period"]))
    if all(map(YEAR.fullmatch, periods)):
        periods.sort()
    order = values.assign(a=values["series"].map(lines.index), b=values["period"].map(periods.index))
    return order.sort_values(["a", "b"], kind="stable").drop(columns=["a", "b"]).reset_index(drop=True)


def _changes(results: Results, table: ValueTable, values: pd.DataFrame) -> None:
    """Frame `changes`, and results of each line that is known in two periods."""
    found, ids = [], slugs(values["series"])
    for name, part in values.groupby("series", sort=False):
        mine = known(part)
        row = {"line": name, "unit": units(part)[0] or None if len(units(part)) == 1 else None}
        row |= {"known": len(mine), "unknown": len(part) - len(mine)}
        empty = dict.fromkeys(("first", "first_value", "last", "last_value", "change", "per_cent", "highest", "lowest"))
        row |= empty | {"cells": Addresses(part["cells"])}
        if len(mine) and len(units(part)) == 1:
            first, last = mine.iloc[0], mine.iloc[-1]
            row |= {"first": first["period"], "first_value": float(first["value"])}
            row |= {"last": last["period"], "last_value": float(last["value"])}
            row |= {
                "highest": mine.loc[mine["value"].idxmax(), "period"],
                "lowest": mine.loc[mine["value"].idxmin(), "period"],
            }
        if row["first"] != row["last"]:
            row["change"] = round(row["last_value"] - row["first_value"], 9)
            if row["first_value"] > 0 and row["unit"] != "per cent":
                row["per_cent"] = 100 * row["change"] / row["first_value"]
            if len(ids) <= LISTED:
                _change(results, row, part, ids[str(name)])
        found.append(row)
    results.frames["changes"] = found
    results.number("lines", len(found), [table.cells], n=len(values))


def _change(results: Results, row: dict, part: pd.DataFrame, slug: str) -> None:
    """Results of one line: its change, and where there is one that over its first value."""
    parts, n, unit = {"line": (slug, row["line"])}, row["known"], _points(row["unit"] or "")
    results.number("change-of-{line}", row["change"], part["cells"], n=n, **parts, of_unit=unit)
    if row["per_cent"] is not None:
        results.share("relative-change-{line}", row["change"], row["first_value"], part["cells"], n=n, **parts)


def _periods(results: Results, table: ValueTable, values: pd.DataFrame) -> None:
    """Frame `periods`: how much is known in each, and the total where it may be added up and all is known."""
    along = results.parameters.get("along") or table.periods()
    found = []
    for name, part in values.groupby("period", sort=False):
        mine = known(part)
        adds_up = len(units(part)) == 1 and len(mine) == len(part) and table.adds_up(ADDED[along])
        row = {"period": name, "known": len(mine), "unknown": len(part) - len(mine), "unit": units(part)[0] or None}
        cells = Addresses(part["cells"])
        found.append({**row, "total": total(part) if adds_up else None, "cells": cells})
    order = list(dict.fromkeys(values["period"]))
    order = sorted(order) if all(map(YEAR.fullmatch, order)) else order
    results.frames["periods"] = sorted(found, key=lambda row: order.index(row["period"]))
    for name, row in (("first", results.frames["periods"][0]), ("last", results.frames["periods"][-1])):
        results.add("{end}-period", row["period"], [row["cells"]], n=len(found), end=name)
        if row["total"] is not None:
            unit = row["unit"] or ""
            results.number("{end}-total", row["total"], [row["cells"]], n=row["known"], end=name, of_unit=unit)


def _compared(results: Results, table: ValueTable, values: pd.DataFrame) -> None:
    """Lines that are known at both ends, those that rose and fell most among them, and the finding."""
    first, last = (results.frames["periods"][place]["period"] for place in (0, -1))
    whole = [
        row
        for row in results.frames["changes"]
        if row["change"] is not None and (row["first"], row["last"]) == (first, last)
    ]
    lines, cells = len(results.frames["changes"]), [table.cells]
    results.number("lines-compared", len(whole), cells, n=lines)
    for name, sign in (("rose", 1), ("fell", -1)):
        count = sum(row["change"] * sign > 0 for row in whole)
        results.number("lines-{way}", count, cells, n=len(whole), way=name)
    said = []
    single = len(table.units) == 1 and len(whole) > 1
    for name, sign in (("rise", 1), ("fall", -1)) if single else ():
        moved = [row for row in whole if row["change"] * sign > 0]
        if not moved:
            continue
        most = max(moved, key=lambda row: row["change"] * sign)
        size = abs(most["change"])
        results.add("largest-{move}", most["line"], cells, n=len(whole), move=name)
        results.number("largest-{move}-size", size, cells, n=len(whole), move=name, of_unit=_points(table.units[0]))
        said.append(f"{most['line']} {'rose' if sign > 0 else 'fell'} most, by {_amount(size, table)}")
    results.add("finding", _finding(said, whole, results, (first, last)), cells, n=lines)


def _finding(said: list[str], whole: list[dict], results: Results, ends: tuple[str, str]) -> str:
    lines, (first, last) = len(results.frames["changes"]), ends
    part = sentence.part_of(len(whole), lines, SERIES)
    known_at = f"{part} {sentence.agree(len(whole), 'is', 'are')} known in both {first} and {last}"
    if said:
        return f"From {first} to {last} {', and '.join(said)}; {known_at}."
    if len(whole) == 1:
        before, after = sentence.alike((whole[0]["first_value"], whole[0]["last_value"]))
        return f"From {first} to {last} {whole[0]['line']} went from {before} to {after}; {known_at}."
    ways = {"rose": 1, "fell": -1}
    counts = [f"{sentence.count(sum(r['change'] * sign > 0 for r in whole))} {way}" for way, sign in ways.items()]
    return (
        sentence.capital(f"{known_at}; of these {' and '.join(counts)}.") if whole else sentence.capital(f"{known_at}.")
    )


def _points(unit: str) -> str:
    """Unit of a difference."""
    return "percentage points" if unit == "per cent" else unit


def _amount(size: float, table: ValueTable) -> str:
    return f"{sentence.number(size)} {_points(table.units[0])}".rstrip()


def _number(value: object) -> float | None:
    return None if pd.isna(value) else float(value)  # type: ignore[arg-type]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None

"""Environment: numbers and shares of both groups, positions, Cliff's delta, ranks of countries."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder import states
from crossborder.borders import regions
from crossborder.borders.conditions.conditions import (
    IN_FORCE,
    MEASURED,
    NUMBERS,
    RANGED,
    Known,
    from_open_data,
    known,
    shares,
)
from crossborder.borders.conditions.groups import Group
from crossborder.states.names import border as border_name

GRADES = ("none", "settled", "minor", "open", "acute")
OPEN_DATA = [name for name in NUMBERS if name in MEASURED and name != "length_km"]
DECIMALS = {"km": 0, "ratio": 1}  # of medians, the same for both groups
RANKED = 3  # borders that a country must have to be ranked


def environment(results: Results, sides: dict[Group, pd.DataFrame]) -> None:
    """Frames of conditions, and the results that the report prints of them."""
    for group, rows in sides.items():
        for name, (label, unit) in NUMBERS.items():
            _number(results, group, rows, name, label, unit)
        for name, label in shares(results).items():
            _share(results, group, rows, name, label)
    results.frames["borders"] = [_border(row) for rows in sides.values() for row in rows.to_dict("records")]
    results.frames["disputes"] = [_grade(group, rows, grade) for group, rows in sides.items() for grade in GRADES]


def _number(results: Results, group: Group, rows: pd.DataFrame, name: str, label: str, unit: str) -> None:
    found = known(rows, name)
    cells, median = Addresses(found.cells), found.median
    results.frames.setdefault("numbers", []).append(
        {
            "condition": label,
            "unit": unit,
            "group": group.name,
            "n": len(found),
            "of": len(rows),
            "median": median,
            "least": None if median is None else float(found.values.min()),
            "most": None if median is None else float(found.values.max()),
            "cells": cells,
        }
    )
    parts = {"side": group.said, "quantity": (name.replace("_", "-"), label)}
    text = (
        "not found"
        if median is None
        else sentence.number(median, DECIMALS[unit])
        if unit in DECIMALS
        else sentence.number(round(median, 1))
    )
    results.add("{side}-{quantity}-median", text, [cells], number=median, n=len(found), unit=unit, **parts)
    results.number("{side}-{quantity}-n", len(found), [cells], n=len(rows), **parts)


def _share(results: Results, group: Group, rows: pd.DataFrame, name: str, label: str) -> None:
    """Share among the borders with information, and bounds with all missing set to no and to yes."""
    found = known(rows, name)
    yes, n, of = int(found.values.sum()), len(found), len(rows)
    cells = Addresses(found.cells or rows["cells_length_km"])  # where nothing is known, of the borders that are counted
    share = 100 * yes / n if n else None
    low, high = 100 * yes / of, 100 * (yes + of - n) / of
    row = {"name": name, "condition": label, "group": group.name, "count": yes, "n": n, "of": of, "share": share}
    results.frames.setdefault("shares", []).append({**row, "low": low, "high": high, "cells": cells})
    parts = {"side": group.said, "condition": (name.replace("_", "-"), label)}
    results.number("{side}-{condition}", yes, [cells], n=n, **parts)
    results.number("{side}-{condition}-known", n, [cells], n=of, **parts)
    results.add("{side}-{condition}-low", sentence.share(low, of), [cells], number=low, n=of, **parts)
    results.add("{side}-{condition}-high", sentence.share(high, of), [cells], number=high, n=of, **parts)


def _border(row: dict) -> dict:
    names = ("dyad", "border", "group", "length_km", *OPEN_DATA, "crossings", "visa_free", "id_card_travel", "dispute")
    more = ("closed", "closed_pandemic", "closures", "centre", "no_customs", "initiatives", "bodies_of_two")
    kept = {name: _plain(row[name]) for name in (*names, *more)}
    return {**kept, "cells": Addresses(value for name, value in row.items() if name.startswith("cells_"))}


def _plain(value: object) -> object:
    """A value of a frame with missing ones as None."""
    return None if isinstance(value, float) and value != value else value


def _grade(group: Group, rows: pd.DataFrame, grade: str) -> dict:
    mine = rows[rows["dispute"] == grade]
    names = sentence.listed(map(border_name, mine["dyad"]))
    cells = Addresses(mine["cells_dispute"])
    return {"group": group.name, "grade": grade, "count": len(mine), "of": len(rows), "which": names, "cells": cells}


def positions(results: Results, left: pd.DataFrame, right: pd.DataFrame, other: pd.DataFrame) -> None:
    """Where each right border stands among the left ones, and Cliff's delta of both groups.

    `other` holds the left borders under the other country list. The position is the share of left
    borders below the value, ties counted half. Cliff's delta is the share of pairs in which the right
    border is larger less the share in which it is smaller (Cliff 1993), from -1 to 1. Both describe;
    neither tests.
    """
    results.frames["positions"], results.frames["deltas"] = [], []
    for name, (label, unit) in RANGED.items():
        ours, theirs, listed_so = (known(rows, name) for rows in (left, right, other))
        for dyad, value, behind in zip(theirs.dyads, theirs.values.tolist(), theirs.cells, strict=True):
            results.frames["positions"].append(
                {
                    "dyad": dyad,
                    "border": border_name(dyad),
                    "condition": label,
                    "unit": unit,
                    "value": value,
                    "position": position(value, ours.values),
                    "n": len(ours),
                    "position_other": position(value, listed_so.values),
                    "n_other": len(listed_so),
                    "cells": Addresses([behind]),
                }
            )
        results.frames["deltas"].append(_delta(results, name, label, ours, theirs))
    for name, (label, _) in IN_FORCE.items():
        _delta(results, name, label, known(left, name), known(right, name))


def _delta(results: Results, name: str, label: str, ours: Known, theirs: Known) -> dict:
    """Cliff's delta of a condition, as a named result and as a row of the frame `deltas`."""
    pairs = np.sign(theirs.values[:, None] - ours.values[None, :])
    delta = float(pairs.sum()) / pairs.size if pairs.size else None
    cells = Addresses([*ours.cells, *theirs.cells])
    text, quantity = "not defined" if delta is None else _signed(delta), (name.replace("_", "-"), label)
    results.add("delta-{quantity}", text, [cells], number=delta, n=pairs.size, quantity=quantity)
    return {"condition": label, "delta": delta, "n_left": len(ours), "n_right": len(theirs), "cells": cells}


def _signed(delta: float) -> str:
    """A delta with its sign, so that both directions are seen: +0.43, -0.20."""
    return f"{'+' if delta > 0 else ''}{sentence.number(delta, 2)}"


def position(value: float, values: Sequence[float]) -> float | None:
    """Share of values below a value in per cent, ties counted half; None where there are none."""
    values = np.asarray(values, dtype=float)
    return float((values < value).mean() + (values == value).mean() / 2) * 100 if len(values) else None


def heat(results: Results, left: pd.DataFrame, right: pd.DataFrame) -> None:
    """Frame `heat`: every border of both groups, every measured condition, its position among the left borders."""
    results.frames["heat"] = []
    among = {name: known(left, name).values for name in RANGED}
    for row in [*right.to_dict("records"), *left.to_dict("records")]:
        for name, values in among.items():
            label, unit = NUMBERS[name]
            value = _plain(row[name])
            results.frames["heat"].append(
                {
                    "dyad": row["dyad"],
                    "border": row["border"],
                    "group": row["group"],
                    "name": name,
                    "condition": label,
                    "unit": unit,
                    "value": value,
                    "position": None if value is None else position(value, values),
                    "n": len(values),
                    "cells": Addresses([row[f"cells_{name}"]]),
                }
            )


def sources(results: Results, left: pd.DataFrame, right: pd.DataFrame) -> None:
    """Frame `sources`: how each measured condition was measured, of what vintage, and on how many borders."""
    open_data = from_open_data(results)
    open_data = open_data[open_data["side"].isna()].groupby("condition").first()
    labels = {name: label for name, (label, _) in NUMBERS.items()} | shares(results)
    results.frames["sources"] = [
        {
            "condition": labels[name],
            "method": open_data.loc[condition, "method"],
            "vintage": open_data.loc[condition, "vintage"],
            "n_left": int(left[name].notna().sum()),
            "n_right": int(right[name].notna().sum()),
            "cells": Addresses([*left[f"cells_{name}"], *right[f"cells_{name}"]]),
        }
        for name, condition in MEASURED.items()
        if name in labels
    ]


def ranks(results: Results, rows: pd.DataFrame) -> None:
    """The state in focus among the countries with three or more of these borders, by the median of their borders.

    No row where no state is in focus, or it has fewer of these borders.
    """
    results.frames["ranks"], focus = [], regions.of(results).focus
    for name, (label, unit) in RANGED.items():
        found = known(rows, name)
        by_country: dict[str, list[float]] = {}
        for value, dyad in zip(found.values.tolist(), found.dyads, strict=True):
            for country in dyad.split("-"):
                by_country.setdefault(country, []).append(value)
        medians = {c: float(np.median(values)) for c, values in by_country.items() if len(values) >= RANKED}
        if focus in medians:
            alike = sum(value == medians[focus] for value in medians.values())
            rank = 1 + sum(value > medians[focus] for value in medians.values())
            cells = Addresses(found.cells)
            results.frames["ranks"].append(
                {
                    "state": states.name(focus),
                    "condition": label,
                    "unit": unit,
                    "value": medians[focus],
                    "rank": None if alike == len(medians) else rank,
                    "alike": alike - 1,
                    "of": len(medians),
                    "cells": cells,
                }
            )

"""The direct answer: how far each border of the second group lies within what the first group knows.

For each measured condition, whether a border of the second group lies within the range of the first, and within its
middle half; beside it what a border of the first group scores by the same count when it is left out. What is measured
twice counts once, or as often as the definition says. Three borders are read one by one; `verdicts.py` says which
conditions are alike, harder or easier.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder.borders.conditions.conditions import Known, known
from crossborder.borders.conditions.counted import HARDER, LABELS, SHORT, counted
from crossborder.borders.conditions.groups import Group
from crossborder.borders.conditions.nearness import SCALES
from crossborder.borders.conditions.verdicts import called

# Kinds of numbers as they are drawn; others are drawn as they are.
DRAWN = dict.fromkeys(("km", "ratio"), "log") | dict.fromkeys(("m", "per cent", "people per km", "pairs"), "root")


def direct(results: Results, left: Group, right: Group, ours: pd.DataFrame, theirs: pd.DataFrame) -> None:
    """Frames `profile`, `scores` and `verdicts`, and the named results of each."""
    among = {name: known(ours, name) for name in counted(results)}
    results.frames["profile"] = list(profile(among, theirs))
    results.frames["scores"] = [
        {"group": group.name, **_score(row, others)}
        for group, rows in ((right, theirs), (left, ours))
        for row in rows.to_dict("records")
        for others in [{name: _without(found, row["dyad"]) for name, found in among.items()}]
    ]
    _scored(results, left, right)
    called(results, left, right, ours, theirs)


def _without(found: Known, dyad: str) -> Known:
    """What is known of a condition among the other borders."""
    kept = [n for n, other in enumerate(found.dyads) if other != dyad]
    return Known([found.dyads[n] for n in kept], found.values[kept], [found.cells[n] for n in kept])


def place(value: float, values: np.ndarray) -> tuple[bool, bool]:
    """Whether a value lies within the range of values, and within their middle half, ends included."""
    low, high = np.quantile(values, (0.25, 0.75))
    return bool(values.min() <= value <= values.max()), bool(low <= value <= high)


def _score(row: dict, among: dict[str, Known]) -> dict:
    """In how many of the conditions that are known of a border it lies within the range, and the middle half."""
    values = {name: float(row[name]) for name in among if pd.notna(row[name]) and len(among[name])}
    places = {name: place(value, among[name].values) for name, value in values.items()}
    return {
        "dyad": row["dyad"],
        "border": row["border"],
        "known": len(places),
        "in_range": sum(within for within, _ in places.values()),
        "in_middle": sum(middle for _, middle in places.values()),
        "outside": sentence.listed(SHORT[name] for name, (within, _) in places.items() if not within),
        "cells": Addresses(row[f"cells_{name}"] for name in values),
    }


def profile(among: dict[str, Known], theirs: pd.DataFrame) -> Iterator[dict]:
    """Rows of the frame `profile`: each measured condition of each of their borders, beside range and quartiles."""
    for name, found in among.items():
        if not len(found):
            continue
        unit = LABELS[name][1]
        least, low, median, high, most = np.quantile(found.values, (0, 0.25, 0.5, 0.75, 1))
        spread = {"least": least, "low": low, "median": median, "high": high, "most": most}
        for row in theirs.to_dict("records"):
            value = None if pd.isna(row[name]) else float(row[name])
            within, middle = (None, None) if value is None else place(value, found.values)
            at = _at(name, [value, *spread.values()])
            yield {
                "name": name,
                "condition": sentence.capital(SHORT[name]),
                "unit": unit,
                "harder": HARDER[name],
                "n": len(found),
                **{key: float(number) for key, number in spread.items()},
                "dyad": row["dyad"],
                "border": row["border"],
                "value": value,
                "in_range": within,
                "in_middle": middle,
                **dict(zip(("at", "least_at", "low_at", "median_at", "high_at", "most_at"), at, strict=True)),
                "cells": Addresses([row[f"cells_{name}"], *found.cells]),
            }


def _at(name: str, values: list[float | None]) -> list[float | None]:
    """Places of values on the strip from the least (the second value) to the most (the last), as nearness scales them.

    On the strip the range is 0 to 1; a missing value has no place, and where all are one value they stand at its middle.
    """
    scale = SCALES[DRAWN[LABELS[name][1]]] if LABELS[name][1] in DRAWN else np.array
    there = [None if value is None else float(scale(np.float64(value))) for value in values]
    low, high = there[1], there[-1]
    return [None if one is None else (one - low) / (high - low) if high > low else 0.5 for one in there]


def _scored(results: Results, left: Group, right: Group) -> None:
    """Named results of the scores: of each border of the second group, and of both groups."""
    scores = results.frames["scores"]
    for row in (row for row in scores if row["group"] == right.name):
        for column, words in (("in_range", "the range"), ("in_middle", "the middle half")):
            parts = {"border": (row["dyad"].lower(), row["border"]), "within": (column.replace("_", "-"), words)}
            results.number("{border}-{within}", row[column], [row["cells"]], n=row["known"], left=left.name, **parts)
    for group in (left, right):
        mine = [row for row in scores if row["group"] == group.name]
        of, cells = sum(row["known"] for row in mine), [row["cells"] for row in mine]
        for column, words in (("in_range", "the range"), ("in_middle", "the middle half")):
            parts = {"side": group.said, "within": (column.replace("_", "-"), words)}
            share = sum(row[column] for row in mine)
            number = 100 * share / of if of else None
            text = "not found" if number is None else sentence.number(number, 0)
            results.add("{side}-{within}-share", text, cells, number=number, n=of, left=left.name, **parts)
    rows = results.frames["profile"]
    for column, words in (("in_range", "the range"), ("in_middle", "the middle half")):
        every = [
            name
            for name in counted(results)
            if (mine := [r for r in rows if r["name"] == name]) and all(r[column] for r in mine)
        ]
        cells = [row["cells"] for row in rows]
        parts = {"within": (column.replace("_", "-"), words), "left": left.name, "right": right.name}
        results.number("{within}-of-all", len(every), cells, n=len({row["name"] for row in rows}), **parts)

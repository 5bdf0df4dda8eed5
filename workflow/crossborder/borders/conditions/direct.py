"""The direct answer: how far each border of the second group lies within what the first group knows.

For each measured condition, whether a border of the second group lies within the range of the first, and within its
middle half; beside it what a border of the first group scores by the same count when it is left out. What is measured
twice counts once, or as often as the definition says. Three borders are read one by one: a condition is called by where
most of them lie, never by a mean. A yes or no has no middle half: a border is alike when its answer is that of most
borders of the first group.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder.borders.conditions.analogues import SCALES
from crossborder.borders.conditions.conditions import (
    IN_FORCE,
    MEASURED,
    NUMBERS,
    PRODUCTS,
    RANGED,
    SHARES,
    Known,
    known,
)
from crossborder.borders.conditions.groups import Group

# What makes cooperation harder: more of a condition, or less of it; of the length no direction is assumed.
HARDER = {
    "length_km": None,
    "altitude_m": "more",
    "unit_pairs": "less",
    "capital_distance_km": "more",
    PRODUCTS: "more",
    "product_ratio_2024": "more",
    "product_ratio_2017": "more",
    "stability_weaker": "less",
    "shared_language": "less",
    "organisations": "less",
    "city_people_50_km": "less",
    "city_share_50_km": "less",
    "city_pairs_5000": "less",
    "both_landlocked": "more",
    "dispute_2015": "more",
}
# Conditions in short, as sentences name them.
SHORT = {
    "length_km": "length",
    "altitude_m": "altitude",
    "unit_pairs": "pairs of provinces that face each other",
    "capital_distance_km": "distance between capitals",
    PRODUCTS: "income gap",
    "product_ratio_2024": "income gap of 2024",
    "product_ratio_2017": "income gap of 2017",
    "stability_weaker": "stability of the weaker side",
    "shared_language": "shared language",
    "organisations": "shared organisations",
    "city_people_50_km": "city people at the line",
    "city_share_50_km": "share of city people at the line",
    "city_pairs_5000": "pairs of cities",
    "both_landlocked": "no coast on either side",
    "dispute_2015": "disputes told of in the past",
}
UNITS = {"km": " km", "m": " m", "ratio": " times", "per cent": " per cent", "people per km": " people per km"}
LABELS = NUMBERS | IN_FORCE
# Kinds of numbers as they are drawn; others are drawn as they are.
DRAWN = dict.fromkeys(("km", "ratio"), "log") | dict.fromkeys(("m", "per cent", "people per km", "pairs"), "root")
COUNTED = list(RANGED)  # conditions with a range, each measure by itself
# What is measured more than once: its measures, and the one by which it counts once.
CONSTRUCTS = {
    ("product_ratio_2024", "product_ratio_2017"): PRODUCTS,
    ("city_people_50_km", "city_share_50_km"): "city_people_50_km",
}
YES_OR_NO = [name for name in SHARES if name in MEASURED]  # those without one, which are called and not counted
VERDICTS = {
    "alike": "alike: most borders lie within the middle half, or have the answer that most have",
    "harder": "harder: most borders lie beyond the middle half, or have the rarer answer, on the side that makes cooperation harder",
    "easier": "easier: most borders lie beyond the middle half, or have the rarer answer, on the side that makes cooperation easier",
    "mixed": "mixed: no side has most of the borders, or none is harder",
}


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
    _verdicts(results, left, right, ours, theirs)


def counted(results: Results) -> list[str]:
    """Conditions with a range, in their order: each construct once, or each measure, as the definition says."""
    if results.definition("measures") == "each":
        return COUNTED
    once = {name: by for names, by in CONSTRUCTS.items() for name in names}
    return list(dict.fromkeys(once.get(name, name) for name in COUNTED))


def _without(found: Known, dyad: str) -> Known:
    """What is known of a condition among the other borders."""
    kept = [n for n, other in enumerate(found.dyads) if other != dyad]
    return Known([found.dyads[n] for n in kept], found.values[kept], [found.cells[n] for n in kept])


def middle(name: str, values: np.ndarray) -> tuple[float, float]:
    """What is like the first group: its middle half, or of a yes-or-no condition the answer of most (of half: both)."""
    if name in YES_OR_NO:
        most = float(np.median(values))
        return float(np.floor(most)), float(np.ceil(most))
    low, high = np.quantile(values, (0.25, 0.75))
    return float(low), float(high)


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
        "outside": sentence.listed(LABELS[name][0] for name, (within, _) in places.items() if not within),
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


def _verdicts(results: Results, left: Group, right: Group, ours: pd.DataFrame, theirs: pd.DataFrame) -> None:
    """Frame `verdicts`, and the conditions of each verdict in words."""
    results.frames["verdicts"] = rows = list(verdicts(counted(results), ours, theirs))
    cells = [row["cells"] for row in rows]
    _box(results, rows)
    for key, words in VERDICTS.items():
        called = [SHORT[row["name"]] for row in rows if row["verdict"] == key]
        parts = {"verdict": (key, words), "left": left.name, "right": right.name}
        results.add("conditions-{verdict}", sentence.listed(called), cells, number=len(called), n=len(rows), **parts)


def verdicts(names: list[str], ours: pd.DataFrame, theirs: pd.DataFrame) -> Iterator[dict]:
    """Rows of the frame `verdicts`: which conditions of their borders are alike, harder or easier beside ours.

    `names` are the conditions with a range that count.
    """
    for name in (*names, *YES_OR_NO):
        found, mine = known(ours, name), known(theirs, name)
        if not len(found) or not len(mine):
            continue
        low, high = middle(name, found.values)
        below, above = int((mine.values < low).sum()), int((mine.values > high).sum())
        yield {
            "name": name,
            "condition": sentence.capital(SHORT[name]),
            "beside": _beside(name, mine, found),
            "harder": HARDER[name],
            "verdict": verdict(len(mine), below, above, HARDER[name]),
            "n": len(mine),
            "within": len(mine) - below - above,
            "below": below,
            "above": above,
            "cells": Addresses([*found.cells, *mine.cells]),
        }


def _beside(name: str, mine: Known, found: Known) -> str:
    """The values of the second group beside the median of the first, or both counts of yes."""
    if name in YES_OR_NO:
        yes = [sentence.part_of(int(one.values.sum()), len(one)) for one in (mine, found)]
        return f"{yes[0]} against {yes[1]}"
    least, most, middle = sentence.alike(
        [mine.values.min(), mine.values.max(), float(found.median or 0)], significant=2
    )
    unit = UNITS.get(LABELS[name][1], "")
    return f"{least if least == most else f'{least} to {most}'} against {middle}{unit}"


def _box(results: Results, rows: list[dict]) -> None:
    """Frame `box`: one row, in which each verdict has its conditions with their values."""
    called = {
        key: "; ".join(f"{SHORT[row['name']]} ({row['beside']})" for row in rows if row["verdict"] == key)
        for key in VERDICTS
    }
    words = {key: sentence.capital(text) or "No condition" for key, text in called.items()}
    results.frames["box"] = [{**words, "cells": Addresses(row["cells"] for row in rows)}]


def verdict(of: int, below: int, above: int, harder: str | None) -> str:
    """What a condition is called, from how many of the borders lie below and above the middle half of the others."""
    within = of - below - above
    if 2 * within > of:
        return "alike"
    for count, side in ((above, "more"), (below, "less")):
        if 2 * count > of and harder:
            return "harder" if harder == side else "easier"
    return "mixed"

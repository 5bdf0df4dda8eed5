"""Which conditions of the second group are alike, harder or easier beside those of the first.

A condition is called by where most of the borders lie, never by a mean. A yes or no has no middle half: a border is
alike when its answer is that of most borders of the first group.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder.borders.conditions.conditions import Known, known
from crossborder.borders.conditions.counted import HARDER, LABELS, SHORT, UNITS, YES_OR_NO, counted
from crossborder.borders.conditions.groups import Group

VERDICTS = {
    "alike": "alike: most borders lie within the middle half, or have the answer that most have",
    "harder": "harder: most borders lie beyond the middle half, or have the rarer answer, on the side that makes cooperation harder",
    "easier": "easier: most borders lie beyond the middle half, or have the rarer answer, on the side that makes cooperation easier",
    "mixed": "mixed: no side has most of the borders, or none is harder",
}
# What a yes says of a condition whose name does not say it.
ANSWER = {"both_landlocked": "no coast on either side: "}


def called(results: Results, left: Group, right: Group, ours: pd.DataFrame, theirs: pd.DataFrame) -> None:
    """Frame `verdicts`, and the conditions of each verdict in words."""
    results.frames["verdicts"] = rows = list(verdicts(counted(results), ours, theirs))
    cells = [row["cells"] for row in rows]
    _box(results, rows)
    for key, words in VERDICTS.items():
        names = [SHORT[row["name"]] for row in rows if row["verdict"] == key]
        parts = {"verdict": (key, words), "left": left.name, "right": right.name}
        results.add("conditions-{verdict}", sentence.listed(names), cells, number=len(names), n=len(rows), **parts)


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
        return f"{ANSWER.get(name, '')}{yes[0]} against {yes[1]}"
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


def middle(name: str, values: np.ndarray) -> tuple[float, float]:
    """What is like the first group: its middle half, or of a yes-or-no condition the answer of most (of half: both)."""
    if name in YES_OR_NO:
        most = float(np.median(values))
        return float(np.floor(most)), float(np.ceil(most))
    low, high = np.quantile(values, (0.25, 0.75))
    return float(low), float(high)

"""Conditions of the border, and where they stand among the others."""

from collections.abc import Sequence

import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder.borders.closeup.about import About, row
from crossborder.borders.conditions.conditions import (
    MEASURED,
    NUMBERS,
    RANGED,
    Known,
    conditions,
    from_open_data,
    known,
    shares,
)
from crossborder.borders.conditions.counted import SHORT, counted
from crossborder.borders.conditions.direct import profile
from crossborder.borders.conditions.environment import position
from crossborder.borders.conditions.verdicts import VERDICTS, verdicts

# Yes-or-no conditions of one border as a sentence names them, by its answer.
ANSWERED = {
    "both_landlocked": {True: "access to the sea (none on either side)", False: "access to the sea (there is some)"},
    "dispute_2015": {True: "old disputes", False: "old disputes (there are none)"},
}

SAID_APART = ("km", "m", "per cent", "standard normal")  # units that the name of a condition does not say
COUNTED = ("pairs", "organisations", "frameworks", "initiatives", "bodies")


def standing(results: Results, about: About) -> None:
    """Frames `numbers`, `shares`, `profile` and `verdicts`, and which conditions are alike, harder and easier."""
    mine = row(results, about)
    among, other = (conditions(results, group) for group in (about.among, about.other))
    results.frames["numbers"] = [
        _number(results, mine, name, known(among, name), known(other, name)) for name in NUMBERS
    ]
    results.frames["shares"] = [
        _share(mine, name, label, known(among, name)) for name, label in shares(results).items()
    ]
    theirs, names = conditions(results, about.own), counted(results)
    results.frames["profile"] = list(profile({name: known(among, name) for name in names}, theirs))
    results.frames["verdicts"] = rows = [_beside(found, mine, among) for found in verdicts(names, among, theirs)]
    cells = [found["cells"] for found in rows]
    for key, words in VERDICTS.items():
        those = [found for found in rows if found["verdict"] == key]
        parts = {"verdict": (key, words), "among": about.among.name}
        results.add(
            "conditions-{verdict}",
            sentence.listed(_called(those, mine)),
            cells,
            number=len(those),
            n=len(rows),
            **parts,
        )


def _number(results: Results, mine: pd.Series, name: str, found: Known, other: Known) -> dict:
    """A row of the frame `numbers`: the value, and its position under both country lists."""
    label, unit = NUMBERS[name]
    value = None if pd.isna(mine[name]) else float(mine[name])
    ranged = value is not None and name in RANGED
    places = [position(value, each.values) if ranged else None for each in (found, other)]
    shown = _printed((value, found.median), unit)
    return {
        "condition": label,
        "unit": unit,
        "what": f"{label}, {unit}" if unit in SAID_APART else label,
        "value": value,
        "value_printed": shown[0],
        "position": places[0],
        "n": len(found),
        "position_other": places[1],
        "n_other": len(other),
        "median": found.median,
        "median_printed": shown[1],
        "vintage": _vintage(results, mine["dyad"], name),
        "cells": Addresses([mine[f"cells_{name}"]]),
    }


def _printed(values: Sequence[float | None], unit: str) -> list[str | None]:
    """Numbers of one condition as a table prints them: measures with the same decimals, counts whole where they are."""
    known = [value for value in values if value is not None]
    texts = map(sentence.number, known) if unit in COUNTED else sentence.alike(known, significant=2)
    printed = dict(zip(known, texts, strict=True))
    return [printed.get(value) for value in values]


def _vintage(results: Results, dyad: str, name: str) -> str:
    """Source of a condition with its version or date."""
    table = from_open_data(results)
    rows = table[(table["dyad"] == dyad) & (table["condition"] == MEASURED.get(name))]
    return str(rows["vintage"].iloc[0]) if len(rows) else "collected facts"


def _share(mine: pd.Series, name: str, label: str, found: Known) -> dict:
    return {
        "condition": label,
        "value": None if mine[name] is None or pd.isna(mine[name]) else bool(mine[name]),
        "count": int(found.values.sum()),
        "n": len(found),
        "cells": Addresses([mine[f"cells_{name}"], *found.cells]),
    }


def _beside(found: dict, mine: pd.Series, among: pd.DataFrame) -> dict:
    """A row of the frame `verdicts`; of a condition of yes or no with the answer beside those of the others."""
    if found["name"] not in ANSWERED:
        return found
    others = known(among, found["name"])
    answer = "yes" if mine[found["name"]] else "no"
    return {
        **found,
        "beside": f"{answer} here, yes on {sentence.part_of(int(others.values.sum()), len(others))} others",
    }


def _called(found: list[dict], mine: pd.Series) -> list[str]:
    """Conditions as a sentence names them."""
    names = [row["name"] for row in found]
    return [ANSWERED[name][bool(mine[name])] if name in ANSWERED else SHORT[name] for name in names]

"""Where sources disagree on the border: one row a value, and the length by treaty beside the one that is used."""

from collections.abc import Iterator

import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder import nouns
from crossborder.borders.closeup.about import About
from crossborder.borders.conditions.conditions import MEASURED, from_open_data
from crossborder.borders.conditions.groups import called
from crossborder.states.names import worded

LENGTH, TREATY = "length_km", "treaty_or_law"
LEFT_OUT = ("closure",)  # one value an episode, which the register has
ORDER = (LENGTH, "crossings", "demarcation_treaty_signed", "delimitation_treaty_signed")  # of what comes first
# Conditions as a table names them; any other by its name without underscores.
LABELS = {
    LENGTH: "Length",
    "bilateral_trade": "Trade of both states in a year",
    "border_signs": "Border signs",
    "crossings": "Official crossings",
    "sardoba_evacuated_kaz": "Evacuated in Kazakhstan after the Sardoba dam broke",
}
UNITS = {"count": "", "date": "", "year": "", "USD million": "million US dollars", "USD billion": "billion US dollars"}


def rivals(results: Results, about: About) -> None:
    """Frame `rivals`, and the sentence on the length by treaty."""
    table = results.tables["borders"]
    rows = table[(table["dyad"] == about.dyad) & ~table["condition"].isin(LEFT_OUT)]
    rows = rows.assign(chosen=rows["chosen"] & (rows["condition"] != LENGTH))
    every = pd.concat([rows, used := _used(results, about.dyad)]).astype(object)
    every = every.where(every.notna(), None)
    groups = [mine.to_dict("records") for _, mine in every.groupby("condition", sort=False)]
    disputed = [mine for mine in groups if len({_value(row) for row in mine}) > 1]
    disputed.sort(key=lambda mine: ORDER.index(mine[0]["condition"]) if mine[0]["condition"] in ORDER else len(ORDER))
    results.frames["rivals"] = [row for mine in disputed for row in _values(mine)]
    results.number("rivals", len(disputed), every["cells"], n=len(groups))
    text = "No condition has two values from different sources."
    if disputed:
        text = (
            f"On {sentence.counted(len(disputed), nouns.CONDITION)} sources give more than one value; the one that is used"
            " is the first by the kind of its publisher, then the later year."
        )
    results.add("told-{sentence}", text, every["cells"], n=len(groups), sentence=("rivals", "rival values"))
    _lengths(results, every, used)


def _used(results: Results, dyad: str) -> pd.DataFrame:
    """Length of the border that comparisons use, as a row of rival values."""
    table = from_open_data(results)
    rows = table[(table["dyad"] == dyad) & (table["condition"] == MEASURED[LENGTH])]
    more = {"condition": LENGTH, "chosen": True, "publisher_kind": "statistics", "year": None, "unit": "km"}
    return rows.assign(**more, value=rows["number"].map(sentence.number), publisher=rows["vintage"])


def _value(row: dict) -> str | float:
    """What two rows have to share to say the same: the number where there is one."""
    number = row["number"]
    return float(number) if number is not None else str(row["value"])


def _values(rows: list[dict]) -> Iterator[dict]:
    """One row a value: who gives it, the one that is used first."""
    by_value: dict[str | float, list[dict]] = {}
    for row in sorted(rows, key=lambda row: not row["chosen"]):
        by_value.setdefault(_value(row), []).append(row)
    for same in by_value.values():
        first = same[0]
        yield {
            "condition": LABELS.get(first["condition"], sentence.capital(first["condition"].replace("_", " "))),
            "value": _said(first),
            "publisher": sentence.listed(dict.fromkeys(map(_publisher, same))),
            "kind": sentence.listed(dict.fromkeys(called(row["publisher_kind"] or "not attributed") for row in same)),
            "used": any(row["chosen"] for row in same),
            "cells": Addresses(row["cells"] for row in same),
        }


def _publisher(row: dict) -> str:
    """Who gives a value, and of which year."""
    name = row["publisher"] or "not attributed"
    return f"{name} ({int(row['year'])})" if row["year"] is not None else str(name)


def _said(row: dict) -> str:
    """A value as a reader reads it, with its unit; a number has the decimals that it was given with."""
    text, unit = str(row["value"]), row["unit"] or ""
    if unit == "date":
        return sentence.day(text)
    if row["number"] is None or unit == "year":
        return worded(text)
    shown = sentence.number(row["number"], len(text.partition(".")[2].rstrip("0")))
    unit = UNITS.get(unit, unit.replace("/", " a "))
    return f"{shown} {unit}".strip()


def _lengths(results: Results, every: pd.DataFrame, used: pd.DataFrame) -> None:
    """Results `length` and `length-treaty`, and both in a sentence."""
    lengths = every[every["condition"] == LENGTH]
    number = float(used["number"].iloc[0]) if len(used) else None
    treaty = lengths[lengths["publisher_kind"] == TREATY]
    agreed = float(treaty["number"].iloc[0]) if len(treaty) else None
    cells, n = lengths["cells"], len(lengths)
    for name, value in (("length", number), ("length-treaty", agreed)):
        text = "not found" if value is None else sentence.number(value, 0)
        results.add(name, text, cells, number=value, n=n)
    if number is None:
        text = "The length of the border was not found."
    elif agreed is None:
        text = f"The border is {sentence.quantity(number)} long by the source that comparisons use."
    else:
        by_treaty, shown = sentence.alike((agreed, number), 0)
        text = (
            f"By treaty the border is {by_treaty} km long; comparisons use {shown} km, from one source for the borders of"
            " both regions."
        )
    results.add("told-{sentence}", text, cells, n=n, sentence=("length", "length"))

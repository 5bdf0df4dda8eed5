"""Where to look: what is told of each border of the second group and its nearest ones, line by line."""

from collections.abc import Iterator

import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder.borders.conditions.cases import SHOWN
from crossborder.borders.conditions.conditions import conditions
from crossborder.borders.conditions.counted import SHORT
from crossborder.borders.conditions.groups import Group, called, responses
from crossborder.borders.conditions.nearness import CITIES, GIVEN, apart

TOLD = 3  # conditions that are named as most alike, and as most unlike
NAMES = 4  # initiatives that are named of each outcome
OUTCOMES = {"success": "Worked", "mixed": "Mixed", "failure": "Failed"}
OTHERS = sentence.Noun.english("other")
ALIKE = [name for name in GIVEN if name not in CITIES or name == "city_people_50_km"]


def cards(results: Results, left: Group, right: Group) -> None:
    """Frame `cards`: for each border of the second group one row a line of its card."""
    ours, theirs = (conditions(results, group).set_index("dyad") for group in (left, right))
    parts = apart(theirs, ours)
    results.frames["cards"] = []
    for number, dyad in enumerate(theirs.index):
        mine = [row for row in results.frames["analogues"] if row["dyad"] == dyad and row["rank"] <= SHOWN]
        if not mine:
            continue
        first = mine[0]
        far = {name: parts[name][number, list(ours.index).index(first["analogue"])] for name in ALIKE}
        acts = [responses(results, (row["analogue"],)) for row in mine]
        every = pd.concat(acts).drop_duplicates("id")
        cells = Addresses([*(row["cells"] for row in mine), *every["cells"]])
        for about, text in (*_nearness(results, mine, pd.Series(far).dropna(), left), *_done(mine, every)):
            row = {"dyad": dyad, "border": first["border"], "about": about, "text": text, "cells": cells}
            results.frames["cards"].append(row)


def _nearness(results: Results, mine: list[dict], far: pd.Series, left: Group) -> Iterator[tuple[str, str]]:
    """Which borders are nearest, in what, how near, and how firmly."""
    first, order = mine[0], list(far.sort_values(kind="stable").index)
    yield "Nearest", sentence.listed(row["named"] for row in mine)
    yield "Most alike", f"{sentence.listed(SHORT[name] for name in order[:TOLD])}, set against {first['named']}"
    yield "Most unlike", sentence.listed(SHORT[name] for name in order[-TOLD:][::-1])
    if None in (others := _within(results)):
        yield (
            "How near",
            f"{sentence.number(first['distance'], 2)}; borders {left.place.of()} have no distances of their own",
        )
    else:
        near, middle, most = sentence.alike([first["distance"], *others], 2)
        yield (
            "How near",
            f"{near}; borders {left.place.of()} are {middle} from their own nearest in the median, {most} at most",
        )
    ranks = sentence.span(first["best"], first["worst"])
    yield (
        "How firm",
        f"rank {ranks} over all variants; among the first five under {sentence.share(first['top_share'], 30)} per cent of random weightings",
    )


def _within(results: Results) -> list[float | None]:
    numbers = {row["id"].partition("/")[2]: row["number"] for row in results.rows}
    return [numbers["within-median"], numbers["within-most"]]


def _done(mine: list[dict], every: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """What stands at the nearest borders, what came of what was tried there, and who paid."""
    standing = [
        f"{row['named']}: {row['centre'] if isinstance(row['centre'], str) else 'no joint place known to work'}"
        for row in mine
    ]
    yield "Stands there", "; ".join(standing)
    for outcome, label in OUTCOMES.items():
        names = list(every.loc[every["outcome"] == outcome, "name"])
        more = len(names) - NAMES
        shown = [*names[:NAMES], sentence.counted(more, OTHERS)] if more > 0 else names
        yield label, sentence.listed(shown) if names else "nothing of which it is known"
    paid = sorted({called(payer) for payer in every["financing_source"].dropna()} - {"unknown"})
    yield "Who paid", sentence.listed(paid) if paid else "not known"

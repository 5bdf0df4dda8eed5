"""The borders nearest to this one, or those that it is near to, and what was done there."""

import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder import nouns
from crossborder.borders.closeup.about import About
from crossborder.borders.conditions import posts
from crossborder.borders.conditions.analogues import TOP
from crossborder.borders.conditions.conditions import conditions
from crossborder.borders.conditions.groups import responses
from crossborder.borders.conditions.nearness import nearness, weights
from crossborder.states.names import border as border_name

NAMED = 2  # initiatives of each outcome that are named
TOLD = 3  # borders that a sentence names
OTHERS = sentence.Noun.english("other")


def nearest(results: Results, about: About) -> None:
    """Frame `nearest`, the nearest first, and how near they are against how near the others are to one another."""
    ours, theirs = (conditions(results, group).set_index("dyad") for group in (about.whole, about.beside))
    found = nearness(theirs, ours, weights(results))
    own = about.dyad in theirs.index
    pairs = [(about.dyad, other) for other in ours.index] if own else [(other, about.dyad) for other in theirs.index]
    rows = [
        {
            "other": other,
            "border": border_name(other),
            "rank": int(found.ranks.loc[pair]),
            "of": int(found.ranks.loc[pair[0]].notna().sum()),
            "distance": float(found.distances.loc[pair]),
            **_done(results, other),
            "cells": Addresses((ours if own else theirs).loc[other, f"cells_{name}"] for name in weights(results)),
        }
        for pair in pairs
        for other in [pair[own]]
        if pd.notna(found.ranks.loc[pair])
    ]
    results.frames["nearest"] = sorted(rows, key=lambda row: (row["rank"], row["distance"], row["other"]))[:TOP]
    _told(results, about, ours, theirs, own)


def _done(results: Results, dyad: str) -> dict:
    """What stands at a border, and what worked and failed there by name."""
    acts = responses(results, (dyad,))
    done = {"stands": posts.standing(results, dyad).words}
    for column, outcome in (("worked", "success"), ("mixed", "mixed"), ("failed", "failure")):
        names = list(acts.loc[acts["outcome"] == outcome, "name"])
        more = len(names) - NAMED
        shown = [*names[:NAMED], sentence.counted(more, OTHERS)] if more > 0 else names
        done[column] = sentence.listed(shown) if names else None
    return done


def _told(results: Results, about: About, ours: pd.DataFrame, theirs: pd.DataFrame, own: bool) -> None:
    """Results `nearest` and `told-nearest`."""
    rows = results.frames["nearest"]
    cells = [row["cells"] for row in rows]
    results.add("nearest", sentence.listed(row["border"] for row in rows), cells, n=len(rows))
    first = [row["border"] for row in rows][:TOLD]
    if not own:
        ranks = sentence.listed(f"{_ordinal(row)} to {row['border']}" for row in rows)
        borders = sentence.counted(rows[0]["of"], nouns.BORDER)
        text = f"Among the {borders} {about.whole.place.of()} it is {ranks}."
    else:
        most = _most(results, ours, theirs)
        near, far = sentence.alike([rows[0]["distance"], most], 2)
        than = (
            "farther than any border there is from its own nearest"
            if rows[0]["distance"] > most
            else "no farther than some border there is from its own nearest"
        )
        text = (
            f"Its nearest {about.whole.place.within()} are {sentence.listed(first)}. On a scale from alike (0) to unlike"
            f" (1) the first is {near} away, {than} ({far} at most)."
        )
    results.add("told-{sentence}", text, cells, n=len(rows), sentence=("nearest", "nearest borders"))


def _ordinal(row: dict) -> str:
    return "the nearest" if row["rank"] == 1 else f"{sentence.ordinal(row['rank'])} nearest"


def _most(results: Results, ours: pd.DataFrame, theirs: pd.DataFrame) -> float:
    """The largest distance of one of these borders to its nearest other one, on the scale of distances to theirs."""
    found = nearness(ours, ours, weights(results), theirs).distances
    return max(
        float(found.loc[dyad].drop(dyad).min()) for dyad in ours.index if found.loc[dyad].drop(dyad).notna().any()
    )

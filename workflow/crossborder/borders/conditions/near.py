"""How near is near: distances within the first group, and whether nearness there predicts what was done.

Borders that share a country have alike conditions and alike responses for that reason alone, and an initiative that
names several borders is a response of each; what nearness predicts is told without both too.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder.borders.conditions import CHANCE
from crossborder.borders.conditions.analogues import cells_of
from crossborder.borders.conditions.conditions import conditions
from crossborder.borders.conditions.groups import Group, collected, responses
from crossborder.borders.conditions.nearness import nearness, weights
from crossborder.states.names import border as border_name

RESPONSES = {
    "joint_control": "Joint control or attention centre",
    "initiatives": "Initiatives found",
    "single_initiatives": "Initiatives on one border alone",
    "visa_free": "Travel without visa",
}
COUNTS = ("initiatives", "single_initiatives")
NEIGHBOURS = ("all borders", "borders that share no country")
NEAREST = 3  # neighbours that are asked whether they predict
DRAWS, SEED = 1000, 20_261_122


def near(results: Results, left: Group, right: Group) -> None:
    """Frames `distances` and `validity`, and what prose says of them."""
    ours, theirs = (conditions(results, group).set_index("dyad") for group in (left, right))
    _distances(results, ours, theirs, left, right)
    acts = [responses(results, (dyad,)) for dyad in ours.index]
    ours = ours.assign(
        single_initiatives=[
            float(rows["single"].sum()) if len(rows) or collected(results, [dyad]) else None
            for dyad, rows in zip(ours.index, acts, strict=True)
        ],
        cells_single_initiatives=[[c for cells in rows["cells"] for c in cells] for rows in acts],
    )
    frame_of_validity(results, ours, theirs, weights(results))
    _said(results, ours, left)


def _distances(results: Results, ours: pd.DataFrame, theirs: pd.DataFrame, left: Group, right: Group) -> None:
    """Frame `distances`: each border of both groups, and the nearest other one of the first, all on one scale."""
    results.frames["distances"] = []
    first = cells_of(ours)
    for group, rows in ((right, theirs), (left, ours)):
        behind = cells_of(rows)
        found = nearness(rows, ours, weights(results), theirs).distances
        for dyad in rows.index:
            others = found.loc[dyad].drop(dyad, errors="ignore").dropna().sort_values(kind="stable")
            if len(others):
                cells = [*behind[dyad], *first[others.index[0]]]
                row = {"dyad": dyad, "border": border_name(dyad), "group": group.name}
                row |= {"nearest": border_name(others.index[0]), "distance": float(others.iloc[0])}
                results.frames["distances"].append({**row, "cells": Addresses(cells)})
    within, beside = (
        [row for row in results.frames["distances"] if row["group"] == group.name] for group in (left, right)
    )
    cells = [row["cells"] for row in within]
    for name, value in (("median", np.median), ("most", np.max)):
        number = float(value([row["distance"] for row in within])) if within else None
        text = "not known" if number is None else sentence.number(number, 2)
        parts = {"statistic": (name, {"median": "median", "most": "largest"}[name]), "left": left.name}
        results.add("within-{statistic}", text, cells, number=number, n=len(within), **parts)
    for row in beside:
        border, number = (row["dyad"].lower(), row["border"]), row["distance"]
        results.add(
            "{border}-nearest", sentence.number(number, 2), [row["cells"]], number=number, n=len(within), border=border
        )
    _beyond(results, [row["distance"] for row in within], beside, cells, left)


def _beyond(results: Results, within: list[float], beside: list[dict], cells: list, left: Group) -> None:
    """How many borders lie farther from the nearest one than any of the first group from its own, if it has distances."""
    number = sum(row["distance"] > max(within) for row in beside) if within else None
    text = "not known" if number is None else sentence.number(number)
    behind = [*cells, *(row["cells"] for row in beside)]
    results.add("beyond-within", text, behind, number=number, n=len(beside), left=left.name)


@dataclass(frozen=True)
class Dealt:
    """Mean difference to the nearest, the same after deals by chance, and the share of deals that are as good."""

    n: int
    nearest: float | None
    chance: float | None
    as_good: float | None


def dealt(distances: np.ndarray, answers: np.ndarray) -> Dealt:
    """Whether the nearest have more alike answers than borders to which the answers are dealt anew.

    `distances` is square, NaN where a border may not be a neighbour; the seed is fixed. A border without a neighbour
    is left out of the means, and still takes part in the deals. Borders share countries, which the dealing ignores, so
    the share of deals that are as good is a lower bound.
    """
    random = np.random.default_rng(SEED)
    nearest = np.argsort(np.where(np.isfinite(distances), distances, np.inf), axis=1, kind="stable")[:, :NEAREST]
    counts = np.isfinite(np.take_along_axis(distances, nearest, axis=1))
    if not counts.any():
        return Dealt(0, None, None, None)
    seen = float(np.abs(answers[:, None] - answers[nearest])[counts].mean())
    deals = np.array([random.permutation(answers) for _ in range(DRAWS)])
    chance = np.abs(deals[:, :, None] - deals[:, nearest])[:, counts].mean(axis=1)
    return Dealt(int(counts.any(axis=1).sum()), seen, float(chance.mean()), 100 * float((chance <= seen).mean()))


def frame_of_validity(results: Results, ours: pd.DataFrame, theirs: pd.DataFrame, meant: dict[str, float]) -> None:
    """Within the first group: do the nearest borders have more alike responses than borders taken at random?

    `meant` are the weights of the conditions that make borders near; `theirs` the borders of the second group, which
    conditions are scaled by as well.
    """
    distances = nearness(ours, ours, meant, theirs).distances.to_numpy(copy=True)
    np.fill_diagonal(distances, np.nan)
    share = np.array([[bool(set(a.split("-")) & set(b.split("-"))) for b in ours.index] for a in ours.index])
    results.frames["validity"] = []
    for name, label in RESPONSES.items():
        values = pd.to_numeric(ours[name].map(lambda v: v if v is None else float(v)), errors="coerce").to_numpy(float)
        keep = np.isfinite(values)
        answers = np.log1p(values[keep]) if name in COUNTS else values[keep]
        for among, barred in zip(NEIGHBOURS, (np.zeros_like(share), share), strict=True):
            found = dealt(np.where(barred, np.nan, distances)[np.ix_(keep, keep)], answers)
            cells = Addresses(ours.loc[keep, f"cells_{name}"])
            results.frames["validity"].append({"response": label, "among": among, **vars(found), "cells": cells})


def _said(results: Results, ours: pd.DataFrame, left: Group) -> None:
    """What nearness predicts once borders that share a country are no neighbours, and acts of many borders no response."""
    strict = [row for row in results.frames["validity"] if row["among"] == NEIGHBOURS[1]]
    strict = [row for row in strict if row["response"] != RESPONSES["initiatives"]]
    cells = [row["cells"] for row in strict]
    good = [None if row["as_good"] is None else row["as_good"] <= CHANCE for row in strict]  # None: cannot be told
    for name, wanted in (("valid", True), ("invalid", False)):
        told = sentence.listed(
            row["response"].lower() for row, fits in zip(strict, good, strict=True) if fits is wanted
        )
        results.add("analogues-{name}", told, cells, n=len(ours), name=name, left=left.name)
    for row in results.frames["validity"]:
        slug = next(key for key, label in RESPONSES.items() if label == row["response"]).replace("_", "-")
        apart = row["among"] == NEIGHBOURS[1]
        text = (
            "not defined"
            if row["as_good"] is None
            else sentence.number(row["as_good"], 1 if row["as_good"] < 10 else 0)
        )
        parts = {"response": (slug, row["response"]), "among": ("apart" if apart else "all", row["among"])}
        results.add("validity-{response}-{among}", text, [row["cells"]], number=row["as_good"], n=row["n"], **parts)

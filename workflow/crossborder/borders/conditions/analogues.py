"""Which borders of one group resemble each border of the other, in given conditions alone.

`nearness.py` measures it, without responses (centres, initiatives, regimes); `near.py` says whether it predicts them
within the first group, and what is near.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder.borders import regions
from crossborder.borders.conditions.conditions import PRODUCTS, SERIES, conditions
from crossborder.borders.conditions.groups import Group, groups, outcomes, responses
from crossborder.borders.conditions.nearness import (
    ALL_OF_CITIES,
    APART,
    GIVEN,
    PRESENT,
    Nearness,
    apart,
    nearness,
    weighted,
    weights,
)
from crossborder.states.names import border as border_name

TOP = 5  # analogues that are shown
DRAWS, SEED = 1000, 20_261_122


def cells_of(rows: pd.DataFrame) -> dict[str, list[list[str]]]:
    """Cells behind the given conditions of borders, by border; the frame is indexed by border."""
    columns = [rows[f"cells_{name}"].tolist() for name in GIVEN]
    return dict(zip(rows.index, map(list, zip(*columns, strict=True)), strict=True))


def analogues(results: Results, left: Group, right: Group) -> None:
    """Frames `analogues` and `first_analogues`, and what prose says of them."""
    ours, theirs = (conditions(results, group).set_index("dyad") for group in (left, right))
    parts, meant = apart(theirs, ours), weights(results)
    base = weighted(parts, meant, theirs.index, ours.index)
    variants = list(_variants(results, parts, theirs, ours))
    draws = _draws(parts, meant)
    results.frames["analogues"] = []
    facts = ours.to_dict("index")
    for number, dyad in enumerate(theirs.index):
        _ranked(results, dyad, base, [other for _, other in variants], draws[:, number], facts)
    _firsts(results, base, variants, theirs, ours)
    _said(results, left, right, len(variants))


def _variants(
    results: Results, parts: dict[str, np.ndarray], theirs: pd.DataFrame, ours: pd.DataFrame
) -> Iterator[tuple[str, Nearness]]:
    """Nearness without each thing, and without each two; with other products; under the other country list."""
    for left_out in [*((one,) for one in APART), *combinations(APART, 2)]:
        names = {name for one in left_out for name in APART[one]}
        kept = {k: w for k, w in weights(results).items() if k not in names}
        yield f"without {sentence.listed(left_out)}", weighted(parts, kept, theirs.index, ours.index)
    for series, other in SERIES.items():
        if series != results.definition("products"):
            year = other.rpartition("_")[2]
            found = nearness(*(rows.assign(**{PRODUCTS: rows[other]}) for rows in (theirs, ours)), weights(results))
            yield f"with products of {year}", found
    other_left, _ = groups(results, countries=regions.of(results).other_list)
    if other_left.dyads:
        there = conditions(results, other_left).set_index("dyad")
        yield "under the other country list", nearness(theirs, there, weights(results))


def _draws(parts: dict[str, np.ndarray], meant: dict[str, float]) -> np.ndarray:
    """Ranks (draws × right × left) under random weights, seeded; on average the weights are those of the nearness."""
    stack = np.stack([parts[name] for name in meant])
    weights = np.random.default_rng(SEED).dirichlet(list(meant.values()), DRAWS)
    known = np.isfinite(stack)
    there = np.einsum("dk,kab->dab", weights, known)
    distance = np.einsum("dk,kab->dab", weights, np.where(known, stack, 0)) / np.where(there > 0, there, np.nan)
    distance = np.where(there >= PRESENT, distance, np.inf)
    return 1 + (distance[:, :, None, :] < distance[:, :, :, None]).sum(axis=3)


def _ranked(
    results: Results,
    dyad: str,
    base: Nearness,
    variants: list[Nearness],
    draws: np.ndarray,
    facts: dict[str, dict],
) -> None:
    ranks = base.ranks.loc[dyad]
    column = {other: number for number, other in enumerate(facts)}
    for analogue in ranks.sort_values(kind="stable").index[:TOP]:
        mine = responses(results, (analogue,))
        found = outcomes(mine)
        row = facts[analogue]
        seen = [nearness.ranks.at[dyad, analogue] for nearness in variants if analogue in nearness.ranks]
        every = [int(rank) for rank in [ranks[analogue], *seen] if pd.notna(rank)]
        behind = [row[f"cells_{name}"] for name in GIVEN]
        results.frames["analogues"].append(
            {
                "dyad": dyad,
                "border": border_name(dyad),
                "rank": int(ranks[analogue]),
                "analogue": analogue,
                "named": border_name(analogue),
                "distance": float(base.distances.loc[dyad, analogue]),
                "present": 100 * float(base.present.loc[dyad, analogue]),
                "best": min(every),
                "worst": max(every),
                "top_share": 100 * float((draws[:, column[analogue]] <= TOP).mean()),
                "centre": row["centre"],
                "visa_free": None if row["visa_free"] is None else bool(row["visa_free"]),
                "initiatives": len(mine),
                "success": found["success"],
                "failure": found["failure"],
                "evaluated": int((mine["evidence"] == "evaluation or academic").sum()),
                "payers": sentence.listed(
                    sorted({str(p).replace("_", " ") for p in mine["financing_source"].dropna()})
                ),
                "cells": Addresses([*behind, *mine["cells"]]),
            }
        )


def _firsts(
    results: Results,
    base: Nearness,
    variants: list[tuple[str, Nearness]],
    theirs: pd.DataFrame,
    ours: pd.DataFrame,
) -> None:
    """Frame `first_analogues`: variants in which another border is the nearest."""
    results.frames["first_analogues"] = []
    behind = {**cells_of(theirs), **cells_of(ours)}
    nearest = [(says, other.nearest) for says, other in variants]
    for dyad, first in base.nearest.items():
        for says, others in nearest:
            now = others[dyad]
            if now != first:
                cells = [*behind[dyad], *behind[first]]
                row = {"dyad": dyad, "first": first, "variant": says, "instead": now}
                results.frames["first_analogues"].append({**row, "cells": Addresses(cells)})


def _said(results: Results, left: Group, right: Group, variants: int) -> None:
    rows = results.frames["analogues"]
    cells = [row["cells"] for row in rows]
    first = [row for row in rows if row["rank"] == 1]
    told = sentence.listed(f"{row['named']} for {row['border']}" for row in first)
    results.add("analogues-first", told, cells, n=len(left.dyads), left=left.name, right=right.name)
    firm = [row for row in first if row["worst"] <= TOP]
    told = sentence.listed(row["border"] for row in firm)
    results.add("analogues-firm", told, cells, number=len(firm), n=len(first))
    results.number("analogues-unfirm", len(first) - len(firm), cells, n=len(first))
    results.number("analogues-variants", variants, cells, n=variants)
    results.number("analogues-conditions", len(APART), cells, n=len(APART))
    told = {*(f"without {one}" for one in APART), f"without {' and '.join(ALL_OF_CITIES)}"}
    alone = [row for row in results.frames["first_analogues"] if row["variant"] in told]
    told = "; ".join(
        f"{row['variant']}, {border_name(row['instead'])} for {border_name(row['dyad'])} in place of {border_name(row['first'])}"
        for row in alone
    )
    results.add("analogues-replaced", told or "none", cells, n=len(first))

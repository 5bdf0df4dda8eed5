"""Which borders of one group resemble each border of the other, in given conditions alone.

Nearness is Gower's (1971): for each condition one less the distance over the range of both groups,
averaged over the conditions that both borders have, by weight. Responses (centres, initiatives,
regimes) take no part in it; `near.py` says whether nearness predicts them within the first group, and what is near.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder.borders import regions
from crossborder.borders.conditions.conditions import PRODUCTS, SERIES, conditions
from crossborder.borders.conditions.groups import Group, groups, outcomes, responses
from crossborder.states.names import border as border_name

# Given conditions: label, scale, and the weight that they share with variants of the same thing.
GIVEN = {
    "length_km": ("length", "log", 1.0),
    "altitude_m": ("altitude", "root", 1.0),
    "capital_distance_km": ("distance between capitals", "log", 1.0),
    "product_ratio": ("ratio of products", "log", 1.0),
    "city_share_50_km": ("city population within 50 km", "root", 0.25),
    "city_share_100_km": ("city population within 100 km", "root", 0.25),
    "city_people_50_km": ("city people per km within 50 km", "root", 0.25),
    "city_people_100_km": ("city people per km within 100 km", "root", 0.25),
    "city_pairs_5000": ("pairs of cities", "root", 1.0),
    "shared_language": ("best-shared language", "root", 1.0),
    "both_landlocked": ("neither state has a coast", "yes", 1.0),
    "dispute_2015": ("old dispute", "yes", 1.0),
}
CITIES = tuple(name for name in GIVEN if name.startswith(("city_share", "city_people")))  # four measures of one thing
# What is left out to see whether ranks rest on it: one thing each, in words.
APART = {
    "city population": CITIES,
    "length": ("length_km",),
    "altitude": ("altitude_m",),
    "distance between capitals": ("capital_distance_km",),
    "ratio of products": ("product_ratio",),
    "pairs of cities": ("city_pairs_5000",),
    "shared language": ("shared_language",),
    "access to the sea": ("both_landlocked",),
    "old disputes": ("dispute_2015",),
}
# Things that each definition of nearness leaves out.
LEFT_OUT = {
    "all-conditions": (),
    "without-cities": ("city population", "pairs of cities"),
    "without-sea": ("access to the sea",),
    "without-disputes": ("old disputes",),
}
ALL_OF_CITIES = ("city population", "pairs of cities")  # the two things that are measured of cities
WEIGHTS = {name: weight for name, (_, _, weight) in GIVEN.items()}
SCALES = {"log": np.log, "root": np.sqrt, "yes": lambda values: values}
TRIM = (0.05, 0.95)  # quantiles between which the range of a condition lies
PRESENT = 0.7  # least share of the weight that a pair must have to be ranked
TOP = 5  # analogues that are shown
DRAWS, SEED = 1000, 20_261_122


@dataclass(frozen=True)
class Nearness:
    """Distances of right borders (rows) to left ones (columns); NaN where too little is known."""

    distances: pd.DataFrame
    present: pd.DataFrame

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Place of each column among those of its row, the nearest first; ties share the better one."""
        return self.distances.rank(axis=1, method="min")

    @cached_property
    def nearest(self) -> dict[str, str]:
        """The column with the least distance of each row; the first of several, and the first of all where none is known."""
        return self.distances.fillna(np.inf).idxmin(axis=1).to_dict()


def cells_of(rows: pd.DataFrame) -> dict[str, list[list[str]]]:
    """Cells behind the given conditions of borders, by border; the frame is indexed by border."""
    columns = [rows[f"cells_{name}"].tolist() for name in GIVEN]
    return dict(zip(rows.index, map(list, zip(*columns, strict=True)), strict=True))


def weights(results: Results) -> dict[str, float]:
    """Weights of the conditions that make borders near, as the definition says."""
    left_out = LEFT_OUT[results.definition("nearness")]
    return {name: weight for name, weight in WEIGHTS.items() if not any(name in APART[one] for one in left_out)}


def analogues(results: Results, left: Group, right: Group) -> None:
    """Frames `analogues` and `first_analogues`, and what prose says of them."""
    ours, theirs = (conditions(results, group).set_index("dyad") for group in (left, right))
    parts, meant = apart(theirs, ours), weights(results)
    base = _weighted(parts, meant, theirs.index, ours.index)
    variants = list(_variants(results, parts, theirs, ours))
    draws = _draws(parts, meant)
    results.frames["analogues"] = []
    facts = ours.to_dict("index")
    for number, dyad in enumerate(theirs.index):
        _ranked(results, dyad, base, [other for _, other in variants], draws[:, number], facts)
    _firsts(results, base, variants, theirs, ours)
    _said(results, left, right, len(variants))


def _scaled(rows: pd.DataFrame, name: str) -> np.ndarray:
    values = pd.to_numeric(rows[name], errors="coerce").astype(float).to_numpy()
    return SCALES[GIVEN[name][1]](values)


def apart(rows: pd.DataFrame, columns: pd.DataFrame, beside: pd.DataFrame | None = None) -> dict[str, np.ndarray]:
    """Distance of each pair in each condition, from 0 to 1; NaN where either side has no value.

    A condition is scaled by its range among the rows and the columns; with `beside`, borders of another group, among
    the columns and those, so that distances within one group and between two are on one scale.
    """
    found = {}
    for name in GIVEN:
        a, b = _scaled(rows, name), _scaled(columns, name)
        every = np.concatenate([a if beside is None else _scaled(beside, name), b])
        every = every[np.isfinite(every)]
        low, high = (0.0, 1.0) if GIVEN[name][1] == "yes" else np.quantile(every, TRIM)
        span = (high - low) or 1.0
        far = np.abs(np.clip(a, low, high)[:, None] - np.clip(b, low, high)[None, :]) / span
        found[name] = far
    return found


def nearness(
    rows: pd.DataFrame, columns: pd.DataFrame, weights: dict[str, float], beside: pd.DataFrame | None = None
) -> Nearness:
    """Gower's distance of each row to each column, both indexed by border, under weights of given conditions.

    `beside` are the borders by which conditions are scaled together with the columns, as in `apart`.
    """
    parts = apart(rows, columns, beside)
    return _weighted(parts, weights, rows.index, columns.index)


def _weighted(parts: dict[str, np.ndarray], weights: dict[str, float], rows: Iterable, columns: Iterable) -> Nearness:
    stack = np.stack([parts[name] for name in weights])
    weight = np.array(list(weights.values()))[:, None, None]
    known = np.isfinite(stack)
    there = (known * weight).sum(axis=0)
    distance = (np.where(known, stack, 0) * weight).sum(axis=0) / np.where(there > 0, there, np.nan)
    present = there / weight.sum()
    distance = np.where(present >= PRESENT, distance, np.nan)
    frame = lambda values: pd.DataFrame(values, index=list(rows), columns=list(columns))  # noqa: E731
    return Nearness(frame(distance), frame(present))


def _variants(
    results: Results, parts: dict[str, np.ndarray], theirs: pd.DataFrame, ours: pd.DataFrame
) -> Iterator[tuple[str, Nearness]]:
    """Nearness without each thing, and without each two; with other products; under the other country list."""
    for left_out in [*((one,) for one in APART), *combinations(APART, 2)]:
        names = {name for one in left_out for name in APART[one]}
        kept = {k: w for k, w in weights(results).items() if k not in names}
        yield f"without {sentence.listed(left_out)}", _weighted(parts, kept, theirs.index, ours.index)
    for series, other in SERIES.items():
        if series != results.definition("products"):
            year = other.rpartition("_")[2]
            found = nearness(*(rows.assign(**{PRODUCTS: rows[other]}) for rows in (theirs, ours)), weights(results))
            yield f"with products of {year}", found
    other_left, _ = groups(results, countries=regions.of(results).other_list)
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

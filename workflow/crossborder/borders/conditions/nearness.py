"""How near borders are to each other, in given conditions alone.

Nearness is Gower's (1971): for each condition one less the distance over the range of both groups,
averaged over the conditions that both borders have, by weight. Responses (centres, initiatives, regimes) take no part.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from compendium.result.results import Results

# Given conditions: scale, and the weight that they share with variants of the same thing.
GIVEN = {
    "length_km": ("log", 1.0),
    "altitude_m": ("root", 1.0),
    "capital_distance_km": ("log", 1.0),
    "product_ratio": ("log", 1.0),
    "city_share_50_km": ("root", 0.25),
    "city_share_100_km": ("root", 0.25),
    "city_people_50_km": ("root", 0.25),
    "city_people_100_km": ("root", 0.25),
    "city_pairs_5000": ("root", 1.0),
    "shared_language": ("root", 1.0),
    "both_landlocked": ("yes", 1.0),
    "dispute_2015": ("yes", 1.0),
}
CITIES = tuple(name for name in GIVEN if name.startswith(("city_share", "city_people")))  # four measures of one thing
# What is left out to see whether ranks rest on it: one thing each, in words.
APART = {
    "city population": CITIES,
    "length": ("length_km",),
    "altitude": ("altitude_m",),
    "distance between capitals": ("capital_distance_km",),
    "income gap": ("product_ratio",),
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
WEIGHTS = {name: weight for name, (_, weight) in GIVEN.items()}
SCALES = {"log": np.log, "root": np.sqrt, "yes": lambda values: values}
TRIM = (0.05, 0.95)  # quantiles between which the range of a condition lies
PRESENT = 0.7  # least share of the weight that a pair must have to be ranked


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


def weights(results: Results) -> dict[str, float]:
    """Weights of the conditions that make borders near, as the definition says."""
    left_out = LEFT_OUT[results.definition("nearness")]
    return {name: weight for name, weight in WEIGHTS.items() if not any(name in APART[one] for one in left_out)}


def _scaled(rows: pd.DataFrame, name: str) -> np.ndarray:
    values = pd.to_numeric(rows[name], errors="coerce").astype(float).to_numpy()
    return SCALES[GIVEN[name][0]](values)


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
        low, high = (0.0, 1.0) if GIVEN[name][0] == "yes" else np.quantile(every, TRIM)
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
    return weighted(parts, weights, rows.index, columns.index)


def weighted(parts: dict[str, np.ndarray], weights: dict[str, float], rows: Iterable, columns: Iterable) -> Nearness:
    """Distances of rows to columns from those in each condition (`apart`), under weights of conditions."""
    stack = np.stack([parts[name] for name in weights])
    weight = np.array(list(weights.values()))[:, None, None]
    known = np.isfinite(stack)
    there = (known * weight).sum(axis=0)
    distance = (np.where(known, stack, 0) * weight).sum(axis=0) / np.where(there > 0, there, np.nan)
    present = there / weight.sum()
    distance = np.where(present >= PRESENT, distance, np.nan)
    frame = lambda values: pd.DataFrame(values, index=list(rows), columns=list(columns))  # noqa: E731
    return Nearness(frame(distance), frame(present))

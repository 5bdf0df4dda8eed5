"""The states whose borders are measured: both country lists, and Central Asia. And their lines, once taken."""

import csv
from functools import cache
from pathlib import Path

import shapely

from crossborder import states

STATES = (
    *("GTM", "SLV", "HND", "NIC", "CRI", "PAN", "MEX", "BLZ"),
    *("ARG", "BOL", "BRA", "CHL", "COL", "ECU", "GUY", "PRY", "PER", "SUR", "URY", "VEN"),
    *("KAZ", "KGZ", "TJK", "TKM", "UZB"),
)
NATURAL_EARTH = Path(__file__).parents[2] / "raw/natural-earth"


def dyad(one: str, other: str) -> str:
    """Border of two states, in alphabetical order of their codes."""
    return "-".join(sorted((one, other)))


@cache
def lines() -> dict[str, shapely.Geometry]:
    """Line of each border, from the snapshot of Natural Earth."""
    found: dict[str, list[shapely.Geometry]] = {}
    for row in _rows("lines"):
        found.setdefault(row["dyad"], []).append(shapely.from_wkt(row["line"]))
    return {key: shapely.union_all(parts) for key, parts in sorted(found.items())}


@cache
def areas() -> dict[str, shapely.Geometry]:
    """Area of each state, from the same snapshot."""
    return {row["country"]: shapely.from_wkt(row["area"]) for row in _rows("areas")}


def _rows(name: str) -> list[dict[str, str]]:
    csv.field_size_limit(10**7)
    with (NATURAL_EARTH / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def dyads() -> list[str]:
    """Borders that have a line."""
    return list(lines())


@cache
def alpha2() -> dict[str, str]:
    """Two-letter code of each state."""
    return {iso3: states.alpha2(iso3) for iso3 in STATES}

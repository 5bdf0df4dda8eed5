"""What the maps of a comparison draw: its borders, the states around them, and the larger places along them."""

from collections.abc import Mapping

import pandas as pd
import shapely

from compendium.result.results import Results
from compendium.source.address import Addresses
from compendium.table import geometry
from crossborder.borders.renamed import now

LEAST = 100_000  # inhabitants of a place on a map of a whole region
TOLERANCE, GRID = 0.02, 0.001  # degrees: finer than a line is wide at the scale of such a map

Window = tuple[float, float, float, float]  # west, south, east and north, in degrees
WORLD = (-180, -90, 180, 90)


def maps(results: Results, dyads: list[str]) -> None:
    """Frames `map_shapes` and `map_places`; both empty where no border is to be drawn."""
    results.frames["map_shapes"] = shapes(results.tables["shapes"], dyads, TOLERANCE) if dyads else []
    results.frames["map_places"] = places(results.tables["places"], LEAST) if dyads else []


def shapes(table: pd.DataFrame, dyads: list[str], tolerance: float, within: Window = WORLD) -> list[dict]:
    """Lines of these borders, one row a border, and the areas of all states in a window, drawn no finer than a tolerance."""
    rows = _within(_shapes(table[table["kind"] == "state"]), tolerance, within)
    lines = table[(table["kind"] == "border") & table["name"].isin(dyads)]
    for dyad, mine in lines.groupby("name"):
        line = shapely.union_all(geometry.of_column(mine["shape"])).simplify(tolerance)
        text = shapely.to_wkt(shapely.set_precision(line, GRID), rounding_precision=3)
        rows.append({"kind": "border", "name": dyad, "shape": text, "cells": Addresses(mine["cells"])})
    return rows


def units(table: pd.DataFrame, dyad: str, names: Mapping[str, str]) -> list[dict]:
    """The parts of first-level units along a border, by their names of today; `names` are the codings of these."""
    rows = _shapes(table[(table["kind"] == "unit") & (table["dyad"] == dyad)])
    return [{**row, "name": now(row["name"], row["cells"], names)} for row in rows]


def window(table: pd.DataFrame, dyad: str, margin: float, times: float = 0) -> Window:
    """About the line of a border, with a margin of degrees and of times its longer side (of width and height) on each side."""
    mine = table[(table["kind"] == "border") & (table["name"] == dyad)]
    west, south, east, north = shapely.union_all(geometry.of_column(mine["shape"])).bounds
    margin += times * max(east - west, north - south)
    return west - margin, south - margin, east + margin, north + margin


def places(table: pd.DataFrame, least: int, within: Window = WORLD) -> list[dict]:
    """Places with at least so many inhabitants in a window of degrees, the largest first."""
    west, south, east, north = within
    there = table["longitude"].between(west, east) & table["latitude"].between(south, north)
    kept = table[there & (table["population"] >= least)].sort_values(["population", "id"], ascending=[False, True])
    return _records(kept, ["name", "country", "longitude", "latitude", "population"])


def _shapes(rows: pd.DataFrame) -> list[dict]:
    return [{**row, "shape": geometry.wkt(row["shape"])} for row in _records(rows, ["kind", "name", "shape"])]


def _within(rows: list[dict], tolerance: float, within: Window) -> list[dict]:
    """Areas cut to a window and drawn no finer than a tolerance; those that lie outside are left out."""
    areas = [shapely.clip_by_rect(shapely.from_wkt(row["shape"]), *within).simplify(tolerance) for row in rows]
    return [
        {**row, "shape": shapely.to_wkt(shapely.normalize(area), rounding_precision=3)}
        for row, area in zip(rows, areas, strict=True)
        if not area.is_empty
    ]


def _records(rows: pd.DataFrame, columns: list[str]) -> list[dict]:
    return [{**row, "cells": Addresses([row["cells"]])} for row in rows[[*columns, "cells"]].to_dict("records")]

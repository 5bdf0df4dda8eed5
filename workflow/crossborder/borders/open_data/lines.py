"""Where a border runs: lengths, water, dispute on the line, altitude, and the units along it."""

import numpy as np
import shapely

from crossborder.borders import geodesy
from crossborder.borders.open_data.rows import PER_CENT, Border, Held, Row

TOUCH_KM = 2  # a unit reaches the line when it comes this near: its outline is of another edition than the line
SHARED_KM = 5  # length of line along which a unit must lie, and both units of a pair
CELLS = 12  # cells of the grid of heights to a degree


def measure(border: Border, held: Held) -> None:
    """Rows of lengths, shares of the line, altitude and units."""
    _lengths(border, held)
    _altitude(border, held)
    _units(border, held)


def _lengths(border: Border, held: Held) -> None:
    printed = held.of_border("lengths", border.dyad)
    found = sorted({float(row["length_km"]) for row in printed})
    for number in found:
        behind = [row for row in printed if float(row["length_km"]) == number]
        method = "as printed, from both sides" if len(behind) == len(border.sides) else "as printed on one side"
        border.add("length_published_km", number, "km", method, behind, vintage=held.vintage("lengths"))
    parts = [geodesy.length_km(shape) for shape in border.shapes]
    total = sum(parts)
    method = "geodesic length of the 1:10m line on WGS 84, water indicator lines included"
    vintage = held.vintage("lines")
    border.add("length_measured_km", total, "km", method, border.lines, vintage=vintage)
    if len(found) == 1:
        border.add(
            "length_ratio",
            total / found[0],
            None,
            "measured over published length",
            [*border.lines, *printed],
            vintage=held.vintage("lines", "lengths"),
        )
    for condition, column, wanted in (
        ("water_share", "kind", {"Water Indicator"}),
        ("disputed_share", "class", {"Disputed", "Indefinite"}),
    ):
        part = sum(km for row, km in zip(border.lines, parts, strict=True) if row[column] in wanted)
        method = f"share of the measured line by {column}"
        border.add(condition, PER_CENT * part / total, "per cent", method, border.lines, vintage=vintage)


def _altitude(border: Border, held: Held) -> None:
    """Mean height of the cells that the line crosses, by the length of line in each; cells without data left out."""
    heights = held.by_cell("heights", CELLS)
    lengths: dict[tuple[int, int], float] = {}
    for part in shapely.get_parts(shapely.segmentize(border.line, geodesy.STEP)):
        points = shapely.get_coordinates(part)
        middles = np.floor((points[:-1] + points[1:]) / 2 * CELLS).astype(int).tolist()
        for middle, km in zip(map(tuple, middles), geodesy.steps_km(points).tolist(), strict=True):
            lengths[middle] = lengths.get(middle, 0) + km
    known = {cell: km for cell, km in sorted(lengths.items()) if cell in heights and heights[cell]["height_m"]}
    mean = None
    if known:
        mean = float(np.average([float(heights[cell]["height_m"]) for cell in known], weights=list(known.values())))
    method = "height of the cells of a twelfth of a degree under the line, by length of line"
    behind = [heights[cell] for cell in known]
    border.add("altitude_m", mean, "m", method, behind, vintage=held.vintage("heights"))


def _units(border: Border, held: Held) -> None:
    """First-level units along the line on each side, and pairs of them that face each other."""
    projection = geodesy.local(border.line)
    line = geodesy.project(border.line, projection)
    reach = [
        (row, line.intersection(geodesy.project(shapely.from_wkt(row["part"]), projection).buffer(TOUCH_KM)))
        for row in held.rows["units"]
        if row["dyad"] == border.dyad
    ]
    along = {side: [(r, s) for r, s in reach if r["country"] == side and _long(s)] for side in border.sides}
    vintage = held.vintage("units")
    for side, mine in along.items():
        behind = [row for row, _ in mine]
        method = f"first-level units within {TOUCH_KM} km of at least {SHARED_KM} km of the line"
        names = "; ".join(row["unit"] for row in behind) or None
        border.add("units_along", len(mine), "units", method, behind, side=side, value=names, vintage=vintage)
    one, other = along.values()
    facing = [(a, b) for a, along_a in one for b, along_b in other if _long(along_a.intersection(along_b))]
    names = "; ".join(f"{a['unit']} – {b['unit']}" for a, b in facing) or None
    method = f"pairs of units on opposite sides of the same {SHARED_KM} km of line or more"
    behind: list[Row] = [row for pair in facing for row in pair]
    border.add("unit_pairs", len(facing), "pairs", method, behind, value=names, n=len(facing), vintage=vintage)


def _long(shape: shapely.Geometry) -> bool:
    return shape.length >= SHARED_KM

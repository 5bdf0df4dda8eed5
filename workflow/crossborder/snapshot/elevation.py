"""Heights of the cells of a grid of a twelfth of a degree that border lines cross."""

import io
import zipfile
from pathlib import Path

import numpy as np
import shapely

from crossborder.snapshot.scope import lines

FILE = "pvlib/data/Altitude.h5"
CELLS = 12  # to a degree
STEP, LOWEST, NO_DATA = 28, -450, 255  # metres to a step of a byte, height of zero, as the package's reader has them
POINTS = 0.01  # degrees between points of a line


def take(package: Path) -> dict[str, list[dict]]:
    """Rows of `heights`, by the middle of each cell; the height of a cell without data is empty. Needs h5py."""
    import h5py

    with zipfile.ZipFile(package) as archive, h5py.File(io.BytesIO(archive.read(FILE))) as file:
        grid = file["Altitude"][:]
    # Rows of the grid run from north to south.
    points = np.concatenate([shapely.get_coordinates(shapely.segmentize(line, POINTS)) for line in lines().values()])
    cells = sorted({(int(np.floor(y * CELLS)), int(np.floor(x * CELLS))) for x, y in points})
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

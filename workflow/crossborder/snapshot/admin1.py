"""First-level units at 1:10m: the part of each that lies near a border of its state, as WKT."""

import subprocess
import tempfile
from pathlib import Path

import geopandas
import shapely

from crossborder.borders import geodesy
from crossborder.snapshot.scope import Rows, Scope

LAYER = "usr/share/qgis/resources/data/world_map.gpkg"
NEAR_KM = 20  # more than is measured; the rest of a unit is not kept
GRID = 0.001  # degrees: a hundred metres


def missing(scope: Scope) -> list[str]:
    """Borders without a unit."""
    return scope.borders_without("admin1", "units")


def take(package: Path, scope: Scope, asked: list[str]) -> dict[str, Rows]:
    """Rows of `units`: one a unit and border, in the order of both. The package is unpacked with dpkg-deb."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
        units = geopandas.read_file(f"{folder}/{LAYER}", layer="states_provinces")
    states = {state for dyad in asked for state in dyad.split("-")}
    units = units[units["adm0_a3"].isin(states) & units["name"].notna()]
    return {
        "units": [
            {
                "dyad": dyad,
                "country": unit.adm0_a3,
                "unit": unit.name,
                "part": shapely.to_wkt(shapely.set_precision(part, GRID), rounding_precision=3),
            }
            for dyad, line in scope.lines().items()
            if dyad in asked
            for belt in [geodesy.buffer(line, NEAR_KM)]
            for unit in units.sort_values(["adm0_a3", "name"]).itertuples(index=False)
            if unit.adm0_a3 in dyad.split("-")
            if not (part := shapely.make_valid(unit.geometry).intersection(belt)).is_empty
        ]
    }

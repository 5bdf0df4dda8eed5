"""Lengths and distances on the ellipsoid (WGS 84), never in degrees."""

from functools import cache

import numpy as np
import shapely
from pyproj import Geod

STEP = 0.01  # degrees between points of a line to which distances are measured: at most 1.1 km


@cache
def _ellipsoid() -> Geod:
    return Geod(ellps="WGS84")


def length_km(line: shapely.Geometry) -> float:
    """Geodesic length of a line in kilometres."""
    return _ellipsoid().geometry_length(line) / 1000


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Geodesic distance of two points (longitude, latitude) in kilometres."""
    return _ellipsoid().inv(*one, *other)[2] / 1000


def distances_km(points: np.ndarray, line: shapely.Geometry) -> np.ndarray:
    """Distance of each point (n × 2: longitude, latitude) to the nearest point of a line, in kilometres.

    The line is cut into steps. The nearest of them is found on the unit sphere, which keeps the order to
    within the flattening of the earth, and its distance is measured on the ellipsoid.
    """
    steps = shapely.get_coordinates(shapely.segmentize(line, STEP))
    near = np.argmax(_on_sphere(points) @ _on_sphere(steps).T, axis=1)
    _, _, metres = _ellipsoid().inv(points[:, 0], points[:, 1], steps[near, 0], steps[near, 1])
    return np.asarray(metres) / 1000


def _on_sphere(points: np.ndarray) -> np.ndarray:
    """Unit vectors of points."""
    longitude, latitude = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.column_stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)]
    )

"""Lengths and distances on the ellipsoid (WGS 84), never in degrees."""

from functools import cache

import numpy as np
import shapely
from pyproj import Geod, Proj

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


def steps_km(points: np.ndarray) -> np.ndarray:
    """Geodesic length of each step of a line of points (n × 2: longitude, latitude), in kilometres."""
    _, _, metres = _ellipsoid().inv(points[:-1, 0], points[:-1, 1], points[1:, 0], points[1:, 1])
    return np.asarray(metres) / 1000


def distances_km(points: np.ndarray, line: shapely.Geometry) -> np.ndarray:
    """Distance of each point (n × 2: longitude, latitude) to the nearest point of a line, in kilometres.

    The line is cut into steps. The nearest of them is found on the unit sphere, which keeps the order to
    within the flattening of the earth, and its distance is measured on the ellipsoid.
    """
    steps = shapely.get_coordinates(shapely.segmentize(line, STEP))
    near = np.argmax(_on_sphere(points) @ _on_sphere(steps).T, axis=1)
    _, _, metres = _ellipsoid().inv(points[:, 0], points[:, 1], steps[near, 0], steps[near, 1])
    return np.asarray(metres) / 1000


def local(shape: shapely.Geometry) -> Proj:
    """Azimuthal equidistant projection, in kilometres, about the middle of a shape in degrees."""
    return _about(shape, "aeqd")


def equal_area(shape: shapely.Geometry) -> Proj:
    """Azimuthal equal-area projection, in kilometres, about the middle of a shape in degrees."""
    return _about(shape, "laea")


def _about(shape: shapely.Geometry, projection: str) -> Proj:
    middle = shapely.centroid(shapely.box(*shape.bounds))
    return Proj(proj=projection, lat_0=middle.y, lon_0=middle.x, ellps="WGS84", units="km")


def project(shape: shapely.Geometry, projection: Proj, inverse: bool = False) -> shapely.Geometry:
    """A shape in degrees (longitude, latitude) in a projection, or back."""
    return shapely.transform(
        shape, lambda points: np.column_stack(projection(points[:, 0], points[:, 1], inverse=inverse))
    )


def buffer(shape: shapely.Geometry, km: float) -> shapely.Geometry:
    """Everything within a distance of a shape, both in degrees, through a local projection."""
    projection = local(shape)
    around = project(shapely.segmentize(shape, STEP * 10), projection).buffer(km)
    return project(around, projection, inverse=True)


def _on_sphere(points: np.ndarray) -> np.ndarray:
    """Unit vectors of points."""
    longitude, latitude = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.column_stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)]
    )

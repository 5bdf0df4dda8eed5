"""The ground of a map: its window and projection, states, lines, places and names."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from pyproj import Proj

from crossborder import states
from crossborder.borders import geodesy
from crossborder.borders.figures.labels import Labels
from crossborder.style import ACCENT, DARK, INK

SEA, LAND, EDGE = "#eef3f5", "#fbfaf7", "#c9c9c4"
LARGE = 1.5  # points: the radius of a place whose name may lie on lines and smaller places
COARSE_KM, ISLET_KM2 = 4, 400  # outlines of states on a map of a region


@dataclass
class Region:
    """Borders that are drawn in one panel: its projection and its window in kilometres."""

    projection: Proj
    window: tuple[float, float, float, float]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the window, in metres."""
        west, south, east, north = self.window
        return east - west, north - south

    def draw(self, shape: shapely.Geometry) -> shapely.Geometry:
        """A shape in kilometres of this panel, cut to its window."""
        return shapely.clip_by_rect(geodesy.project(shape, self.projection), *self.window)


def region(lines: list[shapely.Geometry], margin: float) -> Region:
    """An equal-area projection around lines in degrees, and a window with a margin in metres."""
    every = shapely.union_all(lines)
    projection = geodesy.equal_area(every)
    west, south, east, north = geodesy.project(every, projection).bounds
    return Region(projection, (west - margin, south - margin, east + margin, north + margin))


def of_shape(panel: Region, shape: float) -> Region:
    """The same with a window of another shape (width over height), which is widened or heightened about its middle."""
    west, south, east, north = panel.window
    wide, high = max(east - west, shape * (north - south)), max(north - south, (east - west) / shape)
    x, y = (west + east) / 2, (south + north) / 2
    return Region(panel.projection, (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))


def of(shapes: pd.DataFrame, kind: str) -> list:
    """Shapes of one kind."""
    return list(shapes[shapes["kind"] == kind].itertuples(index=False))


def ground(axes: Axes, panel: Region, shapes: pd.DataFrame, coarse: bool = False) -> None:
    """States, and the frame of the window."""
    axes.set_xlim(panel.window[0], panel.window[2])
    axes.set_ylim(panel.window[1], panel.window[3])
    axes.set_aspect("equal")
    axes.set(xticks=[], yticks=[], facecolor=SEA)
    for spine in axes.spines.values():
        spine.set(visible=True, color=EDGE, linewidth=0.6)
    drawn = [panel.draw(shapely.from_wkt(row.shape)) for row in of(shapes, "state")]
    if coarse:
        drawn = [_coarse(area) for area in drawn]
    patches = [PathPatch(_path(area)) for area in drawn if area.area > 0]
    axes.add_collection(PatchCollection(patches, facecolor=LAND, edgecolor=EDGE, linewidth=0.4))


def _coarse(area: shapely.Geometry) -> shapely.Geometry:
    parts = [part for part in shapely.get_parts(area) if part.area > ISLET_KM2]
    return shapely.multipolygons(parts).simplify(COARSE_KM) if parts else shapely.Polygon()


def _path(area: shapely.Geometry) -> Path:
    """Outlines of an area as one path; the winding of shapely's rings leaves holes open."""
    oriented = [shapely.geometry.polygon.orient(p) for p in shapely.get_parts(area) if p.geom_type == "Polygon"]
    rings = [ring for p in oriented for ring in (p.exterior, *p.interiors)]
    return Path.make_compound_path(*[Path(np.round(shapely.get_coordinates(ring), 1), closed=True) for ring in rings])


def strokes(line: shapely.Geometry) -> list[np.ndarray]:
    """A projected line as arrays of points, rounded to 0.1 metres; those of no length are left out."""
    parts = shapely.get_parts(shapely.line_merge(line) if line.geom_type == "MultiLineString" else line)
    return [np.round(shapely.get_coordinates(part), 1) for part in parts if part.length > 0]


def circles(axes: Axes, panel: Region, places: pd.DataFrame) -> list[tuple[float, float, float, str]]:
    """Places as circles by inhabitants, clear of later names; of each in sight where it lies, its radius and its name."""
    x, y = panel.projection(places["longitude"].to_numpy(), places["latitude"].to_numpy())
    west, south, east, north = panel.window
    inside = (x > west) & (x < east) & (y > south) & (y < north)
    mine, x, y = places[inside], x[inside], y[inside]
    areas = area(mine["population"].to_numpy())
    axes.scatter(x, y, s=areas, facecolor=ACCENT, edgecolor="white", linewidth=0.35, alpha=0.8, zorder=3)
    found = list(zip(x.tolist(), y.tolist(), (np.sqrt(areas) / 2).tolist(), mine["name"], strict=True))
    for at, up, radius, _ in found:
        Labels.of(axes).keep_clear(at, up, radius)
    return found


def places(axes: Axes, drawn: list[tuple[float, float, float, str]], most: int) -> None:
    """Names of the largest places of those that `circles` drew, as far as they find room."""
    labels = Labels.of(axes)
    for x, y, radius, _ in drawn:
        labels.keep_clear(x, y, radius)
    for x, y, radius, name in drawn[:most]:
        labels.beside(x, y, name, radius, fontsize=7, color=INK, needed=radius > LARGE)


def area(population: np.ndarray) -> np.ndarray:
    """Area of a circle in square points: in proportion to inhabitants, not smaller than can be seen."""
    return np.maximum(population / 60_000, 3.5)


def names(
    axes: Axes, panel: Region, lines: dict[str, shapely.Geometry], called: dict[str, str], fontsize: float
) -> None:
    """Names of borders, by their codes, beside the middle of their lines, and clear of all lines."""
    labels = Labels.of(axes)
    drawn = {dyad: line for dyad in lines if not (line := panel.draw(lines[dyad])).is_empty}
    for line in drawn.values():
        for x, y in shapely.get_coordinates(line.segmentize(panel.size[0] / 160)):
            labels.keep_clear(x, y, 0.5)
    for dyad, name in called.items():
        line = shapely.line_merge(drawn[dyad])
        spots = [line.interpolate(share, normalized=True) for share in (0.5, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95)]
        for near in (2, 6, 12, 20):
            if any(labels.beside(at.x, at.y, name, near, fontsize=fontsize, color=DARK, weight="bold") for at in spots):
                break
        else:
            labels.beside(spots[0].x, spots[0].y, name, 2, fontsize=fontsize, color=DARK, weight="bold", needed=True)
    labels.forget_points()


def state_names(
    axes: Axes,
    panel: Region,
    lines: dict[str, shapely.Geometry],
    shapes: pd.DataFrame,
    fontsize: float = 7.3,
    every: bool = False,
) -> None:
    """Names of the states that have one of the borders, or of every one in sight, where they find room."""
    labels = Labels.of(axes)
    wanted = {code for dyad in lines for code in dyad.split("-")}
    for row in of(shapes, "state"):
        area = (
            panel.draw(shapely.from_wkt(row.shape))
            if (every and states.is_code(row.name)) or row.name in wanted
            else shapely.Point()
        )
        if area.area > 0:
            middle = max(shapely.get_parts(area), key=lambda part: part.area).representative_point()
            labels.on(middle.x, middle.y, states.name(row.name), fontsize=fontsize, color="#777772", style="italic")

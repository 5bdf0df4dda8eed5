"""Maps of borders: regions side by side at one scale, and one border close up."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from pyproj import Proj

from crossborder import entities, geodesy
from crossborder.figures import ACCENT, DARK, INK
from crossborder.figures.labels import Labels

WIDTH = 7.2  # inches, as all figures
SEA, LAND, EDGE = "#eef3f5", "#fbfaf7", "#c9c9c4"
# Light to dark, so that the classes keep their order in grey; the lines get wider with them.
CLASSES = ("#a9cfe0", "#5b9bb8", "#2a6291", "#0b1f3f")
WIDTHS = (1.3, 1.7, 2.1, 2.5)
UNKNOWN = "#b3541e"
SIZES = (100_000, 500_000, 2_000_000)  # inhabitants in the legend
MARGIN_KM, GAP_KM = 250, 120  # about the borders, and between two panels
LARGE = 1.5  # points: the radius of a place whose name may lie on lines and smaller places
COARSE_KM, ISLET_KM2 = 4, 400  # outlines of states on a map of a region


@dataclass
class Region:
    """Borders that are drawn in one panel: its projection and its window in kilometres."""

    projection: Proj
    window: tuple[float, float, float, float]

    @property
    def size(self) -> tuple[float, float]:
        west, south, east, north = self.window
        return east - west, north - south

    def draw(self, shape: shapely.Geometry) -> shapely.Geometry:
        """A shape in kilometres of this panel, cut to its window."""
        return shapely.clip_by_rect(geodesy.project(shape, self.projection), *self.window)


def _region(lines: list[shapely.Geometry], margin: float) -> Region:
    every = shapely.union_all(lines)
    projection = geodesy.equal_area(every)
    west, south, east, north = geodesy.project(every, projection).bounds
    return Region(projection, (west - margin, south - margin, east + margin, north + margin))


def regions(shapes: pd.DataFrame, places: pd.DataFrame, values: pd.DataFrame, label: str, named: str) -> Figure:
    """Borders of both hemispheres at one scale, coloured by the quarters of their values, and the values beside them.

    `values` has `dyad`, `group` and `value`; the borders of the group `named` carry their codes.
    """
    known = values.set_index("dyad")["value"].astype(float)
    theirs = list(values.loc[values["group"] == named, "dyad"])
    lines = {row.name: shapely.from_wkt(row.shape) for row in _of(shapes, "border")}
    west = [line for line in lines.values() if line.centroid.x < 0]
    east = [line for line in lines.values() if line.centroid.x >= 0]
    panels = [_region(part, MARGIN_KM) for part in (west, east) if part]
    # One panel leaves as much room beside it as a second one of half its width would take.
    wide = sum(panel.size[0] for panel in panels) * (1.5 if len(panels) == 1 else 1) + GAP_KM
    scale = WIDTH / wide  # inches to a kilometre
    height = max(max(panel.size[1] for panel in panels) * scale, 0.105 * len(known) + 3.6)
    figure = Figure(figsize=(WIDTH, height), layout="none")
    left = 0.0
    for panel in panels:
        axes = figure.add_axes(
            (left, 1 - panel.size[1] * scale / height, panel.size[0] / wide, panel.size[1] * scale / height)
        )
        _ground(axes, panel, shapes, coarse=True)
        _borders(axes, panel, lines, known)
        _codes(axes, panel, lines, theirs)
        _places(axes, panel, places, most=8)
        _states(axes, panel, lines, shapes)
        left += (panel.size[0] + GAP_KM) / wide
    column = (panels[0].size[0] + GAP_KM) / wide
    top = 1 - panels[1].size[1] * scale / height if len(panels) > 1 else 1.0
    top -= _legend(figure, known, label, (column, top - 0.15 / height), scale, height)
    _ranking(figure, known, theirs, (column + 0.08, 0.0, 1 - column - 0.08, top))
    return figure


def border(shapes: pd.DataFrame, places: pd.DataFrame, dyad: str) -> Figure:
    """One border with the units along it and the places near it, in a projection about its middle."""
    line = next(shapely.from_wkt(row.shape) for row in _of(shapes, "border") if row.name == dyad)
    panel = _region([line], 110)
    wide, high = panel.size
    if high > 1.15 * wide:  # a border from north to south gets sea or land beside it, not a strip of paper
        middle = (panel.window[0] + panel.window[2]) / 2
        wide = high / 1.15
        panel = Region(panel.projection, (middle - wide / 2, panel.window[1], middle + wide / 2, panel.window[3]))
    if wide > 2.2 * high:
        middle = (panel.window[1] + panel.window[3]) / 2
        high = wide / 2.2
        panel = Region(panel.projection, (panel.window[0], middle - high / 2, panel.window[2], middle + high / 2))
    figure = Figure(figsize=(WIDTH, WIDTH * high / wide), layout="none")
    axes = figure.add_axes((0, 0, 1, 1))
    _ground(axes, panel, shapes)
    units = {row.name: panel.draw(shapely.from_wkt(row.shape)) for row in _of(shapes, "unit")}
    between = [one.boundary.intersection(other.boundary) for one, other in combinations(units.values(), 2)]
    edges = [stroke for shared in between for stroke in _strokes(shared)]
    axes.add_collection(LineCollection(edges, colors="#77777a", linewidths=0.8, linestyles=(0, (3, 2))))
    drawn = panel.draw(line)
    axes.add_collection(LineCollection(_strokes(drawn), colors=ACCENT, linewidths=2.0, capstyle="round"))
    labels = Labels.of(axes)
    for x, y in shapely.get_coordinates(drawn.segmentize(wide / 80)):
        labels.keep_clear(x, y, 0.5)
    _scale_bar(axes, panel)
    _states(axes, panel, {dyad: line}, shapes, fontsize=9)
    _places(axes, panel, places, most=18)
    for name, part in units.items():
        edge = shapely.line_merge(part.boundary)
        spots = [edge.interpolate(share / 20, normalized=True) for share in range(20)]
        far = sorted(spots, key=lambda spot: -spot.distance(drawn))[:8]  # on the far edge, not on the line
        any(labels.on(spot.x, spot.y, name, (0,), fontsize=6.2, color=DARK, style="italic") for spot in far)
    return figure


def _of(shapes: pd.DataFrame, kind: str) -> list:
    return list(shapes[shapes["kind"] == kind].itertuples(index=False))


def _ground(axes: Axes, panel: Region, shapes: pd.DataFrame, coarse: bool = False) -> None:
    """States, and the frame of the window."""
    axes.set_xlim(panel.window[0], panel.window[2])
    axes.set_ylim(panel.window[1], panel.window[3])
    axes.set_aspect("equal")
    axes.set(xticks=[], yticks=[], facecolor=SEA)
    for spine in axes.spines.values():
        spine.set(visible=True, color=EDGE, linewidth=0.6)
    drawn = [panel.draw(shapely.from_wkt(row.shape)) for row in _of(shapes, "state")]
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


def _strokes(line: shapely.Geometry) -> list[np.ndarray]:
    parts = shapely.get_parts(shapely.line_merge(line) if line.geom_type == "MultiLineString" else line)
    return [np.round(shapely.get_coordinates(part), 1) for part in parts if part.length > 0]


def _borders(axes: Axes, panel: Region, lines: dict[str, shapely.Geometry], known: pd.Series) -> None:
    for dyad, line in lines.items():
        strokes = _strokes(panel.draw(line))
        place = _class(known, dyad)
        if place is None:
            axes.add_collection(LineCollection(strokes, colors=UNKNOWN, linewidths=1.2, linestyles="dotted"))
        else:
            axes.add_collection(
                LineCollection(strokes, colors=CLASSES[place], linewidths=WIDTHS[place], capstyle="round")
            )


def _limits(known: pd.Series) -> np.ndarray:
    """Limits between the quarters of the values."""
    return np.quantile(known.dropna().astype(float), [0.25, 0.5, 0.75])


def _class(known: pd.Series, dyad: str) -> int | None:
    value = known.get(dyad)
    return None if value is None or pd.isna(value) else int(np.searchsorted(_limits(known), float(value), side="left"))


def _places(axes: Axes, panel: Region, places: pd.DataFrame, most: int) -> None:
    """Places as circles by inhabitants, the largest named as far as their names find room."""
    x, y = panel.projection(places["longitude"].to_numpy(), places["latitude"].to_numpy())
    at = np.column_stack([x, y])
    west, south, east, north = panel.window
    inside = (at[:, 0] > west) & (at[:, 0] < east) & (at[:, 1] > south) & (at[:, 1] < north)
    mine, at = places[inside], at[inside]
    axes.scatter(
        *at.T,
        s=_area(mine["population"].to_numpy()),
        facecolor=ACCENT,
        edgecolor="white",
        linewidth=0.35,
        alpha=0.8,
        zorder=3,
    )
    labels = Labels.of(axes)
    radii = np.sqrt(_area(mine["population"].to_numpy())) / 2
    for (x, y), radius in zip(at, radii, strict=True):
        labels.keep_clear(x, y, float(radius))
    for (x, y), radius, name in list(zip(at, radii, mine["name"], strict=True))[:most]:
        labels.beside(x, y, name, float(radius), fontsize=6, color=INK, needed=radius > LARGE)


def _area(population: np.ndarray) -> np.ndarray:
    """Area of a circle in square points: in proportion to inhabitants, not smaller than can be seen."""
    return np.maximum(population / 60_000, 3.5)


def _codes(axes: Axes, panel: Region, lines: dict[str, shapely.Geometry], dyads: list[str]) -> None:
    """Codes of borders beside the middle of their lines, and clear of them."""
    labels = Labels.of(axes)
    drawn = {dyad: line for dyad in dyads if not (line := panel.draw(lines[dyad])).is_empty}
    for line in drawn.values():
        for x, y in shapely.get_coordinates(line.segmentize(15)):
            labels.keep_clear(x, y, 0.5)
    for dyad, line in drawn.items():
        for share in (0.5, 0.35, 0.65, 0.2, 0.8):
            at = shapely.line_merge(line).interpolate(share, normalized=True)
            if labels.beside(at.x, at.y, dyad, 2, fontsize=6.5, color=DARK, weight="bold"):
                break
    labels.forget_points()


def _states(
    axes: Axes, panel: Region, lines: dict[str, shapely.Geometry], shapes: pd.DataFrame, fontsize: float = 6.2
) -> None:
    """Names of the states that have one of the borders, where they find room."""
    labels = Labels.of(axes)
    wanted = {code for dyad in lines for code in dyad.split("-")}
    for row in _of(shapes, "state"):
        area = panel.draw(shapely.from_wkt(row.shape)) if row.name in wanted else shapely.Point()
        if area.area > 0:
            middle = max(shapely.get_parts(area), key=lambda part: part.area).representative_point()
            labels.on(middle.x, middle.y, entities.name(row.name), fontsize=fontsize, color="#777772", style="italic")


def _legend(
    figure: Figure, known: pd.Series, label: str, place: tuple[float, float], scale: float, height: float
) -> float:
    """Classes, sizes and a bar of length below a place of the figure; the height that they take of it."""
    limits = [f"{limit:,.3g}" if limit < 1000 else f"{limit:,.0f}" for limit in _limits(known)]
    counts = pd.Series([_class(known, dyad) for dyad in known.index]).value_counts()
    words = [f"up to {limits[0]}", f"to {limits[1]}", f"to {limits[2]}", f"above {limits[2]}"]
    handles = [
        Line2D([], [], color=colour, linewidth=width, label=f"{word} ({int(counts.get(number, 0))})")
        for number, (colour, width, word) in enumerate(zip(CLASSES, WIDTHS, words, strict=True))
    ]
    if missing := int(known.isna().sum()):
        handles.append(Line2D([], [], color=UNKNOWN, linewidth=1.2, linestyle="dotted", label=f"no value ({missing})"))
    circles = [
        Line2D([], [], marker="o", linestyle="none", color=ACCENT, label=f"{size:,}",
               markersize=float(np.sqrt(_area(np.array([size]))[0])))
        for size in SIZES
    ]  # fmt: skip
    left, top = place
    more = {"frameon": False, "fontsize": 7, "title_fontsize": 7.5, "alignment": "left", "borderaxespad": 0}
    for right, shown, title in (
        (0, handles, f"{label}\n(borders in each quarter)"),
        (1.45 / WIDTH, circles, "\nInhabitants of a city"),
    ):
        figure.legend(handles=shown, title=title, loc="upper left", bbox_to_anchor=(left + right, top), **more)
    km, down = 500, (0.5 + 0.165 * len(handles)) / height
    figure.add_artist(Line2D([left, left + km * scale / WIDTH], [top - down] * 2, color=INK, linewidth=1.4))
    figure.text(left + (km + 60) * scale / WIDTH, top - down, f"{km} km, one scale for all", fontsize=7, va="center")
    return down + 0.42 / height


def _ranking(figure: Figure, known: pd.Series, bold: list[str], place: tuple[float, float, float, float]) -> None:
    """The value of every border, the largest first, in the colour of its class."""
    order = known.dropna().sort_values(ascending=False, kind="stable")
    axes = figure.add_axes(place)
    numbers = np.arange(len(order))
    axes.barh(numbers, order, height=0.72, color=[CLASSES[_class(known, dyad)] for dyad in order.index])
    axes.set_yticks(numbers, order.index, fontsize=5.6)
    axes.set_ylim(len(order) - 0.4, -0.6)
    axes.set_xlim(0, float(order.max()) * 1.2)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0, pad=2)
    for name in ("bottom", "top", "right"):
        axes.spines[name].set_visible(False)
    for tick in axes.get_yticklabels():
        tick.set_fontweight("bold" if tick.get_text() in bold else "normal")
    for number, value in zip(numbers, order, strict=True):
        text = f" {value:,.0f}" if value >= 100 else f" {value:.1f}"
        axes.text(value, number, text, fontsize=5.6, va="center")


def _scale_bar(axes: Axes, panel: Region) -> None:
    """A bar of a round length, about a fifth of the width."""
    wide, high = panel.size
    km = max(step for step in (10, 20, 50, 100, 200, 500, 1000) if step <= max(wide / 5, 10))
    x, y = panel.window[0] + 0.03 * wide, panel.window[1] + 0.05 * high
    axes.plot([x, x + km], [y, y], color=INK, linewidth=1.6)
    text = axes.annotate(f"{km} km", (x + km / 2, y), (0, 3), textcoords="offset points", fontsize=7, ha="center")
    Labels.of(axes).taken(text)

"""Maps of borders: those of one group large, those most like them small beside it; and one border close up."""

from itertools import combinations

import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from crossborder.borders.figures import base_map
from crossborder.borders.figures.labels import Labels
from crossborder.borders.figures.titles import titled
from crossborder.states.names import border as border_name
from crossborder.style import ACCENT, DARK, INK

WIDTH = 7.2  # inches, as all figures
HEAD = 0.26  # inches above a map, for a line of its title
LARGE, GAP = 0.72, 0.015  # shares of the width: of the panel of the second group, and between both panels
OTHERS = "#9a9a95"
MARGIN_KM = 250  # about the borders of a group
# Width over height of a map of one border: sea or land stands beside one that runs from north to south.
WIDEST, NARROWEST = 3.2, 2.45


def pairs(shapes: pd.DataFrame, places: pd.DataFrame, first: pd.DataFrame, named: list[str], title: str) -> Figure:
    """Borders of one group, numbered, and small beside them those of the other with each that is most like one.

    `first` has `dyad`, of the borders `named` (codes), and `analogue`, the nearest border of the other group.
    """
    lines = {row.name: shapely.from_wkt(row.shape) for row in base_map.of(shapes, "border")}
    numbers = {dyad: str(number) for number, dyad in enumerate(named, start=1)}
    beside = [dyad for dyad in lines if dyad not in numbers]
    small = base_map.region([lines[dyad] for dyad in beside], MARGIN_KM)
    wide = WIDTH * (1 - LARGE - GAP)
    high = wide * small.size[1] / small.size[0]
    large = base_map.region([lines[dyad] for dyad in named], MARGIN_KM)
    large = base_map.of_shape(large, WIDTH * LARGE / high)
    figure = Figure(figsize=(WIDTH, high + HEAD), layout="none")
    titled(figure, title)
    top = high / (high + HEAD)
    axes = figure.add_axes((0, 0, LARGE, top))
    base_map.ground(axes, large, shapes, coarse=True)
    _stroke(axes, large, [lines[dyad] for dyad in named], ACCENT, 2.4)
    _scale_bar(axes, large)
    circles = base_map.circles(axes, large, places)
    base_map.names(axes, large, lines, {dyad: f"{numbers[dyad]}  {border_name(dyad)}" for dyad in named}, 7.2)
    base_map.state_names(axes, large, lines, shapes, fontsize=8.9, every=True)
    base_map.places(axes, circles, most=14)
    axes = figure.add_axes((LARGE + GAP, 0, 1 - LARGE - GAP, top))
    base_map.ground(axes, small, shapes, coarse=True)
    like: dict[str, list[str]] = {}
    for dyad, analogue in zip(first["dyad"], first["analogue"], strict=True):
        like.setdefault(analogue, []).append(numbers[dyad])
    _stroke(axes, small, [lines[dyad] for dyad in beside if dyad not in like], OTHERS, 0.9)
    _stroke(axes, small, [lines[dyad] for dyad in like], DARK, 2.4)
    _scale_bar(axes, small)
    names = {dyad: f"{border_name(dyad)} ({', '.join(sorted(mine, key=int))})" for dyad, mine in like.items()}
    base_map.names(axes, small, lines, names, 6.0)
    return figure


def _stroke(axes: Axes, panel: base_map.Region, lines: list[shapely.Geometry], colour: str, width: float) -> None:
    """Draw lines on a panel."""
    strokes = [stroke for line in lines for stroke in base_map.strokes(panel.draw(line))]
    axes.add_collection(LineCollection(strokes, colors=colour, linewidths=width, capstyle="round"))


def border(shapes: pd.DataFrame, places: pd.DataFrame, dyad: str, title: str) -> Figure:
    """One border with the units along it and the places near it, in a projection about its middle."""
    line = next(shapely.from_wkt(row.shape) for row in base_map.of(shapes, "border") if row.name == dyad)
    panel = base_map.region([line], 110)
    wide, high = panel.size
    panel = base_map.of_shape(
        panel, WIDEST if wide > WIDEST * high else NARROWEST if wide < NARROWEST * high else wide / high
    )
    wide, high = panel.size
    figure = Figure(figsize=(WIDTH, WIDTH * high / wide + HEAD), layout="none")
    axes = figure.add_axes((0, 0, 1, 1 - HEAD / figure.get_figheight()))
    figure.text(0.005, 1, title, fontsize=11.7, weight="bold", va="top")
    base_map.ground(axes, panel, shapes)
    units = [(row.name, panel.draw(shapely.from_wkt(row.shape))) for row in base_map.of(shapes, "unit")]
    between = [one.boundary.intersection(other.boundary) for (_, one), (_, other) in combinations(units, 2)]
    edges = [stroke for shared in between for stroke in base_map.strokes(shared)]
    axes.add_collection(LineCollection(edges, colors="#77777a", linewidths=0.8, linestyles=(0, (3, 2))))
    drawn = panel.draw(line)
    _stroke(axes, panel, [line], ACCENT, 2.0)
    labels = Labels.of(axes)
    for x, y in shapely.get_coordinates(drawn.segmentize(wide / 80)):
        labels.keep_clear(x, y, 0.5)
    _scale_bar(axes, panel)
    base_map.state_names(axes, panel, {dyad: line}, shapes, fontsize=10.5)
    for name, part in units:
        edge = shapely.line_merge(part.boundary)
        spots = [edge.interpolate(share / 20, normalized=True) for share in range(20)]
        far = sorted(spots, key=lambda spot: -spot.distance(drawn))[:8]  # on the far edge, not on the line
        for spot in (*far, part.representative_point()):
            if labels.on(spot.x, spot.y, name, (0, 6, -6), fontsize=7.5, color=DARK, style="italic"):
                break
    base_map.places(axes, base_map.circles(axes, panel, places), most=18)
    return figure


def _scale_bar(axes: Axes, panel: base_map.Region) -> None:
    """A bar of a round length, about a fifth of the width."""
    wide, high = panel.size
    km = max(step for step in (10, 20, 50, 100, 200, 500, 1000) if step <= max(wide / 5, 10))
    x, y = panel.window[0] + 0.03 * wide, panel.window[1] + 0.05 * high
    (bar,) = axes.plot([x, x + km], [y, y], color=INK, linewidth=1.6)
    text = axes.annotate(f"{km} km", (x, y), (0, 3), textcoords="offset points", fontsize=8.2)
    for drawn in (bar, text):
        Labels.of(axes).taken(drawn)

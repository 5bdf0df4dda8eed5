"""Maps of borders: regions side by side at one scale, and one border close up."""

from collections import Counter
from itertools import combinations

import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from compendium.result import sentence
from crossborder.borders.figures import base_map
from crossborder.borders.figures.labels import Labels
from crossborder.states.names import border as border_name
from crossborder.style import ACCENT, DARK, INK

WIDTH = 7.2  # inches, as all figures
# Light to dark, so that the classes keep their order in grey; the lines get wider with them.
CLASSES = ("#a9cfe0", "#5b9bb8", "#2a6291", "#0b1f3f")
WIDTHS = (1.3, 1.7, 2.1, 2.5)
UNKNOWN = "#b3541e"
SIZES = (100_000, 500_000, 2_000_000)  # inhabitants in the legend
HEAD = 0.26  # inches above a map of one border, for its title
WIDEST, NARROWEST = (
    3.2,
    2.9,
)  # width over height of a map of one border: sea or land stands beside one from north to south
MARGIN_KM, GAP_KM = 250, 120  # about the borders, and between two panels


def regions(shapes: pd.DataFrame, places: pd.DataFrame, values: pd.DataFrame, label: str, named: str) -> Figure:
    """Borders of both hemispheres at one scale, coloured by the quarters of their values, and the values beside them.

    `values` has `dyad`, `group` and `value`; the borders of the group `named` carry their names.
    """
    known = values.set_index("dyad")["value"].astype(float)
    theirs = list(values.loc[values["group"] == named, "dyad"])
    lines = {row.name: shapely.from_wkt(row.shape) for row in base_map.of(shapes, "border")}
    west = [line for line in lines.values() if line.centroid.x < 0]
    east = [line for line in lines.values() if line.centroid.x >= 0]
    panels = [base_map.region(part, MARGIN_KM) for part in (west, east) if part]
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
        base_map.ground(axes, panel, shapes, coarse=True)
        _borders(axes, panel, lines, known)
        base_map.names(axes, panel, lines, theirs)
        base_map.places(axes, panel, places, most=8)
        base_map.state_names(axes, panel, lines, shapes)
        left += (panel.size[0] + GAP_KM) / wide
    column = (panels[0].size[0] + GAP_KM) / wide
    top = 1 - panels[1].size[1] * scale / height if len(panels) > 1 else 1.0
    top -= _legend(figure, known, label, (column, top - 0.15 / height), scale, height)
    _ranking(figure, known, theirs, (column + 0.14, 0.0, 1 - column - 0.14, top))
    return figure


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
    figure.text(0.005, 1, title, fontsize=10, weight="bold", va="top")
    base_map.ground(axes, panel, shapes)
    units = [(row.name, panel.draw(shapely.from_wkt(row.shape))) for row in base_map.of(shapes, "unit")]
    between = [one.boundary.intersection(other.boundary) for (_, one), (_, other) in combinations(units, 2)]
    edges = [stroke for shared in between for stroke in base_map.strokes(shared)]
    axes.add_collection(LineCollection(edges, colors="#77777a", linewidths=0.8, linestyles=(0, (3, 2))))
    drawn = panel.draw(line)
    axes.add_collection(LineCollection(base_map.strokes(drawn), colors=ACCENT, linewidths=2.0, capstyle="round"))
    labels = Labels.of(axes)
    for x, y in shapely.get_coordinates(drawn.segmentize(wide / 80)):
        labels.keep_clear(x, y, 0.5)
    _scale_bar(axes, panel)
    base_map.state_names(axes, panel, {dyad: line}, shapes, fontsize=9)
    base_map.places(axes, panel, places, most=18)
    for name, part in units:
        edge = shapely.line_merge(part.boundary)
        spots = [edge.interpolate(share / 20, normalized=True) for share in range(20)]
        far = sorted(spots, key=lambda spot: -spot.distance(drawn))[:8]  # on the far edge, not on the line
        any(labels.on(spot.x, spot.y, name, (0,), fontsize=6.2, color=DARK, style="italic") for spot in far)
    return figure


def _borders(axes: Axes, panel: base_map.Region, lines: dict[str, shapely.Geometry], known: pd.Series) -> None:
    classes = _classes(known)
    for dyad, line in lines.items():
        strokes = base_map.strokes(panel.draw(line))
        place = classes.get(dyad)
        if place is None:
            axes.add_collection(LineCollection(strokes, colors=UNKNOWN, linewidths=1.2, linestyles="dotted"))
        else:
            axes.add_collection(
                LineCollection(strokes, colors=CLASSES[place], linewidths=WIDTHS[place], capstyle="round")
            )


def _limits(known: pd.Series) -> np.ndarray:
    """Limits between the quarters of the values."""
    return np.quantile(known.dropna().astype(float), [0.25, 0.5, 0.75])


def _classes(known: pd.Series) -> dict[str, int]:
    """Quarter of each border that has a value."""
    there = known.dropna().astype(float)
    return dict(zip(there.index, np.searchsorted(_limits(known), there, side="left").tolist(), strict=True))


def _legend(
    figure: Figure, known: pd.Series, label: str, place: tuple[float, float], scale: float, height: float
) -> float:
    """Classes, sizes and a bar of length below a place of the figure; the height that they take of it."""
    limits = [sentence.number(limit, significant=3) for limit in _limits(known)]
    counts = Counter(_classes(known).values())
    words = [f"up to {limits[0]}", f"to {limits[1]}", f"to {limits[2]}", f"above {limits[2]}"]
    handles = [
        Line2D([], [], color=colour, linewidth=width, label=f"{word} ({counts[number]})")
        for number, (colour, width, word) in enumerate(zip(CLASSES, WIDTHS, words, strict=True))
    ]
    if missing := int(known.isna().sum()):
        handles.append(Line2D([], [], color=UNKNOWN, linewidth=1.2, linestyle="dotted", label=f"no value ({missing})"))
    circles = [
        Line2D([], [], marker="o", linestyle="none", color=ACCENT, label=sentence.number(size),
               markersize=float(np.sqrt(base_map.area(np.array([size]))[0])))
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
    order, classes = known.dropna().sort_values(ascending=False, kind="stable"), _classes(known)
    axes = figure.add_axes(place)
    numbers = np.arange(len(order))
    axes.barh(numbers, order, height=0.72, color=[CLASSES[classes[dyad]] for dyad in order.index])
    axes.set_yticks(numbers, map(border_name, order.index), fontsize=5.2)
    axes.set_ylim(len(order) - 0.4, -0.6)
    axes.set_xlim(0, float(order.max()) * 1.2)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0, pad=2)
    for name in ("bottom", "top", "right"):
        axes.spines[name].set_visible(False)
    for tick in axes.get_yticklabels():
        tick.set_fontweight("bold" if tick.get_text() in {*map(border_name, bold)} else "normal")
    for number, value in zip(numbers, order, strict=True):
        text = f" {sentence.number(value, 0 if value >= 100 else 1)}"
        axes.text(value, number, text, fontsize=5.6, va="center")


def _scale_bar(axes: Axes, panel: base_map.Region) -> None:
    """A bar of a round length, about a fifth of the width."""
    wide, high = panel.size
    km = max(step for step in (10, 20, 50, 100, 200, 500, 1000) if step <= max(wide / 5, 10))
    x, y = panel.window[0] + 0.03 * wide, panel.window[1] + 0.05 * high
    axes.plot([x, x + km], [y, y], color=INK, linewidth=1.6)
    text = axes.annotate(f"{km} km", (x + km / 2, y), (0, 3), textcoords="offset points", fontsize=7, ha="center")
    Labels.of(axes).taken(text)

"""Embassies between two groups of states as lines between two columns."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from crossborder.borders.figures.titles import titled
from crossborder.style import ACCENT, DARK, INK, MIDDLE

STYLES = {
    "reciprocal": {"color": DARK, "linewidth": 2.2, "linestyle": "-"},
    "post-Soviet side only": {"color": MIDDLE, "linewidth": 1.2, "linestyle": "-"},
    "Latin American side only": {"color": ACCENT, "linewidth": 1.2, "linestyle": (0, (4, 2))},
}
SWEEPS = 12  # passes of the barycentre ordering; it settles in fewer


def network(pairs: pd.DataFrame, title: str) -> Figure:
    """Pairs with an embassy, below the finding; states without any are left out of the drawing."""
    linked = pairs[pairs["kind"].isin(STYLES)]
    left, right = _order(linked)
    height = max(len(left), len(right))
    place = {("latin", n): (0.0, _spread(i, len(left), height)) for i, n in enumerate(left)} | {
        ("post_soviet", n): (1.0, _spread(i, len(right), height)) for i, n in enumerate(right)
    }
    figure = Figure(figsize=(7.2, 0.36 * height + 0.9))
    axes = figure.subplots()
    for kind, style in reversed(STYLES.items()):
        for pair in linked[linked["kind"] == kind].itertuples():
            (x1, y1), (x2, y2) = place["latin", pair.latin], place["post_soviet", pair.post_soviet]
            axes.plot([x1, x2], [y1, y2], zorder=2, **style)
    for (side, label), (x, y) in place.items():
        axes.plot(x, y, "o", color=INK, markersize=4, zorder=4)
        axes.text(
            x + (-0.03 if side == "latin" else 0.03),
            y,
            label,
            ha="right" if side == "latin" else "left",
            va="center",
            fontsize=10.5,
        )
    axes.set_xlim(-0.45, 1.4)
    axes.axis("off")
    handles = [Line2D([], [], label=kind[0].upper() + kind[1:], **style) for kind, style in STYLES.items()]
    figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False, fontsize=9.4)
    titled(figure, title)
    return figure


def _spread(index: int, count: int, height: int) -> float:
    return -((index + 0.5) * height / count)


def _order(linked: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Order of both columns in which few lines cross: each state at the mean place of its partners."""
    left, right = sorted(linked["latin"].unique()), sorted(linked["post_soviet"].unique())
    for _ in range(SWEEPS):
        at = {n: i / len(right) for i, n in enumerate(right)}
        mean = linked.assign(at=linked["post_soviet"].map(at)).groupby("latin")["at"].mean()
        left.sort(key=lambda n: (round(mean[n], 9), n))
        at = {n: i / len(left) for i, n in enumerate(left)}
        mean = linked.assign(at=linked["latin"].map(at)).groupby("post_soviet")["at"].mean()
        right.sort(key=lambda n: (round(mean[n], 9), n))
    return left, right

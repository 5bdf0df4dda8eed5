"""Figures of the comparison of two groups of borders."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crossborder.figures import ACCENT, DARK, LIGHT, MIDDLE

OUTCOMES = {"success": DARK, "mixed": MIDDLE, "failure": ACCENT, "unknown": "#dcdcd8"}


def shares(frame: pd.DataFrame, left: str, right: str) -> Figure:
    """Yes-or-no conditions of both groups: the share with information, and bounds if all missing were no or yes."""
    conditions = list(dict.fromkeys(frame["condition"]))
    figure = Figure(figsize=(7.2, 0.52 * len(conditions) + 1.1))
    axes = figure.subplots()
    for group, colour, marker, shift in ((left, DARK, "o", -0.16), (right, ACCENT, "D", 0.16)):
        mine = frame[frame["group"] == group].rename(columns={"count": "yes"}).set_index("condition").loc[conditions]
        places = np.arange(len(conditions)) + shift
        axes.hlines(places, mine["low"], mine["high"], color=colour, linewidth=2.4, alpha=0.45)
        axes.plot(mine["share"], places, marker, color=colour, markersize=7, linestyle="none", label=group)
        for place, row in zip(places, mine.itertuples(), strict=True):
            axes.annotate(f"{row.yes}/{row.n}", (104, place), fontsize=7.5, va="center", annotation_clip=False)
    axes.set_yticks(range(len(conditions)), conditions)
    axes.invert_yaxis()
    axes.set_xlim(-2, 102)
    axes.set_xlabel("per cent of borders with information; at the right: yes / known")
    axes.grid(axis="x", color="#e6e6e2", linewidth=0.7)
    axes.set_axisbelow(True)
    figure.legend(loc="outside upper center", ncols=2, frameon=False, fontsize=8.5)
    return figure


def strips(borders: pd.DataFrame, conditions: dict[str, str], left: str, right: str) -> Figure:
    """Each border of the first group as a dot, the borders of the second named, one strip a condition."""
    figure = Figure(figsize=(7.2, 1.25 * len(conditions) + 0.3))
    panels = figure.subplots(len(conditions), 1)
    for axes, (column, label) in zip(np.atleast_1d(panels), conditions.items(), strict=True):
        known = borders[borders[column].notna()]
        ours, theirs = (known[known["group"] == group].sort_values([column, "dyad"]) for group in (left, right))
        axes.plot(ours[column], _stack(ours[column]), "o", color=MIDDLE, markersize=4.5, alpha=0.75)
        _named(axes, theirs, column)
        axes.set_ylim(-1.35, 1.15)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.set_title(f"{label} (n = {len(ours)} and {len(theirs)})", fontsize=8.5, pad=2)
        axes.margins(x=0.04)
    return figure


def _stack(values: pd.Series) -> np.ndarray:
    """Heights that set equal values apart."""
    order = values.groupby(values).cumcount().to_numpy()
    most = max(int(order.max()) if len(order) else 0, 1)
    return order * min(0.16, 0.95 / most)


def _named(axes: Axes, rows: pd.DataFrame, column: str) -> None:
    """Borders of the second group below the strip, those with one value under one name."""
    if len(rows) > 10:
        axes.plot(rows[column], np.full(len(rows), -0.35), "D", color=ACCENT, markersize=4.5, alpha=0.75)
        return
    for number, (value, mine) in enumerate(rows.groupby(column)):
        axes.plot(value, -0.25, "D", color=ACCENT, markersize=5.5)
        text = ", ".join(mine["dyad"])
        axes.annotate(text, (value, -0.52 - 0.29 * (number % 3)), fontsize=6.8, ha="center", va="center", color=ACCENT)


def outcomes(types: pd.DataFrame, left: str, right: str) -> Figure:
    """Initiatives by type and outcome, each group on an axis of its own: counts, not shares."""
    order = list(types.groupby("type")["count"].sum().sort_values(ascending=False, kind="stable").index)
    figure = Figure(figsize=(7.2, 0.33 * len(order) + 1.2))
    panels = figure.subplots(1, 2, sharey=True)
    for axes, group in zip(panels, (left, right), strict=True):
        mine = types[types["group"] == group].set_index("type").reindex(order)
        start = np.zeros(len(order))
        for outcome, colour in OUTCOMES.items():
            width = mine[outcome].fillna(0).to_numpy()
            axes.barh(
                order, width, left=start, color=colour, edgecolor="white", label=outcome if group == left else None
            )
            start += width
        for place, total in enumerate(start):
            axes.text(total + 0.3, place, f"{total:.0f}", va="center", fontsize=7.5)
        axes.set_title(f"{group} (n = {int(mine['count'].sum())})", fontsize=9)
        axes.set_xlabel("initiatives found")
        axes.margins(x=0.1)
        axes.tick_params(axis="y", length=0)
    panels[0].invert_yaxis()
    figure.legend(loc="outside lower center", ncols=4, frameon=False, fontsize=8.5)
    return figure


def payers(frames: dict[str, pd.DataFrame], left: str, right: str) -> Figure:
    """Classes of initiatives as shares of each group, one panel a frame."""
    heights = [frame["class"].nunique() for frame in frames.values()]
    figure = Figure(figsize=(7.2, 0.34 * sum(heights) + 1.5))
    panels = figure.subplots(len(frames), 1, height_ratios=heights, sharex=True)
    for axes, (title, frame) in zip(np.atleast_1d(panels), frames.items(), strict=True):
        wide = frame.pivot(index="class", columns="group", values="share").fillna(0)
        wide = wide.sort_values(left, ascending=False, kind="stable")
        places = np.arange(len(wide))
        for group, colour, shift in ((left, DARK, -0.19), (right, ACCENT, 0.19)):
            of = int(frame.loc[frame["group"] == group, "of"].iloc[0])
            label = f"{group} (n = {of})"
            axes.barh(
                places + shift,
                wide[group],
                height=0.36,
                color=colour,
                label=label,
                hatch="" if group == left else "//",
                edgecolor=LIGHT,
            )
        axes.set_yticks(places, wide.index)
        axes.invert_yaxis()
        axes.set_title(title, fontsize=9)
        axes.tick_params(axis="y", length=0)
    np.atleast_1d(panels)[-1].set_xlabel("per cent of the initiatives found")
    handles, labels = np.atleast_1d(panels)[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False, fontsize=8.5)
    return figure

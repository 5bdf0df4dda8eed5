"""Figures of the comparison of two groups of borders."""

from textwrap import fill

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from compendium.result import sentence
from crossborder.style import ACCENT, DARK, LIGHT, MIDDLE

HEADED = ("km", "m", "per cent")  # units that a heading of the heat table names
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
            axes.annotate(
                f"{sentence.number(row.yes)}/{sentence.number(row.n)}",
                (104, place),
                fontsize=7.5,
                va="center",
                annotation_clip=False,
            )
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
        axes.set_title(
            f"{label} (n = {sentence.number(len(ours))} and {sentence.number(len(theirs))})", fontsize=8.5, pad=2
        )
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
            axes.text(total + 0.3, place, sentence.number(total, 0), va="center", fontsize=7.5)
        axes.set_title(f"{group} (n = {sentence.number(mine['count'].sum())})", fontsize=9)
        axes.set_xlabel("initiatives found")
        axes.margins(x=0.1)
        axes.tick_params(axis="y", length=0)
    panels[0].invert_yaxis()
    figure.legend(loc="outside lower center", ncols=4, frameon=False, fontsize=8.5)
    return figure


def payers(frames: dict[str, pd.DataFrame], left: str, right: str) -> Figure:
    """Classes of initiatives as shares of those of each group whose class is known, one panel a frame."""
    frames = {title: frame[frame["share"].notna()] for title, frame in frames.items()}
    heights = [frame["class"].nunique() for frame in frames.values()]
    figure = Figure(figsize=(7.2, 0.34 * sum(heights) + 1.5))
    panels = figure.subplots(len(frames), 1, height_ratios=heights, sharex=True)
    for axes, (title, frame) in zip(np.atleast_1d(panels), frames.items(), strict=True):
        wide = frame.pivot(index="class", columns="group", values="share").fillna(0)
        wide = wide.sort_values(left, ascending=False, kind="stable")
        places = np.arange(len(wide))
        known = [int(frame.loc[frame["group"] == group, "of"].iloc[0]) for group in (left, right)]
        for group, colour, shift in ((left, DARK, -0.19), (right, ACCENT, 0.19)):
            axes.barh(
                places + shift,
                wide[group],
                height=0.36,
                color=colour,
                label=group,
                hatch="" if group == left else "//",
                edgecolor=LIGHT,
            )
        axes.set_yticks(places, wide.index)
        axes.invert_yaxis()
        axes.set_title(f"{title} (n = {sentence.number(known[0])} and {sentence.number(known[1])})", fontsize=9)
        axes.tick_params(axis="y", length=0)
    np.atleast_1d(panels)[-1].set_xlabel("per cent of the initiatives of which it is known")
    handles, labels = np.atleast_1d(panels)[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False, fontsize=8.5)
    return figure


def heat(frame: pd.DataFrame, right: str) -> Figure:
    """Measured conditions of every border: the value, shaded by its position among the borders of the first group."""
    each = frame.drop_duplicates("name").set_index("name")
    conditions = each["condition"].where(~each["unit"].isin(HEADED), each["condition"] + ", " + each["unit"])
    order = list(dict.fromkeys(frame["border"]))
    wide = frame.pivot(index="border", columns="name")
    shade = wide["position"].loc[order, list(conditions.index)].astype(float)
    text = wide["value"].loc[order, list(conditions.index)].map(_short)
    # Places by hand: the engine that finds them would measure every label of every cell twice.
    wide_in, high_in, above, below = 7.2, 0.19 * len(order) + 1.9, 1.1, 0.75
    figure = Figure(figsize=(wide_in, high_in), layout="none")
    axes = figure.add_axes((0.21, below / high_in, 0.72, 1 - (above + below) / high_in))
    sns.heatmap(
        shade,
        ax=axes,
        cmap=sns.light_palette(DARK, as_cmap=True),
        vmin=0,
        vmax=100,
        annot=text,
        fmt="",
        annot_kws={"fontsize": 5.6},
        linewidths=0.4,
        linecolor="white",
        cbar_ax=figure.add_axes((0.3, 0.5 / high_in, 0.4, 0.09 / high_in)),
        cbar_kws={"orientation": "horizontal"},
    )
    axes.set_facecolor("#e9e6df")
    axes.set(xlabel="", ylabel="")
    axes.tick_params(length=0, labelsize=6.5)
    axes.xaxis.tick_top()
    axes.set_xticks(
        axes.get_xticks(),
        [fill(label, 22) for label in conditions],
        rotation=42,
        ha="left",
        rotation_mode="anchor",
        fontsize=6.5,
    )
    axes.tick_params(axis="y", rotation=0)
    named = set(frame.loc[frame["group"] == right, "border"])
    for tick in axes.get_yticklabels():
        tick.set_fontweight("bold" if tick.get_text() in named else "normal")
    axes.axhline(len(named), color=ACCENT, linewidth=1.6)
    bar = axes.collections[0].colorbar
    bar.set_label("position among the borders of the first group, per cent below", fontsize=6.8)
    bar.ax.tick_params(labelsize=6.5, length=2)
    return figure


def _short(value: float) -> str:
    """A value as a cell of the heat table can show it."""
    if pd.isna(value):
        return ""
    return sentence.number(value, 0 if abs(value) >= 100 or value == int(value) else 1)


def analogues(frame: pd.DataFrame) -> Figure:
    """The nearest borders of each border: rank, range of ranks over the variants, share of random weightings."""
    dyads = list(dict.fromkeys(frame["dyad"]))
    figure = Figure(figsize=(7.2, 0.2 * len(frame) + 0.42 * len(dyads) + 0.5))
    panels = np.atleast_1d(
        figure.subplots(len(dyads), 1, sharex=True, height_ratios=[(frame["dyad"] == dyad).sum() for dyad in dyads])
    )
    most = int(frame["worst"].max())
    for axes, dyad in zip(panels, dyads, strict=True):
        mine = frame[frame["dyad"] == dyad].sort_values(["rank", "analogue"])
        places = np.arange(len(mine))
        axes.hlines(places, mine["best"], mine["worst"], color=MIDDLE, linewidth=3, alpha=0.6)
        axes.plot(mine["rank"], places, "o", color=DARK, markersize=5.5)
        axes.set_yticks(places, mine["analogue"], fontsize=7.5)
        axes.invert_yaxis()
        axes.set_ylim(len(mine) - 0.4, -0.6)
        axes.set_xlim(0.5, most + 0.5)
        axes.grid(axis="x", color="#e6e6e2", linewidth=0.7)
        axes.set_axisbelow(True)
        axes.tick_params(axis="y", length=0)
        axes.set_title(f"{dyad}: nearest borders", fontsize=8.5, loc="left", pad=3)
        for place, share in zip(places, mine["top_share"], strict=True):
            axes.annotate(
                f"{sentence.number(share, 0)} %",
                (1.01, place),
                xycoords=("axes fraction", "data"),
                fontsize=7,
                va="center",
                annotation_clip=False,
            )
    panels[-1].set_xlabel(
        "rank (dot) and its range over all variants; right: random weightings with it in the first five",
        fontsize=8,
    )
    return figure

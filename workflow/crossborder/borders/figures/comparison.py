"""Figures of the comparison of two groups of borders."""

from textwrap import fill

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

from compendium.result import sentence
from crossborder.borders.conditions.counted import SHORT
from crossborder.borders.figures.titles import titled
from crossborder.style import ACCENT, DARK, INK, MIDDLE

HEADED = ("km", "m", "per cent")  # units that a heading of the heat table names
# Colour and hatch of each outcome: the hatch tells them in grey.
OUTCOMES = {
    "success": (DARK, ""),
    "mixed": (MIDDLE, "...."),
    "failure": (ACCENT, "xxxx"),
    "unknown": ("white", "////"),
}


def outcomes(types: pd.DataFrame, left: str, right: str, title: str) -> Figure:
    """Initiatives by type and outcome, each group that has any on an axis of its own: counts, not shares."""
    groups = [group for group in (left, right) if group in set(types["group"])]
    order = list(types.groupby("type")["count"].sum().sort_values(ascending=False, kind="stable").index)
    figure = Figure(figsize=(7.2, 0.33 * len(order) + 1.2))
    panels = figure.subplots(1, len(groups), sharey=True, squeeze=False)[0]
    for axes, group in zip(panels, groups, strict=True):
        mine = types[types["group"] == group].set_index("type").reindex(order)
        start = np.zeros(len(order))
        for outcome, (colour, hatch) in OUTCOMES.items():
            width = mine[outcome].fillna(0).to_numpy()
            label = outcome if group == groups[0] else None
            axes.barh(order, width, left=start, color=colour, hatch=hatch, edgecolor=INK, linewidth=0.4, label=label)
            start += width
        for place, total in enumerate(start):
            axes.text(total + 0.3, place, sentence.number(total, 0), va="center", fontsize=8.8)
        axes.set_title(f"{group} (n = {sentence.number(mine['count'].sum())})", fontsize=10.5)
        axes.set_xlabel("initiatives found")
        axes.margins(x=0.1)
        axes.tick_params(axis="y", length=0)
    panels[0].invert_yaxis()
    figure.legend(loc="outside lower center", ncols=4, frameon=False, fontsize=9.9)
    titled(figure, title)
    return figure


def heat(frame: pd.DataFrame, right: str, title: str) -> Figure:
    """Measured conditions of every border: the value, shaded by its position among the borders of the first group."""
    each = frame.drop_duplicates("name").set_index("name")
    short = each.index.map(SHORT).map(sentence.capital).to_series(each.index)
    conditions = short.where(~each["unit"].isin(HEADED), short + ", " + each["unit"])
    order = list(dict.fromkeys(frame["border"]))
    wide = frame.pivot(index="border", columns="name")
    shade = wide["position"].loc[order, list(conditions.index)].astype(float)
    text = wide["value"].loc[order, list(conditions.index)].apply(_alike)
    # Places by hand: the engine that finds them would measure every label of every cell twice.
    wide_in, high_in, above, below = 7.2, 0.19 * len(order) + 2.2, 1.4, 0.75
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
        annot_kws={"fontsize": 6.6},
        linewidths=0.4,
        linecolor="white",
        cbar_ax=figure.add_axes((0.3, 0.5 / high_in, 0.4, 0.09 / high_in)),
        cbar_kws={"orientation": "horizontal"},
    )
    titled(figure, title)
    axes.set_facecolor("#e9e6df")
    axes.set(xlabel="", ylabel="")
    axes.tick_params(length=0, labelsize=6.8)
    axes.xaxis.tick_top()
    axes.set_xticks(
        axes.get_xticks(),
        [fill(label, 22) for label in conditions],
        rotation=52,
        ha="left",
        rotation_mode="anchor",
        fontsize=7.6,
    )
    axes.tick_params(axis="y", rotation=0)
    named = set(frame.loc[frame["group"] == right, "border"])
    for tick in axes.get_yticklabels():
        tick.set_fontweight("bold" if tick.get_text() in named else "normal")
    axes.axhline(len(named), color=ACCENT, linewidth=1.6)
    bar = axes.collections[0].colorbar
    bar.set_label("share of the other borders with a lower value, per cent", fontsize=8)
    bar.ax.tick_params(labelsize=6.5, length=2)
    return figure


def _alike(values: pd.Series) -> pd.Series:
    """Values of a column of the heat table, with the same decimals; nothing where there is none."""
    there = values.dropna().astype(float)
    texts = pd.Series(sentence.alike(there, significant=2), there.index, dtype=object)
    return texts.reindex(values.index).fillna("")

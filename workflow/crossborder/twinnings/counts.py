"""Counts of agreements: a table of territories and partners, and ranges of what cannot be split."""

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from compendium.result.sentence import number
from crossborder.borders.figures.titles import titled
from crossborder.style import DARK, INK, LIGHT, MIDDLE, PAPER


def count_map(matrix: pd.DataFrame, territories: pd.DataFrame, title: str) -> Figure:
    """Counts by territory and column, darker for more (logarithmic), with the row's sum as a bar."""
    order = list(territories["territory"])
    columns = list(dict.fromkeys(matrix["column"]))
    wide = matrix.pivot(index="territory", columns="column", values="agreements").loc[order, columns].astype(float)
    figure = Figure(figsize=(7.2, 0.215 * len(order) + 1.2))
    left, right = figure.subplots(1, 2, width_ratios=[3, 2], sharey=True)
    colours = LinearSegmentedColormap.from_list("counts", [PAPER, LIGHT, MIDDLE, DARK])
    text = wide.map(lambda v: "" if np.isnan(v) else number(v, 0))
    sns.heatmap(
        np.log1p(wide.fillna(0)),
        ax=left,
        cmap=colours,
        cbar=False,
        annot=text,
        fmt="",
        linewidths=0.8,
        linecolor="#d8d8d4",
        annot_kws={"fontsize": 9.4},
    )
    for label, value in zip(left.texts, wide.to_numpy().ravel(), strict=True):
        label.set_color("white" if value > 9 else INK)
    left.set(xlabel="", ylabel="")
    left.tick_params(length=0)
    left.set_xticks(left.get_xticks(), [c.replace(" and ", "\nand ") for c in columns], rotation=0)
    places = np.arange(len(order)) + 0.5
    right.barh(places, territories["agreements"], color=MIDDLE, height=0.7)
    for place, value in zip(places, territories["agreements"], strict=True):
        right.text(value + 0.8, place, number(value), va="center", fontsize=9.4)
    right.set_xlabel("agreements")
    right.tick_params(axis="y", length=0)
    right.spines["left"].set_visible(False)
    right.margins(x=0.12)
    titled(figure, title)
    return figure


def ranges(partners: pd.DataFrame, title: str) -> Figure:
    """Named agreements of each partner, and how many it could have at most."""
    rows = partners[~partners["partner"].str.contains("not split")].sort_values(
        ["at_most", "partner"], ascending=[True, False]
    )
    figure = Figure(figsize=(7.2, 0.34 * len(rows) + 0.9))
    axes = figure.subplots()
    for place, row in enumerate(rows.itertuples()):
        if row.at_most > row.agreements:
            axes.plot([row.agreements, row.at_most], [place, place], color=MIDDLE, linewidth=2, zorder=1)
            axes.plot(row.at_most, place, "o", markerfacecolor="white", markeredgecolor=DARK, markersize=7, zorder=2)
            axes.text(row.at_most + 1.2, place, f"at most {number(row.at_most)}", va="center", fontsize=9.4)
        axes.plot(row.agreements, place, "o", color=DARK, markersize=7, zorder=3)
        above = row.at_most > row.agreements
        axes.text(
            row.agreements + (0 if above else 1.2),
            place + (0.32 if above else 0),
            number(row.agreements),
            va="center",
            ha="center" if above else "left",
            fontsize=9.4,
        )
    axes.set_yticks(range(len(rows)), rows["partner"])
    axes.set_xlabel("agreements named in print (filled), and at most (open)")
    axes.set_xlim(left=0, right=rows["at_most"].max() * 1.18)
    axes.margins(y=0.1)
    titled(figure, title)
    return figure

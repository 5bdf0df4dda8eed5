"""Figures of two groups beside one another: counts of yes and no, closures in time."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from compendium.result import sentence
from crossborder.borders.figures.titles import titled
from crossborder.style import ACCENT, DARK, INK, LIGHT, MIDDLE

# Colour and hatch: in grey, what no shade tells apart has another hatch.
ANSWERS = {"yes": (DARK, ""), "no": (LIGHT, ""), "unknown": ("white", "////")}
SHADES = {
    "between governments": (ACCENT, ""),
    "crisis, security or protest": (DARK, ""),
    "another stated reason": (MIDDLE, "....."),
    "no reason stated": ("white", "////"),
    "pandemic": ("#c9c9c4", ""),
}
SHORTEST = 0.22  # years that a bar has at least, so that a day is seen


def answers(frame: pd.DataFrame, groups: tuple[str, str], title: str) -> Figure:
    """Borders of each group with yes, no and nothing known, as stacked counts, one row a condition."""
    conditions = list(dict.fromkeys(frame["condition"]))
    figure = Figure(figsize=(7.2, 0.19 * len(conditions) + 1.15))
    panels = figure.subplots(1, 2, sharey=True)
    for axes, group in zip(panels, groups, strict=True):
        mine = frame[frame["group"] == group].set_index("condition").loc[conditions]
        counts = {"yes": mine["count"], "no": mine["n"] - mine["count"], "unknown": mine["of"] - mine["n"]}
        start = np.zeros(len(conditions))
        for answer, found in counts.items():
            colour, hatch = ANSWERS[answer]
            axes.barh(
                conditions, found, left=start, color=colour, hatch=hatch, edgecolor=MIDDLE, linewidth=0.6, height=0.7
            )
            for place, (begin, count) in enumerate(zip(start, found, strict=True)):
                if count:
                    ink = "white" if answer == "yes" else INK
                    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.6} if hatch else None
                    axes.text(
                        begin + count / 2,
                        place,
                        sentence.count(count),
                        fontsize=8,
                        color=ink,
                        ha="center",
                        va="center",
                        bbox=box,
                    )
            start += found.to_numpy()
        axes.set_title(f"{group} ({sentence.count(mine['of'].iloc[0])} borders)", fontsize=9.9)
        axes.set_xlim(0, float(mine["of"].max()))
        axes.set_xticks([])
        axes.tick_params(axis="y", length=0, labelsize=9)
        for spine in axes.spines.values():
            spine.set_visible(False)
    panels[0].invert_yaxis()
    handles = [
        Patch(facecolor=colour, hatch=hatch, edgecolor=MIDDLE, label=answer)
        for answer, (colour, hatch) in ANSWERS.items()
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False, fontsize=9.4)
    titled(figure, title)
    return figure


def timeline(frame: pd.DataFrame, named: str, title: str) -> Figure:
    """A row a border, a bar from the first to the last day of each closure; without a last day, a tick at the first."""
    borders = list(dict.fromkeys(frame["border"]))
    figure = Figure(figsize=(7.2, 0.145 * len(borders) + 1.4))
    axes = figure.subplots()
    order = list(SHADES)[::-1]  # the pandemic behind all others
    for row in sorted(frame.to_dict("records"), key=lambda row: order.index(row["kind"])):
        colour, hatch = SHADES[row["kind"]]
        place = borders.index(row["border"])
        if pd.isna(row["last"]):
            axes.plot(row["first"], place, "|", color=INK if hatch else colour, markersize=6, markeredgewidth=1.6)
        else:
            width = max(row["last"] - row["first"], SHORTEST)
            axes.barh(
                place, width, left=row["first"], height=0.72, color=colour, hatch=hatch, edgecolor=INK, linewidth=0.35
            )
    bold = set(frame.loc[frame["group"] == named, "border"])
    axes.set_yticks(range(len(borders)), borders, fontsize=8)
    for tick in axes.get_yticklabels():
        tick.set_fontweight("bold" if tick.get_text() in bold else "normal")
    axes.set_ylim(len(borders) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#e6e6e2", linewidth=0.7)
    axes.set_axisbelow(True)
    handles = [
        Patch(facecolor=colour, hatch=hatch, edgecolor=INK, linewidth=0.5, label=kind)
        for kind, (colour, hatch) in SHADES.items()
    ]
    handles.append(Line2D([], [], marker="|", color=INK, linestyle="none", label="last day not known"))
    figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False, fontsize=8.8)
    titled(figure, title)
    return figure

"""Figures of two groups beside one another: profile of conditions, counts of yes and no, closures in time."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from compendium.result import sentence
from crossborder.style import ACCENT, DARK, INK, LIGHT, MIDDLE, titled

MARKERS = ("o", "s", "^")  # of up to three borders that are told apart
GROUPS = ("alike", "harder", "easier", "mixed")
HEADS = {"alike": "Alike", "harder": "Harder", "easier": "Easier", "mixed": "Neither"}
BEYOND = 0.16  # how far beyond the strip a mark may stand
ANSWERS = {"yes": (DARK, ""), "no": (LIGHT, ""), "unknown": ("white", "////")}
SHADES = {
    "between governments": (ACCENT, ""),
    "crisis, security or protest": (DARK, ""),
    "another stated reason": (MIDDLE, ""),
    "no reason stated": ("white", "////"),
    "pandemic": ("#c9c9c4", ""),
}
SHORTEST = 0.22  # years that a bar has at least, so that a day is seen


def profile(frame: pd.DataFrame, verdicts: pd.DataFrame, title: str) -> Figure:
    """One row a condition: the range of the first group, its middle half thick, its median, and each border's mark."""
    called = verdicts.set_index("name")["verdict"]
    borders = list(dict.fromkeys(frame["border"]))
    rows, place = [], 0.0
    for verdict in GROUPS:
        names = [name for name in dict.fromkeys(frame["name"]) if called.get(name) == verdict]
        if names:
            rows.append((place, verdict, ""))
            rows += [(place + 1 + number, "", name) for number, name in enumerate(names)]
            place += len(names) + 1.25
    figure = Figure(figsize=(7.2, 0.27 * place + 1.1))
    axes = figure.subplots()
    few = len(borders) <= len(MARKERS)
    for at, verdict, name in rows:
        if verdict:
            axes.text(-1.0, at, HEADS[verdict], fontsize=9, weight="bold", va="center", color=INK)
        else:
            _strip(axes, at, frame[frame["name"] == name], borders, few)
    axes.set_ylim(place, -0.9)
    axes.set_xlim(-1.02, 1.9 if few else 1.55)
    axes.axis("off")
    handles = [
        Line2D(
            [], [], marker=MARKERS[number] if few else "D", color=ACCENT, linestyle="none", markersize=6, label=border
        )
        for number, border in enumerate(borders if few else ["each border of the second group"])
    ]
    handles += [
        Line2D([], [], color=MIDDLE, linewidth=6, label="middle half"),
        Line2D([], [], color=DARK, marker="|", markersize=9, markeredgewidth=2, linestyle="none", label="median"),
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=5, frameon=False, fontsize=7.5)
    titled(figure, title)
    return figure


def _strip(axes: Axes, at: float, mine: pd.DataFrame, borders: list[str], few: bool) -> None:
    one = mine.iloc[0]
    axes.text(-0.98, at, one["condition"], fontsize=7.6, va="center")
    axes.hlines(at, 0, 1, color=MIDDLE, linewidth=1.2)
    axes.hlines(at, one["low_at"], one["high_at"], color=MIDDLE, linewidth=6)
    axes.plot(one["median_at"], at, "|", color=DARK, markersize=10, markeredgewidth=2.2)
    values = mine.set_index("border")
    there = values["value"].dropna().astype(float)
    texts = dict(zip(there.index, sentence.alike(there, significant=2), strict=True))
    for number, border in enumerate(borders):
        if border in there.index:
            x = float(np.clip(values.loc[border, "at"], -BEYOND, 1 + BEYOND))
            mark = MARKERS[number] if few else "D"
            axes.plot(
                x, at, mark, color=ACCENT, markersize=6 if few else 4.5, markeredgecolor="white", markeredgewidth=0.7
            )
        if few:
            axes.text(1.24 + 0.26 * number, at, texts.get(border, "–"), fontsize=7.4, va="center", ha="center")
            if at <= 1:
                axes.plot(1.24 + 0.26 * number, -0.05, MARKERS[number], color=ACCENT, markersize=5.5)
    if not few and len(there):
        text = sentence.span(there.min(), there.max(), significant=2)
        axes.text(1.22, at, text, fontsize=7.4, va="center")


def answers(frame: pd.DataFrame, groups: tuple[str, str], title: str) -> Figure:
    """Borders of each group with yes, no and nothing known, as stacked counts, one row a condition."""
    conditions = list(dict.fromkeys(frame["condition"]))
    figure = Figure(figsize=(7.2, 0.27 * len(conditions) + 1.3))
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
                        fontsize=6.8,
                        color=ink,
                        ha="center",
                        va="center",
                        bbox=box,
                    )
            start += found.to_numpy()
        axes.set_title(f"{group} ({sentence.count(mine['of'].iloc[0])} borders)", fontsize=8.5)
        axes.set_xlim(0, float(mine["of"].max()))
        axes.set_xticks([])
        axes.tick_params(axis="y", length=0, labelsize=7.5)
        for spine in axes.spines.values():
            spine.set_visible(False)
    panels[0].invert_yaxis()
    handles = [
        Patch(facecolor=colour, hatch=hatch, edgecolor=MIDDLE, label=answer)
        for answer, (colour, hatch) in ANSWERS.items()
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False, fontsize=8)
    titled(figure, title)
    return figure


def timeline(frame: pd.DataFrame, named: str, title: str) -> Figure:
    """A row a border, a bar from the first to the last day of each closure; without a last day, a tick at the first."""
    borders = list(dict.fromkeys(frame["border"]))
    figure = Figure(figsize=(7.2, 0.17 * len(borders) + 1.5))
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
    axes.set_yticks(range(len(borders)), borders, fontsize=6.8)
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
    figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False, fontsize=7.5)
    titled(figure, title)
    return figure

"""The profile: where one border or several stand in each condition, in the range of the borders of another group."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from compendium.result import sentence
from crossborder.borders.conditions.counted import in_unit
from crossborder.borders.figures.titles import titled
from crossborder.style import ACCENT, DARK, INK, MIDDLE

MARKERS = ("o", "s", "^")  # of up to three borders that are told apart
GROUPS = ("alike", "harder", "easier", "mixed")
SAID = {  # in English: heads of the groups, and the legend
    "alike": "Alike",
    "harder": "Harder",
    "easier": "Easier",
    "mixed": "Neither",
    "each": "each border of the second group",
    "middle": "middle half",
    "median": "median",
}
BETWEEN = 1.25  # rows from the last of one group to the first of the next
LEAST_TOGETHER = 2  # rows of a group that stand below its head before a column ends
ACROSS = 115  # characters of a legend that stands in one line
BEYOND = 0.16  # how far beyond the strip a mark may stand


def strips(
    frame: pd.DataFrame,
    verdicts: pd.DataFrame,
    title: str,
    columns: int = 1,
    said: Mapping[str, str] = SAID,
    language: str = "en",
    row: float | None = None,
) -> Figure:
    """One row a condition: the range of the first group, its middle half thick, its median, and each border's mark.

    In two columns the rows are lower and their texts smaller, for a figure that shares a page; `row` is the height of
    one in inches, where it is another. `said` has the words of the drawing in the language in which its numbers are written.
    """
    called = verdicts.set_index("name")["verdict"]
    borders = list(dict.fromkeys(frame["border"]))
    told = verdicts.set_index("name")[["condition", "beside"]]
    every = dict.fromkeys([*frame["name"], *verdicts["name"]])
    groups = [[name for name in every if called.get(name) == verdict] for verdict in GROUPS]
    parts = _parted([(said[verdict], names) for verdict, names in zip(GROUPS, groups, strict=True) if names], columns)
    few = len(borders) <= len(MARKERS)
    place = max(sum(len(names) + BETWEEN for _, names in part) for part in parts)
    figure = Figure(figsize=(7.2, (row or (0.2 if columns == 1 else 0.175)) * place + (1.1 if columns == 1 else 0.65)))
    for axes, part in zip(figure.subplots(1, columns, squeeze=False)[0], parts, strict=True):
        # Where labels begin, their size, and where the first value stands: clear of a mark beyond the strip.
        labels, size, value = (-0.98, 8.9, 1.24) if columns == 1 else (-1.65, 7.8, 1.36)
        at = 0.0
        for head, names in part:
            axes.text(labels - 0.02, at, head, fontsize=size + 1.4, weight="bold", va="center", color=INK)
            for number, name in enumerate(names, start=1):
                mine = frame[frame["name"] == name]
                if len(mine):
                    _strip(axes, at + number, mine, borders, few, (labels, size, value), language)
                else:  # yes or no: a strip has no place for it
                    axes.text(labels, at + number, told.loc[name, "condition"], fontsize=size, va="center")
                    axes.text(0, at + number, told.loc[name, "beside"], fontsize=size - 0.4, va="center", color=DARK)
            at += len(names) + BETWEEN
        axes.set_ylim(place, -0.9)
        axes.set_xlim(labels - 0.04, (1.9 if columns == 1 else 1.5) if few else 1.55)
        axes.axis("off")
    _marks(figure, borders, few, said)
    titled(figure, title)
    return figure


def _parted(groups: list[tuple[str, list[str]]], columns: int) -> list[list[tuple[str, list[str]]]]:
    """Groups of conditions in columns of about one height; a group that is parted has its head in both."""
    height = sum(len(names) + BETWEEN for _, names in groups) / columns
    parts: list[list[tuple[str, list[str]]]] = [[]]
    for head, names in groups:
        filled = sum(len(there) + BETWEEN for _, there in parts[-1])
        room = max(0, round(height - filled - BETWEEN)) if len(parts) < columns else len(names)
        if room >= LEAST_TOGETHER and names[:room]:
            parts[-1].append((head, names[:room]))
        rest = names[room:] if room >= LEAST_TOGETHER else names
        if rest and len(parts) < columns:
            parts.append([(head, rest)])
        elif rest and rest is names:
            parts[-1].append((head, rest))
    return parts + [[] for _ in range(columns - len(parts))]


def _marks(figure: Figure, borders: list[str], few: bool, said: Mapping[str, str]) -> None:
    """What the marks stand for, below the figure."""
    handles = [
        Line2D(
            [], [], marker=MARKERS[number] if few else "D", color=ACCENT, linestyle="none", markersize=6, label=border
        )
        for number, border in enumerate(borders if few else [said["each"]])
    ]
    handles += [
        Line2D([], [], color=MIDDLE, linewidth=6, label=said["middle"]),
        Line2D([], [], color=DARK, marker="|", markersize=9, markeredgewidth=2, linestyle="none", label=said["median"]),
    ]
    wide = sum(len(str(handle.get_label())) for handle in handles) > ACROSS
    figure.legend(handles=handles, loc="outside lower center", ncols=3 if wide else 5, frameon=False, fontsize=8.8)


def _strip(
    axes: Axes,
    at: float,
    mine: pd.DataFrame,
    borders: list[str],
    few: bool,
    form: tuple[float, float, float],
    language: str,
) -> None:
    """One strip with its label; `form` is where the label begins, its size in points, and where values begin."""
    labels, size, first = form
    one = mine.iloc[0]
    label = in_unit(one["condition"], one["unit"], language) if "unit" in one else one["condition"]
    axes.text(labels, at, label, fontsize=size, va="center")
    axes.hlines(at, 0, 1, color=MIDDLE, linewidth=1.2)
    axes.hlines(at, one["low_at"], one["high_at"], color=MIDDLE, linewidth=6)
    axes.plot(one["median_at"], at, "|", color=DARK, markersize=10, markeredgewidth=2.2)
    values = mine.set_index("border")
    there = values["value"].dropna().astype(float)
    texts = dict(zip(there.index, sentence.alike(there, significant=2, language=language), strict=True))
    for number, border in enumerate(borders):
        if border in there.index:
            x = float(np.clip(values.loc[border, "at"], -BEYOND, 1 + BEYOND))
            mark = MARKERS[number] if few else "D"
            axes.plot(
                x, at, mark, color=ACCENT, markersize=6 if few else 4.5, markeredgecolor="white", markeredgewidth=0.7
            )
        if few:
            axes.text(first + 0.26 * number, at, texts.get(border, "–"), fontsize=size - 0.2, va="center", ha="center")
            if at <= 1 and len(borders) > 1:
                axes.plot(first + 0.26 * number, -0.05, MARKERS[number], color=ACCENT, markersize=5.5)
    if not few and len(there):
        text = sentence.span(there.min(), there.max(), significant=2, language=language)
        axes.text(1.22, at, text, fontsize=8.7, va="center")

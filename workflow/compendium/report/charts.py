"""Figures of the frames of generic measures: bars of lines, lines over time, a heat map of values.

Each takes a frame as a measure made it and names no result; caption and alternative text are the notebook's.
"""

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

from compendium.result import sentence

WIDTH = 7.2  # inches: the text of a page
BAR, MARGIN = 0.28, 0.9  # inches of a bar, and around all
MOST = 40  # bars or lines that a figure can hold
COLOUR = "#2f5d8a"
INK, PAPER = "#222222", "#f4f4f2"


def bars(frame: pd.DataFrame, label: str = "name", value: str = "total") -> Figure:
    """Horizontal bars of a column of numbers, the largest above; rows without a number are left out.

    Raises ValueError where no row has a number, or more have one than a figure can hold.
    """
    rows = frame[frame[value].notna()].sort_values(value, ascending=False, kind="stable")
    _hold(len(rows), value)
    figure = Figure(figsize=(WIDTH, BAR * len(rows) + MARGIN))
    axes = figure.subplots()
    sns.barplot(data=rows, x=value, y=label, ax=axes, color=COLOUR, orient="h")
    for place, number in enumerate(sentence.alike(rows[value])):
        axes.annotate(f" {number}", (max(rows[value].iloc[place], 0), place), va="center", fontsize=9.4)
    axes.set(xlabel=_unit(rows, value), ylabel="")
    axes.margins(x=0.12)
    return figure


def lines(frame: pd.DataFrame, line: str = "line", value: str = "value") -> Figure:
    """Lines over time of the frame `series`: one for each series, broken where a value is not known.

    Periods that are years stand at their distance, others side by side. Raises ValueError as `bars` does.
    """
    known = frame[frame[value].notna()]
    names = list(dict.fromkeys(known[line]))
    _hold(len(names), value)
    years = frame["year"].notna().all()
    periods = list(dict.fromkeys(frame["period"]))
    figure = Figure(figsize=(WIDTH, 3.4))
    axes = figure.subplots()
    for name, colour in zip(names, sns.color_palette("colorblind", len(names)), strict=True):
        mine = frame[frame[line] == name]
        places = mine["year"].astype(float) if years else mine["period"].map(periods.index)
        axes.plot(places, mine[value].astype(float), marker="o", color=colour, label=name)
    ticks = [int(period) for period in periods] if years else list(range(len(periods)))
    axes.set_xticks(ticks, periods)
    axes.set(xlabel="", ylabel=_unit(known, value))
    axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return figure


def heat_map(frame: pd.DataFrame, value: str = "value") -> Figure:
    """The frame `values` as a heat map, rows and columns as printed; what is missing has its printed sign."""
    order = {axis: list(dict.fromkeys(frame[axis])) for axis in ("line", "heading")}
    _hold(len(order["line"]), value)
    shape = {"index": "line", "columns": "heading"}
    numbers = frame.pivot(**shape, values=value).loc[order["line"], order["heading"]].astype(float)
    texts = frame.pivot(**shape, values="printed").loc[order["line"], order["heading"]].fillna("")
    figure = Figure(figsize=(WIDTH, 0.34 * len(order["line"]) + 1.1))
    axes = figure.subplots()
    axes.set_facecolor(PAPER)
    least, most = numbers.min(axis=None), numbers.max(axis=None)
    bar = {"label": _unit(frame, value)}
    ends = max(-least, most)
    given = {"cmap": "vlag", "vmin": -ends, "vmax": ends} if least < 0 < most else {"cmap": "Blues"}
    sns.heatmap(numbers, ax=axes, linewidths=0.8, cbar_kws=bar, **given)
    middle, reach = (0, ends * 0.6) if least < 0 < most else (least, (most - least) / 2)
    for down, (_, row) in enumerate(texts.iterrows()):
        for across, text in enumerate(row):
            dark = abs(numbers.iloc[down, across] - middle) > reach
            colour = "white" if dark else INK
            axes.text(across + 0.5, down + 0.5, text, ha="center", va="center", fontsize=9.4, color=colour)
    axes.set(xlabel="", ylabel="")
    axes.tick_params(length=0)
    axes.tick_params(axis="y", rotation=0)
    return figure


def _hold(count: int, value: str) -> None:
    if not 0 < count <= MOST:
        raise ValueError(f"{count} lines have a {value}; a figure holds 1 to {MOST}: choose a part of the frame")


def _unit(frame: pd.DataFrame, value: str) -> str:
    """Unit of the numbers for an axis; nothing where they have none or several."""
    if value in ("share", "per_cent"):
        return "per cent"
    units = list(dict.fromkeys(frame["unit"].dropna()))
    return units[0] if len(units) == 1 else ""

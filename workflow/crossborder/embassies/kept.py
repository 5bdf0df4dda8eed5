"""Embassies that each state of one side keeps and hosts, as bars."""

import pandas as pd
from matplotlib.figure import Figure

from compendium.result import sentence
from crossborder.borders.figures.titles import titled
from crossborder.style import DARK, LIGHT, MIDDLE

SERIES = {"sent": ("kept", DARK), "received": ("hosted", LIGHT)}
HEIGHT = 0.38  # of a bar


def kept(group: pd.DataFrame, title: str) -> Figure:
    """Two bars a state, embassies kept and hosted, in the order of the rows; the state in focus is in bold."""
    figure = Figure(figsize=(7.2, 0.24 * len(group) + 1.0))
    axes = figure.subplots()
    for number, (column, (label, colour)) in enumerate(SERIES.items()):
        places = [place + (number - 0.5) * HEIGHT for place in range(len(group))]
        axes.barh(places, group[column], height=HEIGHT, color=colour, edgecolor=MIDDLE, linewidth=0.5, label=label)
        for place, count in zip(places, group[column], strict=True):
            axes.text(count + 0.08, place, sentence.count(count), fontsize=7.6, va="center")
    axes.set_yticks(range(len(group)), group["name"], fontsize=8.8)
    for tick, in_focus in zip(axes.get_yticklabels(), group["in_focus"], strict=True):
        tick.set_fontweight("bold" if in_focus else "normal")
    axes.set_ylim(len(group) - 0.4, -0.6)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize=9.4)
    titled(figure, title)
    return figure

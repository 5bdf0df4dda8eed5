"""Events along the years, one row a kind, dark for the highest level."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from compendium.result.sentence import number
from crossborder.borders.figures.titles import titled
from crossborder.style import ACCENT, DARK, MIDDLE

ROW, STACK = 0.27, 0.3  # inches a kind; distance of events of one year in one kind
YEARS_BESIDE = 2


def timeline(
    events: pd.DataFrame, title: str, *, rows: str = "type", level: str | None = None, top: str = "head of state"
) -> Figure:
    """One dot an event; events of one kind and year are stacked. `level` is the column that has `top`."""
    kinds = list(events.groupby(rows)["year"].min().sort_values(kind="stable", ascending=False).index)
    most = {kind: int(events[events[rows] == kind].groupby("year").size().max()) for kind in kinds}
    base, height = {}, 0.0
    for kind in kinds:
        base[kind] = height
        height += 1 + STACK * (most[kind] - 1)
    figure = Figure(figsize=(7.2, ROW * height + 1.1))
    axes = figure.subplots()
    for (kind, year), mine in events.groupby([rows, "year"]):
        for place, row in enumerate(mine.itertuples()):
            high = level is not None and getattr(row, level) == top
            axes.plot(
                year,
                base[kind] + STACK * place,
                "D" if high else "o",
                color=ACCENT if high else DARK,
                markeredgecolor="white",
                markeredgewidth=0.6,
                markersize=7 if high else 6,
                zorder=3,
            )
    axes.hlines(list(base.values()), *_span(events), color="#dddddd", linewidth=0.8, zorder=1)
    axes.set_yticks(list(base.values()), kinds)
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(*_span(events))
    axes.set_ylim(-0.6, height - 0.2)
    axes.spines["left"].set_visible(False)
    axes.xaxis.get_major_locator().set_params(integer=True)
    if level is not None:
        handles = [
            Line2D([], [], marker="D", linestyle="", color=ACCENT, label=top.capitalize()),
            Line2D([], [], marker="o", linestyle="", color=DARK, label="Other levels"),
        ]
        figure.legend(handles=handles, loc="outside lower center", ncols=2, frameon=False, fontsize=9.4)
    titled(figure, title)
    return figure


def _span(events: pd.DataFrame) -> tuple[int, int]:
    return int(events["year"].min()) - YEARS_BESIDE, int(events["year"].max()) + YEARS_BESIDE


def stages(coverage: pd.DataFrame, title: str) -> Figure:
    """Statements by president, region and stage: a filled cell for each, empty where the text says nothing."""
    presidents, areas = list(dict.fromkeys(coverage["president"])), list(dict.fromkeys(coverage["area"]))
    names = list(dict.fromkeys(coverage["stage"]))
    figure = Figure(figsize=(7.2, 0.36 * len(presidents) + 1.2))
    for axes, area in zip(figure.subplots(1, len(areas), sharey=True), areas, strict=True):
        mine = coverage[coverage["area"] == area]
        for row in mine.itertuples():
            place = (names.index(row.stage), presidents.index(row.president))
            axes.plot(
                *place,
                "s",
                markersize=15,
                markerfacecolor=MIDDLE if row.statements else "white",
                markeredgecolor=DARK if row.statements else "#bbbbbb",
            )
            if row.statements:
                axes.text(*place, number(row.statements), ha="center", va="center_baseline", fontsize=9.4)
        axes.set_title(area)
        axes.set_xticks(range(len(names)), [name.replace(" ", "\n", 1) for name in names], fontsize=9.4)
        axes.set_yticks(range(len(presidents)), presidents)
        axes.set_xlim(-0.6, len(names) - 0.4)
        axes.set_ylim(len(presidents) - 0.4, -0.6)
        axes.tick_params(length=0)
        for spine in axes.spines.values():
            spine.set_visible(False)
    titled(figure, title)
    return figure

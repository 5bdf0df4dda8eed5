"""Verdicts on the statements of each text as stacked bars."""

import pandas as pd
from matplotlib.figure import Figure

from compendium.report.cited import cited
from compendium.result.sentence import number
from crossborder.borders.figures.titles import titled
from crossborder.style import ACCENT, DARK, INK, LIGHT, MIDDLE

STYLES = {
    "supported": (DARK, "white", None),
    "partly": (MIDDLE, INK, None),
    "contradicted": (ACCENT, "white", "//"),
    "itself": (LIGHT, INK, ".."),
    "not_checkable": (LIGHT, INK, None),
}
LABELS = {"itself": "Of itself"}


def bars(verdicts: pd.DataFrame, title: str) -> Figure:
    """One bar a text, cut by verdict, with the number in each part."""
    rows = verdicts.sort_values(["statements", "source"], ascending=[True, False])
    figure = Figure(figsize=(7.2, 0.32 * len(rows) + 1.1))
    axes = figure.subplots()
    for place, row in enumerate(rows.itertuples()):
        start = 0
        for name, (colour, ink, hatch) in STYLES.items():
            count = getattr(row, name)
            label = LABELS.get(name, name.replace("_", " ").capitalize()) if place == 0 else None
            axes.barh(place, count, left=start, color=colour, edgecolor="white", hatch=hatch, height=0.66, label=label)
            if count:
                axes.text(
                    start + count / 2,
                    place,
                    number(count),
                    ha="center",
                    va="center",
                    color=ink,
                    fontsize=9.4,
                    bbox={"facecolor": colour, "edgecolor": "none", "pad": 0.8} if hatch else None,
                )
            start += count
    axes.set_yticks(range(len(rows)), rows["source"].map(cited))
    axes.set_xlabel("statements")
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    figure.legend(loc="outside lower center", ncols=5, frameon=False, fontsize=9.4)
    titled(figure, title)
    return figure

"""A printed matrix of marks as a heat map."""

import pandas as pd
import seaborn as sns
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from crossborder import states
from crossborder.borders.figures.titles import titled
from crossborder.style import DARK, INK, LIGHT, MIDDLE, PAPER

STATUSES = {"none": PAPER, "blank": LIGHT, "concurrent": MIDDLE, "embassy": DARK}
WORDS = {
    "none": "0: no embassy (mark left out)",
    "blank": "nothing printed",
    "concurrent": "concurrent, with its seat",
    "embassy": "x: embassy",
}


def heat_map(
    matrix: pd.DataFrame, title: str, *, table: int, rows: str = "latin", columns: str = "post_soviet"
) -> Figure:
    """Cells of one table, in the printed order of rows and columns, below their finding."""
    mine = matrix[matrix["table"] == table]
    order = {axis: list(dict.fromkeys(mine[axis])) for axis in (rows, columns)}
    status = mine.pivot(index=rows, columns=columns, values="status").loc[order[rows], order[columns]]
    text = (
        mine.assign(text=[_text(r.status, r.mark) for r in mine.itertuples()])
        .pivot(index=rows, columns=columns, values="text")
        .loc[order[rows], order[columns]]
    )
    return _drawn(status, text, title, height=4.6)


def both_ways(partners: pd.DataFrame, title: str, rows: tuple[str, str]) -> Figure:
    """Missions of one state in both directions, a column a partner: those that it keeps, those that it hosts."""
    partners = partners.set_index("partner")
    status = partners[["sent", "received"]].set_axis(list(rows), axis=1).T
    text = status.replace({"embassy": "x", "concurrent": "c", "none": "", "blank": ""})
    return _drawn(status, text, title, height=2.5, words={**WORDS, "concurrent": "c: accredited from elsewhere"})


def _drawn(
    status: pd.DataFrame, text: pd.DataFrame, title: str, height: float, words: dict[str, str] = WORDS
) -> Figure:
    codes = status.replace({name: str(i) for i, name in enumerate(STATUSES)}).astype(float)
    figure = Figure(figsize=(7.2, height))
    axes = figure.subplots()
    sns.heatmap(
        codes,
        ax=axes,
        cmap=ListedColormap(list(STATUSES.values())),
        vmin=-0.5,
        vmax=3.5,
        cbar=False,
        linewidths=0.8,
        linecolor="#d8d8d4",
        annot=text,
        fmt="",
        annot_kws={"fontsize": 6.8},
    )
    for label, value in zip(axes.texts, codes.to_numpy().ravel(), strict=True):
        label.set_color("white" if value == 3 else INK)
    axes.set(xlabel="", ylabel="")
    axes.tick_params(length=0)
    axes.tick_params(axis="y", rotation=0)
    axes.set_xticks(
        axes.get_xticks(),
        ["Abkhazia and\nSouth Ossetia" if name.startswith("Abkhazia") else name for name in status.columns],
        rotation=50,
        ha="right",
        rotation_mode="anchor",
    )
    legend = [
        Patch(facecolor=colour, edgecolor="#999999", label=words[name]) for name, colour in reversed(STATUSES.items())
    ]
    figure.legend(handles=legend, loc="outside lower center", ncols=4, frameon=False, fontsize=9.4)
    titled(figure, title)
    return figure


def _text(status: str, mark: str | None) -> str:
    if status == "embassy":
        return "x" if not isinstance(mark, str) else "x*"
    if status in ("none", "blank") or not mark:
        return ""
    return states.name(mark) if states.is_code(mark) else mark

"""The plot of the page: each aim's value over its limit."""

from pathlib import Path

from aims import AIMS
from kept import Part
from page import SMALL, judged, says, verdict

COLOURS = {"met": "#2f6f8f", "not met": "#c0562f", SMALL: "#8a8a8a"}


def write(parts: dict[str, Part], path: Path) -> None:
    """Write the plot as SVG: the same bytes for the same numbers, without a date."""
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as plt
    import seaborn

    judgements = [(aim, judged(aim, parts)) for aim in AIMS]
    found = [(aim, value) for aim, value in judgements if not isinstance(value, str)]
    settings = {"svg.hashsalt": "performance", "svg.fonttype": "none", "font.family": "sans-serif"}
    with seaborn.axes_style("whitegrid", {"axes.grid.axis": "x"}), matplotlib.rc_context(settings):
        figure, axes = plt.subplots(figsize=(9, 1.2 + 0.36 * len(found)), layout="constrained")
        labels = [says(aim, parts).replace("`", "") for aim, _ in found]
        over = [value / aim.limit for aim, value in found]
        verdicts = [verdict(aim, parts, value).strip("*") for aim, value in found]
        seaborn.barplot(x=over, y=labels, hue=verdicts, palette=COLOURS, dodge=False, orient="h", ax=axes)
        axes.axvline(1, color="#333333", linewidth=1)
        for row, value in enumerate(over):
            axes.annotate(f"{value:.2f}", (value, row), xytext=(3, 0), textcoords="offset points", va="center")
        axes.set(xlabel="Measured over aim (at most 1 is met)", ylabel="")
        axes.margins(x=0.1)
        if found:
            place = {"loc": "lower right", "bbox_to_anchor": (1, 1), "ncols": 2, "frameon": False, "title": None}
            seaborn.move_legend(axes, **place)
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
        plt.close(figure)

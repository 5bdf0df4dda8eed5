"""The title of a figure: its finding."""

from textwrap import fill

from matplotlib.figure import Figure

LINE = 110  # characters


def titled(figure: Figure, title: str) -> None:
    """Put the finding above a figure, on as many lines as it needs."""
    figure.suptitle(fill(title, LINE), fontsize=11.7, weight="bold", x=0.01, ha="left")

"""Widths of the columns of a table on an A4 page: such that no word of the language breaks and the rows are low."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import product

import numpy as np
from PIL import ImageFont

from compendium.paths import path_of
from compendium.report.fonts import FOLDER

# In points of a PDF, whose template sets tables in this size of the narrow face, with these margins around a cell.
SIZE, MARGIN = 9.5, 8.5
WORD, PIECE = 95, 50  # a word that no column breaks; what stays together of a longer one, which is broken
PAGE = 464  # across the page
STEPS = (5, 10, 20, 40)  # that one column may give to another
LOST = 7  # at the end of a line that a text goes on from, where the next word does not fit
BOLD, SURE = 1.05, 1.01  # by how much a head is longer, and any text where pairs of letters are set apart
LONGEST = (
    20  # signs of a word that is broken there alone; a longer one, an address mostly, after more marks (report.typ)
)
MARKED = re.compile(r"[^/_.?&=-]+[/_.?&=-]*")
# What lines may end after; a pair of names stays together, and so do digits and what is before them: 1913-1921.
PARTS = re.compile(r"(?:[^\s/-]|[/-]+(?=\d))+[/-]*")


def of(columns: Sequence[Sequence[str]]) -> list[float]:
    """Width of each column in points, given its texts, the head first.

    Columns that fit beside one another are as wide as their longest text. Else each has room for its longest word, and
    what the page has left goes where it spares most lines of the whole table. Heights are those of texts that
    wrap at any word, so they are estimates.
    """
    lengths = np.array([[length(text) for text in texts] for texts in columns])
    lengths[:, 0] *= BOLD
    whole = lengths.max(axis=1) + MARGIN
    if whole.sum() <= PAGE:
        return whole.tolist()
    least = np.array([max(BOLD * _together(head), *map(_together, texts), 0) for head, *texts in columns]) + MARGIN
    least = np.minimum(least, whole)
    found = _lowest(lengths, least)
    lacking = np.maximum(whole - found, 0)
    spare = max(0.0, PAGE - found.sum())
    found += lacking * (spare / lacking.sum() if lacking.any() else 0)
    return _settled(lengths, found, least).tolist()


def length(text: str) -> float:
    """Length of a text on one line of a cell, in points."""
    return SIZE * SURE * sum(map(_advance, text))


@cache
def _advance(sign: str) -> float:
    """How far a sign goes, in sizes of the face."""
    return _face().getlength(sign) / _face().size


@cache
def _face() -> ImageFont.FreeTypeFont:
    # The layout of Pillow itself: the other is not on every system, and refuses some signs.
    return ImageFont.truetype(path_of(f"{FOLDER}/narrow.ttf"), 1000, layout_engine=ImageFont.Layout.BASIC)


def _together(text: str) -> float:
    """Length of the longest part of a text that stays together."""
    parts = [part for word in text.split() for part in (MARKED if len(word) > LONGEST else PARTS).findall(word)]
    return max((part if part <= WORD else PIECE for part in map(length, parts)), default=0)


def _lowest(lengths: np.ndarray, widths: np.ndarray) -> np.ndarray:
    """Widths to which the space left is added, at each step where it spares most lines for its size."""
    widths = widths.copy()
    while (spare := int(PAGE - widths.sum())) > 0:
        lines = _lines(lengths, widths[:, None])
        height, steps = lines.max(axis=0).sum(), np.arange(1, spare + 1)
        gains = np.array(
            [
                (height - np.maximum(_highest(lines, i), _lines(row, (widths[i] + steps)[:, None])).sum(axis=1)) / steps
                for i, row in enumerate(lengths)
            ]
        )
        column, step = np.unravel_index(gains.argmax(), gains.shape)
        if gains[column, step] <= 0:
            break
        widths[column] += steps[step]
    return widths


def _settled(lengths: np.ndarray, widths: np.ndarray, least: np.ndarray) -> np.ndarray:
    """Widths of which none can give to another so that the table becomes lower."""
    height, places = _lines(lengths, widths[:, None]).max(axis=0).sum(), range(len(widths))
    while True:
        for one, other, step in product(places, places, STEPS):
            moved = widths.copy()
            moved[one] -= step
            moved[other] += step
            if one != other and moved[one] >= least[one]:
                lower = _lines(lengths, moved[:, None]).max(axis=0).sum()
                if lower < height:
                    widths, height = moved, lower
                    break
        else:
            return widths


def _highest(lines: np.ndarray, but: int) -> np.ndarray:
    """Lines of each row in its highest cell, one column left out."""
    return np.delete(lines, but, axis=0).max(axis=0, initial=1)


def _lines(lengths: np.ndarray, widths: np.ndarray) -> np.ndarray:
    """Lines that texts take in columns of these widths."""
    room = np.maximum(widths - MARGIN, LOST + 1)
    return np.where(lengths <= room, 1, np.ceil(lengths / (room - LOST)))

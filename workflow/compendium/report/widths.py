"""Widths of the columns of a table on an A4 page: such that no word of the language breaks and the rows are low."""

import re
from collections.abc import Sequence

import numpy as np

WIDE = 1.3  # a capital, a digit or a letter of another script, in small Latin letters of the narrow face
MARGIN = 2.4  # around a column
WORD, PIECE = 26, 14  # a word that no column breaks; what stays together of a longer one, which is broken
PAGE = 138  # across the page
LOST = 2  # at the end of a line that a text goes on from, where the next word does not fit
PARTS = re.compile(r"[^\s/-]+[/-]*")  # what lines may end after; a pair of names stays together


def of(columns: Sequence[Sequence[str]]) -> list[float]:
    """Width of each column, given its texts with the head, in small letters of the narrow face.

    Columns that fit beside one another are as wide as their longest text. Else each has room for its longest word, and
    what the page has left goes where it spares most lines of the whole table. Heights are those of texts that
    wrap at any word, so they are estimates.
    """
    lengths = np.array([[length(text) for text in texts] for texts in columns])
    whole = lengths.max(axis=1) + MARGIN
    if whole.sum() <= PAGE:
        return whole.tolist()
    least = np.array([max(map(_together, texts), default=0) for texts in columns]) + MARGIN
    found = _lowest(lengths, np.minimum(least, whole))
    lacking = np.maximum(whole - found, 0)
    spare = max(0.0, PAGE - found.sum())
    return (found + lacking * (spare / lacking.sum() if lacking.any() else 0)).tolist()


def length(text: str) -> float:
    """Length of a text on one line, in small letters."""
    return sum(1 if sign.isascii() and not (sign.isupper() or sign.isdigit()) else WIDE for sign in text)


def _together(text: str) -> float:
    """Length of the longest part of a text that stays together."""
    parts = map(length, PARTS.findall(text))
    return max((part if part <= WORD else PIECE for part in parts), default=0)


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


def _highest(lines: np.ndarray, but: int) -> np.ndarray:
    """Lines of each row in its highest cell, one column left out."""
    return np.delete(lines, but, axis=0).max(axis=0, initial=1)


def _lines(lengths: np.ndarray, widths: np.ndarray) -> np.ndarray:
    """Lines that texts take in columns of these widths."""
    room = np.maximum(widths - MARGIN, LOST + 1)
    return np.where(lengths <= room, 1, np.ceil(lengths / (room - LOST)))

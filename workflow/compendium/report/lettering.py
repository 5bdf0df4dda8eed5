"""The texts of a drawing as text, for print: a PDF holds the letters of a font once, and what is written can be found in it.

A drawing of matplotlib's has each letter as an outline, so that it looks the same without its fonts; a PDF has the fonts.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby
from xml.sax.saxutils import escape

from compendium.report.drawing import GLYPH, HALO, HALO_STYLE
from compendium.report.fonts import NARROW

SIZE = 100  # units of a letter in which matplotlib sets a text, before it is scaled
DEJAVU = 'font-family="DejaVu Sans"'
FACES = {  # as matplotlib names them in a drawing: what SVG calls them
    "CompendiumSans-Regular": f'font-family="{NARROW}"',
    "CompendiumSans-Bold": f'font-family="{NARROW}" font-weight="bold"',
    "DejaVuSans": DEJAVU,
    "DejaVuSans-Bold": f'{DEJAVU} font-weight="bold"',
    "DejaVuSans-Oblique": f'{DEJAVU} font-style="oblique"',
    "DejaVuSans-BoldOblique": f'{DEJAVU} font-weight="bold" font-style="oblique"',
}
_OUTLINES = r"(?:<defs>\n(?:<path [^>]*>\n)*</defs>\n)?"
_TEXT = re.compile(
    rf'(<!-- ([^\n]*) -->\n(?:<defs>\n)?<g[^>]* transform="[^"]*scale\([^"]*">\n{_OUTLINES})((?:<use [^>]*/>\n)+)</g>'
)
_LETTER = re.compile(r'<use xlink:href="#([^"]*)-[0-9a-f]+"(?: x="([-\d.]+)")?/>\n')
_SHAPES = {
    True: re.compile("f[il]|."),
    False: re.compile("ff[il]|f[fil]|."),
}  # what is one letter: in ours, and in DejaVu
_OUTLINED = re.compile(rf'<g id="{HALO}_[^>]*>\n{_OUTLINES}<use')
_WIDTH = re.compile(f"(?<={re.escape(HALO_STYLE)})[\\d.]+")


def lettered(svg: str) -> str:
    """A drawing whose texts are text, at the places of their letters.

    A text of another face, or whose letters are not those of its characters, stays as it is; and all does where it has
    a halo, whose width is told once for all.
    """
    made = _TEXT.sub(_written, svg)
    if _OUTLINED.search(made):
        return svg
    return _WIDTH.sub(lambda width: f"{float(width.group()) * GLYPH:.2f}", made)


def _written(found: re.Match[str]) -> str:
    before, text, uses = found.groups()
    letters = _LETTER.findall(uses)
    faces = {face for face, _ in letters}
    ours = any(NARROW in FACES.get(face, "") for face in faces)
    shapes = _SHAPES[ours].findall(unescape(text))
    if len(letters) != len(shapes) or len(letters) != uses.count("<use") or len(faces & set(FACES)) != 1:
        return found.group()
    spans = "".join(
        f'<tspan x="{" ".join(place or "0" for _, place, _ in run)}">{escape("".join(shape for *_, shape in run))}</tspan>'
        for run in _runs(letters, shapes)
    )
    style = f'{FACES[faces.pop()]} font-size="{SIZE}"'
    return f'{before}<text xml:space="preserve" transform="scale(1 -1)" {style}>{spans}</text>\n</g>'


def _runs(letters: list[tuple[str, str]], shapes: list[str]) -> Iterator[list[tuple[str, str, str]]]:
    """Letters (face, place, characters) in a row, each of one character; a ligature, which has one place, by itself."""
    placed = [(face, place, shape) for (face, place), shape in zip(letters, shapes, strict=True)]
    for _, run in groupby(enumerate(placed), lambda one: one[0] if len(one[1][2]) > 1 else -1):
        yield [letter for _, letter in run]

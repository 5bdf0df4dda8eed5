"""The texts of a drawing as text, for print: a PDF holds the letters of a font once, and what is written can be found in it.

A drawing of matplotlib's has each letter as an outline, so that it looks the same without its fonts; a PDF has the fonts.
"""

import re

from compendium.report.drawing import GLYPH, HALO, HALO_STYLE

SIZE = 100  # units of a letter in which matplotlib sets a text, before it is scaled
FACES = {  # as matplotlib names them in a drawing: what SVG calls them
    "DejaVuSans": "",
    "DejaVuSans-Bold": ' font-weight="bold"',
    "DejaVuSans-Oblique": ' font-style="oblique"',
    "DejaVuSans-BoldOblique": ' font-weight="bold" font-style="oblique"',
}
PARTED = "- -"  # what a remark of a drawing may have for two hyphens, which would end it
_OUTLINES = r"(?:<defs>\n(?:<path [^>]*>\n)*</defs>\n)?"
_TEXT = re.compile(
    rf'(<!-- ([^\n]*) -->\n(?:<defs>\n)?<g[^>]* transform="[^"]*scale\([^"]*">\n{_OUTLINES})((?:<use [^>]*/>\n)+)</g>'
)
_FACE = re.compile(r'<use xlink:href="#([^"]*)-[0-9a-f]+"')
_OUTLINED = re.compile(rf'<g id="{HALO}_[^>]*>\n{_OUTLINES}<use')
_WIDTH = re.compile(f"(?<={re.escape(HALO_STYLE)})[\\d.]+")


def lettered(svg: str) -> str:
    """A drawing whose texts are text, at the same places: whoever draws it sets them as matplotlib does.

    A text of another face, or of several, or that is not known for sure, stays as it is; and all does where such a text has a halo, whose width is
    told once for all.
    """
    made = _TEXT.sub(_written, svg)
    if _OUTLINED.search(made):
        return svg
    return _WIDTH.sub(lambda width: f"{float(width.group()) * GLYPH:.2f}", made)


def _written(found: re.Match[str]) -> str:
    before, text, uses = found.groups()
    faces = set(_FACE.findall(uses))
    if len(faces) != 1 or not faces <= set(FACES) or PARTED in text:
        return found.group()
    style = f'font-family="DejaVu Sans" font-size="{SIZE}"{FACES[faces.pop()]}'
    return f'{before}<text xml:space="preserve" transform="scale(1 -1)" {style}>{text}</text>\n</g>'

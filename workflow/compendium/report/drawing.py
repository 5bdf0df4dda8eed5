"""Figures as SVG: the same bytes each time, and no longer than what can be seen."""

import io
import re
from urllib.parse import quote

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.text import Text

LONG = 2000  # characters of a path that is an outline of many points, such as a coast
FINE, COARSE = 2, 1  # decimals of a point (1/72 inch) in a path, and in one of many points: both finer than print
SAFE = "!$'()*+,;:@/?="  # marks that stand in an address as they are
HALO = "halo"  # group of a text that stands out from what it lies on
HALO_STYLE = "fill: #ffffff; stroke: #ffffff; stroke-linejoin: round; opacity: 0.8; stroke-width: "
HALO_WIDTH, GLYPH = (
    1.6,
    1 / 64,
)  # points; scale at which matplotlib defines a letter, and the width of its lines with it
_PATH = re.compile(r'(?<= d=")[^"]*')
_PLACE = re.compile(r'(?<=translate\()[-\d.]+ [-\d.]+(?=\))|(?<= [xy]=")[-\d.]+')
_HATCH = re.compile(
    r'(<pattern [^>]*>\s*<rect [^>]*/>\s*<path d=")([^"]*)(" style="[^"]*stroke-width: )([\d.]+)(; stroke-linecap: )butt'
)
_HALO = re.compile(
    rf'<g id="{HALO}">\s*(<!--.*?-->)\s*<g(?: style="([^"]*)")? (transform="[^"]*scale\(([\d.]+) [^"]*")>(.*?)</g>\s*</g>',
    re.DOTALL,
)
_MOVES = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def drawn(figure: Figure) -> str:
    """A figure as SVG, without date and program.

    The canvas prints it, since `savefig` draws everything once more to find a layout, which one drawing finds as well.
    """
    svg = io.StringIO()
    figure.set_dpi(matplotlib.rcParams["savefig.dpi"])  # of pictures within
    FigureCanvasSVG(figure).print_svg(svg, metadata={"Date": None, "Creator": None})
    return compact(svg.getvalue())


def with_halo(text: Text) -> None:
    """Let a text stand out from what it lies on. (matplotlib's own way writes the outlines of all its letters, twice.)"""
    text.set_gid(HALO)


def compact(svg: str) -> str:
    """An SVG of matplotlib's with short paths, and without indents.

    Paths and places keep the decimals that are seen, and paths one mark before lines that follow one another.
    """
    svg = _HALO.sub(_haloed, _HATCH.sub(_dotted, svg))
    svg = _PLACE.sub(lambda found: _NUMBER.sub(lambda number: _short(number.group(), FINE), found.group()), svg)
    return re.sub(r"\n +(?=<)", "\n", _PATH.sub(lambda found: _path(found.group()), svg))


def address(svg: str) -> str:
    """An SVG as an address that holds it, a fifth shorter than in base64."""
    single = svg if "'" in svg else svg.replace('"', "'")
    return "data:image/svg+xml," + quote(re.sub(r"\n(?=<)", "", single).replace("\n", " "), safe=SAFE)


def _dotted(hatch: re.Match[str]) -> str:
    """A hatch of dots as points with round ends, where matplotlib draws each dot as eight curves; another as it is."""
    before, described, style, line, end = hatch.groups()
    dots = []
    for dot in re.findall(r"M[^M]*", described):
        numbers = list(map(float, _NUMBER.findall(dot)))
        if "C" not in dot or "L" in dot:
            return hatch.group()
        dots.append((min(numbers[::2]), max(numbers[::2]), min(numbers[1::2]), max(numbers[1::2])))
    across = {round(right - left, 2) for left, right, _, _ in dots} | {round(low - top, 2) for _, _, top, low in dots}
    if len(across) != 1:
        return hatch.group()
    wide = across.pop() + float(line)
    points = "".join(f"M{(left + right) / 2:.2f} {(top + low) / 2:.2f}h0.01" for left, right, top, low in dots)
    return f"{before}{points}{style}{wide:.2f}{end}round"


def _haloed(text: re.Match[str]) -> str:
    """A text that is drawn twice, the first time as wide lines below itself."""
    said, style, place, scale, letters = text.groups()
    name = f"{HALO}_{text.start()}"
    return (
        f'<g>\n{said}\n<defs>\n<g id="{name}" {place}>{letters}</g>\n</defs>\n'
        f'<use xlink:href="#{name}" style="{HALO_STYLE}{_short(str(HALO_WIDTH / (float(scale) * GLYPH)), FINE)}"/>\n'
        f'<use xlink:href="#{name}" style="{style or "fill: #000000"}"/>\n</g>'
    )


def _path(described: str) -> str:
    digits = COARSE if len(described) > LONG else FINE
    made, before = [], ""
    for mark, numbers in _MOVES.findall(described):
        points = ",".join(_short(number, digits) for number in _NUMBER.findall(numbers))
        made.append(f",{points}" if mark == before == "L" else f"{mark}{points}")
        before = mark
    return "".join(made)


def _short(number: str, digits: int) -> str:
    rounded = f"{float(number):.{digits}f}"
    short = rounded.rstrip("0").rstrip(".") if "." in rounded else rounded
    return "0" if short == "-0" else short

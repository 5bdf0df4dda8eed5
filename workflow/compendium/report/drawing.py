"""Figures as SVG: the same bytes each time, and no longer than what can be seen."""

import io
import re
from urllib.parse import quote

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.text import Text

from compendium.report import figure_fonts  # noqa: F401  (the faces that all drawings have)

LONG = 2000  # characters of a path that is an outline of many points, such as a coast
FINE, COARSE = 2, 1  # decimals of a point (1/72 inch) in a path, and in one of many points: both finer than print
SAFE = "!$'()*+,;:@/?="  # marks that stand in an address as they are
HALO = "halo"  # group of a text that stands out from what it lies on
HALO_STYLE = "fill: #ffffff; stroke: #ffffff; stroke-linejoin: round; opacity: 0.8; stroke-width: "
HALO_WIDTH = 1.6  # points
LETTER, GLYPH = 16, 0.25  # by how much the outline of a letter is smaller than matplotlib has it, and its scale then
ENDS = "MLQCz"  # marks of a path; the last two numbers after one are where it goes on
_PATH = re.compile(r'(?<= d=")[^"]*')
_PLACE = re.compile(r'(?<=translate\()[-\d.]+ [-\d.]+(?=\))|(?<= [xy]=")[-\d.]+')
_HATCH = re.compile(
    r'(<pattern [^>]*>\s*<rect [^>]*/>\s*<path d=")([^"]*)(" style="[^"]*stroke-width: )([\d.]+)(; stroke-linecap: )butt'
)
_HALO = re.compile(
    rf'<g id="{HALO}">\s*(<!--.*?-->)\s*<g(?: style="([^"]*)")? (transform="[^"]*scale\(([\d.]+) [^"]*")>(.*?)</g>\s*</g>',
    re.DOTALL,
)
_LETTER = re.compile(r'd="([^"]*)" transform="scale\(0\.015625\)"')
_SET = re.compile(r'(?<=<use )(xlink:href="[^"]*") transform="translate\(([-\d.]+) 0\)"')
_KIND = re.compile(r"<!DOCTYPE [^>]*>\s*")
_NAMED, _USED = re.compile(r' id="([^"]*)"'), re.compile(r'[("]#([^)"]*)')
_MOVES = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def drawn(figure: Figure) -> str:
    """A figure as SVG, without date, program and what else would be said of every figure.

    The canvas prints it, since `savefig` draws everything once more to find a layout, which one drawing finds as well.
    """
    svg = io.StringIO()
    figure.set_dpi(matplotlib.rcParams["savefig.dpi"])  # of pictures within
    FigureCanvasSVG(figure).print_svg(svg, metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    return compact(svg.getvalue())


def with_halo(text: Text) -> None:
    """Let a text stand out from what it lies on. (matplotlib's own way writes the outlines of all its letters, twice.)"""
    text.set_gid(HALO)


def compact(svg: str) -> str:
    """An SVG of matplotlib's with short paths, without indents and names that nothing in it refers to.

    Paths and places keep the decimals that are seen, and paths one mark before lines that follow one another; a path
    goes from point to point, which is shorter than where each point lies.
    """
    svg = _LETTER.sub(_letter, _HALO.sub(_haloed, _HATCH.sub(_dotted, svg)))
    svg = _PLACE.sub(lambda found: _NUMBER.sub(lambda number: _short(number.group(), FINE), found.group()), svg)
    used = set(_USED.findall(svg))
    svg = _NAMED.sub(lambda name: name.group() if name.group(1) in used else "", _KIND.sub("", svg))
    svg = _SET.sub(r'\1 x="\2"', svg)
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


def _letter(found: re.Match[str]) -> str:
    """The outline of a letter in units of a sixteenth as many."""
    return f'd="{_path(found.group(1), 0, 1 / LETTER)}" transform="scale({GLYPH})"'


def _path(described: str, digits: int | None = None, scale: float = 1) -> str:
    """The marks and points of a path, from each point to the next and with what is seen of them; no error adds up."""
    digits = (COARSE if len(described) > LONG else FINE) if digits is None else digits
    made, before, here, start = [], "", (0.0, 0.0), (0.0, 0.0)
    for mark, numbers in _MOVES.findall(described):
        points = [round(float(number) * scale, digits) for number in _NUMBER.findall(numbers)]
        if mark not in ENDS:
            return described
        steps = [point - here[number % 2] for number, point in enumerate(points)]
        here = (points[-2], points[-1]) if points else start
        start = here if mark == "M" else start
        made.append(_joined(mark.lower() if mark != before or mark in "Mz" else "", steps, digits))
        before = mark
    return "".join(made).replace("m", "M", 1)


def _joined(mark: str, numbers: list[float], digits: int) -> str:
    """A mark and numbers, with a comma before one where nothing else parts it from the one before."""
    texts = [_short(f"{number:.{digits + 1}f}", digits) for number in numbers]
    first = "" if mark or not texts or texts[0].startswith("-") else ","
    return mark + first + ",".join(texts).replace(",-", "-")


def _short(number: str, digits: int) -> str:
    rounded = f"{float(number):.{digits}f}"
    short = rounded.rstrip("0").rstrip(".") if "." in rounded else rounded
    return "0" if short == "-0" else short.replace("0.", ".", 1) if short.lstrip("-").startswith("0.") else short

"""Figures as SVG: what is left out of them is nothing that is seen, and an address gives back the drawing."""

import io
import re
from itertools import product
from urllib.parse import unquote

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import rcParams
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from PIL import Image, ImageChops

from compendium.report import drawing
from compendium.report.drawing import COARSE, FINE, LONG

PAGE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg")'
NUMBERS = st.lists(st.floats(-5000, 5000).map(lambda value: f"{value:.6f}"), min_size=2, max_size=2)
MOVES = st.lists(st.tuples(st.sampled_from("ML"), NUMBERS), min_size=1, max_size=60)


def points(path: str) -> list[tuple[str, float, float]]:
    """Every point of a path with the mark that it has; a point after a line's has a line's, a small mark tells steps."""
    found, x, y = [], 0.0, 0.0
    for mark, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        for right, down in zip(values[::2], values[1::2], strict=True):
            x, y = (x + right, y + down) if mark.islower() else (right, down)
            found.append((mark.upper(), x, y))
    return found


@given(MOVES)
def test_a_path_keeps_every_point_as_exactly_as_it_is_seen(moves):
    moves = [("M", moves[0][1]), *moves[1:]]
    before = "".join(f"{mark} {x} {y} \n" for mark, (x, y) in moves)
    digits = COARSE if len(before) > LONG else FINE
    after = points(re.search(r' d="([^"]*)"', drawing.compact(f'<path d="{before}"/>'))[1])
    assert [mark for mark, *_ in after] == [mark for mark, _ in moves]
    for (_, *seen), (_, given_) in zip(after, moves, strict=True):
        assert seen == [pytest.approx(float(value), abs=0.51 * 10**-digits) for value in given_]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40))
def test_an_address_gives_back_the_drawing_and_can_end_no_attribute(text):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">\n<!-- {text} -->\n<path d="M0,0"/></svg>'
    found = drawing.address(svg)
    kind, _, content = found.partition(",")
    assert kind == "data:image/svg+xml" and not set(found) & set('"<>& \n')
    same = unquote(content)
    assert same in (svg.replace("\n<", "<"), svg.replace("\n<", "<").replace('"', "'"))


def seen(folder, svg: str) -> Image.Image:
    """A drawing as Typst draws it."""
    (folder / "drawing.svg").write_text(svg, encoding="utf-8")
    (folder / "page.typ").write_text(PAGE, encoding="utf-8")
    drawn = typst.compile(str(folder / "page.typ"), format="png", ppi=100)
    return Image.open(io.BytesIO(drawn)).convert("RGB")


def differ(one: Image.Image, other: Image.Image) -> int:
    """By how much two pictures of a size differ where they differ most, of 255."""
    assert one.size == other.size
    return max(high for _, high in ImageChops.difference(one, other).getextrema())


def test_a_text_with_a_halo_looks_as_if_its_outlines_were_drawn_twice_and_takes_less(tmp_path, monkeypatch):
    monkeypatch.setitem(rcParams, "savefig.dpi", 160)

    def drawn(stand_out) -> str:
        figure = Figure(figsize=(4, 1))
        axes = figure.add_axes((0, 0, 1, 1), facecolor="#b3541e")
        axes.plot([0, 1], [0.45, 0.55], color="black")
        for x, y in product((0.02, 0.52), (0.46, 0.5, 0.53)):
            text = axes.annotate(
                "Қазақстан: Bolivia, Peru", (x, y), fontsize=9, color="#12355b" if x > 0.5 else "black"
            )
            stand_out(text)
        return drawing.drawn(figure)

    short, without = drawn(drawing.with_halo), drawn(lambda text: None)
    monkeypatch.setattr(drawing, "compact", lambda svg: svg)
    long = drawn(lambda text: text.set_path_effects([withStroke(linewidth=1.6, foreground="white", alpha=0.8)]))
    assert len(re.findall(r'<g id="halo_\d+"', short)) == len(set(re.findall(r'<g id="(halo_\d+)"', short))) == 6
    assert len(short) < 0.6 * len(long) and differ(seen(tmp_path, short), seen(tmp_path, long)) < 96
    assert differ(seen(tmp_path, short), seen(tmp_path, without)) > 96


def test_a_short_drawing_looks_like_the_long_one(tmp_path, monkeypatch):
    monkeypatch.setitem(rcParams, "savefig.dpi", 160)
    figure = Figure(figsize=(4, 3))
    axes = figure.add_subplot()
    axes.plot([0.123456, 0.5, 0.987654], [3.33333, 1.11111, 2.22222], marker="o")
    axes.set_title("Қазақстан: 1,234")
    axes.bar([0.2, 0.6, 0.9], [2, 3, 1], width=0.2, hatch="...", facecolor="white", edgecolor="black")
    axes.bar([0.4], [2.5], width=0.1, hatch="xx", facecolor="white", edgecolor="black")
    short = drawing.drawn(figure)
    monkeypatch.setattr(drawing, "compact", lambda svg: svg)
    long = drawing.drawn(figure)
    assert "stroke-linecap: round" in short and len(short) < len(long) / 2
    assert differ(seen(tmp_path, short), seen(tmp_path, long)) < 96  # at the edges of lines

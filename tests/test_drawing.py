"""Figures as SVG: what is left out of them is nothing that is seen, and an address gives back the drawing."""

import io
import re
from urllib.parse import unquote

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import rcParams
from matplotlib.figure import Figure
from PIL import Image, ImageChops

from compendium.report import drawing
from compendium.report.drawing import COARSE, FINE, LONG

NUMBERS = st.lists(st.floats(-5000, 5000).map(lambda value: f"{value:.6f}"), min_size=2, max_size=2)
MOVES = st.lists(st.tuples(st.sampled_from("ML"), NUMBERS), min_size=1, max_size=60)


def points(path: str) -> list[tuple[str, float, float]]:
    """Every point of a path with the mark that it has; a point after a line's has a line's."""
    found = []
    for mark, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        found += [(mark, *values[i : i + 2]) for i in range(0, len(values), 2)]
    return found


@given(MOVES)
def test_a_path_keeps_every_point_as_exactly_as_it_is_seen(moves):
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
    seen = []
    for name, svg in (("short", short), ("long", drawing.drawn(figure))):
        (tmp_path / f"{name}.svg").write_text(svg, encoding="utf-8")
        page = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("{name}.svg")'
        (tmp_path / f"{name}.typ").write_text(page, encoding="utf-8")
        seen.append(Image.open(io.BytesIO(typst.compile(str(tmp_path / f"{name}.typ"), format="png", ppi=100))))
    assert "stroke-linecap: round" in short and len(short) < len(svg) / 2 and seen[0].size == seen[1].size
    worst = max(high for _, high in ImageChops.difference(*(one.convert("RGB") for one in seen)).getextrema())
    assert worst < 96  # of 255, at the edges of lines

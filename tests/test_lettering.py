"""Texts of a drawing as text: they look as their outlines do, and a PDF has them as letters of a font."""

import re
from importlib.util import find_spec
from pathlib import Path

import pypdf
import pytest
import typst
from matplotlib import rcParams
from matplotlib.figure import Figure
from PIL import Image, ImageChops

from compendium.paths import path_of
from compendium.report import drawing, figure_fonts, fonts  # noqa: F401
from compendium.report.lettering import lettered

FONTS = [str(Path(find_spec("matplotlib").origin).with_name("mpl-data") / "fonts/ttf"), str(path_of(fonts.FOLDER))]
NAMES = {"DejaVu Sans": "DejaVuSans", fonts.NARROW: "CompendiumSans"}
PAGE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg")'
SAID = "Шымкент, Aqtöbe & first < office"  # with two ligatures


@pytest.fixture(params=NAMES)
def svg(monkeypatch, request):
    monkeypatch.setitem(rcParams, "font.family", [request.param])
    monkeypatch.setitem(rcParams, "savefig.dpi", 160)
    figure = Figure(figsize=(4, 2))
    axes = figure.add_axes((0, 0, 1, 1), facecolor="#b3541e")
    axes.set(xticks=[], yticks=[])
    drawing.with_halo(axes.annotate(SAID, (0.1, 0.8), fontsize=9))
    for y, style in ((0.2, {}), (0.4, {"weight": "bold"}), (0.6, {"style": "oblique", "color": "#12355b"})):
        axes.annotate(SAID, (0.1, y), fontsize=9, **style)
    axes.annotate(SAID, (0.9, 0.1), fontsize=6.4, rotation=80)
    return drawing.drawn(figure)


def compiled(folder: Path, svg: str, **form: object) -> Path:
    (folder / "drawing.svg").write_text(svg, encoding="utf-8")
    (folder / "page.typ").write_text(PAGE, encoding="utf-8")
    made = folder / f"made.{form['format']}"
    given = {"font_paths": FONTS, "ignore_system_fonts": True}
    made.write_bytes(typst.compile(str(folder / "page.typ"), **given, **form))
    return made


def test_texts_look_like_their_outlines(svg, tmp_path):
    text = lettered(svg)
    assert re.search(r'"#\w+Sans', svg) and not re.search(r'"#\w+Sans', text) and text.count("<text") == 5
    one, other = (Image.open(compiled(tmp_path, s, format="png", ppi=100)).convert("RGB") for s in (svg, text))
    assert one.size == other.size
    assert max(high for _, high in ImageChops.difference(one, other).getextrema()) < 128  # at the edges of letters
    assert sum(ImageChops.difference(one, other).convert("L").histogram()[40:]) < 0.005 * one.width * one.height


def test_a_pdf_has_the_texts_as_letters(svg, tmp_path):
    page = pypdf.PdfReader(compiled(tmp_path, lettered(svg), format="pdf")).pages[0]
    found = re.sub(r"\s+", "", page.extract_text().replace("ﬁ", "fi").replace("ﬃ", "ffi"))
    assert found.count(re.sub(r"\s+", "", SAID)) >= 3
    assert not pypdf.PdfReader(compiled(tmp_path, svg, format="pdf")).pages[0].extract_text().strip()


def test_a_text_that_is_not_one_letter_for_each_character_stays_as_it_is(svg):
    other = re.sub("<!-- Шымкент.*? -->(?=\n<g style)", "<!-- other -->", svg)
    assert other != svg and lettered(other).count("<text") == 4
    other = re.sub("<!-- Шымкент.*? -->(?=\n<defs>\n<g id=.halo)", "<!-- other -->", svg)
    assert other != svg and lettered(other) == other, "a halo is as wide as it is for outlines, or as for a text"
    other = re.sub("|".join(NAMES.values()), "Another", svg)
    assert lettered(other) == other

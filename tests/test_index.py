"""The index: sections of the configuration, no report left out or named twice, and pictures that are figures alone."""

from types import SimpleNamespace

import nbformat
import pytest
from PIL import Image

from compendium.decision import config
from compendium.decision.config import reports
from compendium.report import index, thumbnail

KEYS = list(reports())


def test_reports_in_no_section_follow_the_others():
    sections = index._sections({"sections": [{"title": "First", "form": "rows", "reports": [KEYS[1]]}]})
    assert [s["title"] for s in sections] == ["First", "More reports"]
    assert [key for s in sections for key in s["reports"]] == [KEYS[1], KEYS[0], *KEYS[2:]]
    assert [s["reports"] for s in index._sections({})] == [KEYS]


@pytest.mark.parametrize(
    ("named", "kinds"),
    [
        ([[KEYS[0]], KEYS[1:]], []),
        ([[KEYS[0], "no-such-report"]], ["unknown report"]),
        ([[KEYS[0]], [KEYS[1], KEYS[0]]], ["report named twice"]),
    ],
)
def test_a_section_names_reports_that_there_are_and_none_twice(named, kinds):
    found = SimpleNamespace(
        value={"reports": reports(), "index": {"sections": [{"reports": keys} for keys in named]}},
        problem=lambda _path, kind, *_told: kind,
    )
    assert list(config._indexed(found)) == kinds


def test_a_picture_is_the_marked_or_first_figure_with_its_alt_text_or_none(tmp_path):
    for name, shade in (("figure-a", 10), ("figure-b", 200)):
        Image.new("RGB", (900, 300), (shade,) * 3).save(tmp_path / f"{name}.png")
    cells = [nbformat.v4.new_markdown_cell("Text.")]
    for name in ("figure-a", "figure-b"):
        about = {"image/svg+xml": {"identifier": name, "alt": f"Кривая «{name}»"}}
        output = nbformat.v4.new_output("display_data", {"image/svg+xml": "<svg/>"}, metadata=about)
        cells.append(nbformat.v4.new_code_cell(outputs=[output]))
    made, page = tmp_path / "made.png", tmp_path / "page.png"
    thumbnail.write(nbformat.v4.new_notebook(cells=cells), tmp_path, made)
    assert thumbnail.alt(made) == "Кривая «figure-a»"
    shown = Image.open(made)
    assert shown.width == thumbnail.WIDTH and shown.convert("RGB").getpixel((5, 5)) == (10, 10, 10)
    cells[2].outputs[0].metadata["image/svg+xml"]["picture"] = "yes"
    thumbnail.write(nbformat.v4.new_notebook(cells=cells), tmp_path, made)
    assert thumbnail.alt(made) == "Кривая «figure-b»"
    Image.new("RGB", (40, 40)).save(page)
    before = page.read_bytes()
    thumbnail.write(nbformat.v4.new_notebook(cells=cells[:1]), tmp_path, page)
    assert page.read_bytes() == before and thumbnail.alt(page) is None

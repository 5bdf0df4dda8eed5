"""The index: sections of the configuration, no report left out or named twice, and pictures that are figures alone."""

import hashlib
import json
import sys
from types import SimpleNamespace

import nbformat
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from compendium.decision import config
from compendium.decision.config import reports
from compendium.paths import ROOT
from compendium.report import index, search, thumbnail

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
    assert thumbnail.alt(made) == "Кривая «figure-a»" and thumbnail.figure(made) == "figure-a"
    shown = Image.open(made)
    assert shown.width == thumbnail.WIDTH and shown.convert("RGB").getpixel((5, 5)) == (10, 10, 10)
    cells[2].outputs[0].metadata["image/svg+xml"]["picture"] = "yes"
    thumbnail.write(nbformat.v4.new_notebook(cells=cells), tmp_path, made)
    assert thumbnail.alt(made) == "Кривая «figure-b»"
    Image.new("RGB", (40, 40)).save(page)
    before = page.read_bytes()
    thumbnail.write(nbformat.v4.new_notebook(cells=cells[:1]), tmp_path, page)
    assert page.read_bytes() == before and thumbnail.alt(page) is None


def test_the_library_that_searches_is_the_one_that_the_readme_names():
    folder = ROOT / search.FOLDER
    digest = hashlib.sha256((folder / "minisearch.min.js").read_bytes()).hexdigest()
    assert digest in (folder / "README.md").read_text(encoding="utf-8")


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_whatever_an_entry_is_called_stands_in_the_page_and_ends_no_element(texts):
    entries = [search.Entry(text or "x", "Report", "a.html", {"ru": text}, text) for text in texts]
    html = search.form(entries)
    found = BeautifulSoup(html, "html.parser").find(id="entries")
    assert [entry["name"] for entry in json.loads(found.string)] == [text or "x" for text in texts]
    assert html.count("<script") == html.count("</script>") == 1


@pytest.mark.slow
def test_every_report_and_what_the_study_names_can_be_found(original):
    code = (
        "import dataclasses, json; from compendium.decision.config import reports; from compendium.report import search;"
        "print(json.dumps([dataclasses.asdict(e) for e in search.entries(dict.fromkeys(reports(), 'Finding.'))]))"
    )
    found = json.loads(original.call([sys.executable, "-c", code]).stdout)
    assert [entry["address"] for entry in found if entry["kind"] == "Report"] == [f"{key}.html" for key in KEYS]
    assert {"Border", "State", "Initiative", "Oblast"} <= {entry["kind"] for entry in found}
    border = next(entry for entry in found if entry["name"] == "Kazakhstan–Uzbekistan")
    assert border["address"] == "border-kaz-uzb.html"
    assert border["others"]["kk"] == "Қазақстан\N{NO-BREAK SPACE}– Өзбекстан"
    assert all(
        {"es", "ru", "kk"} <= set(entry["others"]) for entry in found if entry["kind"] in ("Border", "State", "Oblast")
    )

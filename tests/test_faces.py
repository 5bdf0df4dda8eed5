"""The faces of all formats: they hold the letters of the languages of reports, under names that their licence leaves free."""

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from compendium.paths import ROOT
from compendium.report import fonts

LETTERS = {
    "Spanish": "áéíñóúü¿¡",
    "Russian": "".join(map(chr, range(0x410, 0x450))) + "ёЁ№",
    "Kazakh": "әғқңөұүһіӘҒҚҢӨҰҮҺІ",
    "Portuguese": "ãõçâêôà",
    "numbers": "0123456789−–—%·×≤≥≈",
}


@pytest.mark.parametrize("name", fonts.FACES)
def test_a_face_has_every_letter_and_a_free_name(name):
    font = TTFont(ROOT / fonts.FOLDER / f"{name}.ttf")
    missing = {language: [c for c in text if ord(c) not in font.getBestCmap()] for language, text in LETTERS.items()}
    assert not any(missing.values()), missing
    family, weight, style = fonts.FACES[name]
    assert font["name"].getDebugName(1) == family and "PT " not in family
    assert font["OS/2"].usWeightClass == weight and bool(font["head"].macStyle & 2) == (style == "italic")
    held = [code for part in fonts.PARTS for code in fonts.codes(part)]
    assert len(held) == len(set(held)) and set(font.getBestCmap()) <= set(held), "each letter is in one part"
    for part in fonts.PARTS:
        assert (ROOT / fonts.FOLDER / f"{name}-{part}.woff2").read_bytes()[:4] == b"wOF2"


def test_pages_name_only_faces_that_there_are():
    rules, style = fonts.rules("fonts/"), (ROOT / "workflow/templates/report.css").read_text(encoding="utf-8")
    typ = (ROOT / "workflow/templates/report.typ").read_text(encoding="utf-8")
    for family in {family for family, *_ in fonts.FACES.values()}:
        assert f'"{family}"' in rules and f'"{family}"' in style and f'"{family}"' in typ
    assert all(f"url(fonts/{name}-{part}.woff2)" in rules for name in fonts.FACES for part in fonts.PARTS)
    assert set(fonts.outputs().values()) == {f"reports/fonts/{path.name}" for path in _shared()}


def test_a_page_carries_the_parts_of_a_face_whose_letters_it_has():
    letters = {"core": "Cooperation", "accents": "Chuí", "russian": "Граница", "turkic": "Әріп", "rare": "Łódź"}
    for part, text in letters.items():
        rules = fonts.rules(page=text)
        carried = {one for one, codes in fonts.PARTS.items() if f"unicode-range: {codes};" in rules}
        assert part in carried and carried <= {"core", "accents", "russian", part}, text
        assert rules.count("data:font/woff2") == 4 * len(carried) and "font-style: italic" not in rules
    assert fonts.rules(page="Граница, <em>border</em>").count("font-style: italic") == 1


def _shared():
    return [path for path in (ROOT / fonts.FOLDER).iterdir() if path.suffix in (".woff2", ".txt")]


def test_figures_are_drawn_in_the_narrow_face():
    from matplotlib import font_manager, rc_params_from_file

    from compendium.report import figure_fonts  # noqa: F401

    family = rc_params_from_file(ROOT / "workflow/templates/matplotlibrc", use_default_template=False)["font.family"]
    assert family[0] == fonts.NARROW
    for weight, name in (("normal", "narrow"), ("bold", "narrow-bold")):
        asked = font_manager.FontProperties(family=family[0], weight=weight)
        assert font_manager.findfont(asked) == str(ROOT / fonts.FOLDER / f"{name}.ttf")


@pytest.mark.slow
def test_a_pdf_has_both_faces_within(original):
    names = set()
    for page in PdfReader(original / "reports/twinned-cities.pdf").pages:
        found = page["/Resources"].get("/Font", {})
        for font in (found[key].get_object() for key in found):
            (inner,) = font.get("/DescendantFonts", [font])
            described = inner.get_object().get("/FontDescriptor", {})
            assert {"/FontFile2", "/FontFile3"} & set(described.get_object()), font["/BaseFont"]
            names.add(font["/BaseFont"].split("+")[-1])
    assert {"CompendiumSerif", "CompendiumSans"} <= {name.partition("-")[0].lstrip("/") for name in names}

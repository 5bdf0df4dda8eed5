"""Word documents: page numbers on every page, wide tables on landscape pages, heads repeated, rows whole."""

import re
import zipfile
from xml.etree import ElementTree as ET

import pytest

from compendium.report import pandoc, word
from compendium.report.templates import Templates

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def table(columns: int, rows: int) -> str:
    line = "| " + " | ".join(["long-as-cells-go" if columns > 9 else "cell"] * columns) + " |"
    return "\n".join([line, "|" + "---|" * columns, *[line] * rows, "", ": A table.", ""])


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """Parts of a document with a narrow table, a wide one, and a narrow one after it."""
    folder = tmp_path_factory.mktemp("word")
    source = folder / "s.md"
    source.write_text("\n\n".join(["Text.", table(3, 2), table(10, 30), "More.", table(2, 1)]), encoding="utf-8")
    document = pandoc.read(source, Templates.found(), reader=pandoc.MARKDOWN, variables={"title": "T"}, media=folder)
    pandoc.docx(document, folder / "d.docx")
    with zipfile.ZipFile(folder / "d.docx") as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}


def test_each_section_has_page_numbers_and_only_the_wide_table_is_turned(parts):
    sections = list(ET.fromstring(parts["word/document.xml"]).iter(f"{W}sectPr"))
    assert [section.find(f"{W}pgSz").get(f"{W}orient", "portrait") for section in sections] == [
        "portrait",
        "landscape",
        "portrait",
    ]
    footers = {section.find(f"{W}footerReference").get(f"{R}id") for section in sections}
    (relation,) = footers
    target = re.search(rf'<Relationship [^>]*Id="{relation}"[^>]*>', parts["word/_rels/document.xml.rels"]).group()
    footer = parts["word/" + re.search(r'Target="([^"]*)"', target).group(1)]
    assert "PAGE" in footer and "NUMPAGES" in footer


def test_heads_are_repeated_and_rows_stay_whole(parts):
    tables = list(ET.fromstring(parts["word/document.xml"]).iter(f"{W}tbl"))
    assert [len(found.findall(f"{W}tr")) for found in tables] == [3, 31, 2]
    for found in tables:
        head, *rows = found.findall(f"{W}tr")
        assert head.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_captions_and_cells_have_styles_of_their_own_and_the_language_is_set(parts):
    styles = parts["word/styles.xml"]
    caption = styles[slice(*word._style(styles, "Caption"))]
    assert f'w:sz w:val="{word.CAPTION}"' in caption and "<w:i />" not in caption
    assert word.NARROW in styles[slice(*word._style(styles, "Compact"))]
    assert 'w:val="en"' in re.search(r"<w:lang [^>]*>", styles).group()
    assert re.findall(r"Table \d: ", re.sub(r"<[^>]+>", "", parts["word/document.xml"])) == [
        f"Table {number}: " for number in (1, 2, 3)
    ]


def test_a_document_of_another_layout_is_refused():
    with pytest.raises(word.UnknownLayout, match="no style 'Nothing'"):
        word._style("<w:styles></w:styles>", "Nothing")
    with pytest.raises(word.UnknownLayout, match="no footer"):
        word._body("<w:document></w:document>")


def test_rows_begin_with_what_they_are_about_and_faces_have_others_to_stand_for_them(parts):
    for found in ET.fromstring(parts["word/document.xml"]).iter(f"{W}tbl"):
        look = found.find(f"{W}tblPr/{W}tblLook")
        assert look.get(f"{W}firstColumn") == look.get(f"{W}firstRow") == "1" and look.get(f"{W}val") == "00A0"
    others = {
        font.get(f"{W}name"): font.find(f"{W}altName").get(f"{W}val")
        for font in ET.fromstring(parts["word/fontTable.xml"])
        if font.find(f"{W}altName") is not None
    }
    assert others == {word.TEXT_FACE: "Cambria", word.NARROW: "Arial Narrow"}
    assert f'typeface="{word.TEXT_FACE}"' in parts["word/theme/theme1.xml"]

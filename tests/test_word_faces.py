"""A Word document has its faces within, so that no word of a table breaks where they are not installed."""

import uuid
import zipfile
from xml.etree import ElementTree

from compendium.paths import path_of
from compendium.report import fonts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def test_every_face_is_within_a_word_document_under_the_key_that_it_names(small):
    with zipfile.ZipFile(small / "reports/turnout.docx") as word:
        table = ElementTree.fromstring(word.read("word/fontTable.xml"))
        related = ElementTree.fromstring(word.read("word/_rels/fontTable.xml.rels"))
        targets = {one.get("Id"): one.get("Target") for one in related}
        assert "odttf" in word.read("[Content_Types].xml").decode()
        assert "embedTrueTypeFonts" in word.read("word/settings.xml").decode()
        found = {}
        for family in table:
            for kind in ("Regular", "Bold", "Italic"):
                for face in family.findall(f"{W}embed{kind}"):
                    hidden = word.read(f"word/{targets[face.get(f'{R}id')]}")
                    key = uuid.UUID(face.get(f"{W}fontKey")).bytes[::-1] * 2
                    plain = bytes(a ^ b for a, b in zip(hidden[:32], key, strict=True)) + hidden[32:]
                    found[family.get(f"{W}name"), kind] = plain
    forms = {(400, "normal"): "Regular", (700, "normal"): "Bold", (400, "italic"): "Italic"}
    assert found == {
        (family, forms[weight, style]): path_of(f"{fonts.FOLDER}/{file}.ttf").read_bytes()
        for file, (family, weight, style) in fonts.FACES.items()
    }

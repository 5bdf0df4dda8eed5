"""The faces within a Word document: of each the letters that the document has, hidden as the format has it."""

import io
import re
import uuid
from collections.abc import Mapping
from functools import cache
from html import unescape

from fontTools import subset
from fontTools.ttLib import TTFont

from compendium.paths import path_of
from compendium.report import fonts

SPACE = "http://schemas.openxmlformats.org"
# How a part of the table of faces names each face of a family, in the order of its schema.
KINDS = {(400, "normal"): "Regular", (700, "normal"): "Bold", (400, "italic"): "Italic"}
TABLES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk", "lnum", "tnum")  # features that a face keeps
ALWAYS = frozenset(map(chr, range(0x20, 0x7F)))  # of numbers of pages, and of what is typed over
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def named(family: str) -> str:
    """Where the faces of a family are within a document, for its table of faces."""
    there = {form: file for file, (named, *form) in fonts.FACES.items() if named == family for form in [tuple(form)]}
    return "".join(
        f'<w:embed{kind} r:id="{_called(there[form])}" w:fontKey="{_key(there[form])}"/>'
        for form, kind in KINDS.items()
        if form in there
    )


def parts(texts: Mapping[str, str]) -> dict[str, bytes]:
    """Parts of a document that hold the faces, given its other parts as XML: each face has the letters of all of them."""
    letters = ALWAYS.union(*(unescape(text) for xml in texts.values() for text in _TEXT.findall(xml)))
    related = "".join(
        f'<Relationship Id="{_called(file)}" Type="{SPACE}/officeDocument/2006/relationships/font" Target="fonts/{file}.odttf"/>'
        for file in fonts.FACES
    )
    relations = f'<Relationships xmlns="{SPACE}/package/2006/relationships">{related}</Relationships>'
    faces = {f"word/fonts/{file}.odttf": _hidden(file, frozenset(letters)) for file in fonts.FACES}
    return {"word/_rels/fontTable.xml.rels": relations.encode(), **faces}


def _called(file: str) -> str:
    return f"rId{file.replace('-', '')}"


def _key(file: str) -> str:
    """The key under which a face is hidden: the same for each document."""
    return f"{{{str(uuid.uuid5(uuid.NAMESPACE_OID, file)).upper()}}}"


def _hidden(file: str, letters: frozenset[str]) -> bytes:
    """A face as a document carries it: its first 32 bytes are mixed with its key (ECMA-376, part 4, 17.8.1)."""
    content = _reduced(file, letters)
    key = uuid.UUID(_key(file)).bytes[::-1]
    return bytes(byte ^ mix for byte, mix in zip(content[:32], key * 2, strict=True)) + content[32:]


@cache
def _reduced(file: str, letters: frozenset[str]) -> bytes:
    """A face with these letters alone, the same bytes each time."""
    face, made = TTFont(path_of(f"{fonts.FOLDER}/{file}.ttf"), recalcTimestamp=False), io.BytesIO()
    maker = subset.Subsetter(subset.Options(hinting=False, layout_features=list(TABLES), name_IDs=["*"]))
    maker.populate(unicodes=sorted(map(ord, letters)))
    maker.subset(face)
    face.save(made, reorderTables=True)
    return made.getvalue()

"""The faces within a Word document, whole and the same in each: a program that has several open may take those of one."""

import uuid
from functools import cache

from compendium.paths import path_of
from compendium.report import fonts

SPACE = "http://schemas.openxmlformats.org"
# How a part of the table of faces names each face of a family, in the order of its schema.
KINDS = {(400, "normal"): "Regular", (700, "normal"): "Bold", (400, "italic"): "Italic"}


def named(family: str) -> str:
    """Where the faces of a family are within a document, for its table of faces."""
    there = {form: file for file, (named, *form) in fonts.FACES.items() if named == family for form in [tuple(form)]}
    return "".join(
        f'<w:embed{kind} r:id="{_called(there[form])}" w:fontKey="{_key(there[form])}"/>'
        for form, kind in KINDS.items()
        if form in there
    )


def parts() -> dict[str, bytes]:
    """Parts of a document that hold the faces, by their names in it."""
    related = "".join(
        f'<Relationship Id="{_called(file)}" Type="{SPACE}/officeDocument/2006/relationships/font" Target="fonts/{file}.odttf"/>'
        for file in fonts.FACES
    )
    relations = f'<Relationships xmlns="{SPACE}/package/2006/relationships">{related}</Relationships>'
    faces = {f"word/fonts/{file}.odttf": _hidden(file) for file in fonts.FACES}
    return {"word/_rels/fontTable.xml.rels": relations.encode(), **faces}


def _called(file: str) -> str:
    return f"rId{file.replace('-', '')}"


def _key(file: str) -> str:
    """The key under which a face is hidden: the same for each document."""
    return f"{{{str(uuid.uuid5(uuid.NAMESPACE_OID, file)).upper()}}}"


@cache
def _hidden(file: str) -> bytes:
    """A face as a document carries it: its first 32 bytes are mixed with its key (ECMA-376, part 4, 17.8.1)."""
    content = path_of(f"{fonts.FOLDER}/{file}.ttf").read_bytes()
    key = uuid.UUID(_key(file)).bytes[::-1]
    return bytes(byte ^ mix for byte, mix in zip(content[:32], key * 2, strict=True)) + content[32:]

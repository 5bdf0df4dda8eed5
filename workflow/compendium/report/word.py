"""What Word needs beyond what pandoc writes: styles and a footer before; sections, rows, widths of tables after."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from functools import partial

import pypandoc

from compendium.report import fonts, word_faces
from compendium.report.word_faces import SPACE

CAPTION, CELL, TEXT = 18, 16, 20  # text of captions, of table cells and of paragraphs, in half-points
TEXT_FACE, NARROW = fonts.SERIF, fonts.NARROW  # of text, and of headings and table cells; both are within a document
INSET = 60  # room at the sides of a cell, in twentieths of a point
SHORT, LONG, MARGIN = 11906, 16838, 1134  # sides of A4 and margins of 2 cm, in twentieths of a point
FOOTER, RELATION = "word/footer1.xml", "rIdFooter"
# Sizes of letters as in the PDF, in half-points, and the room above and below paragraphs, in twentieths of a point.
SIZES = {"Title": 40, "Subtitle": 24, "Author": 20, "Heading1": 26, "Heading2": 21, "Heading3": 20, "VerbatimChar": 17}
ROOM = {"Heading1": 240, "BodyText": 100}
REFERENCE = f'<w:footerReference w:type="default" r:id="{RELATION}"/>'
MARGINS = "".join(f' w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left")) + "".join(
    f' w:{name}="{twips}"' for name, twips in (("header", 567), ("footer", 567), ("gutter", 0))
)
_TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
_SECTION = re.compile(r"<w:sectPr>(<w:pgSz [^>]*/>)</w:sectPr>")
_COLUMN = re.compile(r'<w:gridCol w:w="(\d+)" ?/>')
_LANGUAGE = re.compile(r'(<w:lang [^>]*w:val=")[^"]*')
_LOOK = re.compile(r'(<w:tblLook w:firstRow="1" [^>]*)w:firstColumn="0"([^>]*)w:val="0020"')
_FOOTERS = re.compile(r"<w:footerReference [^>]*/>")
Change = Callable[[str], str]


class UnknownLayout(ValueError):
    """A part of pandoc's document that is not as it was when this was written."""


def reference() -> bytes:
    """pandoc's own reference document, with sizes of ours, A4 and page numbers. Raises UnknownLayout."""
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file=reference.docx"]
    given = subprocess.run(command, capture_output=True, check=True).stdout
    changes = {
        "word/styles.xml": _styles,
        "word/theme/theme1.xml": _theme,
        "word/fontTable.xml": _faces,
        "word/document.xml": partial(
            _replaced,
            old="<w:sectPr>",
            new=f'<w:sectPr>{REFERENCE}<w:pgSz w:w="{SHORT}" w:h="{LONG}"/><w:pgMar{MARGINS}/>',
        ),
        "[Content_Types].xml": partial(
            _replaced,
            old="</Types>",
            new=f'<Override PartName="/{FOOTER}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>',
        ),
        "word/_rels/document.xml.rels": partial(
            _replaced,
            old="</Relationships>",
            new=f'<Relationship Id="{RELATION}" Type="{SPACE}/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>',
        ),
    }
    return _changed(given, changes, {FOOTER: _footer().encode()})


def finished(document: bytes, language: str = "en") -> bytes:
    """A document as pandoc wrote it, with rows that no page breaks, landscape pages that have a footer, its language."""
    changes = {
        "word/document.xml": _body,
        "word/styles.xml": partial(_in_language, language=language),
        "word/settings.xml": partial(
            _replaced,
            old="<w:embedSystemFonts />",
            new="<w:embedTrueTypeFonts /><w:embedSystemFonts />",
        ),
    }
    return _changed(document, changes, word_faces.parts())


def _in_language(xml: str, language: str) -> str:
    """Styles of a language. Raises UnknownLayout when they name none."""
    made, times = _LANGUAGE.subn(rf"\g<1>{language}", xml)
    if not times:
        raise UnknownLayout("pandoc's styles name no language")
    return made


def _body(xml: str) -> str:
    found = _FOOTERS.search(xml)
    if not found:
        raise UnknownLayout("pandoc's document has no footer")
    made = _TABLE.sub(lambda table: _table(table.group(), xml[table.end() : table.end() + 200]), xml)
    return _SECTION.sub(rf"<w:sectPr>{found.group()}\1<w:pgMar{MARGINS}/></w:sectPr>", made)


def _table(xml: str, after: str) -> str:
    """A table as wide as its page, whose rows stay whole and begin with what they are about."""
    turned = re.match(r"\s*<w:p><w:pPr><w:sectPr><w:pgSz [^>]*landscape", after)
    across = (LONG if turned else SHORT) - 2 * MARGIN
    whole = sum(int(width) for width in _COLUMN.findall(xml)) or 1
    xml = _LOOK.sub(r'\1w:firstColumn="1"\2w:val="00A0"', xml)
    xml = _COLUMN.sub(lambda found: f'<w:gridCol w:w="{int(found.group(1)) * across // whole}" />', xml)
    return xml.replace("<w:tr><w:tc>", "<w:tr><w:trPr><w:cantSplit /></w:trPr><w:tc>")


def _styles(xml: str) -> str:
    xml = _replaced(xml, '<w:sz w:val="24" />', f'<w:sz w:val="{TEXT}" />')
    upright = f'<w:color w:val="444444"/>{_size(CAPTION)}'
    for name, size in SIZES.items():
        xml = _restyled(xml, name, r'<w:(sz|szCs) w:val="\d+" ?/>', rf'<w:\1 w:val="{size}"/>')
    for name, room in ROOM.items():
        xml = _restyled(xml, name, r'w:before="\d+"', f'w:before="{room}"')
    xml = _restyled(xml, "BodyText", r'w:after="\d+"', f'w:after="{ROOM["BodyText"]}"')
    start, end = _style(xml, "Caption")
    xml = xml[:start] + _replaced(xml[start:end], "<w:i />", upright) + xml[end:]
    _, end = _style(xml, "Compact")
    face = "".join(f' w:{kind}="{NARROW}"' for kind in ("ascii", "hAnsi", "cs"))
    xml = f"{xml[:end]}<w:rPr><w:rFonts{face}/>{_size(CELL)}</w:rPr>{xml[end:]}"
    start, end = _style(xml, "Table")
    return xml[:start] + _replaced(xml[start:end], 'w:w="108"', f'w:w="{INSET}"', times=2) + xml[end:]


def _theme(xml: str) -> str:
    """The faces of headings and of text, which the theme names."""
    for kind, face in (("major", NARROW), ("minor", TEXT_FACE)):
        xml, times = re.subn(rf'(<a:{kind}Font>\s*<a:latin typeface=)"[^"]*"(?: panose="[^"]*")?', rf'\1"{face}"', xml)
        if times != 1:
            raise UnknownLayout(f"pandoc's theme has {times} times a face of {kind} text")
    return xml


def _faces(xml: str) -> str:
    """The faces, each with where it is within, and the one that stands for it where a program does not read that."""
    told = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{other}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/>{word_faces.named(face)}</w:font>'
        for face, other, family in ((TEXT_FACE, "Cambria", "roman"), (NARROW, "Arial Narrow", "swiss"))
    )
    return _replaced(xml, "</w:fonts>", f"{told}</w:fonts>")


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _style(xml: str, name: str) -> tuple[int, int]:
    """Where a style begins, and where its end is marked. Raises UnknownLayout when it is not there."""
    start = xml.find(f'w:styleId="{name}"')
    if start < 0:
        raise UnknownLayout(f"pandoc's reference document has no style {name!r}")
    return start, xml.find("</w:style>", start)


def _restyled(xml: str, name: str, old: str, new: str) -> str:
    """Styles with a pattern replaced in one of them. Raises UnknownLayout when it is not in it."""
    start, end = _style(xml, name)
    made, times = re.subn(old, new, xml[start:end])
    if not times:
        raise UnknownLayout(f"pandoc's style {name!r} has no {old}")
    return xml[:start] + made + xml[end:]


def _replaced(xml: str, old: str, new: str, times: int = 1) -> str:
    """XML with the first of its `old` replaced. Raises UnknownLayout when there is none."""
    if old not in xml:
        raise UnknownLayout(f"pandoc's reference document has no {old}")
    return xml.replace(old, new, times)


def _footer() -> str:
    """Page and pages, in the middle."""
    spaces = f'xmlns:w="{SPACE}/wordprocessingml/2006/main"'
    fields = [f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>' for name in ("PAGE", "NUMPAGES")]
    between = '<w:r><w:t xml:space="preserve"> / </w:t></w:r>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:ftr {spaces}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{between.join(fields)}</w:p></w:ftr>'


def _changed(document: bytes, changes: dict[str, Change], more: dict[str, bytes]) -> bytes:
    """A zip with some of its parts changed and some added, each with the time that it had or with that of a zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for info in given.infolist():
            content = given.read(info)
            change = changes.get(info.filename)
            target.writestr(info, change(content.decode()).encode() if change else content)
        for name, content in more.items():
            target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()

"""Sheets of texts, numbers and truth values as one workbook (.xlsx), the same bytes each time.

No text is a formula, whatever it begins with.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from compendium import escape
from compendium.decision import schemas, types
from compendium.decision.config import metadata

NAME = 31  # characters of the name of a sheet
WIDEST, NARROWEST = 60, 8  # characters of a column
LOOKED_AT = 200  # rows that a width is taken from
CONTROL = re.compile(r"[\x00-\x1f\ufffe\uffff]")  # what XML cannot hold, or not as it is
CORE = "docProps/core.xml"
SAVED = re.compile(r"(<dcterms:(created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True)
class Sheet:
    """A sheet by its name, the heads of its columns, and its rows."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[object]]


def of_records(name: str, records: list[dict]) -> Sheet:
    """A sheet of records that have the same keys."""
    return Sheet(name[:NAME], list(records[0]) if records else ["none"], [list(record.values()) for record in records])


def of_table(name: str, table: pa.Table) -> Sheet:
    """A sheet of a tidy table, without its geometry."""
    heads = [field["name"] for field in schemas.table(name)["fields"] if field["type"] != types.GEOMETRY]
    columns = [table[head].to_pylist() for head in heads]
    return Sheet(name[:NAME], heads, list(zip(*columns, strict=True)))


def content(sheets: Sequence[Sheet]) -> bytes:
    """Bytes of a workbook of these sheets; its times are those of the release."""
    book, made = Workbook(write_only=True), io.BytesIO()
    book.properties.creator, book.properties.title = metadata()["authors"][0]["name"], metadata()["title"]
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    book.save(made)
    return _timed(made)


def _fill(page: Worksheet, sheet: Sheet) -> None:
    """Heads that stay in sight, and columns about as wide as what stands in them."""
    page.freeze_panes = "A2"
    for number, head in enumerate(sheet.heads):
        texts = [head, *(_text(row[number]) for row in sheet.rows[:LOOKED_AT])]
        width = min(max(NARROWEST, *(len(text) + 2 for text in texts)), WIDEST)
        page.column_dimensions[get_column_letter(number + 1)].width = width
    page.append([_bold(page, head) for head in sheet.heads])
    for row in sheet.rows:
        page.append([_value(page, value) for value in row])


def _bold(page: Worksheet, head: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, value=head)
    cell.font = Font(bold=True)
    return cell


def _value(page: Worksheet, value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    text = _text(value)
    if len(text) > escape.CELL:
        text = f"({len(text):,} characters, more than a cell holds: see the CSV file)"
    coded = CONTROL.sub(lambda found: f"_x{ord(found.group()):04X}_", escape.workbook(text))
    cell = WriteOnlyCell(page, value=coded or None)
    if text:
        cell.data_type = "s"
    return cell


def _text(value: object) -> str:
    return schemas.SEPARATOR.join(value) if isinstance(value, list) else "" if value is None else str(value)


def _timed(made: io.BytesIO) -> bytes:
    """The members in their order, each with the time of the release, which the library takes from the clock."""
    released, again = metadata()["released"], io.BytesIO()
    with zipfile.ZipFile(made) as given, zipfile.ZipFile(again, "w") as file:
        for name in given.namelist():
            text = given.read(name)
            if name == CORE:
                text = SAVED.sub(rf"\g<1>{released}T00:00:00Z", text.decode()).encode()
            info = zipfile.ZipInfo(name, (released.year, released.month, released.day, 0, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            info.external_attr = 0o644 << 16
            file.writestr(info, text, compresslevel=9)
    return again.getvalue()

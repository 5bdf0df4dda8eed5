"""A raw table as a workbook (.xlsx) in which every cell is text, and back: exactly as printed goes in and comes out.

A spreadsheet program makes numbers and dates of what is typed into other cells; what it made is refused with its place.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from compendium import escape
from compendium.failure import Refused
from compendium.source import fingerprint, grid, limits

ABOUT = "about"  # the sheet that says of which table it is
WIDEST = 60  # characters of a column as it is shown
TEXT = "@"  # number format of text (ECMA-376, 18.8.30, id 49)
MADE = {"n": "a number", "d": "a date", "b": "a truth value", "f": "a formula", "e": "an error"}


def write(table: str, title: str, path: Path) -> None:
    """Write a raw table, named from the root, as a workbook. Raises Refused for a table that no workbook holds."""
    given, book = grid.read(table), Workbook()
    sheet = book.active
    sheet.title = "table"
    for row, record in enumerate(given.records, start=1):
        for column, text in enumerate(record, start=1):
            if len(text) > escape.CELL or ILLEGAL_CHARACTERS_RE.search(text):
                raise Refused(f"{given.cell(row, column)} holds what no cell of a workbook can: edit {table} as text.")
            _put(sheet.cell(row, column), text)
    for number, column in enumerate(sheet.columns, start=1):
        widest = max(len(line) for cell in column for line in str(cell.value or "").split("\n"))
        sheet.column_dimensions[sheet.cell(1, number).column_letter].width = min(widest, WIDEST) + 2
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    about = book.create_sheet(ABOUT)
    for row in (("table", table), ("sha256", fingerprint.of_file(table)), ("printed", title)):
        about.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def read(path: Path) -> tuple[str, str, list[list[str]]]:
    """Table, SHA-256 of it when the workbook was written, and records. Raises Refused, with all cells that are no text."""
    book = _opened(path)
    if ABOUT not in book.sheetnames or len(book.sheetnames) != 2:
        raise Refused(f"{path} is no workbook of ./reproduce edit: it has the sheets {', '.join(book.sheetnames)}.")
    about = {str(row[0].value): str(row[1].value) for row in book[ABOUT].iter_rows(max_col=2)}
    if not {"table", "sha256"} <= about.keys():
        raise Refused(
            f"{path}: its sheet “{ABOUT}” no longer says of which table it is. Make it anew: ./reproduce edit."
        )
    sheet = book[next(name for name in book.sheetnames if name != ABOUT)]
    return about["table"], about["sha256"], texts(path, sheet.iter_rows())


def sheet(path: Path, name: str | None = None) -> list[list[str]]:
    """Records of one sheet of any workbook, the first unless it is named. Raises Refused as `read` does."""
    book = _opened(path)
    if name is not None and name not in book.sheetnames:
        raise Refused(f"{path} has no sheet {name!r}; its sheets: {', '.join(book.sheetnames)}.")
    return texts(path, book[name or book.sheetnames[0]].iter_rows())


def texts(path: Path, rows: Iterable[Sequence[Cell]]) -> list[list[str]]:
    """Texts of cells, without what is empty behind the last column and below the last row."""
    cells = [list(row) for row in rows]
    wrong = [
        cell for row in cells for cell in row if cell.value is not None and cell.data_type not in ("s", "inlineStr")
    ]
    if wrong:
        told = [
            f"  {cell.coordinate}: {MADE.get(cell.data_type, cell.data_type)}, {cell.value!r}" for cell in wrong[:20]
        ]
        more = [f"  and {len(wrong) - 20:,} more"] if len(wrong) > 20 else []
        raise Refused(
            "\n".join(
                [
                    f"{path}: cells that are no text, {len(wrong):,} in all, so that nobody can tell what was printed:",
                    *told,
                    *more,
                    "Format them as text and type them anew as printed. Nothing was written.",
                ]
            )
        )
    found = [[unescape(str(cell.value)) if cell.value is not None else "" for cell in row] for row in cells]
    while found and not any(found[-1]):
        found.pop()
    width = max((i + 1 for row in found for i, text in enumerate(row) if text), default=0)
    return [row[:width] for row in found]


def _put(cell: Cell, text: str) -> None:
    """Text into a cell, so that it stays text in every program, also where it begins with an equals sign."""
    cell.value = escape.workbook(text) or None
    cell.number_format = TEXT
    cell.alignment = Alignment(wrap_text="\n" in text, vertical="top")
    if text:
        cell.data_type = "s"
        cell.quotePrefix = True


def _opened(path: Path) -> Workbook:
    try:
        with ZipFile(path) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > limits.ALL_BYTES:
            raise Refused(f"{path} unpacks to {size / 2**20:,.0f} MB: more than a compendium reads.")
        return load_workbook(path)
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        raise Refused(f"{path} is no workbook that can be read ({error}). Save it as .xlsx.") from None

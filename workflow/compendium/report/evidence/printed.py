"""A raw table as HTML, as it was keyed: every cell with what is in it, and a sign where more is known of it."""

from compendium import escape
from compendium.report.evidence.marks import Marks
from compendium.source.cards import Table
from compendium.source.grid import Grid

WIDE = 24  # characters of a cell that is broken into lines
LONG = 400  # characters of a cell above which it gets a box of its own to scroll in
FLAGS = ("corrected", "kept", "proposed", "rival", "coded", "keyings")  # the first that a cell has gives its sign
SIGNS = {"kept": "kept", "rival": "rival", "coded": "coded", "keyings": "keyings differ"}


def html(table: Table, grid: Grid, marks: Marks) -> str:
    """The table; row and column of a cell are those of its address, since the headings are row 1."""
    rows = [_row(table, record, number, marks) for number, record in enumerate(grid.records, start=1)]
    head, body = "".join(rows[: table.header_rows]), "".join(rows[table.header_rows :])
    return (
        f'<table id="cells" data-file="{escape.html(table.path)}">\n<caption>{escape.html(title(table))}, as it was keyed</caption>\n'
        f"<thead>\n{head}</thead>\n<tbody>\n{body}</tbody>\n</table>"
    )


def title(table: Table) -> str:
    """What a table is called in print: its number or name, and its title where it has one besides."""
    told = table.card.get("title")
    return f"{table.card['table']}: {told}" if told else str(table.card["table"])


def _row(table: Table, record: list[str], row: int, marks: Marks) -> str:
    cells = [
        _cell(table, text, row, column, marks.get((row, column), [])) for column, text in enumerate(record, start=1)
    ]
    total = ' class="total"' if record and row > table.header_rows and record[0] == table.card.get("totals_row") else ""
    return f"<tr{total}>{''.join(cells)}</tr>\n"


def _cell(table: Table, text: str, row: int, column: int, marks: list[dict]) -> str:
    kinds = [mark["kind"] for mark in marks]
    classes = [kind for kind in FLAGS if kind in kinds]
    sign = next((_sign(mark) for kind in classes for mark in marks if mark["kind"] == kind), "")
    if len(text) > WIDE:
        classes.append("wide")
    if not text:
        classes.append("blank")
    row_head = 'th scope="row"' if column <= table.label_columns else "td"
    tag = 'th scope="col"' if row <= table.header_rows else row_head
    named = f' class="{" ".join(classes)}"' if classes else ""
    sign = f' data-sign="{escape.html(sign)}"' if sign else ""
    shown = escape.html(text)
    if len(text) > LONG:
        shown = f'<div class="long">{shown}</div>'
    return f"<{tag}{named}{sign}>{shown}</{tag[:2]}>"


def _sign(mark: dict) -> str:
    return mark.get("id") or SIGNS[mark["kind"]]

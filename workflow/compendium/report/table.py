"""Frames as tables, headed by the labels of their schema: what the filter of pandoc and a notebook show of them.

A table is data: `identifier`, `caption` (Markdown of ours), `columns` (head, alignment, share of the width; 0 for
as wide as needed) and `rows` of cells. A cell is a list of runs, each a `text` and at most one of `cite` (a
reference key), `link` (a checked address), `code` and `number` (which leads to the cells of its row, where the table
has the `frame` and the `numbers` of its rows in it). No cell is ever read as Markdown.
"""

import json
import re
from collections.abc import Mapping, Sequence

import pandas as pd

from compendium import escape
from compendium.report import widths
from compendium.report.cited import references
from compendium.report.evidence import numbers
from compendium.result import sentence

LINE, BETWEEN = 72, 3  # characters of a row that needs no widths; those between two cells
NUMERIC = ("integer", "number")
MEDIA = "application/vnd.compendium.table+json"
KEY = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
# Jupyter would read dollars in a cell as where a formula begins and ends.
CLASSES = "tex2jax_ignore mathjax_ignore"

Run = dict[str, object]
Cell = list[Run]


def table(
    frame: pd.DataFrame,
    schema: dict,
    columns: Sequence[str] | Mapping[str, str],
    caption: str,
    identifier: str,
    *,
    name: str = "",
) -> dict:
    """Table of some columns. Raises KeyError for a column that the schema does not have.

    `name` is that of the frame of which these are rows, counted from its index: each row then knows its cells.
    A mapping of columns has the heads of a table in another language; else a head is the label of the schema.
    A field with `cite` begins with a reference key, one with `link` is linked to the address in another column of
    the frame, one with `after` is followed by the text of another column, one with `once` is printed where it differs
    from the row above. A number with `printed`, in a column whose rows have different units, is printed as another
    column has it.
    """
    fields = {f["name"]: f for f in schema["fields"]}
    chosen = [fields[name] for name in columns]
    digits = {f["name"]: _digits(frame[f["name"]]) for f in chosen if f["type"] == "number"}
    rows = [[_cell(row, f, digits.get(f["name"], 0)) for f in chosen] for row in frame.to_dict("records")]
    _once(rows, [number for number, f in enumerate(chosen) if f.get("once")])
    heads = [columns[f["name"]] if isinstance(columns, Mapping) else _head(f) for f in chosen]
    shown = [[head, *(_shown(row[i]) for row in rows)] for i, head in enumerate(heads)]
    sides = ["right" if f["type"] in NUMERIC else "left" for f in chosen]
    whole = made(
        list(zip(heads, sides, widths.of(shown), strict=True)),
        rows or [[text("none"), *([] for _ in heads[1:])]],
        caption,
        identifier,
    )
    return {**whole, "frame": name, "numbers": [int(place) + 1 for place in frame.index]} if name else whole


def _once(rows: list[list[Cell]], columns: Sequence[int]) -> None:
    """Empty the cells of some columns that say what the row above says."""
    for column in columns:
        said = [row[column] for row in rows]
        for row, cell, above in zip(rows[1:], said[1:], said, strict=False):
            if cell == above:
                row[column] = []


def matrix(values: pd.DataFrame, caption: str, identifier: str, *, name: str) -> dict:
    """Values as a table with a row for each `line` and a column for each `heading`, each cell as it is printed.

    They are rows of the frame `name`, counted from its index.
    """
    lines, heads = (list(dict.fromkeys(values[name])) for name in ("line", "heading"))
    cells = {(row["line"], row["heading"]): row["printed"] for row in values.to_dict("records")}
    pairs = zip(values["line"], values["heading"], values.index, strict=True)
    places = {(line, head): int(place) + 1 for line, head, place in pairs}
    rows = [[text(line), *(_valued(cells, places, (line, head)) for head in heads)] for line in lines]
    shown = [["", *lines], *([head, *(_printed(cells.get((line, head))) for line in lines)] for head in heads)]
    sides = ["left", *("right" for _ in heads)]
    whole = made(list(zip(["", *heads], sides, widths.of(shown), strict=True)), rows, caption, identifier)
    return {**whole, "frame": name}


def _valued(cells: dict, places: dict, key: tuple) -> Cell:
    """A value as it is printed, with the row of the frame that it is; nothing where there is none."""
    words = _printed(cells.get(key))
    return text(words, number=True, place=places[key]) if words else text(words)


def _printed(words: object) -> str:
    return words if isinstance(words, str) else ""


def made(columns: Sequence[tuple[str, str, float]], rows: list[list[Cell]], caption: str, identifier: str) -> dict:
    """Table of columns (head, side, width in any unit) and cells; one whose rows are short gets no widths."""
    whole = sum(width for _, _, width in columns)
    lines = [[head for head, _, _ in columns], *([_words(cell) for cell in row] for row in rows)]
    longest = sum(max(map(len, texts)) for texts in zip(*lines, strict=True))
    long = longest + BETWEEN * len(columns) + 1 > LINE
    return {
        "identifier": identifier,
        "caption": caption,
        "columns": [
            {"head": head, "side": side, "width": width / whole if long else 0} for head, side, width in columns
        ],
        "rows": rows,
    }


def text(words: str, **more: object) -> Cell:
    """A cell of one run."""
    return [{"text": words, **more}]


def block(found: dict) -> str:
    """A table as a block of a Markdown source of ours, for the filter. All of it stands on one line."""
    return f"``` {{.table}}\n{json.dumps(found, ensure_ascii=True)}\n```\n"


def html(found: dict, caption: str) -> str:
    """A table as HTML, for a reader of the executed notebook; the caption is plain text."""
    sides = [f' style="text-align: {column["side"]}"' for column in found["columns"]]
    head = "".join(
        f"<th{side}>{escape.html(column['head'])}</th>" for side, column in zip(sides, found["columns"], strict=True)
    )
    body = "\n".join(
        "<tr>" + "".join(f"<td{side}>{_html(cell)}</td>" for side, cell in zip(sides, row, strict=True)) + "</tr>"
        for row in found["rows"]
    )
    return (
        f'<table class="{CLASSES}">\n<caption>{escape.html(caption)}</caption>\n'
        f"<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def _html(cell: Cell) -> str:
    return "".join(
        f'<a href="{escape.html(str(run["link"]))}">{escape.html(str(run["text"]))}</a>'
        if "link" in run
        else escape.html(str(run["text"]))
        for run in cell
    )


def _shown(cell: Cell) -> str:
    """A cell as wide as it will be: of a reference key names and a year, which wrap."""
    return "".join(str(run["text"]).replace("-", " ") if "cite" in run else str(run["text"]) for run in cell)


def _words(cell: Cell) -> str:
    return "".join(str(run["text"]) for run in cell)


def _head(field: dict) -> str:
    unit = field.get("unit")
    return f"{field['label']} (%)" if unit == "per cent" else field["label"]


def _digits(column: pd.Series) -> int:
    """Decimals that a column is printed with: none for whole numbers, two between -1 and 1, else one."""
    known = column.dropna().astype(float)
    if (known == known.round()).all():
        return 0
    return 2 if known.abs().max() <= 1 else 1


def _cell(row: dict, field: dict, digits: int) -> Cell:
    words = _text(row[field.get("printed", field["name"])], field, digits)
    if field.get("cite"):
        cell = _cited(words)
    elif link := escape.address(row[field["link"]] if "link" in field else None):
        cell = text(words, link=link)
    elif field["type"] in NUMERIC:
        cell = text(words, **({"number": True} if words[-1:].isdigit() else {}))
    else:
        cell = _told(words)
    after = row[field["after"]] if "after" in field else None
    return cell if _is_missing(after) else [*cell, *_told(f", {after}")]


def _told(words: str) -> Cell:
    """A text, with the numbers in it as runs of their own."""
    found = numbers.pieces(words, words=False)
    return [{"text": part, **({"number": True} if is_number else {})} for part, is_number in found] or text(words)


def _text(value: object, field: dict, digits: int) -> str:
    if _is_missing(value):
        return "–"
    if field["type"] == "number" and "printed" not in field:
        return sentence.number(value, digits)
    if field["type"] == "boolean":
        return "yes" if value else "no"
    if field["type"] == "integer":
        return sentence.whole(value, field)
    return sentence.grouped(str(value)) or "(blank)"


def _is_missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and value != value)


def _cited(words: str) -> Cell:
    """A text that begins with a reference key; one that begins with no known key stays text."""
    match = KEY.match(words)
    key = match.group() if match else ""
    if key not in references():
        return _told(words)
    rest = words.removeprefix(key)
    return [{"text": key, "cite": key}, *(_told(rest) if rest else [])]

"""Frames as Markdown tables, headed by the labels of their schema."""

import re
from collections.abc import Sequence

import pandas as pd

# Width that a column claims: all of a short text, of a longer one this much and a part of the rest.
SHORT, PART = 22, 4
MARGIN = 4  # a word in capitals needs more than its letters
PAGE = 104  # characters of a table's text across an A4 page
LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
NUMERIC = ("integer", "number")


def table(frame: pd.DataFrame, schema: dict, columns: Sequence[str], caption: str, identifier: str) -> str:
    """Pipe table of some columns. Raises KeyError for a column that the schema does not have."""
    fields = {f["name"]: f for f in schema["fields"]}
    chosen = [fields[name] for name in columns]
    digits = {f["name"]: _digits(frame[f["name"]]) for f in chosen if f["type"] == "number"}
    body = [
        [_text(value, f, digits.get(f["name"], 0)) for value, f in zip(row, chosen, strict=True)]
        for row in frame[list(columns)].itertuples(index=False)
    ]
    heads = [_head(f) for f in chosen]
    widths = _widths(
        [[head, *(_shown(row[i], f) for row in body)] for i, (head, f) in enumerate(zip(heads, chosen, strict=True))]
    )
    rules = [
        "-" * (w - 1) + ":" if f["type"] in NUMERIC else ":" + "-" * (w - 1)
        for w, f in zip(widths, chosen, strict=True)
    ]
    lines = [_line(heads), _line(rules), *map(_line, body or [["none"] + [""] * (len(heads) - 1)])]
    return "\n".join([*lines, "", f": {caption} {{#{identifier}}}", ""])


def _widths(columns: list[list[str]]) -> list[int]:
    """Characters for each column: no word is broken, and what the page has left goes to the longer texts."""
    least = [max(len(word) for text in texts for word in text.split() or [""]) + MARGIN for texts in columns]
    wanted = [max(low, _wanted(max(map(len, texts)))) for low, texts in zip(least, columns, strict=True)]
    if sum(wanted) <= PAGE:
        short = [max(map(len, texts)) + MARGIN - width for texts, width in zip(columns, wanted, strict=True)]
        spare, lacking = PAGE - sum(wanted), sum(lack for lack in short if lack > 0)
        part = min(1, spare / lacking) if lacking else 0
        return [width + int(part * max(0, lack)) for width, lack in zip(wanted, short, strict=True)]
    more = [max(0, sum(map(len, texts)) // len(texts) - low) for low, texts in zip(least, columns, strict=True)]
    spare = max(0, PAGE - sum(least))
    return [low + spare * extra // max(1, sum(more)) for low, extra in zip(least, more, strict=True)]


def _wanted(longest: int) -> int:
    return longest + MARGIN if longest <= SHORT else SHORT + (longest - SHORT) // PART


def _shown(text: str, field: dict) -> str:
    """A text as wide as it will be: of a link its words, of a reference key names and a year, which wrap."""
    text = LINK.sub(r"\1", text)
    key, _, rest = text.partition(" ")
    return f"{key.replace('-', ' ')} {rest}" if field.get("cite") else text


def _head(field: dict) -> str:
    unit = field.get("unit")
    return f"{field['label']} (%)" if unit == "per cent" else field["label"]


def _digits(column: pd.Series) -> int:
    """Decimals that a column is printed with: none for whole numbers, two between -1 and 1, else one."""
    known = column.dropna().astype(float)
    if (known == known.round()).all():
        return 0
    return 2 if known.abs().max() <= 1 else 1


def _text(value: object, field: dict, digits: int) -> str:
    if value is None or (isinstance(value, float) and value != value):
        return "–"
    if field["type"] == "number":
        return f"{value:,.{digits}f}"
    if field["type"] == "boolean":
        return "yes" if value else "no"
    if field.get("cite"):
        return f"@{value}"
    if field["type"] == "integer":
        return str(int(value))  # type: ignore[call-overload]
    return str(value).replace("|", "\\|").replace("\n", " ") or "(blank)"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"

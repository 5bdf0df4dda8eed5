"""Tidy tables of printed values: their schemas come from the cards that feed them, without a file of their own.

A card with `layout: values` and `tidy: NAME` makes two tables: NAME has a row for each printed value, NAME_totals one
for each printed total, where the card names any, so that no total is summed into itself.
"""

from collections.abc import Iterator
from contextlib import suppress

from compendium.source import cards
from compendium.source.cards import VALUES, Table
from compendium.source.values.signs import BOUNDS, ESTIMATED, EXACT, KINDS, RANGE
from compendium.unusable import Unusable

KIND, TOTALS = "values", "value totals"
SUFFIX = "_totals"
KEY = ["cells"]  # each row is of one printed cell, while labels may stand twice
MISSING = {
    "not available": "there is a number, and it is not known",
    "nil": "none: the value is 0",
    "not applicable": "there can be no number",
    "confidential": "the number is not published",
    "negligible": "less than the last digit that is printed",
}
SAYS = {EXACT: "printed as it is", RANGE: "between two numbers", **{bound: f"{bound} a number" for bound in BOUNDS}}
PRECISION = {
    **SAYS,
    **{f"{ESTIMATED}{'' if key == EXACT else f' {key}'}": f"estimated: {text}" for key, text in SAYS.items()},
}


def feeding() -> list[Table]:
    """Tables of values of every package that can be used; second keyings left out."""
    try:
        every = cards.tables()
    except Unusable:  # which the check tells
        every = tuple(_usable())
    return [table for table in every if table.card.get("layout") == VALUES]


def _usable() -> Iterator[Table]:
    for path in cards.package_files():
        with suppress(Unusable):
            yield from cards.tables_of(path)


def are_known() -> bool:
    """Whether every card can be used, so that a name which is none of these tables is none at all."""
    try:
        return bool(cards.tables())
    except Unusable:
        return False


def names() -> list[str]:
    """Names of the tidy tables that cards make by themselves, sorted."""
    return sorted({name for table in feeding() for name in _of(table)})


def _of(table: Table) -> list[str]:
    """Tidy tables of one table of values."""
    tidy = table.card["tidy"]
    return [tidy, table.card.get("tidy_totals", tidy + SUFFIX)] if has_totals(table) else [tidy]


def of_totals(name: str) -> list[Table]:
    """Tables of values whose printed totals go to a tidy table."""
    return [table for table in feeding() if has_totals(table) and _of(table)[1] == name]


def has_totals(table: Table) -> bool:
    """Whether a table of values prints totals."""
    totals = (table.values or {}).get("totals", {})
    return bool(totals.get("rows") or totals.get("columns")) or isinstance((table.values or {}).get("groups"), list)


def schema(name: str) -> dict | None:
    """Schema of a tidy table that cards make by themselves, or None for another name."""
    tables = [table for table in feeding() if name in _of(table)]
    if not tables:
        return None
    card, titles = tables[0].card, list(dict.fromkeys(table.card["title"] for table in tables))
    titled = "; ".join(titles)
    if name == card["tidy"]:
        about = {"title": titled, "description": "One row a printed value; printed totals are a table of their own."}
        return {**about, "kind": KIND, "key": KEY, "fields": _fields(card, VALUE)}
    about = {
        "title": f"{titled}: printed totals",
        "description": "One row a printed total, kept apart from what it sums.",
    }
    return {**about, "kind": TOTALS, "of": card["tidy"], "key": KEY, "fields": _fields(card, TOTAL)}


def _capital(noun: str) -> str:
    return noun[:1].upper() + noun[1:]


def _text(name: str, label: str, description: str, missing: str = "") -> dict:
    return {"name": name, "type": "string", "label": label, "description": description} | (
        {"missing": missing} if missing else {}
    )


VALUE = {"name": "value", "type": "number", "unit_in": "unit", "label": "Value", "description": "Number as printed, in the unit beside it; 0 where a sign for nil is printed", "missing": "nothing is known, or a range or a bound is printed"}  # fmt: skip
SUMMED = {"name": "summed", "type": "number", "unit_in": "unit", "label": "Summed", "description": "What its parts come to, down its column where it adds up rows, else along its row", "missing": "a part is not known, or of another unit"}  # fmt: skip
TOTAL = {**VALUE, "description": "Total as printed, in the unit beside it"}


def _fields(card: dict, value: dict) -> list[dict]:
    """Fields of a table of values, headed by what its card says that rows and columns name."""
    rows, columns, spanners = card["rows"], card["columns"], card.get("spanners", "heading above")
    of_total = value is TOTAL
    sums = [_text("sums", "Sum of", "What the total adds up: rows, columns or both")] if of_total else []
    summed = [SUMMED] if of_total else []
    return [
        {**_text("source", "Source", "Reference key of the printed table"), "cite": True},
        _text("table", "Table", "Number of the table as printed"),
        _text("group", "Group", "Headings above the row, the outermost first", "the row is in no group"),
        _text("row", _capital(rows), f"What the row label names: {rows}; of a total its label"),
        _text("row_key", f"{_capital(rows)}, key", "Key of it in its vocabulary, the label where that is free"),
        _text("spanner", _capital(spanners), "Headings above the column, the outermost first", "there is none"),
        _text("column", _capital(columns), f"What the heading names: {columns}; of a total its heading"),
        _text("column_key", f"{_capital(columns)}, key", "Key of it in its vocabulary, the heading where that is free"),
        *sums,
        value,
        *summed,
        {"name": "low", "type": "number", "unit_in": "unit", "label": "At least", "description": "Lower end of a range or bound", "missing": "the number is exact, or there is no lower end"},
        {"name": "high", "type": "number", "unit_in": "unit", "label": "At most", "description": "Upper end of a range or bound", "missing": "the number is exact, or there is no upper end"},
        {**_text("precision", "Precision", "How exactly the number is printed", "no number is printed"), "codes": PRECISION},
        {**_text("missing", "Missing", "What a sign in place of the number says", "a number is printed"), "codes": {kind: MISSING[kind] for kind in KINDS}},
        _text("unit", "Unit", "Unit of the value", "the card gives none"),
        {"name": "flags", "type": "list", "label": "Footnote marks", "description": "Marks at the value, at its row and its headings"},
        _text("notes", "Notes", "What these marks say", "there is no mark"),
        _text("printed", "As printed", "Text of the cell, corrected where an entry says so", "a blank is printed"),
        {"name": "corrections", "type": "list", "label": "Ledger entries", "description": "Accepted entries that touch the cell"},
        {"name": "cells", "type": "list", "label": "Cells", "description": "Addresses of the printed cells"},
    ]  # fmt: skip

"""A tidy table of printed values as measures see it: lines with names, one value a cell, what may be added up."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from compendium.failure import Refused
from compendium.result.results import Results
from compendium.source import cards
from compendium.source.address import Addresses
from compendium.source.values.layout import COLUMNS, ROWS

LISTED = 200  # lines that have results of their own; of more, the frames alone tell
YEAR = "year"  # the vocabulary of periods
NOUNS = {ROWS: "rows", COLUMNS: "columns"}  # key of the card that says what a line of each direction names
LINE = {ROWS: "line", COLUMNS: "heading"}  # column of the values that names the line of each direction


@dataclass(frozen=True)
class ValueTable:
    """Values of one tidy table, in the printed order.

    `values` has the tidy columns, `line` (the row with its groups) and `heading` (the column with what spans it).
    """

    name: str
    tables: tuple[cards.Table, ...]
    values: pd.DataFrame

    @cached_property
    def units(self) -> list[str]:
        """Units of the values, the empty text for none, in the printed order."""
        return units(self.values)

    @cached_property
    def cells(self) -> Addresses:
        """The cells of all values, joined once for all results that rest on them."""
        return Addresses(self.values["cells"])

    @cached_property
    def known(self) -> pd.DataFrame:
        """Values that are exact numbers, estimates and nil among them."""
        return known(self.values)

    def adds_up(self, direction: str) -> bool:
        """Whether the values of different rows, or columns, may be added up: the card says so, or totals are printed."""
        return all(_adds_up(table.values or {}, direction) for table in self.tables)

    def noun(self, direction: str) -> str:
        """What the rows or the columns name, as the card has it."""
        return self.tables[0].card[NOUNS[direction]]

    def lines(self, direction: str) -> dict[str, pd.DataFrame]:
        """Values of each row or column by its name, in the printed order."""
        return {str(name): part for name, part in self.values.groupby(LINE[direction], sort=False)}

    def periods(self) -> str:
        """What is read as years: rows, columns or spanners; columns where nothing is."""
        card = self.tables[0].card
        named = {"spanner": "spanner_labels", "column": "column_labels", "row": "row_labels"}
        return next((column for column, key in named.items() if card.get(key) == YEAR), "column")


def _adds_up(values: dict, direction: str) -> bool:
    groups = direction == ROWS and isinstance(values.get("groups"), list)
    return direction in values.get("additive", ()) or bool(values.get("totals", {}).get(direction)) or groups


def units(values: pd.DataFrame) -> list[str]:
    """Units of some values, the empty text for none."""
    return list(dict.fromkeys(values["unit"].map(lambda unit: unit if isinstance(unit, str) else "")))


def known(values: pd.DataFrame) -> pd.DataFrame:
    """Rows of some values that hold an exact number."""
    return values[values["value"].notna()]


def total(values: pd.DataFrame) -> float:
    """Sum of the known values."""
    return math.fsum(known(values)["value"])


def texts(values: Iterable[object]) -> list[str | None]:
    """Texts of a column, None for what is missing."""
    return [value if isinstance(value, str) else None for value in values]


def of_report(results: Results) -> ValueTable:
    """The table that a report measures: the one that its parameter `table` names, else its first table of values.

    Raises Refused where there is none, or two printed tables have a value for the same line and heading.
    """
    there = [name for name in results.tables if cards_of(name)]
    name = results.parameters.get("table", there[0] if there else "")
    if name not in there:
        found = f"{name!r}, which is none" if name else "no table of values"
        raise Refused(f"{results.report} measures {found}: its notebook lists {', '.join(results.tables) or 'none'}.")
    frame = results.tables[name].copy()
    frame["line"] = _joined(frame["group"], frame["row"])
    frame["heading"] = _joined(frame["spanner"], frame["column"])
    if frame["table"].nunique() > 1:
        frame["line"] = _joined(frame["table"], frame["line"])
    if (twice := frame.duplicated(["line", "heading"])).any():
        cell = frame[twice].iloc[0]
        raise Refused(f"{name} has two values of {cell['line']} × {cell['heading']}, the second at {cell['cells'][0]}.")
    return ValueTable(name, tuple(cards_of(name)), frame)


def cards_of(name: str) -> list[cards.Table]:
    """Printed tables of values that feed a tidy table; none where it holds totals or is of another kind."""
    return [t for t in cards.feeding(name) if t.card.get("layout") == cards.VALUES and t.card["tidy"] == name]


def _joined(heads: pd.Series, labels: pd.Series) -> list[str]:
    pairs = zip(texts(heads), labels, strict=True)
    return [f"{head}, {label}" if head else str(label) for head, label in pairs]

"""Rows of one border as they are found, and the raw records behind them."""

from dataclasses import dataclass, field
from functools import cached_property
from math import floor

import shapely

PER_CENT = 100


@dataclass
class Row:
    """One record of a raw table, with the address of all of it and the accepted entries that touch it."""

    values: dict[str, str]
    cells: list[str]
    corrections: list[str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]


@dataclass
class Held:
    """Records of open data by what their card says that they hold, and the vintage of each."""

    rows: dict[str, list[Row]]
    vintages: dict[str, str]
    grids: dict[str, dict[tuple[int, int], Row]] = field(default_factory=dict)

    def by_cell(self, holds: str, cells: int) -> dict[tuple[int, int], Row]:
        """Records of a grid by their place in it, counted in cells from the zero of longitude and latitude."""
        if holds not in self.grids:
            self.grids[holds] = {
                (floor(float(row["longitude"]) * cells), floor(float(row["latitude"]) * cells)): row
                for row in self.rows[holds]
            }
        return self.grids[holds]

    def by_state(self, holds: str) -> dict[str, Row]:
        """Record of each state in the tables that hold one thing, by its code."""
        return {row["country"]: row for row in self.rows[holds]}

    def of_border(self, holds: str, dyad: str) -> list[Row]:
        """Records whose two states are those of a border."""
        sides = set(dyad.split("-"))
        return [row for row in self.rows[holds] if {row["country"], row["neighbour"]} == sides]

    def vintage(self, *holds: str) -> str:
        """What the cards say of the age of the tables that hold these things."""
        return "; ".join(dict.fromkeys(self.vintages[name] for name in holds))


@dataclass
class Border:
    """One border: its line, and the rows found so far."""

    dyad: str
    lines: list[Row]
    rows: list[dict] = field(default_factory=list)

    @property
    def sides(self) -> list[str]:
        """ISO codes of the two states."""
        return self.dyad.split("-")

    @cached_property
    def shapes(self) -> list[shapely.Geometry]:
        """Pieces of its line, in degrees."""
        return [shapely.from_wkt(row["line"]) for row in self.lines]

    @cached_property
    def line(self) -> shapely.Geometry:
        """The whole line, in degrees."""
        return shapely.union_all(self.shapes)

    def add(
        self, condition: str, number: float | None, unit: str | None, method: str, behind: list[Row], **more: object
    ) -> None:
        """Keep a row; `behind` are the records that it rests on, the lines where there are none."""
        self.rows.append(
            {
                "id": "/".join(filter(None, (self.dyad, condition, more.get("side")))),
                "dyad": self.dyad,
                "condition": condition,
                "side": more.get("side"),
                "value": more.get("value"),
                "number": number,
                "unit": unit,
                "method": method,
                "vintage": more["vintage"],
                "n": more.get("n", len(behind)),
                "corrections": sorted({entry for row in behind for entry in row.corrections}),
                "cells": sorted({cell for row in behind or self.lines for cell in row.cells}),
            }
        )

    def number(self, condition: str) -> float | None:
        """Number of a condition of both sides that was found before, if there is one."""
        found = [row["number"] for row in self.rows if row["condition"] == condition and row["side"] is None]
        return found[0] if len(found) == 1 else None

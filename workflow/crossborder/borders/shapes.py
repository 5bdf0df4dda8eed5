"""What maps draw: shapes of borders, states and units, and places near borders."""

from collections import Counter

from compendium.decision.decisions import Decisions
from compendium.table.raw_tables import printed_tables
from crossborder.borders.open_data import held
from crossborder.borders.open_data.rows import Row

SHAPES = {  # what a card holds: kind of shape, columns of its name and of its geometry
    "lines": ("border", "dyad", "line"),
    "areas": ("state", "country", "area"),
    "units": ("unit", "unit", "part"),
}


def shapes(name: str, decided: Decisions) -> list[dict]:
    """One row a feature, as in the raw tables."""
    data = held(printed_tables(name), decided)
    pieces: Counter[str] = Counter()
    return [
        {
            "id": _id(f"{kind}/{row[label]}", pieces),
            "kind": kind,
            "name": row[label],
            "dyad": None if kind == "state" else row["dyad"],
            "shape": row[geometry],
            **_provenance(row),
        }
        for holds, (kind, label, geometry) in SHAPES.items()
        for row in data.rows[holds]
    ]


def places(name: str, decided: Decisions) -> list[dict]:
    """One row a place."""
    return [
        {
            **{column: row[column] for column in ("id", "name", "country")},
            "longitude": float(row["longitude"]),
            "latitude": float(row["latitude"]),
            "population": int(row["population"]),
            **_provenance(row),
        }
        for row in held(printed_tables(name), decided).rows["cities"]
    ]


def _id(name: str, pieces: Counter[str]) -> str:
    """Name of a shape with its number among those of the same name."""
    pieces[name] += 1
    return f"{name}/{pieces[name]}"


def _provenance(row: Row) -> dict[str, list[str]]:
    return {"corrections": row.corrections, "cells": row.cells}

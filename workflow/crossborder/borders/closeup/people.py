"""Both sides of the border: units along the line, city people near it, and the names behind numbers."""

import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.result.sentence.language import locale
from crossborder import states
from crossborder.borders.closeup.about import About
from crossborder.borders.conditions.conditions import from_open_data
from crossborder.borders.renamed import today
from crossborder.states.names import told

SIDES = {  # columns of the frame of sides, from the conditions that are measured on each side
    "units": "units_along",
    "people_50": "city_population_50_km",
    "people_100": "city_population_100_km",
    "share_50": "city_share_50_km",
    "share_100": "city_share_100_km",
    "per_km_50": "city_people_per_km_50_km",
    "scaled_50": "city_people_scaled_50_km",
    "coverage": "city_coverage",
}
NAMED = {  # conditions with names
    "capital_distance_km": "Distance between capitals",
    "unit_pairs": "First-level units that face each other",
    "city_pairs_15000": "Pairs of cities of fifteen thousand or more",
    "city_pairs_5000": "Pairs of cities of five thousand or more",
    "nearest_pair_5000_km": "Nearest pair of cities",
    "official_languages": "Languages official on both sides",
    "shared_language": "Best-shared language",
    "organisations": "Shared regional organisations",
    "dispute_2015": "Dispute or open line named in 2015",
}

LANGUAGES = ("official_languages", "shared_language")  # conditions whose names are codes of languages


def people(results: Results, about: About) -> None:
    """Frames `sides` and `named`, and on which side more city people live near the line."""
    table, sides = results.tables["measured"], about.dyad.split("-")
    rows = table[(table["dyad"] == about.dyad) & table["side"].notna()].set_index(["side", "condition"])
    results.frames["sides"] = []
    for side in sides:
        found = {column: rows.loc[(side, condition)] for column, condition in SIDES.items()}
        results.frames["sides"].append(
            {
                "side": states.name(side),
                "names": today(found["units"]["value"], found["units"]["cells"], results.codings.get("unit-name", {})),
                **{column: None if pd.isna(one["number"]) else float(one["number"]) for column, one in found.items()},
                "cells": list(dict.fromkeys(cell for one in found.values() for cell in one["cells"])),
            }
        )
    _side(results, sides)
    _named(results, about.dyad)


def _side(results: Results, sides: list[str]) -> None:
    """Result `told-people`, the title of the map."""
    rows = results.frames["sides"]
    near = [row["people_50"] or 0.0 for row in rows]
    more = near.index(max(near))
    text = "No city people are listed within 50 km"
    if sum(near):
        share = sentence.per_cent(100 * near[more] / sum(near), n=1)
        text = f"{sentence.capital(share)} of the city people within 50 km live in {told(sides[more])}"
    cells = [row["cells"] for row in rows]
    results.add(
        "told-{sentence}", text, cells, number=sum(near), n=len(rows), sentence=("people", "people at the line")
    )


def _named(results: Results, dyad: str) -> None:
    table = from_open_data(results)
    rows = table[(table["dyad"] == dyad) & table["side"].isna()].set_index("condition")
    results.frames["named"] = [
        {
            "condition": label,
            "number": sentence.number(
                float(rows.loc[name, "number"]), None if rows.loc[name, "unit"] == "per cent" else 0
            ),
            "unit": rows.loc[name, "unit"],
            "names": _called(name, rows.loc[name, "value"]),
            "cells": list(rows.loc[name, "cells"]),
        }
        for name, label in NAMED.items()
        if name in rows.index and pd.notna(rows.loc[name, "number"])
    ]


def _called(condition: str, names: str) -> str | None:
    """Names behind a number; those of languages by CLDR, which has them by their codes."""
    if pd.isna(names) or condition not in LANGUAGES:
        return None if pd.isna(names) else names
    return "; ".join(locale("en").languages.get(code, code) for code in names.split("; "))

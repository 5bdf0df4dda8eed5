"""Conditions of each border, one row a border, with the cells behind each value."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from compendium.result.results import Results
from crossborder.borders.conditions import READ, closures, posts
from crossborder.borders.conditions.groups import Group, collected, responses
from crossborder.states.names import border as border_name

# Numbers of a border: name, label, unit. The order is that of the report.
NUMBERS = {
    "length_km": ("Published length", "km"),
    "altitude_m": ("Mean altitude of the line", "m"),
    "unit_pairs": ("Pairs of first-level units that face each other", "pairs"),
    "capital_distance_km": ("Distance between capitals", "km"),
    "product_ratio_2024": ("Product per head 2024, larger over smaller", "ratio"),
    "product_ratio_2017": ("Product per head 2017, another series", "ratio"),
    "stability_weaker": ("Political stability of the weaker side", "standard normal"),
    "shared_language": ("Speakers of the best-shared language", "per cent"),
    "organisations": ("Shared regional organisations", "organisations"),
    "city_people_50_km": ("City people within 50 km per km, at full coverage", "people per km"),
    "city_share_50_km": ("City population within 50 km, of both states", "per cent"),
    "city_pairs_5000": ("Pairs of cities within 30 km of each other", "pairs"),
    "crossings": ("Official crossings found", "crossings"),
    "crossings_per_1000_km": ("Official crossings per 1,000 km", "crossings"),
    "frameworks": ("Shared integration frameworks listed", "frameworks"),
    "initiatives": ("Initiatives found", "initiatives"),
    "bodies_of_two": ("Bodies of exactly two countries found", "bodies"),
}
# The ratio of products in the series in force, which nearness and the direct answer go by: label, unit; series.
PRODUCTS = "product_ratio"
IN_FORCE = {PRODUCTS: ("Product per head, larger over smaller", "ratio")}
SERIES = {
    "factbook-2024": "product_ratio_2024",
    "factbook-2022": "product_ratio_2022",
    "penn-world-table-2017": "product_ratio_2017",
}
# Yes-or-no conditions of a border.
SHARES = {
    "both_landlocked": "Neither state has a coast",
    "dispute_2015": "Dispute or open line named in 2015",
    "visa_free": "Travel without visa",
    "id_card_travel": "Travel with an identity card",
    "dispute_open": "Open or acute territorial dispute",
    "closed": "Closed at least once {reasons}",
    "closed_pandemic": "Closed at least once for the pandemic",
    "joint_control": "Joint control or attention centre that works",
    "joint_post": "Joint control that works",
    "attention_centre": "Binational attention centre that works",
    "trade_zone": "Joint trade or industrial zone that works",
    "agreed": "Joint place agreed or being built",
    "no_customs": "No customs control at all, by union",
}
# Conditions that come from the table of measured borders, under the names that they have there.
MEASURED = {
    "length_km": "length_published_km",
    "city_people_50_km": "city_people_scaled_50_km",
    "city_people_100_km": "city_people_scaled_100_km",
    **{
        name: name
        for name in (
            *("altitude_m", "unit_pairs", "capital_distance_km", "both_landlocked", "dispute_2015"),
            *("product_ratio_2024", "product_ratio_2022", "product_ratio_2017", "stability_weaker"),
            *("shared_language", "organisations", "city_share_50_km", "city_share_100_km", "city_pairs_5000"),
        )
    },
}
# Numbers that have a rank and a position: those that are measured on every border in one way. How many crossings,
# frameworks, initiatives and bodies were found measures the search as well, which was uneven.
RANGED = {name: of for name, of in NUMBERS.items() if name in MEASURED}
# Condition that each definition of shared organisations counts; the study's own frameworks are counted elsewhere.
ORGANISATIONS = {
    "factbook-regional-22": "organisations",
    "factbook-regional-all": "organisations_regional",
    "factbook-all": "organisations_all",
}


def shares(results: Results) -> dict[str, str]:
    """Labels of the yes-or-no conditions, with the reasons of closures that count."""
    return {name: label.format(reasons=closures.meaning(results).words) for name, label in SHARES.items()}


def from_open_data(results: Results) -> pd.DataFrame:
    """What open data say of borders and of the states that they divide, one row a border and condition."""
    return results.keep("open data", lambda: pd.concat([results.tables["measured"], results.tables["neighbours"]]))


def conditions(results: Results, group: Group) -> pd.DataFrame:
    """One row a border; a value that was not found is missing. `cells_NAME` holds the addresses."""
    return results.keep(("conditions", group.name, group.dyads), lambda: _of_group(results, group))


@dataclass(frozen=True)
class Known:
    """Borders with a value of a condition: their codes, the values as numbers (yes is 1), the cells of each."""

    dyads: list[str]
    values: np.ndarray
    cells: list[list[str]]

    def __len__(self) -> int:
        return len(self.dyads)

    @property
    def median(self) -> float | None:
        """Median of the values, or None where there are none."""
        return float(np.median(self.values)) if len(self) else None


def known(rows: pd.DataFrame, name: str) -> Known:
    """What is known of a condition among these borders."""
    there = rows[name].notna().to_numpy()
    dyads, values, cells = (rows[column].to_numpy(object)[there] for column in ("dyad", name, f"cells_{name}"))
    return Known(list(dyads), values.astype(float), list(cells))


def _of_group(results: Results, group: Group) -> pd.DataFrame:
    facts = results.keep("facts of borders", lambda: _facts(results))
    rows = [
        results.keep(("conditions", dyad), lambda dyad=dyad: _conditions(results, facts, dyad)) for dyad in group.dyads
    ]
    if not rows:  # the other list of countries may leave none
        rows = [_conditions(results, facts, next(dyad for dyad, _ in facts.measured))]
    return pd.DataFrame(rows).head(len(group.dyads)).assign(group=group.name)


@dataclass(frozen=True)
class Facts:
    """Facts of all borders by border and condition: measured ones, chosen ones; acts by border."""

    measured: dict[tuple[str, str], dict]
    chosen: dict[tuple[str, str], dict]
    acts: dict[str, list[dict]]


def _facts(results: Results) -> Facts:
    by_key = lambda rows: {(row["dyad"], row["condition"]): row for row in rows.to_dict("records")}  # noqa: E731
    borders, open_data = results.tables["borders"], from_open_data(results)
    borders = borders.loc[borders["condition"].isin(READ), ["dyad", "condition", "value", "number", "chosen", "cells"]]
    open_data = open_data.loc[open_data["side"].isna(), ["dyad", "condition", "number", "cells"]]
    acts: dict[str, list[dict]] = {}
    for dyad in sorted(set(results.tables["initiative_borders"]["dyad"])):
        acts[dyad] = responses(results, (dyad,))[["type", "single", "countries", "cells"]].to_dict("records")
    return Facts(by_key(open_data), by_key(borders[borders["chosen"]]), acts)


def _conditions(results: Results, facts: Facts, dyad: str) -> dict:
    row: dict = {"dyad": dyad, "border": border_name(dyad), "group": ""}
    _measured(row, facts, dyad)
    series = SERIES[results.definition("products")]
    row |= {PRODUCTS: row[series], f"cells_{PRODUCTS}": row[f"cells_{series}"]}
    _plain(row, facts, dyad)
    _organisations(row, facts, dyad, results.definition("organisations"))
    _dispute(row, results, facts, dyad)
    row |= closures.of_border(results, dyad)
    row |= posts.of_border(results, dyad)
    mine = facts.acts.get(dyad, [])
    bodies = [
        act
        for act in mine
        if act["type"] == "institutional_body" and act["single"] and act["countries"].count(";") == 1
    ]
    for name, found in (("initiatives", mine), ("bodies_of_two", bodies)):
        number = float(len(found)) if found or collected(results, [dyad]) else None
        row |= {name: number, f"cells_{name}": [c for act in found for c in act["cells"]]}
    return row


def _measured(row: dict, facts: Facts, dyad: str) -> None:
    """Conditions that open data give for all borders in the same way."""
    for name, condition in MEASURED.items():
        found = facts.measured.get((dyad, condition))
        number = None if found is None or pd.isna(found["number"]) else float(found["number"])
        value = bool(number) if name in SHARES and number is not None else number
        row |= {name: value, f"cells_{name}": [] if number is None else list(found["cells"])}


def _plain(row: dict, facts: Facts, dyad: str) -> None:
    for name in ("crossings", "visa_free", "id_card_travel", "frameworks"):
        found = facts.chosen.get((dyad, name))
        value = None if found is None else found["number"] if name == "crossings" else found["value"]
        if name == "frameworks" and value is not None:
            value = float(len(str(value).split(";")))
        if name in ("visa_free", "id_card_travel") and value is not None:
            value = value == "yes"
        row |= {name: value, f"cells_{name}": [] if found is None else list(found["cells"])}
    known = row["crossings"] is not None and row["length_km"]
    row["crossings_per_1000_km"] = 1000 * row["crossings"] / row["length_km"] if known else None
    row["cells_crossings_per_1000_km"] = [*row["cells_crossings"], *row["cells_length_km"]] if known else []


def _organisations(row: dict, facts: Facts, dyad: str, meant: str) -> None:
    """Shared organisations of the list that is meant."""
    if meant not in ORGANISATIONS:
        row |= {"organisations": row["frameworks"], "cells_organisations": row["cells_frameworks"]}
    elif found := facts.measured.get((dyad, ORGANISATIONS[meant])):
        number = None if pd.isna(found["number"]) else float(found["number"])
        row |= {"organisations": number, "cells_organisations": [] if number is None else list(found["cells"])}


def _dispute(row: dict, results: Results, facts: Facts, dyad: str) -> None:
    """Grade of the dispute: the raw word, or the coded grade of an active one."""
    grade, cells = None, []
    if found := facts.chosen.get((dyad, "dispute")):
        cells = list(found["cells"])
        grade = found["value"] if found["value"] != "active" else results.codings["dispute-grade"][cells[0]]
    row |= {"dispute": grade, "dispute_open": None if grade is None else grade in ("open", "acute")}
    row |= {"cells_dispute": cells, "cells_dispute_open": cells}

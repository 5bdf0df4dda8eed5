"""Conditions of borders measured from open data: lines, lengths, states and places, by what a card says it holds."""

from dataclasses import dataclass, field

import numpy as np
import shapely

from crossborder import cards, geodesy
from crossborder.tabulate.records import corrected, record_cells

BELTS = (50, 100)  # km on each side of a border
PAIR_KM = 30
PAIR_LEAST = (5_000, 15_000)  # inhabitants of both cities of a pair
YEARS = (2024, 2022)
PER_CENT = 100


@dataclass
class Row:
    """One record of a raw table, with the address of all of it."""

    values: dict[str, str]
    cells: list[str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]


@dataclass
class Measured:
    """Rows of one border, as they are found."""

    dyad: str
    lines: list[Row]
    rows: list[dict] = field(default_factory=list)

    def add(
        self, condition: str, number: float | None, unit: str | None, method: str, behind: list[Row], **more: object
    ) -> None:
        self.rows.append(
            {
                "dyad": self.dyad,
                "condition": condition,
                "side": more.get("side"),
                "value": more.get("value"),
                "number": number,
                "unit": unit,
                "method": method,
                "vintage": more["vintage"],
                "n": more.get("n", len(behind)),
                "cells": sorted({cell for row in behind or self.lines for cell in row.cells}),
            }
        )


def tabulate(name: str) -> list[dict]:
    """Rows of every border that has a line, in the order of their codes."""
    held: dict[str, list[Row]] = {}
    vintages: dict[str, str] = {}
    for table in cards.feeding(name):
        grid, _ = corrected(table)
        vintages[table.card["holds"]] = table.card["reference"]
        held[table.card["holds"]] = [
            Row(
                dict(zip(grid.header, record, strict=True)),
                record_cells(grid, number),
            )
            for number, record in enumerate(grid.records[1:], start=2)
        ]
    states = {row["country"]: row for row in held["states"]}
    listed = {row["country"]: row for row in held["listed"]}
    rows: list[dict] = []
    for dyad in sorted({row["dyad"] for row in held["lines"]}):
        lines = [row for row in held["lines"] if row["dyad"] == dyad]
        measured = Measured(dyad, lines)
        one, other = dyad.split("-")
        _lengths(measured, lines, held["lengths"], vintages)
        _states(measured, states[one], states[other], vintages)
        _cities(measured, lines, held["cities"], listed, states, vintages)
        rows += measured.rows
    return rows


def _lengths(measured: Measured, lines: list[Row], lengths: list[Row], vintages: dict[str, str]) -> None:
    sides = set(measured.dyad.split("-"))
    printed = [row for row in lengths if {row["country"], row["neighbour"]} == sides]
    found = sorted({float(row["length_km"]) for row in printed})
    for number in found:
        behind = [row for row in printed if float(row["length_km"]) == number]
        method = "as printed, from both sides" if len(behind) == len(sides) else "as printed on one side"
        measured.add("length_published_km", number, "km", method, behind, vintage=vintages["lengths"])
    parts = {id(row): geodesy.length_km(shapely.from_wkt(row["line"])) for row in lines}
    total = sum(parts.values())
    method = "geodesic length of the 1:10m line on WGS 84, water indicator lines included"
    measured.add("length_measured_km", total, "km", method, lines, vintage=vintages["lines"])
    if len(found) == 1:
        both = f"{vintages['lines']}; {vintages['lengths']}"
        measured.add(
            "length_ratio", total / found[0], None, "measured over published length", [*lines, *printed], vintage=both
        )
    for condition, column, wanted in (
        ("water_share", "kind", {"Water Indicator"}),
        ("disputed_share", "class", {"Disputed", "Indefinite"}),
    ):
        part = sum(parts[id(row)] for row in lines if row[column] in wanted)
        measured.add(
            condition,
            PER_CENT * part / total,
            "per cent",
            f"share of the measured line by {column}",
            lines,
            vintage=vintages["lines"],
        )


def _states(measured: Measured, one: Row, other: Row, vintages: dict[str, str]) -> None:
    both, vintage = [one, other], vintages["states"]
    places = [(float(row["longitude"]), float(row["latitude"])) for row in both]
    names = f"{one['capital']} – {other['capital']}"
    distance = geodesy.distance_km(places[0], places[1])
    measured.add("capital_distance_km", distance, "km", "geodesic on WGS 84", both, value=names, vintage=vintage)
    for year in YEARS:
        heads = [row[f"product_per_head_{year}"] for row in both]
        ratio = max(map(float, heads)) / min(map(float, heads)) if all(heads) else None
        method = f"larger over smaller product per head at purchasing power parity, {year}"
        measured.add(f"product_ratio_{year}", ratio, None, method, both, vintage=vintage)
    landlocked = all(float(row["coast_km"]) == 0 for row in both)
    measured.add("both_landlocked", float(landlocked), None, "1 when neither state has a coast", both, vintage=vintage)


def _cities(
    measured: Measured,
    lines: list[Row],
    cities: list[Row],
    listed: dict[str, Row],
    states: dict[str, Row],
    vintages: dict[str, str],
) -> None:
    line = shapely.union_all([shapely.from_wkt(row["line"]) for row in lines])
    vintage, near = vintages["cities"], {}
    for side in measured.dyad.split("-"):
        mine = [row for row in cities if row["country"] == side]
        points = np.array([(float(row["longitude"]), float(row["latitude"])) for row in mine]).reshape(-1, 2)
        away = geodesy.distances_km(points, line) if len(points) else np.array([])
        near[side] = [(row, km) for row, km in zip(mine, away, strict=True) if km <= max(BELTS)]
        for belt in BELTS:
            there = [row for row, km in near[side] if km <= belt]
            people = sum(int(row["population"]) for row in there)
            method = f"places of {PAIR_LEAST[0]:,} or more within {belt} km of the line, districts left out"
            measured.add(f"city_population_{belt}_km", people, "inhabitants", method, there, side=side, vintage=vintage)
            whole = int(listed[side]["population"])
            measured.add(
                f"city_share_{belt}_km",
                PER_CENT * people / whole,
                "per cent",
                f"{method}; of all that the state lists",
                [*there, listed[side]],
                side=side,
                n=len(there),
                vintage=vintage,
            )
        coverage = int(listed[side]["population"]) / int(states[side]["population"])
        both = f"{vintages['listed']}; {vintages['states']}"
        measured.add(
            "city_coverage",
            PER_CENT * coverage,
            "per cent",
            "listed places over the population of the state",
            [listed[side], states[side]],
            side=side,
            vintage=both,
        )
    sides = [listed[side] for side in measured.dyad.split("-")]
    for belt in BELTS:
        there = [row for mine in near.values() for row, km in mine if km <= belt]
        share = sum(int(row["population"]) for row in there) / sum(int(row["population"]) for row in sides)
        method = f"places of {PAIR_LEAST[0]:,} or more within {belt} km of the line, of all that both states list"
        measured.add(
            f"city_share_{belt}_km",
            PER_CENT * share,
            "per cent",
            method,
            [*there, *sides],
            n=len(there),
            vintage=vintage,
        )
    _pairs(measured, *near.values(), vintage=vintage)


def _pairs(measured: Measured, here: list[tuple[Row, float]], there: list[tuple[Row, float]], *, vintage: str) -> None:
    """Pairs of cities on opposite sides, at two thresholds, and the nearest pair by name."""
    apart = [
        (geodesy.distance_km(_place(a), _place(b)), a, b)
        for a, to_line in here
        for b, from_line in there
        if to_line <= PAIR_KM and from_line <= PAIR_KM
    ]
    for least in PAIR_LEAST:
        pairs = sorted(
            (
                (km, a, b)
                for km, a, b in apart
                if km <= PAIR_KM and min(int(a["population"]), int(b["population"])) >= least
            ),
            key=lambda pair: (pair[0], pair[1]["name"], pair[2]["name"]),
        )
        method = f"pairs of places of {least:,} or more on opposite sides within {PAIR_KM} km of each other"
        names = "; ".join(f"{a['name']} – {b['name']}" for _, a, b in pairs) or None
        behind = [row for _, a, b in pairs for row in (a, b)]
        measured.add(
            f"city_pairs_{least}", len(pairs), "pairs", method, behind, value=names, n=len(pairs), vintage=vintage
        )
        if pairs:
            km, a, b = pairs[0]
            measured.add(
                f"nearest_pair_{least}_km",
                km,
                "km",
                method,
                [a, b],
                value=f"{a['name']} – {b['name']}",
                vintage=vintage,
            )


def _place(row: Row) -> tuple[float, float]:
    return float(row["longitude"]), float(row["latitude"])

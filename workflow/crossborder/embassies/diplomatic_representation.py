"""Diplomatic representation between Latin America and the post-Soviet states: the network as a whole.

Table 1 lists missions of post-Soviet states in Latin America, table 2 those of Latin American states there.
"""

import pandas as pd

from compendium.result.results import Results
from compendium.result.sentence import part_of
from crossborder.embassies.representation.pairs import PAIR, blanks, pair_kinds, pairs
from crossborder.embassies.representation.seats import density, seats
from crossborder.embassies.representation.sides import countries, states_of, with_sides
from crossborder.embassies.representation.totals import whole
from crossborder.states import name


def measure(results: Results) -> None:
    """Fill the results and frames of the report on who has missions where."""
    missions = with_sides(results.tables["missions"])
    states = states_of(missions)
    results.frames["matrix"] = _matrix(missions)
    results.frames["countries"] = countries(states)
    results.frames["pairs"] = pairs(states)
    whole(results, missions, states)
    pair_kinds(results)
    seats(results, missions)
    density(results, missions)
    blanks(results, missions)
    _finding(results)


def _matrix(missions: pd.DataFrame) -> list[dict]:
    return [
        {
            "table": row.table,
            "latin": name(row.latin),
            "post_soviet": name(row.post_soviet),
            "status": row.status,
            "mark": row.accredited_from
            if isinstance(row.accredited_from, str)
            else row.note
            if isinstance(row.note, str)
            else None,
            "cells": list(row.cells),
        }
        for row in missions.itertuples()
    ]


def _finding(results: Results) -> None:
    """The sentence that the report opens with, and what stands above the drawing of all pairs."""
    found = {row["id"].partition("/")[2]: row for row in results.rows}
    number = {key: int(row["number"]) for key, row in found.items() if row["number"] is not None}
    both, cells = part_of(number["pairs-reciprocal"], number["pairs"], PAIR), [found["pairs"]["cells"]]
    results.add("told-both", f"Embassies both ways: {both}", cells, n=number["pairs"])
    text = (
        f"Between the {number['latin-states']} Latin American and the {number['post-soviet-states']} post-Soviet states"
        f" (Mongolia counted with them), {both} have embassies in both directions; in {number['pairs-absent']} pairs"
        " neither side keeps one."
    )
    results.add("finding", text, cells, n=number["pairs"])

"""Diplomatic representation between Latin America and the post-Soviet states.

Table 1 lists missions of post-Soviet states in Latin America, table 2 those of Latin American states
there. Parameter `focus`: the alpha-3 code of the state in focus, from either side.
"""

import pandas as pd

from compendium.result.results import Results
from crossborder.embassies.representation import GROUPS
from crossborder.embassies.representation.focus import finding, focus
from crossborder.embassies.representation.pairs import blanks, pair_kinds, pairs
from crossborder.embassies.representation.seats import density, seats
from crossborder.embassies.representation.totals import whole
from crossborder.states import MERGED, name


def measure(results: Results) -> None:
    """Fill the results and frames of a report on who has missions where."""
    missions = results.tables["missions"].copy()
    missions["merged"] = missions["sender"].isin(MERGED) | missions["host"].isin(MERGED)
    missions["latin"] = missions["host"].where(missions["table"] == 1, missions["sender"])
    missions["post_soviet"] = missions["sender"].where(missions["table"] == 1, missions["host"])
    states = missions[~missions["merged"]]
    results.frames["matrix"] = _matrix(missions)
    results.frames["countries"] = _countries(states)
    results.frames["pairs"] = pairs(states)
    whole(results, missions, states)
    pair_kinds(results)
    seats(results, missions)
    density(results, missions)
    blanks(results, missions)
    focus(results, states)
    finding(results)


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


def _countries(states: pd.DataFrame) -> list[dict]:
    sent = states.groupby(["sender", "status"]).size()
    received = states.groupby(["host", "status"]).size()
    cells: dict[str, list[str]] = {}
    for row in states[["sender", "host", "cells"]].itertuples():
        for code in (row.sender, row.host):
            cells.setdefault(code, []).extend(row.cells)
    return [
        {
            "code": code,
            "name": name(code),
            "group": GROUPS[group],
            "sent": int(sent.get((code, "embassy"), 0)),
            "sent_concurrent": int(sent.get((code, "concurrent"), 0)),
            "received": int(received.get((code, "embassy"), 0)),
            "received_concurrent": int(received.get((code, "concurrent"), 0)),
            "cells": sorted(cells[code]),
        }
        for group in ("latin", "post_soviet")
        for code in sorted(states[group].unique())
    ]

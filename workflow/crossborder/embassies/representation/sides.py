"""Which side of both printed tables a mission belongs to, and how many each state keeps and receives."""

import pandas as pd

from crossborder.embassies.representation import GROUPS
from crossborder.states import MERGED, name


def with_sides(missions: pd.DataFrame) -> pd.DataFrame:
    """Missions with `latin` and `post_soviet`, the states of either side, and `merged`, whether one is of several parties."""
    made = missions.copy()
    made["merged"] = made["sender"].isin(MERGED) | made["host"].isin(MERGED)
    made["latin"] = made["host"].where(made["table"] == 1, made["sender"])
    made["post_soviet"] = made["sender"].where(made["table"] == 1, made["host"])
    return made


def states_of(missions: pd.DataFrame) -> pd.DataFrame:
    """Missions between single states."""
    return missions[~missions["merged"]]


def countries(states: pd.DataFrame) -> list[dict]:
    """One row a state: embassies and concurrent missions that it keeps and receives."""
    sent = states.groupby(["sender", "status"]).size()
    received = states.groupby(["host", "status"]).size()
    cells: dict[str, list[str]] = {}
    for row in states[["sender", "host", "cells"]].itertuples():
        for code in (row.sender, row.host):
            cells.setdefault(code, []).extend(row.cells)
    rows = [
        {
            "code": code,
            "name": name(code),
            "group": words,
            "sent": int(sent.get((code, "embassy"), 0)),
            "sent_concurrent": int(sent.get((code, "concurrent"), 0)),
            "received": int(received.get((code, "embassy"), 0)),
            "received_concurrent": int(received.get((code, "concurrent"), 0)),
            "cells": sorted(cells[code]),
        }
        for group, words in GROUPS.items()
        for code in states[group].unique()
    ]
    order = list(GROUPS.values())
    return sorted(rows, key=lambda row: (order.index(row["group"]), -row["sent"], -row["received"], row["name"]))

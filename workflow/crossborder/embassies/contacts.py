"""Contacts between the states of two groups of borders: embassies between them, events, twinned cities abroad.

They stand beside the reach of one state, and not in the comparisons of borders, so that a corrected cell of the
printed tables leaves those alone. Parameters: `groups`, two keys of `config/regions.yaml`; `focus`, the state.
"""

import pandas as pd

from compendium.result.results import Results
from compendium.result.sentence import agree, counted, listed
from crossborder.borders.conditions.groups import Group, groups
from crossborder.embassies.meetings import meetings
from crossborder.nouns import AGREEMENT, CELL, EMBASSY, EVENT
from crossborder.states import name
from crossborder.states.names import told


def contacts(results: Results) -> None:
    """Frame `contacts`, one row a pair of states of both groups with an embassy or an event; counts beside it."""
    left, right = groups(results)
    first, second = _states(left, right), _states(right, left)
    missions, events = results.tables["missions"], meetings(results.tables["events"])
    between = missions[
        (missions["sender"].isin(first) & missions["host"].isin(second))
        | (missions["sender"].isin(second) & missions["host"].isin(first))
    ]
    parties = events["countries"].fillna("").str.split(";")
    meets = events[[bool(set(there) & first and set(there) & second) for there in parties]]
    cells = {(row.sender, row.host): row for row in between.itertuples()}
    met = [(set(row.countries.split(";")), list(row.cells)) for row in meets.itertuples()]
    results.frames["contacts"] = [
        row
        for here in sorted(first)
        for there in sorted(second)
        for row in [_pair(here, there, cells, met)]
        if row["events"] or "embassy" in (row["sent"], row["received"])
    ]
    embassies = between[between["status"] == "embassy"]
    results.count("contacts-embassies", embassies, of=between)
    results.number("contacts-cells", len(between), between["cells"], n=len(between))
    results.count("contacts-events", meets, of=events)
    _pairs(results, [*between["cells"], *events["cells"]])
    twinned = results.tables["twinnings"]
    listed_there = set(twinned["territory"])
    for group, states in ((left, first), (right, second)):
        mine = twinned[twinned["territory"].isin(states) & twinned["count"].notna()]
        cells = twinned["cells"]
        _twinned(results, group, states & listed_there, mine, cells)
        results.add("{side}", group.name, between["cells"], n=len(group.dyads), side=group.side)
        every = listed(map(told, sorted(states, key=name)))
        results.add("{side}-states", every, between["cells"], n=len(states), side=group.said)
    _told(results, between)


def _twinned(results: Results, group: Group, known: set[str], mine: pd.DataFrame, cells: pd.Series) -> None:
    """Agreements of cities of a group's states, as a phrase; no number where the table lists none of the states."""
    there = listed(map(told, sorted(mine["territory"].unique(), key=name)))
    if known:
        count = int(mine["count"].sum())
        text = f"counts {counted(count, AGREEMENT)} of {group.name} ({there})"
        results.add("{side}-twinned", text, cells, number=count, n=len(known), side=group.said)
    else:
        text = f"lists no territory of {group.name}, and tells nothing of its agreements"
        results.add("{side}-twinned", text, cells, n=0, side=group.said)


def _pairs(results: Results, cells: list[list[str]]) -> None:
    """Pairs of states with a contact, and those in which the state in focus is one of the two."""
    pairs, focus = results.frames["contacts"], name(results.parameters["focus"])
    mine = [row for row in pairs if focus in (row["left"], row["right"])]
    results.number("contacts-pairs", len(pairs), cells, n=len(pairs))
    results.number("contacts-pairs-focus", len(mine), cells, n=len(pairs))


def _told(results: Results, between: pd.DataFrame) -> None:
    """What was found between both groups, as a sentence."""
    found = {row["id"].partition("/")[2]: row["number"] for row in results.rows}
    embassies, events = (int(found[f"contacts-{key}"]) for key in ("embassies", "events"))
    text = (
        f"Between the states of {results.value('left')} and those of {results.value('right')} the printed tables show"
        f" {counted(embassies, EMBASSY)} in {counted(len(between), CELL)}, and {counted(events, EVENT)} between them"
        f" {agree(events, 'was', 'were')} found."
    )
    results.add("contacts", text, between["cells"], n=len(between))


def _states(group: Group, other: Group) -> set[str]:
    """States of a group's borders that have no border in the other group."""
    mine, others = ({code for dyad in dyads for code in dyad.split("-")} for dyads in (group.dyads, other.dyads))
    return mine - others


def _pair(here: str, there: str, cells: dict, met: list[tuple[set[str], list[str]]]) -> dict:
    sent, received = cells.get((here, there)), cells.get((there, here))
    both = [behind for states, behind in met if {here, there} <= states]
    marks = [list(row.cells) for row in (sent, received) if row is not None]
    return {
        "left": name(here),
        "right": name(there),
        "sent": None if sent is None else sent.status,
        "received": None if received is None else received.status,
        "events": len(both),
        "cells": sorted({cell for behind in (*marks, *both) for cell in behind}),
    }

"""What each recommendation comes to: one row of counts, and cases by name, the successes first."""

import pandas as pd

from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder.borders.conditions.cases import rows_of, where
from crossborder.borders.conditions.exposure import ACTIVE, LOST, UNKNOWN, told
from crossborder.borders.conditions.groups import Group, collected, outcomes, responses
from crossborder.borders.conditions.resilience import RECOMMENDATIONS

RESILIENCE = "Resilience: initiatives that met a closure"
EVALUATED = "evaluation or academic"
# How many cases of each outcome are shown, of the first group and of the second. Where there is no room for all, what
# came out mixed gives way.
SHOWN = {"success": (2, 1), "failure": (2, 1), "mixed": (2, 1)}
SURVIVED = {ACTIVE: (2, 1), LOST: (2, 1)}
ORDER = ("success", ACTIVE, "mixed", "failure", LOST)  # of the cases that are shown
MOST = 6
FIRM = (EVALUATED, "official or promoter", "press or web")  # the firmest evidence first


def tried(results: Results, left: Group, right: Group) -> None:
    """Frames `tried`, one row a recommendation, and `chosen`, cases of the first three and of resilience."""
    results.frames["tried"], results.frames["chosen"] = [], []
    told = [collected(results, group.dyads) for group in (left, right)]
    rows = {group: responses(results, group.dyads) for group in (left, right)}
    for slug, (label, select) in RECOMMENDATIONS.items():
        mine, beside = (found[select(found)] for found in rows.values())
        own = outcomes(beside)
        _row(results, label, (mine, beside), outcomes(mine), (own["success"], len(beside) - own["unknown"]), told)
        _chosen(results, slug, {left: mine, right: beside}, "outcome", SHOWN)
    met = {group: _met(results, group) for group in (left, right)}
    fates = met[left]["fate"].value_counts()
    counts = {"success": int(fates.get(ACTIVE, 0)), "mixed": None, "failure": int(fates.get(LOST, 0))}
    counts["unknown"] = int(fates.get(UNKNOWN, 0))
    own = met[right]["fate"]
    own = int((own == ACTIVE).sum()), int(own.isin(SURVIVED).sum())
    _row(results, RESILIENCE, tuple(met.values()), counts, own, told)
    _chosen(results, "resilience", met, "fate", SURVIVED)


def _met(results: Results, group: Group) -> pd.DataFrame:
    """Initiatives that met a closure while they were alive."""
    rows = told(results, group)
    return rows[rows["exposed"].eq(True)]


def _row(results: Results, label: str, rows: tuple, counts: dict, own: tuple[int, int], told: list[bool]) -> None:
    """One row, of the initiatives of both groups: the outcomes of the first; what worked in the second, of the known.

    `own` is what worked in the second, and of how many that is known; a group of which none was collected has no counts.
    """
    mine, beside = rows
    ours = {"found": len(mine), **counts, "evaluated": int((mine["evidence"] == EVALUATED).sum())}
    theirs = {"own": len(beside), "own_known": own[1], "own_success": own[0]}
    for row, there in zip((ours, theirs), told, strict=True):
        row.update({} if there else dict.fromkeys(row))
    cells = Addresses([*mine["cells"], *beside["cells"]])
    results.frames["tried"].append({"recommendation": label, **ours, **theirs, "cells": cells})


def _chosen(
    results: Results, slug: str, rows: dict[Group, pd.DataFrame], column: str, shown: dict[str, tuple[int, int]]
) -> None:
    """The cases with the firmest evidence, the latest first among equals; six at most."""
    frame = []
    for outcome, most in shown.items():
        for (group, found), number in zip(rows.items(), most, strict=True):
            order = found.assign(firm=[FIRM.index(one) if one in FIRM else len(FIRM) for one in found["evidence"]])
            order = order.sort_values(["firm", "start_year", "id"], ascending=[True, False, True], kind="stable")
            for row in rows_of(order[order[column] == outcome].head(number)):
                more = {"where": where(row["dyads"]), "outcome": outcome, "group": group.name, "about": slug}
                frame.append({key: value for key, value in (row | more).items() if key != "dyads"})
    results.frames["chosen"] += kept(frame)


def kept(frame: list[dict]) -> list[dict]:
    """The first cases, each once, successes before what came out mixed and failures."""
    once = list({row["id"]: row for row in reversed(frame)}.values())[::-1]
    return sorted(once[:MOST], key=lambda row: ORDER.index(row["outcome"]))

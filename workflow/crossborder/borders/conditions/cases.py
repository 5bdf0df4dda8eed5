"""What worked, what came out mixed and what failed, by name: for each recommendation, and for each analogue."""

from collections.abc import Iterator, Sequence

import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from crossborder import nouns
from crossborder.borders.conditions.groups import Group, called, responses
from crossborder.borders.conditions.resilience import RECOMMENDATIONS
from crossborder.states.names import border as border_name

FRAMES = {"success": "successes", "mixed": "mixed_results", "failure": "failures"}
NAMED = 2  # borders of an initiative that are named; more are counted
SHOWN = 3  # analogues of each border whose initiatives are named


def cases(results: Results, left: Group, right: Group) -> None:
    """Frames of successes, mixed results and failures, and the names of those that a recommendation points to."""
    for frame in FRAMES.values():
        results.frames[frame] = []
    for slug, (label, select) in RECOMMENDATIONS.items():
        for group in (left, right):
            rows = responses(results, group.dyads)
            mine = rows[select(rows)]
            _named(results, {"about": label, "kind": "recommendation", "group": group.name}, mine)
            for outcome in FRAMES:
                found = mine[mine["outcome"] == outcome]
                parts = {"side": group.said, "recommendation": (slug, label), "outcome": outcome}
                name = "{side}-{recommendation}-{outcome}-named"
                results.add(name, sentence.listed(found["name"]), found["cells"], n=len(found), **parts)
    for row in results.frames["analogues"]:
        if row["rank"] <= SHOWN:
            about = {"about": f"{row['named']} for {row['border']}", "kind": "analogue", "group": left.name}
            _named(results, about, responses(results, (row["analogue"],)))


def _named(results: Results, about: dict, rows: pd.DataFrame) -> None:
    rows = rows[rows["outcome"].isin(FRAMES)]
    for outcome, row in zip(rows["outcome"].tolist(), rows_of(rows), strict=True):
        results.frames[FRAMES[outcome]].append({**about, **{k: v for k, v in row.items() if k != "dyads"}})


READ = ("id", "name", "dyads", "start_year", "financing_source", "outcome_evidence", "cells")
KEPT = ("status", "outcome_basis", "evidence", "source", "publisher", "address")


def where(dyads: Sequence[str]) -> str:
    """Borders by name, or how many they are where they are more than two."""
    return (
        sentence.listed(map(border_name, dyads)) if len(dyads) <= NAMED else sentence.counted(len(dyads), nouns.BORDER)
    )


def rows_of(rows: pd.DataFrame) -> Iterator[dict]:
    """One row an initiative: where, what its outcome rests on, who paid, who tells of it, and where."""
    columns = [rows[name].tolist() for name in (*READ, *KEPT)]  # a frame makes each row anew, which takes far longer
    for initiative, name, dyads, start, payer, rests_on, cells, *kept in zip(*columns, strict=True):
        known = {key: None if value is None or value != value else value for key, value in zip(KEPT, kept, strict=True)}
        yield {
            "id": initiative,
            "name": name,
            "dyads": list(dyads),
            "borders": sentence.listed(map(border_name, dyads)),
            "start": None if pd.isna(start) else int(start),
            "status": known["status"],
            "basis": known["outcome_basis"],
            "rests_on": str(rests_on).replace("_", " "),
            "payer": called(payer),
            "evidence": known["evidence"],
            "source": known["source"],
            "publisher": known["publisher"],
            "address": next(iter((known["address"] or "").split()), None),
            "cells": list(cells),
        }

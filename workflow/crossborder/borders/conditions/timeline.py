"""Closures in time: one row an episode of either group that has a date, whatever its reason."""

from calendar import isleap
from datetime import date

from compendium.result.results import Results
from crossborder.borders.conditions import closures
from crossborder.borders.conditions.closures import CRISIS, GOVERNMENTS, PANDEMIC, UNSTATED
from crossborder.borders.conditions.groups import Group
from crossborder.borders.register import OPEN
from crossborder.states.names import border as border_name

# What a bar is shaded by: the reason, or several of them.
KINDS = {
    GOVERNMENTS: "between governments",
    CRISIS: "crisis, security or protest",
    "security": "crisis, security or protest",
    "protest or blockade": "crisis, security or protest",
    PANDEMIC: "pandemic",
    UNSTATED: "no reason stated",
}
OTHER = "another stated reason"


def timeline(results: Results, left: Group, right: Group) -> None:
    """Frame `timeline`, the second group first, and for both groups how many borders have an episode with a date."""
    every, frame = closures.episodes(results), []
    last = closures.meaning(results).years[1] + 1.0
    for group in (right, left):
        for dyad in group.dyads:
            frame += [
                {
                    "group": group.name,
                    "border": border_name(dyad),
                    "reason": e["reason"],
                    "kind": KINDS.get(e["reason"], OTHER),
                    "first": begun,
                    "last": last if e["last_precision"] == OPEN else ended(e["last"]),
                    "cells": list(e["cells"]),
                }
                for e in every.get(dyad, [])
                if e.closure and (begun := began(e["first"])) is not None
            ]
    results.frames["timeline"] = frame
    for group in (left, right):
        mine = [row for row in frame if row["group"] == group.name]
        cells = [row["cells"] for row in mine]
        parts = {"side": group.said}
        results.number("{side}-dated-episodes", len(mine), cells, n=len(group.dyads), **parts)
        results.number("{side}-dated-borders", len({row["border"] for row in mine}), cells, n=len(group.dyads), **parts)


def began(text: str | None) -> float | None:
    """Start of a date of the register (a year, a month or a day) as a year with its part; None without one."""
    return _decimal(text, end=False)


def ended(text: str | None) -> float | None:
    """End of a date of the register as a year with its part; None without one."""
    return _decimal(text, end=True)


def _decimal(text: str | None, *, end: bool) -> float | None:
    if not text:
        return None
    year, month, day = (int(part) if part else None for part in [*text.split("-"), "", ""][:3])
    if month is None:
        return float(year + end)
    if day is None:
        return year + (month - (not end)) / 12
    return year + (date(year, month, day).timetuple().tm_yday - (not end)) / (366 if isleap(year) else 365)

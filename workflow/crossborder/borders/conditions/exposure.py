"""What became of initiatives, and of those that met a closure beside those that met none.

An initiative is exposed when a closure that counts began on one of its borders in the group while it was alive: begun
in an earlier year, and active to this day or ended in a later one. Dates of one year have no order, so that it then
cannot be told; nor can it where a border was not searched, or was closed while nobody states why. One that is only
planned is not alive. What was completed as planned is neither survivor nor loss.
"""

from collections.abc import Iterable
from math import comb

import numpy as np
import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder.borders.conditions import CHANCE, closures
from crossborder.borders.conditions.cases import where
from crossborder.borders.conditions.coded import by_record, record
from crossborder.borders.conditions.groups import Group, called, responses
from crossborder.borders.conditions.when import when
from crossborder.states.names import border as border_name

ACTIVE, LOST, COMPLETED, UNKNOWN, PLANNED = "active", "lost", "completed", "unknown", "planned"
FATES = (ACTIVE, LOST, COMPLETED, UNKNOWN, PLANNED)
EXPOSURES = {True: "exposed", False: "unexposed", None: "cannot be told"}
MET = {True: "yes", False: "no", None: "cannot be told"}  # the same, as a table says it
EVERY = "all types"
NOTHING = "nothing can be concluded"


def fate(results: Results, act: dict) -> str:
    """What became of an initiative: by its status, and by the coding of how it ended."""
    if act["status"] == "dormant":
        return LOST
    if act["status"] == "ended":
        endings = results.keep("endings", lambda: by_record(results.codings["ending"]))
        return endings.get(record(act), UNKNOWN)
    return act["status"] if act["status"] in (ACTIVE, PLANNED) else UNKNOWN


def exposed(act: dict, found: dict[str, list[closures.Episode]], searched: Iterable[str]) -> bool | None:
    """Whether a closure began on one of its `dyads` while an initiative was alive; None where that cannot be told."""
    mine = [e for dyad in act["dyads"] for e in found.get(dyad, [])]
    if any(_alive(act, e.year) for e in mine if e.counted):
        return True
    may = [_alive(act, e.year) for e in mine if e.counted or e.possible]
    certain = all(one is False for one in may) and set(act["dyads"]) <= set(searched)
    return False if certain and not pd.isna(act["start_year"]) else None


def _alive(act: dict, year: int | None) -> bool | None:
    """Whether an initiative was alive when a closure began in a year; None where that cannot be told."""
    start, end = (None if pd.isna(act[name]) else int(act[name]) for name in ("start_year", "end_year"))
    ended = act["status"] != ACTIVE
    if year is None or start is None:
        return None
    if start > year or (ended and end is not None and end < year):
        return False
    if start == year or (ended and (end is None or end == year)):
        return None
    return True


def told(results: Results, group: Group) -> pd.DataFrame:
    """Initiatives of a group with their `fate` and whether they were `exposed`: True, False, or None for unknown."""
    rows = responses(results, group.dyads)
    acts = rows.to_dict("records")
    found, searched = closures.episodes(results), closures.searches(results, closures.ABOUT)
    return rows.assign(
        fate=[fate(results, act) for act in acts],
        exposed=pd.array([exposed(act, found, searched) for act in acts], dtype=object),
    )


def exposure(results: Results, group: Group) -> None:
    """Results on the fate of initiatives, exposed ones beside those never exposed, and the frames of both."""
    rows, words = told(results, group), closures.meaning(results).words
    for name in FATES:
        results.count("{side}-fate-{fate}", rows[rows["fate"] == name], of=rows, side=group.said, fate=name)
    begun = rows[rows["fate"] != PLANNED]
    sides = {label: _exposed(begun, value) for value, label in EXPOSURES.items()}
    for label, mine in list(sides.items())[:2]:
        parts = {"side": group.said, "exposure": label, "words": words}
        results.count("{side}-{exposure}", mine, of=begun, **parts)
        known = mine[mine["fate"].isin((ACTIVE, LOST))]
        results.count("{side}-{exposure}-known", known, of=mine, **parts)
        for name in FATES[:4]:
            results.count("{side}-{exposure}-{fate}", mine[mine["fate"] == name], of=mine, fate=name, **parts)
    untold = _exposed(begun, None)
    results.count("{side}-exposure-untold", untold, of=begun, side=group.said, words=words)
    _compared(results, group, sides, words)
    _frames(results, group, begun)


def _exposed(rows: pd.DataFrame, value: bool | None) -> pd.DataFrame:
    return rows[np.array([found is value for found in rows["exposed"]], dtype=bool)]


def _compared(results: Results, group: Group, sides: dict[str, pd.DataFrame], words: str) -> None:
    """What the two shares of survivors bear, with the unknown set either way, and dealt at random."""
    counts = {label: mine["fate"].value_counts() for label, mine in sides.items()}
    met, free = counts[EXPOSURES[True]], counts[EXPOSURES[False]]
    whole = list(sides.values())[:2]
    cells, n = [c for mine in whole for c in mine["cells"]], sum(map(len, whole))
    deals = _deals(*(int(side.get(name, 0)) for side in (met, free) for name in (ACTIVE, LOST)))
    text = "not defined" if deals is None else sentence.number(deals, 0)
    results.add("{side}-exposure-deals", text, cells, number=deals, n=n, side=group.said, words=words)
    (low, high), (least, most) = _bounds(met), _bounds(free)
    apart = high < least or most < low
    if deals is None or not apart or deals > CHANCE:
        said = NOTHING
    else:
        said = f"{'fewer' if high < least else 'more'} of those that met a closure are active"
    results.add("{side}-exposure-verdict", said, cells, n=n, side=group.said, words=words)


def _bounds(fates: pd.Series) -> tuple[float, float]:
    """Share that is active with all unknown set to lost, and to active."""
    active, lost, unknown = (int(fates.get(name, 0)) for name in (ACTIVE, LOST, UNKNOWN))
    of = active + lost + unknown
    return (active / of, (active + unknown) / of) if of else (0.0, 1.0)


def _deals(active: int, lost: int, active_free: int, lost_free: int) -> float | None:
    """Per cent of random deals of the known fates to both sides in which the shares lie as far apart; None without both.

    Exact, from the hypergeometric distribution. It describes two convenience samples; it tests no population.
    """
    of, of_free = active + lost, active_free + lost_free
    if not of or not of_free:
        return None
    good, every = active + active_free, of + of_free
    apart = lambda mine: abs(mine * of_free - (good - mine) * of)  # noqa: E731
    ways = {k: comb(good, k) * comb(every - good, of - k) for k in range(max(0, of - every + good), min(good, of) + 1)}
    return 100 * sum(w for k, w in ways.items() if apart(k) >= apart(active)) / sum(ways.values())


def _frames(results: Results, group: Group, begun: pd.DataFrame) -> None:
    """Frames `exposure`, counts of all types and of each, and `fates`, the exposed initiatives and the lost ones by name."""
    frame = results.frames.setdefault("exposure", [])
    for value, label in MET.items():
        rows = _exposed(begun, value)
        kinds = [(called(kind), mine) for kind, mine in rows.groupby("type")]
        for kind, mine in [(EVERY, rows), *kinds] if len(begun) else ():
            counts = {name: int((mine["fate"] == name).sum()) for name in FATES[:4]}
            row = {"group": group.name, "exposure": label, "type": kind, "n": len(mine)}
            frame.append({**row, **counts, "cells": Addresses(mine["cells"])})
    told = results.frames.setdefault("fates", [])
    found = closures.episodes(results)
    for act in begun[begun["exposed"].eq(True) | (begun["fate"] == LOST)].to_dict("records"):
        periods = [when(e) for d in act["dyads"] for e in found.get(d, []) if e.counted and _alive(act, e.year)]
        told.append(
            {
                "group": group.name,
                "name": act["name"],
                "borders": sentence.listed(map(border_name, act["dyads"])),
                "type": called(act["type"]),
                "where": where(act["dyads"]),
                "exposure": MET[act["exposed"]],
                "closures": sentence.listed(dict.fromkeys(periods)) if periods else None,
                "fate": act["fate"],
                "basis": act["outcome_basis"],
                "cells": list(act["cells"]),
            }
        )

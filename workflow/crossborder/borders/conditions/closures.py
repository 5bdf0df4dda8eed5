"""Closures of borders: which episodes of the register count by the definitions in force, and what was searched.

Never a closure: suspended visa-free entry and tightened checks; rows that a coding says shut no crossing. Left out on
both sides: works and holidays, which were collected in one region alone. A closure whose reason nobody states, whose
time nobody gives, or whose row is less sure than what counts, may be one: a border without another is unknown.
"""

from dataclasses import dataclass

import pandas as pd

from compendium.result.results import Results
from crossborder.borders.conditions import FIRST_YEAR, LAST_YEAR
from crossborder.borders.conditions.coded import by_record, record
from crossborder.borders.register import OPEN

GOVERNMENTS, CRISIS, PANDEMIC, UNSTATED = "dispute between governments", "internal crisis", "pandemic", "unknown"
# Reasons in the order in which reports name them.
REASONS = (
    *(GOVERNMENTS, CRISIS, "election", "security", "migration", "trade or currency"),
    *("protest or blockade", "health or sanitary", "disaster", PANDEMIC, UNSTATED),
)
ONE_REGION = ("event or holiday", "other")  # reasons that were collected in one region alone
CROSSINGS = ("whole border", "some crossings", "one crossing")
SCOPES = (*CROSSINGS, "vehicles or cargo")
ABOUT = "closures"  # what searches were about

# What the terms of config/definitions.yaml mean: reasons, and what a label says of them; scopes; confidence; years.
COUNTED_REASONS = {
    "between-governments": ((GOVERNMENTS,), "between governments"),
    "with-internal-crises": ((GOVERNMENTS, CRISIS), "between governments or in an internal crisis"),
    "all-but-pandemic": (
        tuple(reason for reason in REASONS if reason not in (PANDEMIC, UNSTATED)),
        "for a stated reason other than the pandemic",
    ),
}
COUNTED_SCOPES = {"crossing-or-cargo": SCOPES, "any-crossing": CROSSINGS, "whole-border": CROSSINGS[:1]}
# Rows of closures and of joint posts: those of low confidence are hearsay.
CONFIDENCE = {"not-low": ("high", "medium"), "all": ("high", "medium", "low"), "high": ("high",)}
SEARCHED = 2003  # first year of which the searched store has pages of both regions (docs/facts.md)
YEARS = {"since-2003": (SEARCHED, LAST_YEAR), "since-1992": (FIRST_YEAR, LAST_YEAR)}
PANDEMIC_SINCE = 2020  # no closure before is one for it
BORDERS, DECISIONS = "borders", "decisions"  # units


@dataclass(frozen=True)
class Meaning:
    """What counts as a closure: reasons with the words for them, scopes, confidence, first and last year, the unit.

    `confidence` is that of rows of joint posts too.
    """

    reasons: tuple[str, ...]
    words: str
    scopes: tuple[str, ...]
    confidence: tuple[str, ...]
    years: tuple[int, int]
    unit: str


def meaning(results: Results) -> Meaning:
    """What the definitions in force say of closures."""
    reasons, words = COUNTED_REASONS[results.definition("closure-reasons")]
    return Meaning(
        reasons,
        words,
        COUNTED_SCOPES[results.definition("closure-scope")],
        CONFIDENCE[results.definition("confidence")],
        YEARS[results.definition("closure-years")],
        results.definition("closure-unit"),
    )


@dataclass(frozen=True)
class Episode:
    """One episode and border. `year` and `until` are those of its first and last day; None where not known.

    `closure` is whether it shut a crossing for a reason that was collected in both regions, within the years, at the
    confidence in force; `counted` whether it also has the scope and a reason in force; `possible` whether it may be one
    that counts, and its reason, its time or its confidence leaves that open; `perhaps_pandemic` the same of the pandemic.
    """

    dyad: str
    year: int | None
    until: int | None
    closure: bool
    counted: bool
    possible: bool
    perhaps_pandemic: bool
    row: dict

    def __getitem__(self, name: str) -> object:
        return self.row[name]


def episodes(results: Results) -> dict[str, list[Episode]]:
    """Episodes of the register by border, all of them, the earliest first."""
    return results.keep("episodes", lambda: _episodes(results))


def _episodes(results: Results) -> dict[str, list[Episode]]:
    meant, coded = meaning(results), by_record(results.codings["no-closure"])
    found: dict[str, list[Episode]] = {}
    rows = results.tables["closures"].astype(object)
    for row in rows.where(rows.notna(), None).to_dict("records"):
        year, until = _year(row["first"]), LAST_YEAR if row["last_precision"] == OPEN else _year(row["last"])
        shut = row["scope"] in SCOPES and record(row) not in coded
        shut = shut and row["reason"] not in ONE_REGION
        within, sure = _within(year, until, meant.years), row["confidence"] in meant.confidence
        closure, scope, reason = shut and sure and within is True, row["scope"] in meant.scopes, row["reason"]
        counted = closure and scope and reason in meant.reasons
        perhaps = shut and scope and within is not False
        possible = perhaps and not counted and reason in (*meant.reasons, UNSTATED)
        late = reason == UNSTATED and (year is None or year >= PANDEMIC_SINCE)
        pandemic = perhaps and (late or (reason == PANDEMIC and not closure))
        episode = Episode(row["dyad"], year, until, closure, counted, possible, pandemic, row)
        found.setdefault(row["dyad"], []).append(episode)
    for mine in found.values():
        mine.sort(key=lambda e: (e.row["first"] is None, e.row["first"] or "", e.row["id"]))
    return found


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date else None


def _within(year: int | None, until: int | None, years: tuple[int, int]) -> bool | None:
    """Whether an episode touched these years. One without a date touched those that the register covers as a whole.

    None where it has no date and the years are fewer.
    """
    if year is None and until is None:
        return True if years[0] == FIRST_YEAR else None
    first = year if year is not None else until
    last = until if until is not None else year
    return first <= years[1] and last >= years[0]


def searches(results: Results, about: str) -> dict[str, list[dict]]:
    """Queries about closures or posts by border."""
    return results.keep(("searches", about), lambda: _searches(results, about))


def _searches(results: Results, about: str) -> dict[str, list[dict]]:
    table, found = results.tables["searches"], {}
    for row in table.loc[table["about"] == about, ["dyad", "cells"]].to_dict("records"):
        found.setdefault(row["dyad"], []).append(row)
    return found


def of_border(results: Results, dyad: str) -> dict:
    """Whether a border was closed, and for the pandemic, and how often.

    None where it was not searched, and where nothing that is found counts, but something may.
    """
    mine, searched = episodes(results).get(dyad, []), searches(results, ABOUT).get(dyad, [])
    meant = meaning(results)
    counted = [e for e in mine if e.counted]
    pandemic = [e for e in mine if e.closure and e["reason"] == PANDEMIC and e["scope"] in meant.scopes]
    row: dict = {"closures": float(number(counted, meant.unit)) if searched else None}
    perhaps = [e for e in mine if e.possible], [e for e in mine if e.perhaps_pandemic]
    for name, found, may in zip(("closed", "closed_pandemic"), (counted, pandemic), perhaps, strict=True):
        known = searched and (found or not may)
        row |= {name: bool(found) if known else None, f"cells_{name}": _cells(found or may or searched)}
    return row | {"cells_closures": row["cells_closed"]}


def _cells(rows: list) -> list[str]:
    return [cell for row in rows for cell in row["cells"]]


def number(found: list[Episode], unit: str) -> int:
    """How many episodes there are, or how many decisions."""
    return len({e["act"] for e in found}) if unit == DECISIONS else len(found)


def border_years(results: Results, dyads: tuple[str, ...]) -> dict[str, int]:
    """Years in force in which both states of each border exist; the year of independence counts when it begins it."""
    since = results.keep("since", lambda: _since(results))
    first, last = meaning(results).years
    return {dyad: max(0, last + 1 - max(first, *(since[side] for side in dyad.split("-")))) for dyad in dyads}


def _since(results: Results) -> dict[str, int]:
    """First whole year of each state."""
    table: pd.DataFrame = results.tables["independence"]
    return {
        state: int(day[:4]) + (day[4:] != "-01-01") for state, day in zip(table["state"], table["since"], strict=True)
    }

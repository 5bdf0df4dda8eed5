"""Closures of borders: which episodes of the register count by the definitions in force, and what was searched.

Never a closure: suspended visa-free entry and tightened checks; rows that a coding says shut no crossing. Left out on
both sides: works and holidays, which were collected in one region alone. An unstated reason counts under none.
"""

from dataclasses import dataclass

import pandas as pd

from compendium.result.results import Results
from compendium.source.address import corners
from crossborder.borders.conditions import FIRST_YEAR, LAST_YEAR
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
CONFIDENCE = {"all": ("high", "medium", "low"), "high": ("high",)}
YEARS = {"since-1992": (FIRST_YEAR, LAST_YEAR), "since-2003": (2003, LAST_YEAR)}
BORDERS, DECISIONS = "borders", "decisions"  # units


@dataclass(frozen=True)
class Meaning:
    """What counts as a closure: reasons with the words for them, scopes, confidence, first and last year, the unit."""

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
        CONFIDENCE[results.definition("closure-confidence")],
        YEARS[results.definition("closure-years")],
        results.definition("closure-unit"),
    )


@dataclass(frozen=True)
class Episode:
    """One episode and border. `year` and `until` are those of its first and last day; None where not known.

    `closure` is whether it shut a crossing for a reason that was collected in both regions, within the years, at the
    confidence in force; `counted` whether it also has the scope and a reason in force.
    """

    dyad: str
    year: int | None
    until: int | None
    closure: bool
    counted: bool
    row: dict

    def __getitem__(self, name: str) -> object:
        return self.row[name]


def episodes(results: Results) -> dict[str, list[Episode]]:
    """Episodes of the register by border, all of them, the earliest first."""
    return results.keep("episodes", lambda: _episodes(results))


def _episodes(results: Results) -> dict[str, list[Episode]]:
    meant, coded = meaning(results), {corners(cell)[:2] for cell in results.codings["no-closure"]}
    found: dict[str, list[Episode]] = {}
    rows = results.tables["closures"].astype(object)
    for row in rows.where(rows.notna(), None).to_dict("records"):
        year, until = _year(row["first"]), LAST_YEAR if row["last_precision"] == OPEN else _year(row["last"])
        shut = row["scope"] in SCOPES and corners(row["cells"][0])[:2] not in coded
        closure = (
            shut
            and row["reason"] not in ONE_REGION
            and row["confidence"] in meant.confidence
            and _within(year, until, meant.years)
        )
        counted = closure and row["scope"] in meant.scopes and row["reason"] in meant.reasons
        found.setdefault(row["dyad"], []).append(Episode(row["dyad"], year, until, closure, counted, row))
    for mine in found.values():
        mine.sort(key=lambda e: (e.row["first"] is None, e.row["first"] or "", e.row["id"]))
    return found


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date else None


def _within(year: int | None, until: int | None, years: tuple[int, int]) -> bool:
    """Whether an episode touched these years. One without a date touched those that the register covers as a whole."""
    if year is None and until is None:
        return years[0] == FIRST_YEAR
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
    """Whether a border was closed, and for the pandemic, and how often; None where it was not searched."""
    mine, searched = episodes(results).get(dyad, []), searches(results, ABOUT).get(dyad, [])
    meant = meaning(results)
    counted = [e for e in mine if e.counted]
    pandemic = [e for e in mine if e.closure and e["reason"] == PANDEMIC and e["scope"] in meant.scopes]
    row: dict = {"closures": float(number(counted, meant.unit)) if searched else None}
    for name, found in (("closed", counted), ("closed_pandemic", pandemic)):
        row |= {name: bool(found) if searched else None, f"cells_{name}": _cells(found or searched)}
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

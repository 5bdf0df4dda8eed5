"""Printed totals of counts, held against the sums of their columns."""

from collections.abc import Iterable

import pandas as pd

from compendium.result.results import Results
from compendium.result.sentence import count, listed
from compendium.source.address import Addresses
from crossborder.states import name


def with_columns(twinnings: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Counts with the code of the printed column in which each stands."""
    columns = {total.cells[0].rpartition(",")[2]: total.partner for total in totals.itertuples()}
    return twinnings.assign(column=[columns[cells[0].rpartition(",")[2]] for cells in twinnings["cells"]])


def with_sums(results: Results, counted: pd.DataFrame, totals: pd.DataFrame) -> list[dict]:
    """Printed totals beside the sums of their columns."""
    found = []
    for total in totals.itertuples():
        mine = counted[counted["column"] == total.partner]
        found.append(
            {
                "column": name(total.partner),
                "printed": int(total.total),
                "summed": int(mine["count"].sum()),
                "territories": mine["territory"].nunique(),
                "left": _left(results, total.corrections),
                "cells": Addresses([*mine["cells"], total.cells]),
            }
        )
    return found


def _left(results: Results, ids: Iterable[str]) -> str | None:
    """Why a printed total was looked at and left as it is, or None where no accepted entry says so."""
    reasons = {entry.id: entry.reason for entry in results.decided.entries if not entry.changes}
    return next((reasons[key] for key in ids if key in reasons), None)


def agreeing_totals(results: Results) -> None:
    """How many totals of the frame `totals` equal their sums."""
    totals = results.frames["totals"]
    agreeing = sum(total["printed"] == total["summed"] for total in totals)
    cells = [total["cells"] for total in totals]
    results.number("totals-agreeing", agreeing, cells, n=len(totals))
    differing = [_difference(total) for total in totals if total["printed"] != total["summed"]]
    results.add("totals-left", listed(differing), cells, n=len(totals))
    results.number("totals", len(totals), cells, n=len(totals))


def _difference(total: dict) -> str:
    why = f", left as printed: {total['left'].rstrip('.')}" if total["left"] else ""
    return f"{total['column']} (printed {count(total['printed'])}, sum {count(total['summed'])}{why})"

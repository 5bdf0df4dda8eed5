"""Claims by text and verdict, and each claim as a named result."""

import pandas as pd

from compendium.result.results import Results, addresses, listed
from compendium.source.address import expand
from compendium.source.numbers import grouped
from compendium.table.verdict import CONTRADICTED, NOT_CHECKABLE, PARTLY, SUPPORTED, VERDICTS
from crossborder.states import is_code, name


def claims(results: Results, rows: pd.DataFrame) -> None:
    """Frames `claims`, `members`, `unchecked` and `verdicts`, the counts behind them, and one result a claim."""
    whole, members = rows[rows["part_of"].isna()], rows[rows["part_of"].notna()]
    checked = whole[whole["verdict"] != NOT_CHECKABLE]
    results.frames["verdicts"] = _verdicts(whole, members)
    results.frames["claims"] = [_row(row) for row in checked.itertuples()]
    results.frames["members"] = [_row(row) for row in members[members["verdict"] != SUPPORTED].itertuples()]
    results.frames["unchecked"] = [
        _row(row) | {"why": row.not_checkable} for row in whole[whole["verdict"] == NOT_CHECKABLE].itertuples()
    ]
    results.count(
        "statements", "Statements that the texts make and that were looked at", whole, of=whole, unit="claims"
    )
    results.count("checked", "Statements that the data can test", checked, of=whole, unit="claims")
    results.count("members", "Members of list statements, tested one by one", members, of=members, unit="claims")
    for verdict in VERDICTS:
        key, mine = verdict.replace(" ", "-"), whole[whole["verdict"] == verdict]
        results.count(key, f"Statements: {verdict}", mine, of=whole, unit="claims")
        if verdict != NOT_CHECKABLE:
            results.share(
                f"{key}-share", f"Share of tested: {verdict}", len(mine), len(checked), checked["cells"], n=len(checked)
            )
    for verdict in (SUPPORTED, PARTLY, CONTRADICTED):
        mine = members[members["verdict"] == verdict]
        results.count(f"members-{verdict}", f"Members of lists: {verdict}", mine, of=members, unit="claims")


def named(results: Results, rows: pd.DataFrame) -> None:
    """What was found for each tested claim, and its verdict, under the claim's id."""
    for row in rows[rows["verdict"] != NOT_CHECKABLE].itertuples():
        n = len(expand(row.cells))
        key = row.id.lower().replace(".", "-")
        expected, found = _named(row.expected, ";") or "", _named(row.found, "; ") or ""
        results.add(
            f"{key}-expected", f"{row.paraphrase}: expected", expected, [row.claim_cells], n=n, unit="cells looked at"
        )
        results.add(f"{key}-found", f"{row.paraphrase}: found", found, [row.cells], n=n, unit="cells looked at")
        results.add(
            f"{key}-verdict", f"{row.paraphrase}: verdict", row.verdict, [row.cells], n=n, unit="cells looked at"
        )


def _row(row: object) -> dict:
    return {
        "id": row.id,
        "source": row.region,
        "place": row.place,
        "where": f"{row.region}, {row.place}",
        "statement": row.paraphrase,
        "expected": _named(row.expected, ";"),
        "found": _named(row.found, "; "),
        "verdict": row.verdict,
        "note": row.note,
        "cells": addresses([row.cells, row.claim_cells]),
    }


def _named(text: str | None, separator: str) -> str | None:
    """A list as a phrase, with names for codes of states; another text as it is."""
    if not isinstance(text, str):
        return None
    parts = text.split(separator)
    if all(map(is_code, parts)):
        return listed(sorted(map(name, parts)))
    return listed(sorted(map(grouped, parts)))


def _verdicts(whole: pd.DataFrame, members: pd.DataFrame) -> list[dict]:
    found = []
    for source, mine in whole.groupby("region"):
        row = {verdict.replace(" ", "_"): int((mine["verdict"] == verdict).sum()) for verdict in VERDICTS}
        listed = members[members["region"] == source]
        found.append(
            {
                "source": source,
                "statements": len(mine),
                **row,
                "members": len(listed),
                "members_supported": int((listed["verdict"] == SUPPORTED).sum()),
                "cells": addresses(mine["claim_cells"]),
            }
        )
    return found

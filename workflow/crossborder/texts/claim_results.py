"""Claims by text and verdict, and each claim as a named result."""

import pandas as pd

from compendium.result.results import Results
from compendium.result.sentence import grouped, listed
from compendium.source.address import Addresses, expand
from compendium.table.against import ITS_TABLES, ITSELF, OTHERS
from compendium.table.verdict import CONTRADICTED, NOT_CHECKABLE, PARTLY, SUPPORTED, VERDICTS
from crossborder.states import is_code, name

TESTED = (SUPPORTED, PARTLY, CONTRADICTED)


def claims(results: Results, rows: pd.DataFrame) -> None:
    """Frames of claims and of their verdicts, the counts behind them, and one result a claim.

    What a text says of itself, `own`, can show that it agrees with itself and nothing more: it is counted apart, and
    no share of the tested statements holds it.
    """
    itself, is_whole = rows["against"] == ITSELF, rows["part_of"].isna()
    whole, members, own = rows[~itself & is_whole], rows[~itself & ~is_whole], rows[itself & is_whole]
    checked = whole[whole["verdict"] != NOT_CHECKABLE]
    results.frames["verdicts"] = _verdicts(whole, own, members)
    results.frames["claims"] = [_row(row) for row in checked.itertuples()]
    results.frames["own"] = [_row(row) for row in own.itertuples()]
    results.frames["members"] = [_row(row) for row in members[members["verdict"] != SUPPORTED].itertuples()]
    results.frames["unchecked"] = [
        _row(row) | {"why": row.not_checkable} for row in whole[whole["verdict"] == NOT_CHECKABLE].itertuples()
    ]
    every = rows[is_whole]
    results.count("statements", every, of=every)
    results.count("checked", checked, of=every)
    results.count("itself", own, of=every)
    results.count("members", members, of=members)
    for verdict in VERDICTS:
        key, mine = verdict.replace(" ", "-"), whole[whole["verdict"] == verdict]
        results.count("{verdict}", mine, of=whole, verdict=(key, verdict))
        if verdict != NOT_CHECKABLE:
            results.share("{tested}-share", len(mine), len(checked), checked["cells"], n=len(checked), tested=verdict)
    for verdict in TESTED:
        of_members, of_own = (some[some["verdict"] == verdict] for some in (members, own))
        results.count("members-{tested}", of_members, of=members, tested=verdict)
        results.count("itself-{tested}", of_own, of=own, tested=verdict)
    for key, said in ((ITS_TABLES, "tables"), (OTHERS, "others")):
        mine = checked[checked["against"] == key]
        results.count("against-{held}", mine, of=checked, held=said)
        for verdict in TESTED:
            some = mine[mine["verdict"] == verdict]
            results.count("against-{held}-{tested}", some, of=mine, held=said, tested=verdict)


def named(results: Results, rows: pd.DataFrame) -> None:
    """What was found for each tested claim, and its verdict, under the claim's id."""
    for row in rows[rows["verdict"] != NOT_CHECKABLE].itertuples():
        n = len(expand(row.cells))
        parts = {"claim": row.id.lower().replace(".", "-"), "statement": row.paraphrase}
        expected, found = _named(row.expected, ";") or "", _named(row.found, "; ") or ""
        results.add("{claim}-expected", expected, [row.claim_cells], n=n, **parts)
        results.add("{claim}-found", found, [row.cells], n=n, **parts)
        results.add("{claim}-verdict", row.verdict, [row.cells], n=n, **parts)


def _row(row: object) -> dict:
    return {
        "id": row.id,
        "source": row.region,
        "place": row.place,
        "where": f"{row.region}, {row.place}",
        "statement": row.paraphrase,
        "expected": _named(row.expected, ";"),
        "found": _named(row.found, "; "),
        "against": row.against,
        "verdict": row.verdict,
        "note": row.note,
        "cells": Addresses([row.cells, row.claim_cells]),
    }


def _named(text: str | None, separator: str) -> str | None:
    """A list as a phrase, with names for codes of states; another text as it is."""
    if not isinstance(text, str):
        return None
    parts = text.split(separator)
    if all(map(is_code, parts)):
        return listed(sorted(map(name, parts)))
    return listed(sorted(map(grouped, parts)))


def _verdicts(whole: pd.DataFrame, own: pd.DataFrame, members: pd.DataFrame) -> list[dict]:
    found = []
    for source, mine in whole.groupby("region"):
        row = {verdict.replace(" ", "_"): int((mine["verdict"] == verdict).sum()) for verdict in VERDICTS}
        of_itself = own[own["region"] == source]
        listed = members[members["region"] == source]
        found.append(
            {
                "source": source,
                "statements": len(mine) + len(of_itself),
                **row,
                "itself": len(of_itself),
                "members": len(listed),
                "members_supported": int((listed["verdict"] == SUPPORTED).sum()),
                "cells": Addresses([*mine["claim_cells"], *of_itself["claim_cells"]]),
            }
        )
    return found

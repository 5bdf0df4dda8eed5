"""Frameworks, what ended and why, what outlived political closures, and the study's recommendations."""

import pandas as pd

from compendium.result.results import Results, addresses
from crossborder.borders.conditions.groups import Group, outcomes, responses

GONE = ("ended", "dormant")


def frameworks(results: Results, group: Group) -> None:
    """Frameworks that both states of at least one border of the group belong to."""
    rows = results.frames.setdefault("frameworks", [])
    mine = []
    for row in results.tables["frameworks"].itertuples():
        members = set(str(row.members).split(";"))
        shared = [d for d in group.dyads if set(d.split("-")) <= members]
        if shared:
            mine.append(row)
            found = {"group": group.name, "name": row.name, "acronym": row.acronym, "borders": len(shared)}
            found |= {"instrument": row.instrument, "fund": row.fund, "status": row.status}
            rows.append({**{k: None if pd.isna(v) else v for k, v in found.items()}, "cells": list(row.cells)})
    every = [row.cells for row in mine]
    fund, active = len(_funds(mine)), sum(row.status == "active" for row in mine)
    results.number("{side}-frameworks", len(mine), every, n=len(mine), side=group.said)
    results.number("{side}-frameworks-fund", fund, every, n=len(mine), side=group.said)
    results.number("{side}-frameworks-gone", len(mine) - active, every, n=len(mine), side=group.said)


def _funds(frameworks: list) -> set[str]:
    """Funds of frameworks, each once: that of one framework is the same where another one names it by its acronym."""
    acronyms = [row.acronym for row in frameworks if isinstance(row.acronym, str) and isinstance(row.fund, str)]
    named = [row.fund for row in frameworks if isinstance(row.fund, str)]
    return {next((name for name in acronyms if name in fund.split()), fund) for fund in named}


def ended(results: Results, group: Group) -> None:
    """Initiatives that ended or lie dormant, with the coder's basis for their outcome."""
    rows = responses(results, group.dyads)
    gone = rows[rows["status"].isin(GONE)]
    results.count("{side}-gone", gone, of=rows, side=group.said)
    bad = gone[gone["outcome"] == "failure"]
    results.count("{side}-gone-failure", bad, of=gone, side=group.said)
    frame = results.frames.setdefault("ended", [])
    for row in gone[gone["outcome"].isin(("failure", "mixed"))].itertuples():
        found = {
            "group": group.name,
            "id": row.id,
            "name": row.name,
            "borders": ", ".join(row.dyads),
            "type": row.type.replace("_", " "),
        }
        frame.append({**found, "outcome": row.outcome, "basis": row.outcome_basis, "cells": list(row.cells)})


def survived(results: Results, group: Group, rows: pd.DataFrame) -> None:
    """Initiatives that began before a political closure of one of their borders: active after it, or gone."""
    last = {
        row["dyad"]: max(row["political_years"])
        for row in rows.to_dict("records")
        if isinstance(row["political_years"], list) and row["political_years"]
    }
    acts = responses(results, group.dyads)
    tested = acts[
        [
            any(d in last and start < last[d] for d in dyads)
            for dyads, start in zip(acts["dyads"], acts["start_year"], strict=True)
        ]
    ]
    active = tested[tested["status"] == "active"]
    results.count("{side}-survived", active, of=tested, side=group.said)
    results.number("{side}-tested", len(tested), tested["cells"], n=len(tested), side=group.said)
    lost = len(tested) - len(active)
    results.number("{side}-lost", lost, tested["cells"], n=len(tested), side=group.said)
    frame = results.frames.setdefault("survival", [])
    for kind, mine in tested.groupby("type"):
        found = {"group": group.name, "type": str(kind).replace("_", " "), "tested": len(mine)}
        counts = {"active": int((mine["status"] == "active").sum()), "gone": int(mine["status"].isin(GONE).sum())}
        frame.append({**found, **counts, "cells": addresses(mine["cells"])})


RECOMMENDATIONS = {
    "financing": ("Financing of cross-border infrastructure", lambda r: r["type"] == "infrastructure"),
    "environment": ("Environmental projects with foreign donors", lambda r: (r["type"] == "environment") & (r["financing_source"] == "foreign_donor")),
    "centres": ("Bilateral border service centres", lambda r: r["type"] == "border_service_centre"),
}  # fmt: skip


def recommendations(results: Results, group: Group) -> None:
    """Outcomes of the initiatives that each of the study's first three recommendations points to."""
    rows = responses(results, group.dyads)
    frame = results.frames.setdefault("recommendations", [])
    for slug, (label, select) in RECOMMENDATIONS.items():
        mine = rows[select(rows)]
        found = outcomes(mine)
        evaluated = outcomes(mine[mine["evidence"] == "evaluation or academic"])
        row = {"recommendation": label, "group": group.name, "n": len(mine), **found}
        frame.append(
            {
                **row,
                "evaluations": sum(evaluated.values()),
                "evaluations_success": evaluated["success"],
                "cells": addresses(mine["cells"]),
            }
        )
        cells, parts = mine["cells"], {"side": group.said, "recommendation": (slug, label)}
        results.number("{side}-{recommendation}-n", len(mine), cells, n=len(mine), **parts)
        for outcome, count in found.items():
            name = "{side}-{recommendation}-{outcome}"
            results.number(name, count, cells, n=len(mine), outcome=outcome, **parts)
        results.add("{side}-{recommendation}-verdict", _verdict(found), cells, n=len(mine), **parts)


def _verdict(found: dict[str, int]) -> str:
    known = sum(found.values()) - found["unknown"]
    if not known:
        return "no outcome is known"
    if found["success"] > found["mixed"] + found["failure"]:
        return "success outnumbers mixed results and failures"
    if found["success"] < found["mixed"] + found["failure"]:
        return "mixed results and failures outnumber success"
    return "success and the rest are even"

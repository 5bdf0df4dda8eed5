"""Frameworks, and the study's recommendations."""

import pandas as pd

from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder.borders.conditions.groups import Group, collected, judged, outcomes, responses


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
        row |= {"evaluations": sum(evaluated.values()), "evaluations_success": evaluated["success"]}
        if collected(results, group.dyads):
            frame.append({**row, "cells": Addresses(mine["cells"])})
        cells, parts = mine["cells"], {"side": group.said, "recommendation": (slug, label)}
        results.number("{side}-{recommendation}-n", len(mine), cells, n=len(mine), **parts)
        for outcome, count in found.items():
            name = "{side}-{recommendation}-{outcome}"
            results.number(name, count, cells, n=len(mine), outcome=outcome, **parts)
        said = judged(results, found)
        results.number("{side}-{recommendation}-known", said["known"], cells, n=len(mine), **parts)
        for judgement in ("worked", "failed"):
            name = "{side}-{recommendation}-{judgement}"
            results.number(name, said[judgement], cells, n=said["known"], judgement=judgement, **parts)

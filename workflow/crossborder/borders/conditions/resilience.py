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
    counts = {
        "frameworks": ("Frameworks shared by at least one border", len(mine)),
        "frameworks-fund": ("Of these with a named fund", sum(isinstance(r.fund, str) for r in mine)),
        "frameworks-gone": ("Of these dormant or dissolved", sum(r.status not in ("active",) for r in mine)),
    }
    for slug, (label, count) in counts.items():
        results.number(f"{group.side}-{slug}", f"{label}: {group.name}", count, "frameworks", every, n=len(mine))


def ended(results: Results, group: Group) -> None:
    """Initiatives that ended or lie dormant, with the coder's basis for their outcome."""
    rows = responses(results, group.dyads)
    gone = rows[rows["status"].isin(GONE)]
    results.count(
        f"{group.side}-gone", f"Initiatives that ended or lie dormant: {group.name}", gone, of=rows, unit="initiatives"
    )
    bad = gone[gone["outcome"] == "failure"]
    results.count(
        f"{group.side}-gone-failure",
        f"Of these with the outcome failure: {group.name}",
        bad,
        of=gone,
        unit="initiatives",
    )
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
    results.count(
        f"{group.side}-survived",
        f"Active after a political closure of one of their borders: {group.name}",
        active,
        of=tested,
        unit="initiatives",
    )
    results.number(
        f"{group.side}-tested",
        f"Began before a political closure of one of their borders: {group.name}",
        len(tested),
        "initiatives",
        tested["cells"],
        n=len(tested),
    )
    label = f"Began before such a closure and are not known to be active: {group.name}"
    lost = len(tested) - len(active)
    results.number(f"{group.side}-lost", label, lost, "initiatives", tested["cells"], n=len(tested))
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
        results.number(
            f"{group.side}-{slug}-n",
            f"{label}, initiatives: {group.name}",
            len(mine),
            "initiatives",
            mine["cells"],
            n=len(mine),
        )
        for outcome, count in found.items():
            results.number(
                f"{group.side}-{slug}-{outcome}",
                f"{label}, {outcome}: {group.name}",
                count,
                "initiatives",
                mine["cells"],
                n=len(mine),
            )
        results.add(
            f"{group.side}-{slug}-verdict",
            f"{label}, what the counts say: {group.name}",
            _verdict(found),
            mine["cells"],
            n=len(mine),
        )


def _verdict(found: dict[str, int]) -> str:
    known = sum(found.values()) - found["unknown"]
    if not known:
        return "no outcome is known"
    if found["success"] > found["mixed"] + found["failure"]:
        return "success outnumbers mixed results and failures"
    if found["success"] < found["mixed"] + found["failure"]:
        return "mixed results and failures outnumber success"
    return "success and the rest are even"

"""Actors, projects and financing: who leads, what is done, with what outcome, and who pays."""

import numpy as np
import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder.borders.conditions import FIRST_YEAR, LAST_YEAR, YOUNG
from crossborder.borders.conditions.groups import OUTCOMES, Group, called, collected, outcomes, responses

SELECTIONS = {
    f"began {FIRST_YEAR} to {LAST_YEAR}": lambda r: r[r["window"]],
    "all years, unknown ones too": lambda r: r,
    f"began {FIRST_YEAR} to {LAST_YEAR - YOUNG}": lambda r: r[r["window"] & ~r["young"]],
    f"younger than {YOUNG} years": lambda r: r[r["young"]],
    "one border alone": lambda r: r[r["single"]],
    "without outcomes that the coder inferred": lambda r: r[r["outcome_evidence"] != "coder_inference"],
}
UNKNOWN = "unknown"  # a class that is none
# Classes of evidence with the names of their results.
EVIDENCE = {"evaluation or academic": "evaluation", "official or promoter": "promoter", "press or web": "press"}


def projects(results: Results, left: Group, right: Group) -> None:
    """Counts of initiatives by lead level, type, status, payer and outcome, one group after the other."""
    for name in ("levels", "types", "payers", "selections", "evidence", "amounts"):
        results.frames[name] = []
    for group in (left, right):
        rows = responses(results, group.dyads)
        cells = rows["cells"]
        results.number("{side}-responses", len(rows), cells, n=len(rows), side=group.said)
        _by(results, "level", "lead_level", group, rows)
        _by(results, "payer", "financing_source", group, rows)
        unknown = rows[rows["financing_source"] == UNKNOWN]
        results.count("{side}-payers-unknown", unknown, of=rows, side=group.said)
        _types(results, group, rows)
        told = collected(results, group.dyads)  # a row of noughts would say that none was found
        for label, select in SELECTIONS.items() if told else ():
            chosen = select(rows)
            row = {"group": group.name, "selection": label, "n": len(chosen), **outcomes(chosen)}
            results.frames["selections"].append({**row, "cells": Addresses(chosen["cells"])})
        for evidence, slug in EVIDENCE.items():
            chosen = rows[rows["evidence"] == evidence]
            row = {"group": group.name, "evidence": evidence, "n": len(chosen), **outcomes(chosen)}
            bad, parts = chosen[chosen["outcome"] == "failure"], {"side": group.said, "evidence": (slug, evidence)}
            results.number("{side}-{evidence}-n", len(chosen), chosen["cells"], n=len(rows), **parts)
            known = chosen[chosen["outcome"] != UNKNOWN]
            results.count("{side}-{evidence}-known", known, of=chosen, **parts)
            results.count("{side}-{evidence}-failure", bad, of=known, **parts)
            if told:
                results.frames["evidence"].append({**row, "cells": Addresses(chosen["cells"])})
        for outcome in OUTCOMES:
            found = rows[rows["outcome"] == outcome]
            results.count("{side}-{outcome}", found, of=rows, side=group.said, outcome=outcome)
        _amounts(results, group, rows)


def _by(results: Results, part: str, column: str, group: Group, rows: pd.DataFrame) -> None:
    """Share of each class of a column among the initiatives of which it is known; the unknown ones are counted beside.

    A class that other groups have, and this one has not, is nought here.
    """
    known = rows[rows[column].notna() & (rows[column] != UNKNOWN)]
    classes = {"class": (f"{part}s", f"{part}s"), "side": group.said}
    results.number("{side}-{class}-known", len(known), rows["cells"], n=len(rows), **classes)
    found = {str(value): mine for value, mine in rows.groupby(column)}
    for value, mine in found.items():
        row = {"group": group.name, "class": called(value), "count": len(mine), "of": len(known)}
        share = None if value == UNKNOWN else 100 * len(mine) / len(known)
        results.frames[f"{part}s"].append({**row, "share": share, "cells": Addresses(mine["cells"])})
    every = set(map(str, results.tables["initiatives"][column].dropna().unique())) - {UNKNOWN}
    for value in sorted(every):
        count, parts = len(found.get(value, ())), {part: (value.replace("_", "-"), value)}
        name = "{side}-levels-{level}" if part == "level" else "{side}-payers-{payer}"
        if len(known):
            results.share(name, count, len(known), known["cells"], n=len(known), side=group.said, **parts)
        else:
            results.add(name, "not known", rows["cells"], n=0, side=group.said, **parts)


def _types(results: Results, group: Group, rows: pd.DataFrame) -> None:
    for kind, mine in rows.groupby("type"):
        row = {"group": group.name, "type": called(kind), "count": len(mine), "of": len(rows)}
        active = {f"status_{s}": int((mine["status"] == s).sum()) for s in ("active", "planned", "dormant", "ended")}
        results.frames["types"].append({**row, **active, **outcomes(mine), "cells": Addresses(mine["cells"])})


def _amounts(results: Results, group: Group, rows: pd.DataFrame) -> None:
    """Amounts as median and range. They are of mixed meaning and overlap, so they are never summed."""
    states = {c for dyad in group.dyads for c in dyad.split("-")}
    facts = results.tables["financing"]
    facts = facts[np.array([len(states & set(str(c).split(";"))) >= 2 for c in facts["countries"]], dtype=bool)]
    parts = [("initiatives", "all payers", rows)]
    parts += [("financing facts", str(payer).replace("_", " "), mine) for payer, mine in facts.groupby("funder_class")]
    for source, payer, mine in parts:
        known = mine[mine["amount_usd_million"].notna()]
        if known.empty:
            continue
        amount = known["amount_usd_million"]
        row = {"group": group.name, "source": source, "payer": payer, "n": len(known), "of": len(mine)}
        row |= {"median": float(amount.median()), "least": float(amount.min()), "most": float(amount.max())}
        results.frames["amounts"].append({**row, "cells": Addresses(known["cells"])})
    known = rows[rows["amount_usd_million"].notna()]
    results.number("{side}-amounts", len(known), rows["cells"], n=len(rows), side=group.said)
    median = float(known["amount_usd_million"].median()) if len(known) else None
    text = "not found" if median is None else sentence.number(median, significant=3)
    results.add("{side}-amount-median", text, known["cells"], number=median, n=len(known), side=group.said)

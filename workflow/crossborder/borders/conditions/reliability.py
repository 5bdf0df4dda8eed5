"""How far outcome codes can be trusted, and what other lists of countries would change."""

from collections import Counter

import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder import states
from crossborder.borders import regions
from crossborder.borders.conditions.coded import record
from crossborder.borders.conditions.conditions import conditions
from crossborder.borders.conditions.groups import collected, groups, responses
from crossborder.borders.regions import Regions


def recode(results: Results) -> None:
    """Agreement of the blind recode with the first outcome codes, and Cohen's kappa (Cohen 1960)."""
    told = {record(row): row["outcome"] for row in results.tables["initiatives"].to_dict("records")}
    second = {cell: code for cell, code in results.second["outcome"].items() if record({"cells": [cell]}) in told}
    first = {cell: told[record({"cells": [cell]})] for cell in second}
    pairs = [(first[cell], code) for cell, code in sorted(second.items())]
    n = len(pairs)
    agree = sum(a == b for a, b in pairs) / n
    ours, theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(ours[c] * theirs[c] for c in ours) / n**2
    kappa = (agree - chance) / (1 - chance)
    cells = [[cell] for cell in second]
    results.number("recode-n", n, cells, n=n)
    results.add("recode-agreement", sentence.share(100 * agree, n), cells, number=100 * agree, n=n)
    results.add("recode-kappa", sentence.number(kappa, 2), cells, number=kappa, n=n)
    table = Counter(pairs)
    results.frames["recode"] = [
        {
            "first": a,
            "second": b,
            "count": count,
            "cells": Addresses([c] for c in sorted(second) if (first[c], second[c]) == (a, b)),
        }
        for (a, b), count in sorted(table.items())
    ]


def lists(given: Regions) -> list[tuple[str, str, bool]]:
    """Country lists and partitions to count under: what each is called, the list, whether with the variant."""
    found = [("as compared", given.default_list, False)]
    if given.other_list:
        found.append((_instead(given), given.other_list, False))
    return [*found, ("with the other sub-regions", given.default_list, True)] if given.subregion_variant else found


def _instead(given: Regions) -> str:
    """What the other list of countries has in place of what the first has."""
    mine, other = (given.country_lists[name] for name in (given.default_list, given.other_list))
    more = sentence.listed(states.name(code) for code in other if code not in mine)
    less = sentence.listed(states.name(code) for code in mine if code not in other)
    if more and less:
        return f"with {more} in place of {less}"
    return f"with {more} too" if more else f"without {less}"


def variants(results: Results) -> None:
    """Headline counts of the left group under each country list and partition."""
    results.frames["variants"] = []
    for label, countries, variant in lists(regions.of(results)):
        left, right = groups(results, countries, variant)
        for group in (left, right):
            rows = conditions(results, group)
            found = {"variant": label, "group": group.name, "borders": len(rows)}
            for name in ("closed", "joint_control", "dispute_open"):
                found[name] = int(rows[name].eq(True).sum()) if rows[name].notna().any() else None
            known = rows[rows["length_km"].notna()]["length_km"].astype(float)
            acts = len(responses(results, group.dyads)) if collected(results, group.dyads) else None
            found |= {"length_km": float(known.median()) if len(known) else None, "initiatives": acts}
            results.frames["variants"].append({**found, "cells": Addresses(rows["cells_length_km"])})


def pooled(sides: dict) -> pd.DataFrame:
    """Borders of both groups as one table."""
    return pd.concat(sides.values(), ignore_index=True)

"""Pairs of states: who keeps an embassy with whom, and what a blank cell leaves open."""

import pandas as pd

from compendium.result.results import Results
from compendium.result.sentence import Noun
from crossborder.states import name

PAIR = Noun.english("pair", "pairs")
UNDECIDED = "undecided"
KINDS = ("reciprocal", "post-Soviet side only", "Latin American side only", "absent", UNDECIDED)


def kind(in_latin: str, in_post_soviet: str, counting: tuple[str, ...] = ("embassy",)) -> str:
    """Kind of a pair from the status of both missions; a blank decides nothing by itself."""
    there, here = in_latin in counting, in_post_soviet in counting
    if there and here:
        return "reciprocal"
    if "blank" in (in_latin, in_post_soviet):
        return UNDECIDED
    if there:
        return "post-Soviet side only"
    return "Latin American side only" if here else "absent"


def pairs(states: pd.DataFrame) -> list[dict]:
    """One row a pair: both printed tables joined cell by cell."""
    sides = [states[states["table"] == t].set_index(["latin", "post_soviet"]) for t in (1, 2)]
    joined = sides[0].join(sides[1], lsuffix="_1", rsuffix="_2", how="inner", validate="one_to_one").sort_index()
    return [
        {
            "latin": name(latin),
            "post_soviet": name(post),
            "in_latin": row.status_1,
            "in_post_soviet": row.status_2,
            "kind": kind(row.status_1, row.status_2),
            "cells": [*row.cells_1, *row.cells_2],
        }
        for (latin, post), row in zip(joined.index, joined.itertuples(), strict=True)
    ]


def pair_kinds(results: Results) -> None:
    """Number of pairs of each kind, and its share of those that no blank leaves undecided."""
    pairs = pd.DataFrame(results.frames["pairs"])
    wide = pairs.apply(lambda p: kind(p["in_latin"], p["in_post_soviet"], ("embassy", "concurrent")), axis=1)
    decided = pairs[pairs["kind"] != UNDECIDED]
    rows = []
    for which in KINDS:
        mine = pairs[pairs["kind"] == which]
        share = None if which == UNDECIDED else 100 * len(mine) / len(decided)
        rows.append(
            {
                "kind": which,
                "pairs": len(mine),
                "share": share,
                "with_concurrent": int((wide == which).sum()),
                "cells": sorted(c for cells in mine["cells"] for c in cells),
            }
        )
        slug = which.lower().replace(" ", "-")
        results.count("pairs-{kind}", mine, of=pairs, kind=(slug, which))
        if which != UNDECIDED:
            n, parts = len(decided), {"kind": (slug, which)}
            results.share("pairs-{kind}-share", len(mine), n, decided["cells"], n=n, **parts)
    results.frames["pair_kinds"] = rows
    reached = sum(r["with_concurrent"] for r in rows[:3])
    results.number("pairs-any-concurrent", reached, pairs["cells"], n=len(pairs))
    results.number("pairs", len(pairs), pairs["cells"], n=len(pairs))


def blanks(results: Results, missions: pd.DataFrame) -> None:
    """Blank cells, the kind of the pair as printed, and under both readings."""
    pairs = {(p["latin"], p["post_soviet"]): p for p in results.frames["pairs"]}
    rows = []
    for row in missions[missions["status"] == "blank"].itertuples():
        pair = pairs.get((name(row.latin), name(row.post_soviet)))
        there, here = (pair["in_latin"], pair["in_post_soviet"]) if pair else ("none", "none")
        filled = {s: (s if there == "blank" else there, s if here == "blank" else here) for s in ("none", "embassy")}
        rows.append(
            {
                "table": row.table,
                "sender": name(row.sender),
                "host": name(row.host),
                "as_printed": kind(there, here),
                "if_none": kind(*filled["none"]),
                "if_embassy": kind(*filled["embassy"]),
                "cells": list(row.cells),
            }
        )
    results.frames["blanks"] = rows
    blank = missions[missions["status"] == "blank"]
    results.count("blank-cells", blank, of=missions)

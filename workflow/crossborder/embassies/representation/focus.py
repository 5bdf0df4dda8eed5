"""The state in focus: partners, rank, finding."""

import pandas as pd

from compendium.result.results import Results
from compendium.result.sentence import counted, listed, ranked, worded
from crossborder.embassies.representation import GROUPS
from crossborder.nouns import EMBASSY
from crossborder.states import name
from crossborder.states.names import told


def focus(results: Results, states: pd.DataFrame) -> None:
    """Missions of the state in focus in both directions. Raises ValueError for one that is in neither table."""
    chosen = results.parameters["focus"]
    sent, received = states[states["sender"] == chosen], states[states["host"] == chosen]
    if sent.empty or received.empty:
        raise ValueError(f"the focus {chosen!r} is no state of both tables")
    side = "latin" if chosen in set(states["latin"]) else "post_soviet"
    other = "post_soviet" if side == "latin" else "latin"
    here, there = sent.set_index("host"), received.set_index("sender")
    results.frames["focus"] = [
        {
            "partner": name(code),
            "sent": here.at[code, "status"],
            "received": there.at[code, "status"],
            "cells": [*here.at[code, "cells"], *there.at[code, "cells"]],
        }
        for code in sorted(here.index, key=name)
    ]
    results.add("focus", name(chosen), received["cells"])
    others = {"latin": "Latin American states", "post_soviet": "post-Soviet states (Mongolia among them)"}[other]
    results.add("others", others, received["cells"])
    results.number("others-n", len(sent), sent["cells"], n=len(sent))
    for word, rows, partner in (("sent", sent, "host"), ("received", received, "sender")):
        for status in ("embassy", "concurrent"):
            mine = rows[rows["status"] == status]
            parts = {"direction": word, "status": (status, status.capitalize()), "focus": name(chosen)}
            results.count("{direction}-{status}", mine, of=rows, **parts)
            results.add(
                "{direction}-{status}-list",
                listed(map(told, sorted(mine[partner], key=name))),
                rows["cells"],
                n=len(rows),
                **parts,
            )
    both = [c for c in here.index if here.at[c, "status"] == there.at[c, "status"] == "embassy"]
    results.number("reciprocal", len(both), [*sent["cells"], *received["cells"]], n=len(sent))
    results.add(
        "reciprocal-list", listed(map(told, sorted(both, key=name))), [*sent["cells"], *received["cells"]], n=len(sent)
    )
    _rank(results, chosen, side)


def _rank(results: Results, chosen: str, side: str) -> None:
    group = [c for c in results.frames["countries"] if c["group"] == GROUPS[side]]
    mine = next(c for c in group if c["code"] == chosen)
    above = sum(c["sent"] > mine["sent"] for c in group)
    equal = sum(c["sent"] == mine["sent"] for c in group)
    results.add(
        "rank", ranked(above + 1, len(group), equal), [c["cells"] for c in group], number=above + 1, n=len(group)
    )
    results.number("rank-of", len(group), [c["cells"] for c in group], n=len(group))


def finding(results: Results) -> None:
    """The sentence that the report opens with."""
    found = {r["id"].split("/")[1]: r for r in results.rows}
    kept, hosted, both = (int(found[n]["number"]) for n in ("sent-embassy", "received-embassy", "reciprocal"))
    text = (
        f"{results.value('focus')} keeps {counted(kept, EMBASSY)} in the {results.value('others-n')} {results.value('others')}"
        f" and hosts {counted(hosted, EMBASSY)} of theirs; with {worded(both) if both else 'none'} of them there are embassies both ways."
    )
    results.add("finding", text, [found["reciprocal"]["cells"]], n=int(found["others-n"]["number"]))

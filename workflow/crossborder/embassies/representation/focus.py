"""The state in focus: partners, rank, finding."""

import pandas as pd

from compendium.result.results import Study, listed, plural
from crossborder.embassies.representation import GROUPS
from crossborder.states import name


def focus(study: Study, states: pd.DataFrame) -> None:
    """Missions of the state in focus in both directions. Raises ValueError for one that is in neither table."""
    chosen = study.parameters["focus"]
    sent, received = states[states["sender"] == chosen], states[states["host"] == chosen]
    if sent.empty or received.empty:
        raise ValueError(f"the focus {chosen!r} is no state of both tables")
    side = "latin" if chosen in set(states["latin"]) else "post_soviet"
    other = "post_soviet" if side == "latin" else "latin"
    here, there = sent.set_index("host"), received.set_index("sender")
    study.frames["focus"] = [
        {
            "partner": name(code),
            "sent": here.at[code, "status"],
            "received": there.at[code, "status"],
            "cells": [*here.at[code, "cells"], *there.at[code, "cells"]],
        }
        for code in sorted(here.index, key=name)
    ]
    study.add("focus", "Country in focus", name(chosen), received["cells"])
    others = {"latin": "Latin American states", "post_soviet": "post-Soviet states (Mongolia among them)"}[other]
    study.add("others", "States of the other group", others, received["cells"])
    study.number("others-n", "Number of states of the other group", len(sent), "states", sent["cells"], n=len(sent))
    for word, rows, partner in (("sent", sent, "host"), ("received", received, "sender")):
        for status in ("embassy", "concurrent"):
            mine = rows[rows["status"] == status]
            study.count(
                f"{word}-{status}",
                f"{status.capitalize()} missions {word} by {name(chosen)}",
                mine,
                of=rows,
                unit="missions",
            )
            study.add(
                f"{word}-{status}-list",
                f"{status.capitalize()} missions {word} by {name(chosen)}: where",
                listed(sorted(map(name, mine[partner]))),
                rows["cells"],
                n=len(rows),
            )
    both = sorted(name(c) for c in here.index if here.at[c, "status"] == there.at[c, "status"] == "embassy")
    study.number(
        "reciprocal",
        "Partners with embassies both ways",
        len(both),
        "states",
        [*sent["cells"], *received["cells"]],
        n=len(sent),
    )
    study.add(
        "reciprocal-list",
        "Partners with embassies both ways: which",
        listed(both),
        [*sent["cells"], *received["cells"]],
        n=len(sent),
    )
    _rank(study, chosen, side)


def _rank(study: Study, chosen: str, side: str) -> None:
    group = [c for c in study.frames["countries"] if c["group"] == GROUPS[side]]
    mine = next(c for c in group if c["code"] == chosen)
    above = sum(c["sent"] > mine["sent"] for c in group)
    equal = sum(c["sent"] == mine["sent"] for c in group)
    place = f"{above + 1}" if equal == 1 else f"{above + 1} (shared by {equal})"
    study.add(
        "rank",
        "Rank of the focus by embassies kept, within its group",
        place,
        [c["cells"] for c in group],
        number=above + 1,
        unit="rank",
        n=len(group),
    )
    study.number(
        "rank-of", "States of the focus's group", len(group), "states", [c["cells"] for c in group], n=len(group)
    )


def finding(study: Study) -> None:
    """The sentence that the report opens with."""
    found = {r["id"].split("/")[1]: r for r in study.results}
    kept, hosted, both = (int(found[n]["number"]) for n in ("sent-embassy", "received-embassy", "reciprocal"))
    text = (
        f"{study.value('focus')} keeps {plural(kept, 'embassy', 'embassies')} in the {study.value('others-n')} {study.value('others')}"
        f" and hosts {plural(hosted, 'embassy', 'embassies')} of theirs; with {both or 'none'} of them there are embassies both ways."
    )
    study.add("finding", "Finding", text, [found["reciprocal"]["cells"]], n=int(found["others-n"]["number"]))

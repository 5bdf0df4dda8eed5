"""The state in focus: partners, rank, finding."""

import pandas as pd

from compendium.result.results import Results
from compendium.result.sentence import agree, counted, listed, part_of, ranked, worded
from crossborder.embassies.representation import GROUPS
from crossborder.embassies.representation.sides import countries
from crossborder.nouns import EMBASSY, STATE
from crossborder.states import name
from crossborder.states.names import told

OTHERS = {"latin": "Latin American states", "post_soviet": "post-Soviet states (Mongolia among them)"}
KINDS = {  # of a pair, as told of the state in focus: it and the other keep an embassy
    (True, True): "both ways",
    (True, False): "kept there only",
    (False, True): "hosted only",
    (False, False): "neither",
}
UNDECIDED = "undecided: a blank"


def side_of(states: pd.DataFrame, code: str) -> str:
    """Side of a state: `latin` or `post_soviet`. Raises ValueError for one that is in neither table."""
    for side in GROUPS:
        if code in set(states[side]):
            return side
    raise ValueError(f"the focus {code!r} is no state of both tables")


def focus(results: Results, states: pd.DataFrame) -> None:
    """Frame `focus`, one row a partner, and missions in both directions. Raises ValueError for a state of no table."""
    chosen = results.parameters["focus"]
    side = side_of(states, chosen)
    sent, received = states[states["sender"] == chosen], states[states["host"] == chosen]
    here, there = sent.set_index("host"), received.set_index("sender")
    rows = [_partner(code, here.loc[code], there.loc[code]) for code in here.index]
    order = [*KINDS.values(), UNDECIDED]
    results.frames["focus"] = sorted(rows, key=lambda row: (order.index(row["embassies"]), row["partner"]))
    results.add("focus", name(chosen), received["cells"])
    others = OTHERS["post_soviet" if side == "latin" else "latin"]
    results.add("others", others, received["cells"])
    results.number("others-n", len(sent), sent["cells"], n=len(sent))
    for word, mine, partner in (("sent", sent, "host"), ("received", received, "sender")):
        for status in ("embassy", "concurrent", "blank"):
            found = mine[mine["status"] == status]
            parts = {"direction": word, "status": (status, status.capitalize()), "focus": name(chosen)}
            results.count("{direction}-{status}", found, of=mine, **parts)
            names = listed(map(told, sorted(found[partner], key=name)))
            results.add("{direction}-{status}-list", names, mine["cells"], n=len(mine), **parts)
    both = [c for c in here.index if here.at[c, "status"] == there.at[c, "status"] == "embassy"]
    cells = [*sent["cells"], *received["cells"]]
    results.number("reciprocal", len(both), cells, n=len(sent))
    results.add("reciprocal-list", listed(map(told, sorted(both, key=name))), cells, n=len(sent))


def _partner(code: str, here: pd.Series, there: pd.Series) -> dict:
    """A partner: the status of both missions, and where one that is accredited from elsewhere sits."""
    statuses = (here["status"], there["status"])
    embassies = KINDS[statuses[0] == "embassy", statuses[1] == "embassy"]
    return {
        "partner": name(code),
        "embassies": UNDECIDED if "blank" in statuses else embassies,
        "sent": here["status"],
        "sent_seat": _seat(here),
        "received": there["status"],
        "received_seat": _seat(there),
        "cells": [*here["cells"], *there["cells"]],
    }


def _seat(mission: pd.Series) -> str | None:
    return name(mission["accredited_from"]) if isinstance(mission["accredited_from"], str) else None


def rank(results: Results, states: pd.DataFrame) -> None:
    """Frame `group`, the states of the side of the state in focus by embassies kept, and its place among them."""
    chosen = results.parameters["focus"]
    group = [row for row in countries(states) if row["group"] == GROUPS[side_of(states, chosen)]]
    results.frames["group"] = [{**row, "in_focus": row["code"] == chosen} for row in group]
    mine = next(row for row in group if row["code"] == chosen)
    above = sum(row["sent"] > mine["sent"] for row in group)
    equal = sum(row["sent"] == mine["sent"] for row in group)
    cells = [row["cells"] for row in group]
    results.add("rank", ranked(above + 1, len(group), equal), cells, number=above + 1, n=len(group))
    results.number("rank-of", len(group), cells, n=len(group))
    results.add("told-most", _most(group), cells, n=len(group))


def _most(group: list[dict]) -> str:
    """Which states of a side keep most embassies, and how many keep none."""
    most = max(row["sent"] for row in group)
    names = sorted(row["name"] for row in group if row["sent"] == most)
    none = sum(not row["sent"] for row in group)
    if not most:
        return f"None of the {counted(len(group), STATE)} keeps one."
    each = f"{worded(most)} each" if len(names) > 1 else worded(most)
    text = f"{listed(names)} {agree(len(names), 'keeps', 'keep')} the most, {each}"
    return f"{text}; {part_of(none, len(group), STATE)} {agree(none, 'keeps', 'keep')} none." if none else f"{text}."


def finding(results: Results) -> None:
    """The sentence that the report opens with, and the shorter one above its figure."""
    found = {row["id"].partition("/")[2]: row for row in results.rows}
    kept, hosted, both = (int(found[key]["number"]) for key in ("sent-embassy", "received-embassy", "reciprocal"))
    cells, n, state = [found["reciprocal"]["cells"]], int(found["others-n"]["number"]), results.value("focus")
    short = f"{state} keeps {counted(kept, EMBASSY)} and hosts {worded(hosted) if hosted else 'none'}"
    results.add("told-missions", short, cells, n=n)
    text = (
        f"{state} keeps {counted(kept, EMBASSY)} in the {results.value('others-n')} {results.value('others')}"
        f" and hosts {counted(hosted, EMBASSY)} of theirs; with {worded(both) if both else 'none'} of them there are embassies both ways."
    )
    results.add("finding", text, cells, n=n)

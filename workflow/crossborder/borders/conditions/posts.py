"""Joint posts, centres and zones of borders, by one rule in both regions.

What counts by confidence is the definition that closures go by too. A condition of a border is known only where a row
of its own kind tells: that it works, or that it does not (closed, agreed, being built). Elsewhere it is unknown, also
where it was searched for: none found is not none. A post works where it operates, also in part.
"""

from dataclasses import dataclass

from compendium.result import sentence
from compendium.result.results import Results
from crossborder.borders.conditions.closures import meaning
from crossborder.borders.conditions.groups import Group
from crossborder.states.names import border as border_name

CONTROL, CENTRE, ZONE = "joint control", "binational attention centre", "joint trade or industrial zone"
UNION, AGREED = "no customs control by union", "agreed, not built"
WORKING, COMING, UNTOLD = ("operating", "partly operating"), ("planned or agreed", "under construction"), "unknown"

# Conditions of a border: the kinds of rows that tell of each, and the status that makes it. What is agreed and not built
# is a joint control or a centre, and its row does not say which.
POSTS = {
    "joint_control": ((CONTROL, CENTRE, AGREED), WORKING),
    "joint_post": ((CONTROL,), WORKING),
    "attention_centre": ((CENTRE,), WORKING),
    "trade_zone": ((ZONE,), WORKING),
    "agreed": ((CONTROL, CENTRE, ZONE, AGREED), COMING),
    "no_customs": ((UNION,), WORKING),
}


@dataclass(frozen=True)
class Standing:
    """Posts of one border that count, and in words what works there."""

    rows: tuple[dict, ...]
    words: str

    def has(self, condition: str) -> bool | None:
        """Whether a condition holds; None where no row of its kinds tells, or the status of one that could is unknown."""
        kinds, statuses = POSTS[condition]
        mine = [row["status"] for row in self.rows if row["kind"] in kinds]
        if any(status in statuses for status in mine):
            return True
        return None if not mine or UNTOLD in mine else False

    @property
    def working(self) -> list[str]:
        """Kinds of posts that work, each once."""
        return list(dict.fromkeys(row["kind"] for row in self.rows if row["status"] in WORKING))


def standing(results: Results, dyad: str) -> Standing:
    """What is known of the posts of a border."""
    found = results.keep("posts", lambda: _by_border(results))
    return found.get(dyad, Standing((), "unknown"))


def _by_border(results: Results) -> dict[str, Standing]:
    rows: dict[str, list[dict]] = {}
    sure = meaning(results).confidence
    for row in results.tables["posts"].to_dict("records"):
        if row["confidence"] in sure:
            rows.setdefault(row["dyad"], []).append(row)
    return {dyad: Standing(tuple(mine), _words(mine)) for dyad, mine in rows.items()}


def _words(rows: list[dict]) -> str:
    works = list(dict.fromkeys(row["kind"] for row in rows if row["status"] in WORKING))
    if works:
        return sentence.listed(works)
    return "agreed or being built" if any(row["status"] in COMING for row in rows) else "none that is known to work"


def of_border(results: Results, dyad: str) -> dict:
    """Conditions of a border that rest on its posts, and the kinds that work."""
    found = standing(results, dyad)
    row: dict = {"centre": ", ".join(found.working) or None}
    for name, (kinds, _) in POSTS.items():
        cells = [cell for one in found.rows if one["kind"] in kinds for cell in one["cells"]]
        row |= {name: found.has(name), f"cells_{name}": cells}
    return row


def posts(results: Results, group: Group) -> None:
    """Frame `posts`: every post of a group that counts, the working ones first."""
    order = [*WORKING, *COMING, "closed", UNTOLD]
    rows = [row for dyad in group.dyads for row in standing(results, dyad).rows]
    results.frames.setdefault("posts", []).extend(
        {
            "group": group.name,
            "border": border_name(row["dyad"]),
            **{name: row[name] for name in ("name", "kind", "status", "confidence", "source", "publisher", "address")},
            "since": row["since"] if isinstance(row["since"], str) else None,
            "cells": list(row["cells"]),
        }
        for row in sorted(rows, key=lambda row: (order.index(row["status"]), row["dyad"], row["name"]))
    )
    cells = [row["cells"] for row in rows]
    known = sum(bool(standing(results, dyad).rows) for dyad in group.dyads)
    results.number("{side}-posts-known", known, cells, n=len(group.dyads), side=group.said)

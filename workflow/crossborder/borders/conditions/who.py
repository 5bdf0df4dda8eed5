"""Who leads and who pays, the groups side by side."""

from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder.borders.conditions.groups import Group

ASKED = {"levels": "Leads", "payers": "Pays"}


def who(results: Results, left: Group, right: Group) -> None:
    """Frame `who`: each class of leading actors and of payers, counts and shares of both groups beside one another."""
    results.frames["who"] = []
    for frame, asked in ASKED.items():
        rows = results.frames[frame]
        classes = list(dict.fromkeys(row["class"] for row in rows))
        for name in sorted(classes, key=lambda name: (name == "unknown", -_side(rows, left, name)["count"], name)):
            ours, theirs = _side(rows, left, name), _side(rows, right, name)
            results.frames["who"].append(
                {
                    "asked": asked,
                    "class": name,
                    "left": ours["count"],
                    "left_share": ours["share"],
                    "right": theirs["count"],
                    "right_share": theirs["share"],
                    "cells": Addresses([ours["cells"], theirs["cells"]]),
                }
            )


def _side(rows: list[dict], group: Group, name: str) -> dict:
    """The row of a class of a group; nought where it has other classes alone, and no share where it has none at all."""
    mine = {row["class"]: row for row in rows if row["group"] == group.name}
    return mine.get(name) or {"count": 0, "share": 0.0 if mine else None, "cells": []}

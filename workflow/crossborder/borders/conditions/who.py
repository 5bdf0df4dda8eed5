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
        of = {(row["group"], row["class"]): row for row in rows}
        side = lambda group, name, of=of: of.get((group.name, name), {"count": 0, "share": 0.0, "cells": []})  # noqa: E731
        for name in sorted(classes, key=lambda name: (name == "unknown", -side(left, name)["count"], name)):
            ours, theirs = side(left, name), side(right, name)
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

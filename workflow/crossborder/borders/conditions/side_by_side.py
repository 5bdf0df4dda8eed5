"""Both groups beside one another: one row a condition, in place of one for each group."""

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder.borders.conditions.groups import Group

UNITS = ("km", "m", "per cent")  # that a condition is told with


def side_by_side(results: Results, left: Group, right: Group) -> None:
    """Frames `numbers_beside` and `shares_beside`, of the frames `numbers` and `shares`."""
    results.frames["numbers_beside"] = [
        {"condition": _headed(ours), "unit": ours["unit"], **_numbers(ours, theirs), **_cells(ours, theirs)}
        for ours, theirs in _pairs(results.frames["numbers"], left, right)
    ]
    results.frames["shares_beside"] = [
        {"condition": ours["condition"], **_shares("left", ours), **_shares("right", theirs), **_cells(ours, theirs)}
        for ours, theirs in _pairs(results.frames["shares"], left, right)
    ]


def _pairs(rows: list[dict], left: Group, right: Group) -> list[tuple[dict, dict]]:
    """The rows of each condition, of the first group and of the second."""
    theirs = {row["condition"]: row for row in rows if row["group"] == right.name}
    return [(row, theirs[row["condition"]]) for row in rows if row["group"] == left.name]


def _headed(row: dict) -> str:
    """A condition with its unit, where its name does not say it."""
    return f"{row['condition']}, {row['unit']}" if row["unit"] in UNITS else row["condition"]


def _numbers(ours: dict, theirs: dict) -> dict:
    """Median and range of both groups; the ranges have the decimals that the medians have side by side."""
    medians = [row["median"] for row in (ours, theirs) if row["median"] is not None]
    decimals = max((len(text.partition(".")[2]) for text in sentence.alike(medians, significant=2)), default=0)
    found: dict[str, object] = {}
    for side, row in (("left", ours), ("right", theirs)):
        known = row["median"] is not None
        whole = known and all(float(row[name]).is_integer() for name in ("least", "most"))
        span = sentence.span(row["least"], row["most"], 0 if whole else decimals) if known else None
        found |= {f"{side}_median": row["median"], f"{side}_range": span, f"{side}_n": row["n"]}
    return found


def _shares(side: str, row: dict) -> dict:
    """How many say yes, of how many it is known, and the shares in per cent if every blank were no and if it were yes."""
    return {
        f"{side}_yes": row["count"],
        f"{side}_n": row["n"],
        f"{side}_bounds": sentence.span(row["low"], row["high"], 0),
    }


def _cells(ours: dict, theirs: dict) -> dict:
    return {"cells": Addresses([ours["cells"], theirs["cells"]])}

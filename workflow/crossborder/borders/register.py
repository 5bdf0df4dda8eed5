"""What was collected of each border by one rule in both regions: closures, joint posts, and what was searched for."""

import datetime

from compendium.decision.decisions import Decisions
from compendium.source import dates
from compendium.table import records
from crossborder.borders.regions import border

OPEN = "open"  # what stands for the last day where a closure lasted at the date of the source


def closures(name: str, decided: Decisions) -> list[dict]:
    """One row an episode and border, with the precision of its days, its act, and its length where both days are known."""
    return [row | _told(row) for row in _of_borders(name, decided)]


def _told(row: dict) -> dict:
    first, last = row["first"], row["last"]
    days = None
    if (dates.precision(first), dates.precision(last)) == ("day", "day"):
        days = (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days + 1
    return {
        "first_precision": dates.precision(first),
        "last": None if last == OPEN else last,
        "last_precision": OPEN if last == OPEN else dates.precision(last),
        "period": f"{first or ''}/{'..' if last == OPEN else last or ''}",
        "days": days,
        "act": row["decision"] or row["id"],
    }


def posts(name: str, decided: Decisions) -> list[dict]:
    """One row a post or arrangement and border."""
    return _of_borders(name, decided)


def searches(name: str, decided: Decisions) -> list[dict]:
    """One row a query and border; what it was about is the source that its table belongs to."""
    return [{**row, "about": row["cells"][0].split("/")[1]} for row in _of_borders(name, decided)]


def _of_borders(name: str, decided: Decisions) -> list[dict]:
    return [{**row, "dyad": border(row["dyad"])} for row in records.tabulate(name, decided)]

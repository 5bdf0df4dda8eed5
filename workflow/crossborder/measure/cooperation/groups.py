"""The two groups of a comparison, and what belongs to their borders."""

from dataclasses import dataclass

import pandas as pd

from crossborder import regions
from crossborder.address import parse
from crossborder.measure.cooperation import FIRST_YEAR, LAST_YEAR, YOUNG
from crossborder.measure.study import Study

OUTCOMES = ("success", "mixed", "failure", "unknown")


@dataclass(frozen=True)
class Group:
    """A group of borders. `side` is the prefix of its results: left or right."""

    side: str
    key: str
    name: str
    dyads: tuple[str, ...]


def groups(study: Study, countries: str = "", variant: bool = False) -> tuple[Group, Group]:
    """Both groups of the report's parameter `groups`. Raises ValueError when they share a border."""
    left, right = (
        Group(side, key, regions.name(key), tuple(regions.members(key, countries, variant)))
        for side, key in zip(("left", "right"), study.parameters["groups"], strict=True)
    )
    if shared := set(left.dyads) & set(right.dyads):
        raise ValueError(f"{left.key} and {right.key} share the borders {sorted(shared)}; compare groups that do not")
    return left, right


def responses(study: Study, dyads: tuple[str, ...]) -> pd.DataFrame:
    """Acts of cooperation on at least one of these borders, one row an initiative.

    Adds `single` (one border alone), `window` (began in the window), `young` (too young to be judged),
    `dyads` (those of its borders that are in the group).
    """
    return study.keep(("responses", *dyads), lambda: _responses(study, dyads))


def _responses(study: Study, dyads: tuple[str, ...]) -> pd.DataFrame:
    links = study.tables["initiative_borders"]
    mine = links[links["dyad"].isin(dyads)].groupby("initiative")["dyad"].apply(list)
    found = study.tables["initiatives"]
    found = found[found["id"].isin(mine.index)].copy()
    coded = study.codings["condition-or-response"]
    found = found[[str(parse(cells[0])[0]) not in coded for cells in found["cells"]]]
    found["dyads"] = found["id"].map(mine)
    found["single"] = found["borders"].str.count(";") == 0
    found["window"] = found["start_year"].between(FIRST_YEAR, LAST_YEAR)
    found["young"] = found["start_year"] > LAST_YEAR - YOUNG
    return found.sort_values("id")


def outcomes(rows: pd.DataFrame) -> dict[str, int]:
    """Number of initiatives by outcome, the unknown ones among them."""
    return {outcome: int((rows["outcome"] == outcome).sum()) for outcome in OUTCOMES}

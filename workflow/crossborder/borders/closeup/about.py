"""The border that a report is about, and the groups that it is set against."""

from dataclasses import dataclass

import pandas as pd

from compendium.result.results import Results
from crossborder.borders import regions
from crossborder.borders.conditions.conditions import conditions
from crossborder.borders.conditions.groups import Group
from crossborder.states.names import border as border_name
from crossborder.states.names import both


@dataclass(frozen=True)
class About:
    """`own` is the border; `among` the others that it is set against, and `other` the same by the other country list.

    `whole` is the group `among` with the border, where it is one of them, and `beside` the group whose nearest are sought.
    """

    own: Group
    among: Group
    other: Group
    whole: Group
    beside: Group

    @property
    def dyad(self) -> str:
        """Codes of both states."""
        return self.own.dyads[0]

    @property
    def name(self) -> str:
        """Name of the border."""
        return border_name(self.dyad)


def about(results: Results) -> About:
    """What the parameters of the report say. Raises ValueError where a border is set against itself alone."""
    dyad, among, beside = (results.parameters[name] for name in ("dyad", "among", "beside"))
    whole = _group(results, "among", among)
    lists = ("", regions.of(results).other_list)
    others = [_group(results, "among", among, countries, without=dyad) for countries in lists]
    if not others[0].dyads:
        raise ValueError(f"{among} has no border besides {dyad}; set it against a group that has others")
    return About(Group("border", dyad, both(dyad), (dyad,)), *others, whole, _group(results, "beside", beside))


def _group(results: Results, side: str, key: str, countries: str = "", without: str = "") -> Group:
    given = regions.of(results)
    dyads = tuple(dyad for dyad in given.members(key, countries) if dyad != without)
    return Group(side, key, given.name(key), dyads, given.place(key))


def row(results: Results, found: About) -> pd.Series:
    """Conditions of the border."""
    return conditions(results, found.own).iloc[0]

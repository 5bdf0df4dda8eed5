"""Choices about borders that could have been others: what each changes, and what of it a report takes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from compendium.decision.config import Report
from crossborder.borders.conditions import READ
from crossborder.borders.regions import Regions

if TYPE_CHECKING:  # what plans scenarios needs no tables
    import pyarrow as pa

Rows = dict[str, list[dict]]  # of tidy tables, by name
GROUPS = {"group", "groups"}  # kinds of parameters that name groups of borders


def groups(report: Report) -> list[str]:
    """Groups of borders that the parameters of a report name."""
    given = [report.parameters[name] for name, kind in report.kinds.items() if kind in GROUPS]
    return [group for value in given for group in (value if isinstance(value, list) else [value])]


def other_list(given: Regions) -> Regions:
    """The other list of countries in place of the default one; the same where there is no other."""
    return replace(given, default_list=given.other_list or given.default_list)


def called(given: Regions) -> str:
    """What the choice of the other list is called."""
    return f"the other country list ({given.other_list})" if given.other_list else "the other country list"


def moved_borders(given: Regions) -> Regions:
    """Sub-regions with the borders that their variant moves."""
    return replace(given, subregions=given.parts(variant=True), subregion_variant={})


def borders_of(report: Report, given: Regions) -> list[list[str]]:
    """Borders of the groups that a report is about, under both lists of countries, with and without the variant."""
    return [
        given.members(group, countries, variant)
        for group in groups(report)
        for countries in ("", given.other_list)
        for variant in (False, True)
    ]


def rivals(tables: "Mapping[str, pa.Table]") -> Iterator[tuple[str, Rows]]:
    """Each value that was not chosen, of conditions that reports read, in place of the chosen one."""
    from crossborder.states.names import border as border_name  # what plans scenarios needs no names

    rows = tables["borders"].to_pylist()
    by_key: dict[tuple[str, str], list[int]] = {}
    for place, row in enumerate(rows):
        if row["condition"] in READ:
            by_key.setdefault((row["dyad"], row["condition"]), []).append(place)
    for (dyad, condition), places in sorted(by_key.items()):
        seen = {rows[place]["value"] for place in places if rows[place]["chosen"]}
        for place in places:
            if (value := rows[place]["value"]) not in seen:
                seen.add(value)
                other = [
                    {**row, "chosen": number == place} if number in places else row for number, row in enumerate(rows)
                ]
                yield f"{border_name(dyad)}, {condition.replace('_', ' ')}: {value}", {"borders": other}


def concerns(report: Report, given: Regions, changed: dict[str, list[dict]]) -> bool:
    """Whether a report can depend on these rows, where nothing but conditions of borders changed."""
    named = groups(report)
    if not set(changed) <= {"borders", "measured", "neighbours"} or not (named or "dyad" in report.parameters):
        return True
    dyads = {row["dyad"] for rows in changed.values() for row in rows}
    mine = {dyad for group in named for countries in given.country_lists for dyad in given.members(group, countries)}
    return bool(dyads & {*mine, report.parameters.get("dyad")})

"""Conditions for cross-border cooperation of two groups of borders, along the components of the study.

Parameters: `groups`, two keys of `config/regions.yaml`, the first of which is what the second is set
against; `maps`, whether the report has maps of both. No significance test: the borders are a census, the initiatives a convenience sample, and
borders that share a country are not independent.
"""

import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from crossborder import states
from crossborder.borders import regions
from crossborder.borders.conditions import READ
from crossborder.borders.conditions.analogues import analogues
from crossborder.borders.conditions.cards import cards
from crossborder.borders.conditions.cases import cases
from crossborder.borders.conditions.closure_frames import register, verdict
from crossborder.borders.conditions.conditions import conditions
from crossborder.borders.conditions.direct import direct
from crossborder.borders.conditions.environment import environment, heat, positions, ranks, sources
from crossborder.borders.conditions.exposure import exposure
from crossborder.borders.conditions.groups import groups
from crossborder.borders.conditions.map_frames import maps
from crossborder.borders.conditions.near import near
from crossborder.borders.conditions.posts import posts
from crossborder.borders.conditions.projects import projects
from crossborder.borders.conditions.reliability import pooled, recode, variants
from crossborder.borders.conditions.resilience import frameworks, recommendations
from crossborder.borders.conditions.side_by_side import side_by_side
from crossborder.borders.conditions.timeline import timeline
from crossborder.borders.conditions.titles import titles
from crossborder.borders.conditions.told import told
from crossborder.borders.conditions.tried import tried
from crossborder.borders.conditions.who import who


def measure(results: Results) -> None:
    """Fill the results and frames of a report that compares two groups of borders."""
    left, right = groups(results)
    sides = {group: conditions(results, group) for group in (left, right)}
    for group, rows in sides.items():
        every = [c for name in rows if name.startswith("cells_") for c in rows[name]]
        results.add("{side}", group.name, every, side=group.side)
        countries = sorted({states.name(code) for dyad in group.dyads for code in dyad.split("-")})
        results.add("{side}-countries", sentence.listed(countries), every, n=len(countries), side=group.said)
        results.number("{side}-borders", len(rows), every, n=len(rows), side=group.said)
    _sources(results, [*left.dyads, *right.dyads])
    environment(results, sides)
    side_by_side(results, left, right)
    other_left, _ = groups(results, countries=regions.of(results).other_list)
    positions(results, sides[left], sides[right], conditions(results, other_left))
    heat(results, sides[left], sides[right])
    sources(results, sides[left], sides[right])
    maps(results, [*left.dyads, *right.dyads] if results.parameters.get("maps") else [])
    ranks(results, pooled(sides))
    projects(results, left, right)
    for group in sides:
        frameworks(results, group)
        register(results, group)
        posts(results, group)
        exposure(results, group)
        recommendations(results, group)
    verdict(results, left, right)
    direct(results, left, right, sides[left], sides[right])
    analogues(results, left, right)
    near(results, left, right)
    cases(results, left, right)
    recode(results)
    variants(results)
    tried(results, left, right)
    timeline(results, left, right)
    who(results, left, right)
    cards(results, left, right)
    told(results, left, right)
    titles(results, left, right)


def _sources(results: Results, dyads: list[str]) -> None:
    """Results `facts-of-…`: of how many of these borders each source of collected facts tells."""
    facts = results.tables["borders"]
    facts = facts[facts["condition"].isin(READ) & facts["chosen"]]
    source = pd.Series([cells[0].split("/")[1] for cells in facts["cells"]], facts.index, dtype=object)
    mine = facts["dyad"].isin(dyads)
    for name in sorted(set(source)):
        rows = facts[mine & (source == name)]
        cells = rows["cells"] if len(rows) else facts.loc[mine, "cells"]
        results.number("facts-of-{source}", rows["dyad"].nunique(), cells, n=len(dyads), source=name)

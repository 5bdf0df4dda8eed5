"""Conditions for cross-border cooperation of two groups of borders, along the components of the study.

Parameters: `groups`, two keys of `config/regions.yaml`, the first of which is what the second is set
against; `maps`, whether the report has maps of both. No significance test: the borders are a census, the initiatives a convenience sample, and
borders that share a country are not independent.
"""

from compendium.result.results import Results, listed
from crossborder import states
from crossborder.borders import regions
from crossborder.borders.conditions import closures
from crossborder.borders.conditions.analogues import analogues
from crossborder.borders.conditions.cases import cases
from crossborder.borders.conditions.closure_frames import named, register, verdict
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


def measure(results: Results) -> None:
    """Fill the results and frames of a report that compares two groups of borders."""
    left, right = groups(results)
    sides = {group: conditions(results, group) for group in (left, right)}
    for group, rows in sides.items():
        every = [c for name in rows if name.startswith("cells_") for c in rows[name]]
        results.add("{side}", group.name, every, side=group.side)
        countries = sorted({states.name(code) for dyad in group.dyads for code in dyad.split("-")})
        results.add("{side}-countries", listed(countries), every, n=len(countries), side=group.said)
        results.number("{side}-borders", len(rows), every, n=len(rows), side=group.said)
    environment(results, sides)
    other_left, _ = groups(results, countries=regions.OTHER_LIST)
    positions(results, sides[left], sides[right], conditions(results, other_left))
    heat(results, sides[left], sides[right])
    sources(results, sides[left], sides[right])
    maps(results, [*left.dyads, *right.dyads] if results.parameters.get("maps") else [])
    ranks(results, pooled(sides))
    projects(results, left, right)
    for group in sides:
        frameworks(results, group)
        register(results, group)
        posts(results, group, named)
        exposure(results, group)
        recommendations(results, group)
    verdict(results)
    direct(results, left, right, sides[left], sides[right])
    analogues(results, left, right)
    near(results, left, right)
    cases(results, left, right)
    recode(results)
    variants(results)
    _finding(results)


def _finding(results: Results) -> None:
    said, meant = results.value, closures.meaning(results)
    closed = [f"{said(f'{side}-closed')} of the {said(f'{side}-closed-known')}" for side in ("right", "left")]
    joint = [
        f"{said(f'{side}-joint-control')} of the {said(f'{side}-joint-control-known')}" for side in ("left", "right")
    ]
    text = (
        f"By the stated reason {closed[0]} searched borders of {said('right')} were closed {meant.words} at least once since"
        f" {meant.years[0]}, and {closed[1]} of {said('left')}. A joint control or attention centre works, at least in part,"
        f" on {joint[0]} known borders of {said('left')} and on {joint[1]} of {said('right')}."
    )
    names = ("right-closed", "left-closed", "left-joint-control", "right-joint-control")
    cells = [r["cells"] for r in results.rows if r["id"].partition("/")[2] in names]
    results.add("finding", text, cells, n=int(said("left-borders")) + int(said("right-borders")))

"""The configured groups fit the borders: each border of one table is in exactly one sub-region."""

from collections.abc import Iterator

from compendium.check.material import Material
from compendium.check.reading import records
from compendium.problem import Problem
from compendium.source import plain_text, valid
from compendium.source.grid import Grid
from compendium.unusable import Unusable
from crossborder import states
from crossborder.borders import regions
from crossborder.borders.holding import holding

KEY = ["iso3_a", "iso3_b"]  # first columns of a wide table of borders
KIND = "partition of borders"


def check(material: Material) -> Iterator[Problem]:
    """Faults of the groups of borders, and of the lists of countries behind them."""
    if not plain_text.exists(regions.PATH):
        return
    try:
        found = regions.document()
    except Unusable as error:
        yield from error.problems
        return
    yield from _codes()
    yield from _groups(known_borders(material))
    wide = _wide(material)
    name = found.value.get("partitioned")
    if not found.value.get("subregions"):
        return
    if name not in {table.path for table in material.tables}:
        if "raw" not in material.broken() and (name is None or name.rpartition("/")[0] not in material.broken()):
            expected = valid.closest(name, sorted(wide)) if name else f"partitioned: {' or '.join(sorted(wide))}"
            yield found.problem(["partitioned"], "unknown table of borders", repr(name), expected, regions.TODO)
    elif name in wide:
        known = known_borders(material)
        for path, fault in regions.faults(_borders(wide[name]), known):
            yield found.problem(path, KIND, fault, f"each border of {name} in exactly one sub-region", regions.TODO)


def _wide(material: Material) -> dict[str, Grid]:
    """Tables of borders with one row each, by path."""
    return {t.path: g for t, g in material.readable() if list(t.primary_key) == KEY and g.header[:2] == KEY}


def known_borders(material: Material) -> set[str]:
    """Borders of which something is known: those of a table of borders, and those that have a measured line."""
    lines = {record["dyad"] for table, grid in holding(material, "lines") for _, record in records(table, grid)}
    return lines.union(*map(_borders, _wide(material).values()))


def _borders(grid: Grid) -> set[str]:
    return {regions.border("-".join(record[:2])) for record in grid.records[1:] if all(record[:2])}


def _codes() -> Iterator[Problem]:
    """States of the country lists, and the one in focus."""
    found = regions.document()
    named = [(["focus"], found.value["focus"])] if "focus" in found.value else []
    for name, listed in found.value.get("country_lists", {}).items():
        named += [(["country_lists", name, number], state) for number, state in enumerate(listed)]
    for path, state in named:
        if not states.is_code(state):
            yield found.problem(path, "unknown state", repr(state), "an ISO 3166-1 alpha-3 code", regions.TODO)


def _groups(known: set[str]) -> Iterator[Problem]:
    """Borders that a group names are known; nothing where none is known now."""
    found = regions.document()
    for key, group in found.value["groups"].items():
        for number, border in enumerate(group.get("borders", [])):
            if known and regions.border(border) not in known:
                path, expected = ["groups", key, "borders", number], valid.closest(border, sorted(known))
                yield found.problem(path, "unknown border", repr(border), expected, regions.TODO)

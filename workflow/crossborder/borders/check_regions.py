"""The configured groups fit the borders: each border of one table is in exactly one sub-region."""

from collections.abc import Iterator

from compendium.check.material import Material
from compendium.problem import Problem
from compendium.source import plain_text, valid
from compendium.source.grid import Grid
from compendium.unusable import Unusable
from crossborder import states
from crossborder.borders import regions

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
    wide = {t.path: g for t, g in material.readable() if list(t.primary_key) == KEY and g.header[:2] == KEY}
    name = found.value.get("partitioned")
    if not found.value["subregions"]:
        return
    if name not in {table.path for table in material.tables}:
        if "raw" not in material.broken() and (name is None or name.rpartition("/")[0] not in material.broken()):
            expected = valid.closest(name, sorted(wide)) if name else f"partitioned: {' or '.join(sorted(wide))}"
            yield found.problem(["partitioned"], "unknown table of borders", repr(name), expected, regions.TODO)
    elif name in wide:
        for path, fault in regions.faults(_borders(wide[name])):
            yield found.problem(path, KIND, fault, f"each border of {name} in exactly one sub-region", regions.TODO)
        yield from _groups(wide)


def _borders(grid: Grid) -> set[str]:
    return {regions.border("-".join(record[:2])) for record in grid.records[1:] if all(record[:2])}


def _codes() -> Iterator[Problem]:
    """States of the country lists."""
    found = regions.document()
    for name, listed in found.value["country_lists"].items():
        for number, state in enumerate(listed):
            if not states.is_code(state):
                path, expected = ["country_lists", name, number], "an ISO 3166-1 alpha-3 code"
                yield found.problem(path, "unknown state", repr(state), expected, regions.TODO)


def _groups(wide: dict[str, Grid]) -> Iterator[Problem]:
    """Borders that a group names are in some table of borders."""
    found, known = regions.document(), {border for grid in wide.values() for border in _borders(grid)}
    for key, group in found.value["groups"].items():
        for number, border in enumerate(group.get("borders", [])):
            if regions.border(border) not in known:
                path, expected = ["groups", key, "borders", number], valid.closest(border, sorted(known))
                yield found.problem(path, "unknown border", repr(border), expected, regions.TODO)

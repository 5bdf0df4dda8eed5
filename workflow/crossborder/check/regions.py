"""The configured groups fit the borders: each Latin American one is in exactly one sub-region."""

from collections.abc import Iterator

import yaml

from crossborder import regions
from crossborder.check.material import Material
from crossborder.problem import Problem
from crossborder.root import ROOT

KEY = ["iso3_a", "iso3_b"]  # first columns of a wide table of borders


def check(material: Material) -> Iterator[Problem]:
    tables = [(t, g) for t, g in material.readable() if list(t.primary_key) == KEY and g.header[:2] == KEY]
    if not tables:
        return
    todo = "mend config/regions.yaml"
    if not (ROOT / regions.PATH).is_file():
        yield Problem(
            regions.PATH, "missing file", "nothing", "the groups of borders", "put it back from version control"
        )
        return
    first = {regions.border("-".join(record[:2])) for _, grid in tables[-1:] for record in grid.records[1:]}
    try:
        found = regions.faults(first)
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        yield Problem(regions.PATH, "regions that do not parse", str(error), "country lists, sub-regions, groups", todo)
        return
    for fault in found:
        yield Problem(regions.PATH, "partition of borders", fault, "each border in exactly one sub-region", todo)

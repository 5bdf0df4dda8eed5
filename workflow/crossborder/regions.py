"""Groups of borders, country lists and sub-regions: `config/regions.yaml`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from crossborder.root import ROOT
from crossborder.yamls import parse

PATH = "config/regions.yaml"
OTHER_LIST = "18C"  # the country list that is not the default one


@cache
def _parsed(text: str) -> dict:
    return parse(text)


_supposed: ContextVar[dict | None] = ContextVar("supposed", default=None)


@contextmanager
def supposing(other: dict) -> Iterator[None]:
    """Let this be the file within."""
    token = _supposed.set(other)
    try:
        yield
    finally:
        _supposed.reset(token)


def load() -> dict:
    """The parsed file."""
    if (other := _supposed.get()) is not None:
        return other
    return _parsed((ROOT / PATH).read_text(encoding="utf-8"))


def border(text: str) -> str:
    """A border in its fixed order: both codes sorted, such as KAZ-UZB."""
    return "-".join(sorted(text.split("-")))


def subregions(variant: bool = False) -> dict[str, list[str]]:
    """Borders of each sub-region, in their fixed order; with the variant, some are moved."""
    found = {name: [border(b) for b in borders] for name, borders in load()["subregions"].items()}
    for moved, target in load()["subregion_variant"].items() if variant else ():
        for borders in found.values():
            if border(moved) in borders:
                borders.remove(border(moved))
        found[target].append(border(moved))
    return found


def name(group: str) -> str:
    """Printed name of a group."""
    return load()["groups"][group]["name"]


def members(group: str, countries: str = "", variant: bool = False) -> list[str]:
    """Borders of a group, sorted. Sub-regions are cut to a country list (the default one when empty)."""
    described = load()["groups"][group]
    if "borders" in described:
        return sorted(map(border, described["borders"]))
    listed = set(load()["country_lists"][countries or load()["default_list"]])
    parts = subregions(variant)
    found = (b for part in described["subregions"] for b in parts[part])
    return sorted(b for b in found if set(b.split("-")) <= listed)


def faults(dyads: set[str]) -> list[str]:
    """What is wrong with the partition of these borders into sub-regions, and with the groups."""
    found = []
    for variant in (False, True):
        placed = [b for borders in subregions(variant).values() for b in borders]
        word = " in the variant" if variant else ""
        found += [
            f"{b} is in {placed.count(b)} sub-regions{word}" for b in sorted({*placed, *dyads}) if placed.count(b) != 1
        ]
        found += [f"{b} is in a sub-region and in no table of borders{word}" for b in sorted(set(placed) - dyads)]
    for key, group in load()["groups"].items():
        unknown = set(group.get("subregions", [])) - set(load()["subregions"])
        found += [f"group {key}: no sub-region {part!r}" for part in sorted(unknown)]
        if ("borders" in group) == ("subregions" in group) or "name" not in group:
            found.append(f"group {key}: needs a name, and either borders or subregions")
    return list(dict.fromkeys(found))

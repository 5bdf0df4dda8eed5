"""Groups of borders, country lists and sub-regions: `config/regions.yaml`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compendium.problem import Problem
from compendium.source import identifiers, plain_text, valid
from compendium.source.yaml_text import Document
from compendium.unusable import Unusable

if TYPE_CHECKING:  # who only asks for groups needs no tables
    from compendium.result.results import Results
    from compendium.result.sentence import Place

PATH = "config/regions.yaml"
SCHEMA = "workflow/crossborder/borders/regions"
TODO = "mend it; docs/config.md describes each key"


@dataclass(frozen=True)
class Regions:
    """What the file says: lists of countries, sub-regions, borders moved by a variant, groups, the state in focus.

    `default_list` is the list that sub-regions are cut to, `other_list` the one that a scenario takes in its place;
    empty where there is none.
    """

    country_lists: dict[str, list[str]] = field(default_factory=dict)
    default_list: str = ""
    other_list: str = ""
    subregions: dict[str, list[str]] = field(default_factory=dict)
    subregion_variant: dict[str, str] = field(default_factory=dict)
    groups: dict[str, dict] = field(default_factory=dict)
    focus: str = ""

    def parts(self, variant: bool = False) -> dict[str, list[str]]:
        """Borders of each sub-region, in their fixed order; with the variant, some are moved."""
        found = {name: [border(b) for b in borders] for name, borders in self.subregions.items()}
        for moved, target in self.subregion_variant.items() if variant else ():
            for borders in found.values():
                if border(moved) in borders:
                    borders.remove(border(moved))
            found[target].append(border(moved))
        return found

    def name(self, group: str) -> str:
        """Printed name of a group. Raises Unusable where the file has none of this key."""
        return self._group(group)["name"]

    def place(self, group: str) -> "Place":
        """What a group is called in sentences. Raises Unusable where the file has none of this key."""
        from compendium.result.sentence import Place

        return Place(self._group(group)["said"])

    def _group(self, key: str) -> dict:
        if key not in self.groups:
            raise Unusable([Problem(PATH, "unknown group", repr(key), valid.closest(key, self.groups), TODO)])
        return self.groups[key]

    def members(self, group: str, countries: str = "", variant: bool = False) -> list[str]:
        """Borders of a group, sorted. Sub-regions are cut to a country list (the default one when empty), if there is any.

        A state that is in no list at all is of a part of the world of which there are none, and is not cut.
        """
        described = self._group(group)
        if "borders" in described:
            return sorted(map(border, described["borders"]))
        parts = self.parts(variant)
        found = (b for part in described["subregions"] for b in parts[part])
        if not (name := countries or self.default_list):
            return sorted(found)
        left_out = set().union(*self.country_lists.values()) - set(self.country_lists[name])
        return sorted(b for b in found if not left_out & set(b.split("-")))

    def states(self) -> list[str]:
        """States of all lists, and of all borders of sub-regions and of groups, sorted."""
        borders = [b for named in (*self.subregions.values(), *self._borders()) for b in named]
        return sorted(
            {
                *(s for listed in self.country_lists.values() for s in listed),
                *(s for b in borders for s in b.split("-")),
            }
        )

    def _borders(self) -> list[list[str]]:
        return [group.get("borders", []) for group in self.groups.values()]


NONE = Regions()


def load() -> Regions:
    """What the file says; no group where there is none. Raises Unusable."""
    if not plain_text.exists(PATH):
        return NONE
    return _made(document())


def _made(found: Document) -> Regions:
    given = found.value
    return Regions(**{name: given[name] for name in Regions.__dataclass_fields__ if name in given})


def of(results: "Results") -> Regions:
    """The regions that a measure is made with."""
    return results.decided.files[PATH]


def document() -> Document:
    """The validated file with the place of each part. Raises Unusable."""
    return valid.load(SCHEMA, PATH, TODO, _faults)


def _faults(found: Document) -> Iterator[Problem]:
    """Names that are none, then groups that are none; what cannot be resolved has no borders to count."""
    names = list(_named(found))
    yield from names or _empty(found)


def _named(found: Document) -> Iterator[Problem]:
    """Names that are none, and names of what is not there."""
    given, unknown = {"country_lists": {}, "subregions": {}, "subregion_variant": {}, **found.value}, "unknown name"
    for what, key in (("list", "country_lists"), ("sub-region", "subregions"), ("group", "groups")):
        for name in given[key]:
            if wrong := identifiers.refuse(what, name):
                yield found.problem([key, name], "name that cannot be used", repr(name), wrong, TODO)
    for key in ("default_list", "other_list"):
        if key in given and given[key] not in given["country_lists"]:
            expected = valid.closest(given[key], given["country_lists"])
            yield found.problem([key], unknown, f"no country list {given[key]!r}", expected, TODO)
    if given["country_lists"] and "default_list" not in given:
        expected = f"default_list: {' or '.join(given['country_lists'])}"
        yield found.problem(
            ["country_lists"], "no default list", "country lists, none of which is the default", expected, TODO
        )
    placed = {border(b) for borders in given["subregions"].values() for b in borders}
    for moved, target in given["subregion_variant"].items():
        path = ["subregion_variant", moved]
        if border(moved) not in placed:
            yield found.problem(path, unknown, moved, "a border of a sub-region", TODO)
        if target not in given["subregions"]:
            yield found.problem(path, unknown, repr(target), valid.closest(target, given["subregions"]), TODO)
    for key, group in given["groups"].items():
        for number, part in enumerate(group.get("subregions", [])):
            if part not in given["subregions"]:
                path, expected = ["groups", key, "subregions", number], valid.closest(part, given["subregions"])
                yield found.problem(path, unknown, repr(part), expected, TODO)


def _empty(found: Document) -> Iterator[Problem]:
    """Groups of which the default list leaves no border."""
    given = _made(found)
    for key in given.groups:
        if not given.members(key):
            expected = f"a border between states of {given.default_list}"
            yield found.problem(["groups", key], "group without a border", repr(key), expected, TODO)


def border(text: str) -> str:
    """A border in its fixed order: both codes sorted, such as KAZ-UZB."""
    return "-".join(sorted(text.split("-")))


def faults(dyads: set[str], known: set[str]) -> Iterator[tuple[list[str], str]]:
    """What is wrong with the partition of these borders into sub-regions: the part of the file, and a sentence.

    `known` are all borders of which something is known, which a sub-region may hold as well.
    """
    placed = [border(b) for borders in load().subregions.values() for b in borders]
    for name, borders in load().subregions.items():
        for b in borders:
            if placed.count(border(b)) != 1:
                yield ["subregions", name], f"{b} is in {placed.count(border(b))} sub-regions"
            elif border(b) not in known:
                yield ["subregions", name], f"{b} is in a sub-region and not among the borders"
    yield from ((["subregions"], f"{b} is in no sub-region") for b in sorted(dyads - set(placed)))

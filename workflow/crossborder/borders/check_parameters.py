"""What parameters of reports may name: groups of borders, borders, states, groups of states in the matrices.

Each function takes what is checked, and gives a function from the value of a parameter to its faults: the place in
the value, the kind of problem, what was found, what was expected.
"""

from collections.abc import Callable, Iterator

from compendium.check.material import Material
from compendium.source import valid
from compendium.unusable import Unusable
from crossborder import states
from crossborder.borders import check_regions, regions
from crossborder.borders.regions import NONE, Regions

Judge = Callable[..., Iterator[tuple]]


def _given() -> Regions:
    """What is decided about groups; nothing where it cannot be known now, which a check of its own tells."""
    try:
        return regions.load()
    except Unusable:
        return NONE


def of_group(_material: Material) -> Judge:
    """The key of a group."""
    known = list(_given().groups)
    return lambda value: _known(value, known, "group")


def of_groups(_material: Material) -> Judge:
    """Keys of two groups that have no border in common."""
    given = _given()
    known = list(given.groups)

    def judge(value: list[str]) -> Iterator[tuple]:
        faults = [([place], *fault) for place, one in enumerate(value) for _, *fault in _known(one, known, "group")]
        yield from faults
        if known and not faults:
            one, other = (set(given.members(group)) for group in value)
            if both := sorted(one & other):
                yield [], "groups that overlap", ", ".join(both), "two groups without a border in common"

    return judge


def of_border(material: Material) -> Judge:
    """A border of which something is known."""
    known = sorted(check_regions.known_borders(material))
    return lambda value: _known(value, known, "border")


def of_state(_material: Material) -> Judge:
    """The code of a state."""

    def judge(value: str) -> Iterator[tuple]:
        if not states.is_code(value):
            yield [], "unknown state", repr(value), "an ISO 3166-1 alpha-3 code, such as KAZ"

    return judge


def of_states(material: Material) -> Judge:
    """A group of states that a card gives the rows or the columns of a matrix."""
    cards = [table.card for table in material.tables]
    known = sorted({card[key] for card in cards for key in ("row_group", "column_group") if key in card})
    return lambda value: _known(value, known, "state")


def _known(value: str, known: list[str], noun: str) -> Iterator[tuple]:
    if known and value not in known:
        yield [], f"unknown {noun}", repr(value), valid.closest(value, known)

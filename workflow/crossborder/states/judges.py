"""What columns of the study's vocabularies may hold: states, borders, frameworks, publishers that have a kind.

Each function takes what is checked, and gives the judge of a table: a function from the text of a cell to its faults.
"""

from collections.abc import Callable, Iterator

from compendium.check.material import Material
from compendium.check.reading import feeding, records
from compendium.check.vocabulary import Fault, Judge, each_of, one_of
from compendium.source.cards import Table
from crossborder import states
from crossborder.states import dyads, publishers

OfTable = Callable[[Table], Judge]
DISPUTED_AREAS = {"KAS", "SPI"}  # codes of Natural Earth for areas in dispute, which ISO 3166 does not know
COMPARE = "compare with the source"


def is_state(text: str) -> bool:
    """Whether a text is the code of a state, which the codes of printed columns of several parties are not."""
    return states.is_code(text) and text not in states.MERGED


def of_state(_material: Material) -> OfTable:
    """One code of a state."""
    return lambda table: _state


def of_states(_material: Material) -> OfTable:
    """Codes of states, separated by semicolons."""
    return lambda table: lambda text: each_of(text, _state)


def of_area(_material: Material) -> OfTable:
    """The code of a state or of an area in dispute."""
    return lambda table: lambda text: iter(()) if text in DISPUTED_AREAS else _state(text)


def of_border(_material: Material) -> OfTable:
    """A border with its codes in alphabetical order."""
    return lambda table: _in_order


def of_borders(_material: Material) -> OfTable:
    """Borders, separated by semicolons."""
    return lambda table: lambda text: each_of(text, _border)


def of_publisher(_material: Material) -> OfTable:
    """A publisher that has a kind. Raises Unusable where the kinds cannot be read."""
    known, expected = set(publishers.kinds()), f"a row of {publishers.PATH}"
    todo = "add the publisher with its kind, or mend its name"
    return lambda table: lambda text: one_of(text, known, "publisher without a kind", expected, todo)


def of_frameworks(material: Material) -> OfTable:
    """Acronyms of collected frameworks of the same region, separated by semicolons."""
    by_region: dict[str, set[str]] = {}
    for table, grid in feeding(material, "frameworks", "acronym"):
        for _, record in records(table, grid):
            by_region.setdefault(table.card.get("region", ""), set()).add(record["acronym"])
    kind, expected = "unknown framework", "the acronym of a framework of the same region"
    judge = lambda known: lambda text: each_of(text, lambda part: one_of(part, known, kind, expected, COMPARE))  # noqa: E731
    return lambda table: judge(by_region.get(table.card.get("region", ""), set()))


def _state(text: str) -> Iterator[Fault]:
    if not is_state(text):
        yield "unknown country name", text, "an ISO 3166-1 alpha-3 code", COMPARE


def _border(text: str) -> Iterator[Fault]:
    if not dyads.is_pair(text):
        yield "unknown border", text, "the alpha-3 codes of two states, such as KAZ-UZB", COMPARE


def _in_order(text: str) -> Iterator[Fault]:
    yield from (found := list(_border(text)))
    if not found and text != "-".join(sorted(text.split("-"))):
        yield "border out of order", text, "-".join(sorted(text.split("-"))), "write the codes in alphabetical order"

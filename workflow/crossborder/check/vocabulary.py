"""Columns with a vocabulary: states, borders, frameworks, sections, and publishers that have a kind."""

import re
from collections.abc import Callable, Iterator

from crossborder import entities, publishers
from crossborder.cards import Table
from crossborder.check.material import Material, at
from crossborder.check.reading import cells, feeding, records
from crossborder.problem import Problem
from crossborder.unusable import Unusable

ELSEWHERE = {"place", "geometry", "date"}  # which modules of their own judge
BORDER = re.compile(r"[A-Z]{3}-[A-Z]{3}")
DISPUTED_AREAS = {"KAS", "SPI"}  # codes of Natural Earth for areas in dispute, which ISO 3166 does not know
COMPARE = "compare with the source"
Fault = tuple[str, str, str, str]  # kind, found, expected, what to do
Judge = Callable[[str], Iterator[Fault]]


def check(material: Material) -> Iterator[Problem]:
    try:
        known = set(publishers.kinds())
    except Unusable as error:
        yield from error.problems
        return
    named = _acronyms(material)
    for table, grid in material.readable():
        judges = _judges(table, known, named.get(table.card.get("region", ""), set()))
        for field in (f for f in table.fields if "vocabulary" in f and f["name"] in grid.header):
            column, vocabulary = grid.header.index(field["name"]) + 1, field["vocabulary"]
            if vocabulary in ELSEWHERE:
                continue
            if vocabulary not in judges:
                kind, expected = "unknown vocabulary", ", ".join(sorted({*judges, *ELSEWHERE}))
                todo = "mend the vocabulary in the schema"
                yield at(table, grid, 1, column, kind=kind, found=repr(vocabulary), expected=expected, todo=todo)
                continue
            for row, text in cells(grid, column):
                for kind, found, expected, todo in judges[vocabulary](text):
                    yield at(table, grid, row, column, kind=kind, found=repr(found), expected=expected, todo=todo)


def is_state(text: str) -> bool:
    """Whether a text is the code of a state, which the codes of printed columns of several parties are not."""
    return entities.is_code(text) and text not in entities.MERGED


def _judges(table: Table, known: set[str], acronyms: set[str]) -> dict[str, Judge]:
    sections = [s["name"] for s in table.card.get("document", {}).get("sections", [])]
    return {
        "state": _state,
        "states": lambda text: _list(text, _state),
        "area": lambda text: iter(()) if text in DISPUTED_AREAS else _state(text),
        "border": _in_order,
        "borders": lambda text: _list(text, _border),
        "publisher": lambda text: _one_of(
            text,
            known,
            "publisher without a kind",
            f"a row of {publishers.PATH}",
            "add the publisher with its kind, or mend its name",
        ),
        "frameworks": lambda text: _list(
            text,
            lambda part: _one_of(
                part, acronyms, "unknown framework", "the acronym of a framework of the same region", COMPARE
            ),
        ),
        "section": lambda text: _one_of(
            text,
            sections,
            "unknown section",
            f"one of the sections in the card: {', '.join(sections)}",
            "mend the section, or add it to the card with the line that it begins with",
        ),
    }


def _state(text: str) -> Iterator[Fault]:
    if not is_state(text):
        yield "unknown country name", text, "an ISO 3166-1 alpha-3 code", COMPARE


def _border(text: str) -> Iterator[Fault]:
    if not BORDER.fullmatch(text) or not all(map(is_state, sides := text.split("-"))) or len(set(sides)) == 1:
        yield "unknown border", text, "the alpha-3 codes of two states, such as KAZ-UZB", COMPARE


def _in_order(text: str) -> Iterator[Fault]:
    yield from (found := list(_border(text)))
    if not found and text != "-".join(sorted(text.split("-"))):
        yield "border out of order", text, "-".join(sorted(text.split("-"))), "write the codes in alphabetical order"


def _list(text: str, judge: Judge) -> Iterator[Fault]:
    """Faults of the parts of a list, and parts that stand in it twice."""
    parts = text.split(";")
    for place, part in enumerate(parts):
        yield from judge(part)
        if part in parts[:place]:
            yield "value twice in a list", part, "each once", "take one of them out"


def _one_of(text: str, known: set[str] | list[str], kind: str, expected: str, todo: str) -> Iterator[Fault]:
    if text not in known:
        yield kind, text, expected, todo


def _acronyms(material: Material) -> dict[str, set[str]]:
    """Acronyms of the collected frameworks by region."""
    found: dict[str, set[str]] = {}
    for table, grid in feeding(material, "frameworks", "acronym"):
        for _, record in records(table, grid):
            found.setdefault(table.card.get("region", ""), set()).add(record["acronym"])
    return found

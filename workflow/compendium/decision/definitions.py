"""Definitions `config/definitions.yaml`: terms that could mean one thing or another, and what each means here.

A measure asks which alternative of a term is in force; each of the others is a scenario.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from compendium.problem import Problem
from compendium.source import identifiers, plain_text, valid
from compendium.source.yaml_text import Document
from compendium.steady import kept

PATH = "config/definitions.yaml"
TODO = "mend it; docs/config.md describes each key"


@dataclass(frozen=True)
class Term:
    """A term, the question that it answers, the key of the alternative in force, and what each alternative says."""

    key: str
    asks: str
    in_force: str
    alternatives: dict[str, str]

    def says(self) -> str:
        """What the alternative in force says."""
        return self.alternatives[self.in_force]

    def others(self) -> dict[str, str]:
        """Alternatives that are not in force."""
        return {key: says for key, says in self.alternatives.items() if key != self.in_force}


def document() -> Document:
    """The validated file with the place of each part. Raises Unusable."""
    return valid.load("definitions", PATH, TODO, _faults)


def _faults(found: Document) -> Iterator[Problem]:
    """Names that cannot be used, and alternatives in force that there are not."""
    for term, given in found.value.items():
        if wrong := identifiers.refuse("term", term):
            yield found.problem([term], "name that cannot be used", repr(term), wrong, TODO)
        for key in given["alternatives"]:
            if wrong := identifiers.refuse("alternative", key):
                yield found.problem([term, "alternatives", key], "name that cannot be used", repr(key), wrong, TODO)
        if given["in_force"] not in given["alternatives"]:
            expected = valid.closest(given["in_force"], given["alternatives"])
            path, kind = [term, "in_force"], "unknown alternative"
            yield found.problem(path, kind, repr(given["in_force"]), expected, TODO)


@kept
def load() -> dict[str, Term]:
    """Terms by key; none where there is no file. Raises Unusable."""
    return _made(document()) if plain_text.exists(PATH) else {}


@cache
def _made(found: Document) -> dict[str, Term]:
    return {
        key: Term(key, given["asks"], given["in_force"], dict(given["alternatives"]))
        for key, given in found.value.items()
    }


def meant(terms: Iterable[str], *, whole: bool = False) -> list[list]:
    """What terms mean, as a reason to run again: the alternative in force; with `whole`, all that they could mean."""
    found = (load()[key] for key in terms if key in load())  # an unknown one is told by the check
    return [[t.key, t.in_force, t.says(), *([t.asks, t.alternatives] if whole else [])] for t in found]

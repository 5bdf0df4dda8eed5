"""Hold what the data say against what a text says.

A comparison has a name that a claim uses (signs would run as formulas in a spreadsheet). Each returns `supported`, `partly` or `contradicted`.
"""

import re
from collections.abc import Callable

SUPPORTED, PARTLY, CONTRADICTED, NOT_CHECKABLE = VERDICTS = ("supported", "partly", "contradicted", "not checkable")
CLOSE, NEAR = 0.01, 0.1  # a rounded number is right within a hundredth of the found one, partly right within a tenth


def _equal(found: list[str], expected: list[str]) -> str:
    return SUPPORTED if found == expected else CONTRADICTED


def _bound(holds: Callable[[float, float], bool]) -> Callable[[list[str], list[str]], str]:
    return lambda found, expected: SUPPORTED if holds(float(found[0]), float(expected[0])) else CONTRADICTED


def _about(found: list[str], expected: list[str]) -> str:
    """A number that the text rounds."""
    there, said = float(found[0]), float(expected[0])
    distance = abs(said - there) / abs(there) if there else abs(said)
    return SUPPORTED if distance <= CLOSE else PARTLY if distance <= NEAR else CONTRADICTED


def _includes(found: list[str], expected: list[str]) -> str:
    """A list that names some: every one of them must be there."""
    there = set(found) & set(expected)
    return SUPPORTED if there == set(expected) else PARTLY if there else CONTRADICTED


def _exactly(found: list[str], expected: list[str]) -> str:
    """A list that names all: these and no others."""
    same = set(found) == set(expected)
    return SUPPORTED if same else PARTLY if set(found) & set(expected) else CONTRADICTED


def _only(found: list[str], expected: list[str]) -> str:
    """A list that says that there are no others: one other contradicts it."""
    there, said = set(found), set(expected)
    if there - said or not there:
        return CONTRADICTED
    return SUPPORTED if there == said else PARTLY


COMPARISONS: dict[str, Callable[[list[str], list[str]], str]] = {
    "is": _equal,
    "below": _bound(lambda found, said: found < said),
    "at most": _bound(lambda found, said: found <= said),
    "above": _bound(lambda found, said: found > said),
    "at least": _bound(lambda found, said: found >= said),
    "about": _about,
    "includes": _includes,
    "exactly": _exactly,
    "only": _only,
}
NAME_ALL = {"is", "exactly", "only"}  # what else is found counts against the claim
OF_LISTS = {"includes", "exactly", "only"}
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
OF_NUMBERS = {"below", "at most", "above", "at least", "about"}


def judge(comparison: str, found: list[str], expected: str) -> str:
    """Verdict on a claim. `expected` is one value, or several joined by semicolons where lists are compared."""
    return COMPARISONS[comparison](found, expected.split(";") if comparison in OF_LISTS else [expected])

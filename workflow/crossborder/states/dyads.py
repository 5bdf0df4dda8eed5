"""Codes of borders: the alpha-3 codes of two states, as tidy tables keep them and as print names them."""

import re

from compendium.table.vocabulary import Vocabulary
from crossborder import states
from crossborder.states import names

BORDER = re.compile(r"[A-Z]{3}-[A-Z]{3}")
EXPECTED = "the alpha-3 codes of two states"


def is_pair(text: str) -> bool:
    """Whether a text is the codes of two different states, in any order."""
    sides = text.split("-")
    known = (states.is_code(side) and side not in states.MERGED for side in sides)
    return bool(BORDER.fullmatch(text)) and len(set(sides)) == 2 and all(known)


def is_border(text: str) -> bool:
    """Whether a text is the codes of two states in alphabetical order."""
    return is_pair(text) and text == "-".join(sorted(text.split("-")))


PAIRS = Vocabulary("border", EXPECTED, lambda label: label if is_pair(label) else None, names.border, is_pair)
BORDERS = Vocabulary(
    "border",
    f"{EXPECTED} in alphabetical order",
    lambda label: label if is_border(label) else None,
    names.border,
    is_border,
)

"""Signs of a printed table, as the `values` block of its card declares them for the table, a column or a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

N = "N"  # what stands for a number in a form
NOT_AVAILABLE, NIL, NOT_APPLICABLE = "not available", "nil", "not applicable"
CONFIDENTIAL, NEGLIGIBLE = "confidential", "negligible"
KINDS = (NOT_AVAILABLE, NIL, NOT_APPLICABLE, CONFIDENTIAL, NEGLIGIBLE)  # of what is missing
ESTIMATED, NEGATIVE, EXACT, RANGE = "estimated", "negative", "exact", "range"
BELOW, AT_MOST, ABOVE, AT_LEAST = BOUNDS = ("below", "at most", "above", "at least")
UNIT = "unit "  # what the meaning of a form begins with that tells a unit
MEANINGS = (EXACT, NEGATIVE, ESTIMATED, RANGE, *BOUNDS)  # of forms, besides units
MINUS = "-"
POINT = "."
LISTS = ("thousands", "minus")  # keys that hold one sign or several
MAPPINGS = ("missing", "flags", "forms")
SIGNS = ("decimal", *LISTS, *MAPPINGS, "unit")  # keys that a column or a row may declare for itself


@dataclass(frozen=True)
class Signs:
    """Signs in force for a cell. `decimal` is empty and `thousands` None where the card says nothing of them."""

    decimal: str = ""
    thousands: tuple[str, ...] | None = None
    minus: tuple[str, ...] = (MINUS,)
    missing: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""

    @property
    def tells_numbers(self) -> bool:
        """Whether the card says with which signs numbers are printed."""
        return bool(self.decimal) or self.thousands is not None

    def __str__(self) -> str:
        """What a cell may hold, in words."""
        decimal = repr(self.decimal) if self.decimal else f"{POINT!r} (none is declared)"
        parts = [f"a number with the decimal sign {decimal}"]
        none = "no thousands sign" + ("" if self.thousands == () else " (none is declared)")
        parts.append(f"thousands sign {_listed(self.thousands)}" if self.thousands else none)
        if self.minus != (MINUS,):
            parts.append(f"minus {_listed(self.minus)}")
        for what, mapping in (("form", self.forms), ("footnote mark", self.flags), ("sign for missing", self.missing)):
            parts.append(f"{what} {_listed(mapping)}" if mapping else f"no {what}")
        return ", ".join(parts)


def _listed(signs: Mapping[str, str] | tuple[str, ...]) -> str:
    return " or ".join(map(repr, signs))


def in_force(values: dict, *parts: dict) -> Signs:
    """Signs of a cell: those of the table, and over them those of its column and of its row, in this order.

    A mapping of signs is joined with that of the table; any other key replaces it.
    """
    found: dict = {}
    for block in (values, *parts):
        for key in SIGNS:
            if key in MAPPINGS:
                found[key] = {**found.get(key, {}), **block.get(key, {})}
            elif key in block:
                found[key] = several(block[key]) if key in LISTS else block[key]
    return Signs(**found)


def several(given: str | list[str]) -> tuple[str, ...]:
    """One sign or several as a tuple."""
    return (given,) if isinstance(given, str) else tuple(given)


def blocks(values: dict) -> list[tuple[list[str], dict]]:
    """The block of a card and those of its columns and rows, each with the path that leads to it."""
    of = [([key, name], part) for key in ("by_column", "by_row") for name, part in values.get(key, {}).items()]
    return [([], values), *of]


def characters(values: dict) -> frozenset[str]:
    """Characters that a card declares as signs of its table, which are therefore no damage."""
    found: set[str] = set()
    for _, block in blocks(values):
        found.update(block.get("decimal", ""))
        for key in LISTS:
            found.update(*several(block.get(key, [])))
        for key in MAPPINGS:
            found.update(*block.get(key, {}))
    return frozenset(character for character in found if not character.isalnum())

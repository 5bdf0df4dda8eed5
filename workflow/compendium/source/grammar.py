"""Cell grammars: how the text of a printed cell is read.

Every cell gets a reading or an Unreadable; nothing is skipped. Kinds of missing stay apart: a blank
cell is not a printed zero.
"""

import re
from dataclasses import dataclass

from compendium import study

COUNT = re.compile(r"(?P<count>[1-9]\d*|0)(?: \((?P<name>[^()]+)\))?")


class Unreadable(ValueError):
    """A cell text that its grammar does not know; `expected` says what it would read."""

    def __init__(self, text: str, expected: str, kind: str = "unknown mark"):
        self.text, self.expected, self.kind = text, expected, kind
        super().__init__(f"{text!r}: expected {expected}")


@dataclass(frozen=True)
class Count:
    """Part of a count. `named` is the party that the cell names; a blank cell has count None."""

    count: int | None
    named: str = ""


def counts(text: str, parts: dict | None = None) -> list[Count]:
    """Read a whole number, nothing, or `N (PARTY), N (PARTY)` in a column of several parties."""
    if text == "":
        return [Count(None)]
    found = []
    for piece in text.split(", "):
        match = COUNT.fullmatch(piece)
        if not match:
            raise Unreadable(text, "a whole number or nothing" + (", or N (PARTY), N (PARTY)" if parts else ""))
        if match["name"]:
            demand_part(text, match["name"], parts, "a whole number or nothing: this column is one party")
        elif parts and not parts["bare"]:
            raise Unreadable(
                text, f"N (PARTY) with {names(parts)}: this column holds several", "mark in the wrong kind of column"
            )
        found.append(Count(int(match["count"]), match["name"] or ""))
    if len(found) > 1 and ({c.named for c in found} & {""} or len({c.named for c in found}) < len(found)):
        raise Unreadable(text, "each party named once")
    return found


def total(text: str) -> int:
    """Read a printed total: a whole number."""
    if not re.fullmatch(r"\d+", text):
        raise Unreadable(text, "a whole number in a row of totals")
    return int(text)


def demand_part(text: str, name: str, parts: dict | None, expected: str) -> None:
    """Raise Unreadable unless the column holds several parties, and this is one of them."""
    if parts is None:
        raise Unreadable(text, expected, "mark in the wrong kind of column")
    if parts["names"] != "any" and name not in parts["names"]:
        raise Unreadable(text, f"one of {names(parts)} in brackets")


def names(parts: dict) -> str:
    """Parties that a column admits, in words."""
    return "any party" if parts["names"] == "any" else ", ".join(parts["names"])


def named(text: str, parts: dict | None) -> list[str]:
    """Parties that a readable cell of counts names."""
    return [count.named for count in counts(text, parts) if count.named]


GRAMMARS = {"counts": "compendium.source.grammar:named"}


def grammars() -> dict[str, str]:
    """Grammars of cells by name, each with the function that gives the names in a cell, or raises Unreadable."""
    return {**GRAMMARS, **study.adds("GRAMMARS")}


def split(text: str, grammar: str, parts: dict | None) -> list[str]:
    """Names of places and parties that a readable cell mentions. Raises Unreadable, and KeyError for no grammar."""
    return study.get(grammars()[grammar])(text, parts)

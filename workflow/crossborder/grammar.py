"""Cell grammars: how the text of a printed cell is read.

Every cell gets a reading or an Unreadable; nothing is skipped. Kinds of missing stay apart: a blank
cell is not a printed zero.
"""

import re
from dataclasses import dataclass

CONCURRENT = re.compile(r"\(concurrent from (?P<place>[^()]+)\)")
NAMED_MARK = re.compile(r"x \((?P<name>[^()]+)\)")
COUNT = re.compile(r"(?P<count>[1-9]\d*|0)(?: \((?P<name>[^()]+)\))?")


class Unreadable(ValueError):
    """A cell text that its grammar does not know; `expected` says what it would read."""

    def __init__(self, text: str, expected: str, kind: str = "unknown mark"):
        self.text, self.expected, self.kind = text, expected, kind
        super().__init__(f"{text!r}: expected {expected}")


@dataclass(frozen=True)
class Mark:
    """Reading of an embassy mark. `status` is embassy, concurrent, none or blank."""

    status: str
    accredited_from: str = ""
    named: str = ""


@dataclass(frozen=True)
class Count:
    """Part of a count. `named` is the party that the cell names; a blank cell has count None."""

    count: int | None
    named: str = ""


def mark(text: str, parts: dict | None = None) -> Mark:
    """Read `x`, `0`, nothing, `(concurrent from PLACE)`, and `x (NAME)` in a column of several parties."""
    if text == "":
        return Mark("blank")
    if text == "0":
        return Mark("none")
    if match := CONCURRENT.fullmatch(text):
        return Mark("concurrent", accredited_from=match["place"])
    if match := NAMED_MARK.fullmatch(text):
        _demand_part(text, match["name"], parts, "x, 0, nothing or (concurrent from PLACE): this column is one party")
        return Mark("embassy", named=match["name"])
    if text == "x":
        if parts and not parts["bare"]:
            raise Unreadable(
                text,
                f"x with the party in brackets, one of {_names(parts)}: this column holds several",
                "mark in the wrong kind of column",
            )
        return Mark("embassy")
    raise Unreadable(text, "x, 0, nothing or (concurrent from PLACE)" + (", or x (PARTY)" if parts else ""))


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
            _demand_part(text, match["name"], parts, "a whole number or nothing: this column is one party")
        elif parts and not parts["bare"]:
            raise Unreadable(
                text, f"N (PARTY) with {_names(parts)}: this column holds several", "mark in the wrong kind of column"
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


def _demand_part(text: str, name: str, parts: dict | None, expected: str) -> None:
    if parts is None:
        raise Unreadable(text, expected, "mark in the wrong kind of column")
    if parts["names"] != "any" and name not in parts["names"]:
        raise Unreadable(text, f"one of {_names(parts)} in brackets")


def _names(parts: dict) -> str:
    return "any party" if parts["names"] == "any" else ", ".join(parts["names"])


def split(text: str, grammar: str, parts: dict | None) -> list[str]:
    """Names of places and parties that a readable cell mentions."""
    if grammar == "marks":
        reading = mark(text, parts)
        return [n for n in (reading.accredited_from, reading.named) if n]
    return [c.named for c in counts(text, parts) if c.named]

"""Grammar of the cells of a matrix of missions: who keeps an embassy, and who is accredited from where."""

import re
from dataclasses import dataclass

from compendium.source.grammar import Unreadable, demand_part, names

CONCURRENT = re.compile(r"\(concurrent from (?P<place>[^()]+)\)")
NAMED_MARK = re.compile(r"x \((?P<name>[^()]+)\)")


@dataclass(frozen=True)
class Mark:
    """Reading of an embassy mark. `status` is embassy, concurrent, none or blank."""

    status: str
    accredited_from: str = ""
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
        demand_part(text, match["name"], parts, "x, 0, nothing or (concurrent from PLACE): this column is one party")
        return Mark("embassy", named=match["name"])
    if text == "x":
        if parts and not parts["bare"]:
            raise Unreadable(
                text,
                f"x with the party in brackets, one of {names(parts)}: this column holds several",
                "mark in the wrong kind of column",
            )
        return Mark("embassy")
    raise Unreadable(text, "x, 0, nothing or (concurrent from PLACE)" + (", or x (PARTY)" if parts else ""))


def named(text: str, parts: dict | None) -> list[str]:
    """Places and parties that a readable mark names."""
    reading = mark(text, parts)
    return [name for name in (reading.accredited_from, reading.named) if name]

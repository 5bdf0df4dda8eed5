"""What a printed cell says: every way in which the declared signs read it, of which there must be exactly one.

A cell is a sign for missing, a number, or a form around numbers (`(N)`, `N–N`, `< N`), each with footnote marks before
or behind it. All readings are looked for: a cell with none is refused, and so is one with several, as `1.234` where
the card says neither what its decimal sign nor what its thousands sign is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from compendium.source.grammar import Unreadable
from compendium.source.values.signs import (
    ABOVE,
    AT_LEAST,
    AT_MOST,
    BELOW,
    ESTIMATED,
    EXACT,
    NEGATIVE,
    NEGLIGIBLE,
    NIL,
    NOT_APPLICABLE,
    POINT,
    RANGE,
    UNIT,
    N,
    Signs,
)

DEPTH = 2  # forms of one number within each other, and a range within: an estimated range with its unit
LONGEST = 120  # characters of a cell that is read
NOTHING = {NIL, NEGLIGIBLE, NOT_APPLICABLE}  # kinds of missing that add nothing to a sum


@dataclass(frozen=True)
class Reading:
    """What a cell says. `value` is None for what is missing, a range or a bound.

    `low` and `high` are the ends of a range or bound, None where it is open. A sign for nil is a value of 0.
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: str = EXACT
    estimated: bool = False
    missing: str = ""
    unit: str = ""
    flags: tuple[str, ...] = ()

    @property
    def precision(self) -> str:
        """How exactly the number is printed; empty for what is missing."""
        if self.missing:
            return ""
        if self.estimated:
            return ESTIMATED if self.bound == EXACT else f"{ESTIMATED} {self.bound}"
        return self.bound

    def ends(self) -> tuple[Decimal | None, Decimal | None] | None:
        """Least and most that the cell adds to a sum, None for an open end; None where nothing is known of it."""
        if self.missing:
            return (Decimal(0), Decimal(0)) if self.missing in NOTHING else None
        return (self.value, self.value) if self.bound == EXACT else (self.low, self.high)


def read(text: str, signs: Signs) -> Reading:
    """The one reading of a cell. Raises Unreadable for a cell that has none, or several."""
    declared = _readings(text, signs)
    found = declared if signs.tells_numbers else readings(text, signs)
    if len(found) > 1:
        expected = f"one reading; with the signs that the card declares it is {' or '.join(sorted(map(_said, found)))}"
        raise Unreadable(text, expected, "cell that can be read in several ways")
    if not declared:
        kind = "sign that is not declared" if found else "cell that cannot be read"
        raise Unreadable(text, str(signs), kind)
    return found[0]


def readings(text: str, signs: Signs) -> list[Reading]:
    """Every reading of a cell, each once; where the card tells no sign of numbers, what either custom makes of it."""
    if signs.tells_numbers:
        return _readings(text, signs)
    customs = [signs, *(replace(signs, decimal=one, thousands=(other,)) for one, other in (".,", ",."))]
    return list(dict.fromkeys(one for custom in customs for one in _readings(text, custom)))


def _readings(text: str, signs: Signs) -> list[Reading]:
    """Every reading of a cell with the signs as they are."""
    if len(text) > LONGEST:
        return []
    found: dict[Reading, None] = {}
    for core, flags in stripped(text, tuple(signs.flags)):
        if core in signs.missing:
            kind = signs.missing[core]
            zero = Decimal(0) if kind == NIL else None
            found[Reading(zero, missing=kind, unit=signs.unit, flags=flags)] = None
        for one in _formed(core, signs, DEPTH):
            found[replace(one, unit=one.unit or signs.unit, flags=flags)] = None
    return list(found)


def stripped(text: str, marks: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """A text without each set of footnote marks that may stand before or behind it, and the marks, sorted.

    One space may stand between the text and its marks, a space, a comma or both between two marks. A mark is there
    once; where marks are parts of others (`*` and `**`), the fewest are meant.
    """
    found: dict[str, tuple[str, ...]] = {}
    waiting: list[tuple[str, tuple[str, ...], bool]] = [(text, (), True)]
    seen = {(text, True)}
    for core, taken, whole in waiting:  # which grows: those with the fewest marks come first
        if whole:
            found[core] = tuple(sorted(taken))
        for mark in marks:
            if mark in taken or mark not in core:
                continue
            for cut in (str.removesuffix, str.removeprefix):
                if (rest := cut(core, mark)) != core:
                    parted = ((rest, True), (cut(rest, " "), True), (cut(rest, ","), False), (cut(rest, ", "), False))
                    more = [pair for pair in parted if pair not in seen and (pair[1] or pair[0] != rest)]
                    seen.update(more)
                    waiting += [(one, (*taken, mark), ok) for one, ok in dict.fromkeys(more)]
    return list(found.items())


def label(text: str, marks: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A label without the footnote marks behind it, and the marks; a mark of letters or digits stands behind a space."""
    taken: list[str] = []
    while mark := next((m for m in sorted(marks, key=len, reverse=True) if m not in taken and _ends(text, m)), ""):
        text = text.removesuffix(mark).rstrip(" ," if taken else " ")
        taken.append(mark)
    return text, tuple(sorted(taken))


def _ends(text: str, mark: str) -> bool:
    rest = text.removesuffix(mark)
    return rest != text and bool(rest.strip()) and (not (mark.isascii() and mark.isalnum()) or rest.endswith(" "))


def _formed(text: str, signs: Signs, depth: int) -> Iterator[Reading]:
    """Readings of a text as a number, or as a form that is declared."""
    for value in numbers(text, signs):
        yield Reading(value)
    for form, meaning in signs.forms.items():
        parts = form.split(N)
        if len(parts) != (3 if meaning == RANGE else 2) or not (depth or meaning == RANGE):
            continue  # the first of which the check of the card tells
        if meaning == RANGE:
            yield from _ranges(text, parts, signs)
        elif len(text) > len(form) - 1 and text.startswith(parts[0]) and text.endswith(parts[1]):
            inner = text[len(parts[0]) : len(text) - len(parts[1])]
            for one in _formed(inner, signs, depth - 1):
                yield from _meant(one, meaning)


def _ranges(text: str, parts: list[str], signs: Signs) -> Iterator[Reading]:
    before, between, behind = parts
    if not (text.startswith(before) and text.endswith(behind)):
        return
    inner = text[len(before) : len(text) - len(behind)]
    at = inner.find(between, 1)
    while at > 0:
        for low in numbers(inner[:at], signs):
            for high in numbers(inner[at + len(between) :], signs):
                if low < high:
                    yield Reading(low=low, high=high, bound=RANGE)
        at = inner.find(between, at + 1)


def _meant(one: Reading, meaning: str) -> Iterator[Reading]:
    """What a form makes of the reading of its number, where it can be said of it."""
    if meaning == EXACT and not one.estimated:
        yield one
    elif meaning == ESTIMATED and not one.estimated:
        yield replace(one, estimated=True)
    elif meaning.startswith(UNIT) and not one.unit:
        yield replace(one, unit=meaning.removeprefix(UNIT))
    elif one.value is None or one.bound != EXACT:
        return
    elif meaning == NEGATIVE and one.value > 0:
        yield replace(one, value=-one.value)
    elif meaning in (BELOW, AT_MOST):
        yield replace(one, value=None, high=one.value, bound=meaning)
    elif meaning in (ABOVE, AT_LEAST):
        yield replace(one, value=None, low=one.value, bound=meaning)


def numbers(text: str, signs: Signs) -> list[Decimal]:
    """Every number that a text is, with its signs; the decimal sign is a point where none is declared."""
    decimal = signs.decimal or (POINT if POINT not in (signs.thousands or ()) else "")
    minus = next((sign for sign in signs.minus if text.startswith(sign)), "")
    digits, found = text.removeprefix(minus), set()
    for grouping in ("", *(signs.thousands or ())):
        if match := _pattern(decimal, grouping).fullmatch(digits):
            whole = match["whole"].replace(grouping, "") if grouping else match["whole"]
            found.add(Decimal(f"{whole or '0'}.{match['part']}" if match["part"] else whole))
    return sorted(-value if minus else value for value in found)


@lru_cache(256)
def _pattern(decimal: str, grouping: str) -> re.Pattern[str]:
    """Pattern of an unsigned number: no zero leads it, groups are of three digits; without groups a point may lead it."""
    sign = re.escape(decimal)
    whole = rf"[1-9][0-9]{{0,2}}(?:{re.escape(grouping)}[0-9]{{3}})+" if grouping else "0|[1-9][0-9]*"
    whole += rf"|(?={sign}[0-9])" if decimal and not grouping else ""
    part = rf"(?:{sign}(?P<part>[0-9]+))?" if decimal else "(?P<part>(?!))?"
    return re.compile(f"(?P<whole>{whole}){part}")


def _said(one: Reading) -> str:
    """A reading in few words."""
    if one.missing:
        return one.missing
    ends = [str(end) for end in (one.value, one.low, one.high) if end is not None]
    said = " to ".join(ends)
    if one.bound not in (EXACT, RANGE):
        said = f"{one.bound} {said}"
    more = [*([ESTIMATED] if one.estimated else []), *([f"with {', '.join(one.flags)}"] if one.flags else [])]
    return ", ".join([said, *more])

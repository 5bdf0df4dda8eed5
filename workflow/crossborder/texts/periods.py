"""How many months a period is about, as a text or a page says it."""

import re

YEAR = 12
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
MONTH = "|".join(MONTHS)
DASH = "\N{EN DASH}"
SPAN = re.compile(rf"({MONTH})\s*[-{DASH}]\s*({MONTH})", re.IGNORECASE)
FIRST = re.compile(rf"first ({'|'.join(NUMBERS)}) months", re.IGNORECASE)


def part(text: str) -> str | None:
    """Words of a text that name a part of a year, with a dash between months, or None."""
    if found := SPAN.search(text):
        return f"{found[1]}{DASH}{found[2]}"
    found = FIRST.search(text)
    return found[0] if found else None


def months(period: str | None) -> int | None:
    """Months of a period: those of a span, or twelve for a year; None where it is not said."""
    if not period:
        return None
    if found := SPAN.search(period):
        first, last = (MONTHS.index(month.lower()) for month in found.groups())
        return (last - first) % YEAR + 1
    if found := FIRST.search(period):
        return NUMBERS.index(found[1].lower()) + 2
    return YEAR if re.fullmatch(r"\d{4}", period) else None

"""Read a number as a text prints it (27,000 is thousands, 43,7 is a decimal comma, five is 5)."""

import re
from math import floor, isfinite, log10

THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
DECIMAL = re.compile(r"-?\d+([.,]\d+)?")
NAMES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
WORDS = {word: number for number, word in enumerate(NAMES, start=1)}
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


def read(text: str | None) -> float | None:
    """The number, or None for a text that is not one."""
    if text in WORDS:
        return float(WORDS[text])
    if THOUSANDS.fullmatch(text or ""):
        return float(text.replace(",", ""))
    return float(text.replace(",", ".")) if DECIMAL.fullmatch(text or "") else None


def scaled(number: float | None, unit: str | None, currency: str) -> float | None:
    """An amount in whole units of a currency, or None for another unit: 3.5 and “million USD” give 3,500,000."""
    *scale, last = (unit or "").split(" ") or [""]
    if number is None or last != currency or len(scale) > 1:
        return None
    return number * (SCALES[scale[0]] if scale else 1)


def plain(number: float, significant: int = 12) -> str:
    """A number for machines, without thousands and without an exponent."""
    decimals = max(0, significant - 1 - (floor(log10(abs(number))) if number else 0)) if isfinite(number) else 0
    text = f"{number:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if decimals else text
    return text.removeprefix("-") if not text.strip("-0.") else text

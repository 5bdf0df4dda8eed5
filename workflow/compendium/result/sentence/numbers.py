"""Numbers as a reader sees them: separators by CLDR, never an exponent, as many decimals as they can bear."""

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from functools import lru_cache
from math import floor, isfinite, log10

from babel.numbers import format_decimal

from compendium.result.sentence.language import locale

DIGITS = 700  # of a number while it is printed: a double has 309 before its point, and 324 zeros behind it
BEARS_DECIMALS = 100  # observations from which on a percentage has a decimal
# Digits before the first separator of thousands, where CLDR asks for more than one (minimumGroupingDigits, which
# Babel does not read): Spanish writes 4453 and 44.530.
LEAST_GROUPED = {"es": 10_000}
# What stands behind a percentage; English writes it in words.
PER_CENT = {"en": " per cent", "es": "\N{NO-BREAK SPACE}%", "ru": "\N{NO-BREAK SPACE}%", "kk": "%"}
LONG = re.compile(r"-?(?:[1-9]\d{4,14}(?:\.\d{1,6})?|[1-9]\d{3}\.\d{1,6})")
TO = {"en": " to ", "es": " a ", "ru": "–", "kk": "–"}


@lru_cache(65_536)  # a scenario prints what others print
def number(value: float, decimals: int | None = None, *, significant: int = 6, language: str = "en") -> str:
    """A number with separators: 8,046,298 or 0.56.

    `decimals` are those after the point. Without them it has those of its `significant` digits that are not zero; no
    digit before the point is lost. What is not finite is printed as Python names it.
    """
    if not isfinite(value):
        return str(float(value))
    exact = rounded(value, decimals, significant)
    with localcontext(Context(prec=DIGITS)):
        return format_decimal(exact, pattern(exact, language), locale(language))


def rounded(value: float, decimals: int | None = None, significant: int = 6) -> Decimal:
    """A number with the digits that are printed of it; half goes to the even digit, and zero has no sign."""
    exact = Decimal(repr(float(value)) if isinstance(value, float) else str(value))
    with localcontext(Context(prec=DIGITS)):
        wanted = _decimals(value, significant) if decimals is None else decimals
        exact = exact.quantize(Decimal(1).scaleb(-wanted), ROUND_HALF_EVEN)
        if decimals is None and wanted:
            exact = exact.to_integral_value() if exact == exact.to_integral_value() else exact.normalize()
        return exact or abs(exact)


def pattern(exact: Decimal, language: str = "en") -> str:
    """The pattern of CLDR that prints every digit of a number after its point."""
    exponent = exact.as_tuple().exponent
    after = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    grouped = "#,##0" if abs(exact) >= LEAST_GROUPED.get(language, 0) else "0"
    return f"{grouped}.{'0' * after}" if after else grouped


def _decimals(value: float, significant: int) -> int:
    """Decimals of a number with some significant digits."""
    return max(0, significant - 1 - (floor(log10(abs(value))) if value else 0))


def count(value: float, language: str = "en") -> str:
    """A count: 1,234, without decimals. Raises ValueError for a number that is not whole."""
    if value != int(value):
        raise ValueError(f"{value!r} is no count")
    return number(int(value), 0, language=language)


def alike(
    values: Iterable[float], decimals: int | None = None, *, significant: int = 3, language: str = "en"
) -> list[str]:
    """Numbers that stand beside one another, with the same decimals: 670 and 4,453.

    Without `decimals` the largest has its `significant` digits, the smallest one at least, and whole numbers have no
    decimals.
    """
    numbers = [float(value) for value in values]
    if decimals is None:
        sizes = [abs(value) for value in numbers if value and isfinite(value)]
        fine = max(_decimals(max(sizes), significant), _decimals(min(sizes), 1)) if sizes else 0
        decimals = next(d for d in range(fine + 1) if d == fine or all(round(v, d) == round(v, fine) for v in numbers))
    return [number(value, decimals, language=language) for value in numbers]


def share(value: float, n: int, language: str = "en") -> str:
    """A percentage of n observations as a number: a decimal where a hundred or more can bear it."""
    return number(value, _borne(n), language=language)


def shares(values: Iterable[float], n: Sequence[int], language: str = "en") -> list[str]:
    """Percentages that stand beside one another, with the decimals that the fewest of their observations bear."""
    return [number(value, _borne(min(n)), language=language) for value in values]


def per_cent(value: float, n: int, language: str = "en") -> str:
    """A percentage of n observations with its sign, which English has in words: 52 per cent."""
    return share(value, n, language) + PER_CENT[language]


def per_cents(one: float, other: float, n: Sequence[int], language: str = "en") -> str:
    """Two percentages under one sign: 52 and 48 per cent. `n` are the observations of each."""
    from compendium.result.sentence.lists import listed  # which tells of numbers, too

    return listed(shares((one, other), n, language), language) + PER_CENT[language]


def _borne(n: int) -> int:
    return 1 if n >= BEARS_DECIMALS else 0


def span(least: float, most: float, decimals: int | None = None, *, significant: int = 3, language: str = "en") -> str:
    """A range, with the same decimals at both ends: 3 to 7; one number where both are printed alike."""
    low, high = alike((least, most), decimals, significant=significant, language=language)
    return low if low == high else f"{low}{TO[language]}{high}"


def year(value: float) -> str:
    """A year: 2024, never with separators. Raises ValueError for a number that is not whole."""
    if value != int(value):
        raise ValueError(f"{value!r} is no year")
    return str(int(value))


def years(first: float, last: float) -> str:
    """A range of years, with a dash: 1991–2024; one year where both are the same."""
    return year(first) if first == last else f"{year(first)}–{year(last)}"


def grouped(text: str) -> str:
    """A text that is a number, with separators where it has five digits or more, or four and decimals: four may be a year.

    One that begins with a nought is a code, and stays as it is.
    """
    return number(float(text), len(text.partition(".")[2])) if LONG.fullmatch(text) else text


def whole(value: object, field: dict) -> str:
    """An integer of a column as a reader sees it; a year (`format: year` of its field) has no separators."""
    exact = int(value)  # type: ignore[call-overload]
    return year(exact) if field.get("format") == "year" else count(exact)

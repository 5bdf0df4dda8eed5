"""Amounts with their unit: money, lengths and the like."""

from decimal import Context

from babel.numbers import get_currency_name
from babel.units import format_unit

from compendium.result.sentence.language import form, locale
from compendium.result.sentence.numbers import number, pattern, rounded

SCALES = (10**12, 10**9, 10**6)  # from the last on, an amount is written with a word for its scale
OF = {"es": " de"}  # between such a word and what it counts


def money(amount: float, currency: str = "USD", *, significant: int = 3, language: str = "en") -> str:
    """An amount of money: 3.5 million US dollars, 250,000 US dollars.

    `currency` is its ISO 4217 code, which CLDR names. From a million on, the number has its significant digits; below
    it, none after the point.
    """
    about = Context(prec=significant).create_decimal(repr(float(amount)))
    scale = next((one for one in SCALES if abs(about) >= one), 0)
    if not scale:
        exact = rounded(amount, 0)
        return f"{number(exact, 0, language=language)} {get_currency_name(currency, exact, locale(language))}"
    part = rounded(about / scale, significant=significant)
    words = {key: str(found[str(scale)].pattern) for key, found in _compact(language).items() if str(scale) in found}
    word = form(part, words, language).replace("0", "").strip()
    return f"{number(part, language=language)} {word}{OF.get(language, '')} {get_currency_name(currency, scale, locale(language))}"


def _compact(language: str) -> dict:
    """Patterns of large numbers in words, by plural category and scale: `0 million`."""
    return locale(language).compact_decimal_formats["long"]


def quantity(
    value: float, unit: str = "kilometer", decimals: int | None = 0, *, length: str = "short", language: str = "en"
) -> str:
    """A measured value with its unit: 2,310 km; with `length="long"` the unit in words, 2,310 kilometres.

    `unit` is a name of CLDR (kilometer, meter, square-kilometer); it agrees with the number as printed. Raises
    babel.units.UnknownUnitError for another.
    """
    exact = rounded(value, decimals)
    return format_unit(exact, unit, length, pattern(exact, language), locale(language))

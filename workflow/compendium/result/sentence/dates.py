"""Dates and lengths of time in words, as precise as they are known."""

import datetime

from babel.dates import format_date, format_skeleton
from babel.units import format_unit

from compendium.result.sentence.language import locale
from compendium.result.sentence.numbers import year

SKELETONS = {2: "yMMMM", 3: "yMMMMd"}  # by how many parts of a date are known
MONTH, YEAR = 30.44, 365.25  # days, in the mean
LENGTH = {"kk": "short"}  # whose long forms Babel does not have
IN_DAYS, IN_MONTHS = 60, 48  # the most days, and months, that are told as such


def day(text: str, language: str = "en") -> str:
    """A date of ISO 8601 as precise as it is: 28 December 2002, December 2002, 2002.

    Raises ValueError for a text that is none.
    """
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return year(parts[0])
    known = datetime.date(*[*parts, 1][:3])
    skeleton = SKELETONS[len(parts)]
    if skeleton in locale(language).datetime_skeletons:
        return format_skeleton(skeleton, known, locale=locale(language))
    return format_date(known, "long", locale=locale(language))


def lasting(days: float, language: str = "en") -> str:
    """A length of time in the unit that it bears: 11 days, 25 months, 7 years.

    Raises ValueError for one below a day.
    """
    if days < 1:
        raise ValueError(f"{days!r} days are no length of time")
    unit, one = ("day", 1) if days <= IN_DAYS else ("month", MONTH) if days <= IN_MONTHS * MONTH else ("year", YEAR)
    return format_unit(round(days / one), f"duration-{unit}", LENGTH.get(language, "long"), locale=locale(language))

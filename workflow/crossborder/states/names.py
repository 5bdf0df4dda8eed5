"""What states and borders are called in a sentence, in each language of the reports."""

import re
from functools import cache

from babel.core import get_global

from compendium.result.sentence.language import locale
from crossborder import states

# Codes of the states and territories whose short English name takes an article in a sentence.
WITH_ARTICLE = frozenset(
    {"ARE", "BHS", "CAF", "COD", "COG", "COK", "COM", "CYM", "DOM", "FLK", "FRO", "GBR", "GMB", "MDV", "MHL", "MNP"}
    | {"NLD", "PHL", "SLB", "SYC", "TCA", "USA", "VGB", "VIR"}
)
PAIR = re.compile(r"\b[A-Z]{3}(?:-[A-Z]{3})+\b")
# Between both names of a border, by the typography of each language.
DASH = {"en": "–", "es": "–", "ru": "\N{NO-BREAK SPACE}— ", "kk": "\N{NO-BREAK SPACE}– "}


@cache
def name(iso3: str, language: str = "en") -> str:
    """Name of a state in a language: in English that of the tables, in the others that of CLDR.

    Raises KeyError for a code that is none, or one that CLDR does not name: states that are no more, and columns of
    several parties; ValueError for another language.
    """
    if language == "en":
        return states.name(iso3)
    territories = locale(language).territories
    places = get_global("territory_aliases").get(iso3) or [states.alpha2(iso3)]
    if len(places) != 1 or places[0] not in territories:
        raise KeyError(iso3)
    return territories[places[0]]


def told(iso3: str) -> str:
    """English name of a state within a sentence, with its article: the Dominican Republic, Peru."""
    return f"{'the ' if iso3 in WITH_ARTICLE else ''}{states.name(iso3)}"


def border(dyad: str, language: str = "en") -> str:
    """Name of a border by the codes of its states, in their order: Bolivia–Peru for BOL-PER. Raises as `name` does."""
    one, other = (name(code, language) for code in dyad.split("-"))
    return f"{one}{DASH[language]}{other}"


def both(dyad: str) -> str:
    """Both states of a border in a sentence: Bolivia and Peru."""
    return " and ".join(map(told, dyad.split("-")))


def worded(text: str) -> str:
    """A text with the codes of a border, or of several states in a row, in names: the KAZ-KGZ line, a KAZ-TKM-IRN railway."""

    def named(match: re.Match[str]) -> str:
        codes = match[0].split("-")
        return DASH["en"].join(map(states.name, codes)) if all(map(states.is_code, codes)) else match[0]

    return PAIR.sub(named, text)

"""The languages that sentences are written in, and which form of a word a number takes in each."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from babel import Locale

# Each language with the CLDR locale it is written by. English is that of the reports: per cent, “A, B and C”.
LANGUAGES = {"en": "en_GB", "es": "es", "ru": "ru", "kk": "kk"}


@cache
def locale(language: str) -> Locale:
    """CLDR data of a language. Raises ValueError for one that sentences are not written in."""
    if language not in LANGUAGES:
        raise ValueError(f"no sentences in {language!r}; there are {', '.join(LANGUAGES)}")
    return Locale.parse(LANGUAGES[language])


def category(number: float, language: str = "en", decimals: int | None = None) -> str:
    """Plural category of a number by CLDR: one, few, many or other.

    It depends on what is printed: 1 is “one” in English, 1.0 is not. `decimals` are those that are printed; without
    them a whole number has none.
    """
    exact = Decimal(repr(number) if isinstance(number, float) else str(number))
    if decimals is not None:
        exact = round(exact, decimals)
    elif exact == exact.to_integral_value():
        exact = Decimal(int(exact))
    return locale(language).plural_form(abs(exact))


def form(number: float, forms: Mapping[str, str], language: str = "en", decimals: int | None = None) -> str:
    """The form of a word that a number takes, of forms by plural category; `other` where its own is not given."""
    return forms.get(category(number, language, decimals), forms["other"])


def agree(number: float, one: str, other: str) -> str:
    """The form of an English verb or noun that agrees with a number: was after 1, were after any other and after 0."""
    return form(number, {"one": one, "other": other})


def capital(text: str) -> str:
    """A text as a sentence begins: its first letter large, all others as they are."""
    return text[:1].upper() + text[1:]

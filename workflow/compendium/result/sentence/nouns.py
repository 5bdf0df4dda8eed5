"""Things that are counted: a noun in each language, and a count with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from compendium.result.sentence.language import form
from compendium.result.sentence.numbers import count

# Small numbers in words, where a style asks for it: English and Spanish up to ten. Reports in ru and kk have
# digits. The first stands for one and is inflected below.
WORDS = {
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "es": ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"),
}
# One of something, and not one: before a noun, by gender. English and kk have no gender.
ONE = {
    "en": {"": "one"},
    "es": {"m": "un", "f": "una"},
    "ru": {"m": "один", "f": "одна", "n": "одно"},
    "kk": {"": "бір"},
}
NO = {
    "en": {"": "no"},
    "es": {"m": "ningún", "f": "ninguna"},
    "ru": {"m": "ни одного", "f": "ни одной", "n": "ни одного"},
    "kk": {"": "бірде-бір"},
}


@dataclass(frozen=True)
class Noun:
    """A noun: by language its forms, by plural category of CLDR, and its gender (m, f, n) where there is one.

    The last of the four languages (kk) has its genitive as a form of its own, `of`. Russian `few` is taken for the genitive singular, `many` for
    the genitive plural, as they are for nouns that are not declined like adjectives.
    """

    forms: Mapping[str, Mapping[str, str]]
    genders: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def english(cls, one: str, other: str = "") -> "Noun":
        """A noun that is said in English alone; its plural has an s where none is given."""
        return cls({"en": {"one": one, "other": other or f"{one}s"}})

    def said(self, number: float, language: str = "en") -> str:
        """The form that a number takes. Raises KeyError for a language that the noun does not have."""
        return form(number, self.forms[language], language)

    def gender(self, language: str) -> str:
        """Gender in a language; empty where it has none."""
        return self.genders.get(language, "m" if language in ("es", "ru") else "")


def worded(number: float, language: str = "en", limit: int = len(WORDS["en"])) -> str:
    """A count in words up to ten where the style of the language wants it, in digits else: three, 12.

    Words end at `limit`. Raises ValueError for a number that is not whole.
    """
    words = WORDS.get(language, ())
    return (
        words[int(number) - 1]
        if 1 <= number <= min(limit, len(words)) and number == int(number)
        else count(number, language)
    )


def counted(number: float, noun: Noun, language: str = "en") -> str:
    """A count with its noun: no towns, one town, 12 towns. Raises ValueError for a number that is not whole."""
    gender, said = noun.gender(language), noun.said(number, language)
    if number == 0:
        # behind “no”: the plural in English, the genitive singular in Russian, the singular elsewhere
        said = noun.forms["ru"]["few"] if language == "ru" else said if language == "en" else noun.said(1, language)
        return f"{NO[language][gender]} {said}"
    return f"{ONE[language][gender] if number == 1 else worded(number, language)} {said}"

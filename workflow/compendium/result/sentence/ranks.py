"""Places in an order, with ties told."""

from compendium.result.sentence.language import form, locale
from compendium.result.sentence.nouns import worded
from compendium.result.sentence.numbers import count

FIRST = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# Endings of English ordinals by the ordinal category of CLDR.
ENDINGS = {"one": "st", "two": "nd", "few": "rd", "other": "th"}
ES = {"m": ".º", "f": ".ª"}
RU = {"m": "-й", "f": "-я", "n": "-е"}
KK = {"many": "-шы", "other": "-ші"}  # by vowel harmony, which the ordinal category of CLDR follows


def ordinal(place: int, language: str = "en", gender: str = "m") -> str:
    """A place in an order: first, 11th; 1.ª, 2-я, 3-ші. Raises ValueError for one below the first."""
    if place < 1:
        raise ValueError(f"{place!r} is no place in an order")
    if language == "en" and place <= len(FIRST):
        return FIRST[place - 1]
    category = locale(language).ordinal_form(place)
    ending = {
        "en": lambda: ENDINGS[category],
        "es": lambda: ES[gender],
        "ru": lambda: RU[gender],
        "kk": lambda: KK.get(category, KK["other"]),
    }[language]()
    return f"{count(place, language)}{ending}"


def ranked(place: int, of: int, shared: int = 1, language: str = "en") -> str:
    """A rank: first of nine; where several share it, joint first of nine (with two others).

    `shared` is how many have the place, itself among them. Raises ValueError for a place that there cannot be.
    """
    if not (1 <= place <= of and 1 <= shared <= of - place + 1):
        raise ValueError(f"there is no place {place!r} of {of!r} that {shared!r} share")
    others = shared - 1
    whole = worded(of) if of <= 10 and place <= 10 else count(of, language)
    if language == "en":
        rank = f"{ordinal(place)} of {whole}"
        return (
            f"joint {rank} (with {worded(others)} {form(others, {'one': 'other', 'other': 'others'})})"
            if others
            else rank
        )
    said, total, rest = (
        ordinal(place, language, "n" if language == "ru" else "m"),
        count(of, language),
        count(others, language),
    )
    rank = {
        "es": f"{said} de {total}",
        "ru": f"{said} место из {total}",
        "kk": f"{total} ішінде {count(place, 'kk')}-орын",
    }
    tied = {"es": f" (empatado con {rest} más)", "ru": f" (поровну ещё с {rest})", "kk": f" (бірдей: тағы {rest})"}
    return rank[language] + (tied[language] if others else "")

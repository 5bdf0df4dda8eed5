"""How many of a whole: all, none, one of, some of; and of what is known."""

from compendium.result.sentence.language import category
from compendium.result.sentence.nouns import Noun, worded
from compendium.result.sentence.numbers import count

# What is said by kind of part, before a noun and without one. {things} is the noun as it is counted, {of} as it stands
# behind “of the”. By gender where the language has it.
EN = {
    "nothing": ("no {things}", "none"),
    "only": ("the only {things}", "the only one"),
    "both": ("both {things}", "both"),
    "neither": ("neither of the two {things}", "neither of the two"),
    "all": ("all {whole} {things}", "all {whole}"),
    "none": ("none of the {whole} {things}", "none of the {whole}"),
    "one": ("one of the {whole} {things}", "one of the {whole}"),
    "some": ("{part} of the {whole} {things}", "{part} of the {whole}"),
}
ES = {
    "nothing": ("ningún {things}", "ninguno"),
    "only": ("el único {things}", "el único"),
    "both": ("ambos {things}", "ambos"),
    "neither": ("ninguno de los dos {things}", "ninguno de los dos"),
    "all": ("los {whole} {things}", "los {whole}"),
    "none": ("ninguno de los {whole} {things}", "ninguno de los {whole}"),
    "one": ("uno de los {whole} {things}", "uno de los {whole}"),
    "some": ("{part} de los {whole} {things}", "{part} de los {whole}"),
}
ES_FEMALE = {
    "nothing": ("ninguna {things}", "ninguna"),
    "only": ("la única {things}", "la única"),
    "both": ("ambas {things}", "ambas"),
    "neither": ("ninguna de las dos {things}", "ninguna de las dos"),
    "all": ("las {whole} {things}", "las {whole}"),
    "none": ("ninguna de las {whole} {things}", "ninguna de las {whole}"),
    "one": ("una de las {whole} {things}", "una de las {whole}"),
    "some": ("{part} de las {whole} {things}", "{part} de las {whole}"),
}
RU = {
    "nothing": ("ни один {things}", "ни один"),
    "only": ("единственный {things}", "единственный"),
    "both": ("оба {things}", "оба"),
    "neither": ("ни один из двух {of}", "ни один из двух"),
    "all": ("все {whole} {things}", "все {whole}"),
    "none": ("ни один из {whole} {of}", "ни один из {whole}"),
    "one": ("один из {whole} {of}", "один из {whole}"),
    "some": ("{part} из {whole} {of}", "{part} из {whole}"),
}
# First words of patterns by gender, in the place of the masculine ones.
GENDERS = {
    "es": {"f": {"ninguno": "ninguna", "todos los": "todas las", "el único": "la única"}},
    "ru": {
        "f": {"ни один": "ни одна", "один": "одна", "единственный": "единственная", "оба": "обе"},
        "n": {"ни один": "ни одно", "один": "одно", "единственный": "единственное"},
    },
}
KK = {
    "nothing": ("бірде-бір {things}", "бірде-бірі"),
    "only": ("жалғыз {things}", "жалғызы"),
    "both": ("екі {things} да", "екеуі де"),
    "neither": ("екі {of} бірде-бірі", "екеуінің бірде-бірі"),
    "all": ("барлық {whole} {things}", "барлық {whole}"),
    "none": ("{whole} {of} бірде-бірі", "{whole} ішінен бірде-бірі"),
    "one": ("{whole} {of} біреуі", "{whole} ішінен біреуі"),
    "some": ("{whole} {of} {part}", "{whole} ішінен {part}"),
}


def _other(text: str, words: dict[str, str]) -> str:
    """A pattern with another first word, where it is among them."""
    first = next((word for word in words if text == word or text.startswith(f"{word} ")), "")
    return words.get(first, "") + text[len(first) :]


def _inflected(patterns: dict[str, tuple[str, str]], words: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Patterns with another first word."""
    return {kind: (_other(with_noun, words), _other(bare, words)) for kind, (with_noun, bare) in patterns.items()}


PATTERNS = {
    "en": {"": EN},
    "es": {"m": ES, "f": ES_FEMALE},
    "ru": {"m": RU, "f": _inflected(RU, GENDERS["ru"]["f"]), "n": _inflected(RU, GENDERS["ru"]["n"])},
    "kk": {"": KK},
}
# Of what is known: a part, all and none of it, and where nothing is known. Digits, but in English.
KNOWN = {
    "en": {
        "some": "{part} of the {known} known ({unknown} unknown)",
        "all": "all {known} known ({unknown} unknown)",
        "none": "none of the {known} known ({unknown} unknown)",
        "only": "the only one known ({unknown} unknown)",
        "not that one": "none as far as is known ({unknown} unknown)",
        "nothing": "unknown for all {unknown}",
    },
    "es": {
        "some": "{part} de {known} con datos ({unknown} sin datos)",
        "all": "todos los {known} con datos ({unknown} sin datos)",
        "none": "ninguno de {known} con datos ({unknown} sin datos)",
        "only": "el único con datos ({unknown} sin datos)",
        "not that one": "ninguno (con datos: 1, sin datos: {unknown})",
        "nothing": "sin datos en los {unknown} casos",
    },
    "ru": {
        "some": "{part} из {known} с данными ({unknown} без данных)",
        "all": "все {known} с данными ({unknown} без данных)",
        "none": "ни один из {known} с данными ({unknown} без данных)",
        "only": "единственный с данными ({unknown} без данных)",
        "not that one": "ни один (с данными: 1, без данных: {unknown})",
        "nothing": "нет данных ({unknown})",
    },
    "kk": {
        "some": "дерегі бар {known} ішінен {part} (дерексіз: {unknown})",
        "all": "дерегі бар барлық {known} (дерексіз: {unknown})",
        "none": "дерегі бар {known} ішінен бірде-бірі (дерексіз: {unknown})",
        "only": "дерегі бар жалғызы (дерексіз: {unknown})",
        "not that one": "бірде-бірі емес (дерегі бар: 1, дерексіз: {unknown})",
        "nothing": "дерек жоқ ({unknown})",
    },
}
# Possessive endings of kk numerals, by the last word that is spoken.
COLLECTIVE = ("біреуі", "екеуі", "үшеуі", "төртеуі", "бесеуі", "алтауы", "жетеуі")
OF_UNITS = ("", "і", "сі", "і", "і", "і", "сы", "сі", "і", "ы")
OF_TENS = ("", "ы", "сы", "ы", "ы", "і", "ы", "і", "і", "ы")
OF_HUNDRED, OF_THOUSAND = "і", "ы"
IN_WORDS = 10  # the largest whole whose parts are told in words


def part_of(part: int, whole: int, noun: Noun | None = None, language: str = "en") -> str:
    """A part of a whole, which is told where it is all or none: all three towns, none of the nine, one of the six.

    Both numbers are in words or both in digits. With a verb: `agree(part, "was", "were")`. Raises ValueError where
    the part is larger than the whole.
    """
    _hold(part, whole)
    patterns = PATTERNS[language][noun.gender(language) if noun else next(iter(PATTERNS[language]))]
    pattern = patterns[_kind(part, whole)][0 if noun else 1]
    limit = IN_WORDS if whole <= IN_WORDS else 0
    return pattern.format(
        part=_possessed(part) if language == "kk" else worded(part, language, limit),
        whole=worded(whole, language, limit),
        things=noun.said(whole if language == "en" else max(whole, 1), language) if noun else "",
        of=_genitive(whole, noun, language) if noun else "",
    )


def known_of(part: int, known: int, whole: int, noun: Noun | None = None, language: str = "en") -> str:
    """A part of those of which something is known: 16 of the 19 known (11 unknown).

    Where all are known it is a part of the whole, with the noun; where nothing is, that is told. Raises ValueError
    where the part is larger than what is known, or that than the whole.
    """
    _hold(part, known)
    _hold(known, whole)
    if known == whole:
        return part_of(part, whole, noun, language)
    patterns = KNOWN[language]
    kind = "nothing" if not known else "none" if not part else "all" if part == known else "some"
    if known == 1:
        kind = "only" if part else "not that one"
    limit = IN_WORDS if language == "en" and max(known, whole - known) <= IN_WORDS else 0
    numbers = {"part": part, "known": known, "unknown": whole - known}
    said = {name: worded(number, language, limit) for name, number in numbers.items()}
    words = GENDERS.get(language, {}).get(noun.gender(language) if noun else "", {})
    return _other(patterns[kind], words).format(**said | ({"part": "one"} if language == "en" and part == 1 else {}))


def _hold(part: int, whole: int) -> None:
    if not 0 <= part <= whole:
        raise ValueError(f"{part!r} of {whole!r} is no part of a whole")


def _kind(part: int, whole: int) -> str:
    """Which of the patterns says it."""
    if whole <= 1:
        return "only" if part else "nothing"
    if whole == 2:
        return ("neither", "one", "both")[part]
    return "all" if part == whole else {0: "none", 1: "one"}.get(part, "some")


def _genitive(whole: int, noun: Noun, language: str) -> str:
    """A noun behind the number of the whole: in Russian its genitive, singular where the number ends in one."""
    if language == "ru":
        return noun.forms["ru"]["few" if category(whole, "ru") == "one" else "many"]
    return noun.forms["kk"]["of"] if language == "kk" else noun.said(whole, language)


def _possessed(number: int) -> str:
    """A kk number as a part of what was named: үшеуі, 16-сы."""
    if 1 <= number <= len(COLLECTIVE):
        return COLLECTIVE[number - 1]
    ending = OF_UNITS[number % 10] or OF_TENS[number // 10 % 10] or (OF_HUNDRED if number % 1000 else OF_THOUSAND)
    return f"{count(number, 'kk')}-{ending}"

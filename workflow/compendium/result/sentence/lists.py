"""Names and texts as a phrase."""

from collections.abc import Iterable

from babel.lists import format_list

from compendium.result.sentence.language import locale

NONE = {"en": "none", "es": "ninguno", "ru": "нет", "kk": "жоқ"}
ES_I = ("i", "í", "hi", "hí")  # before this sound Spanish has e in place of y


def listed(names: Iterable[str], language: str = "en") -> str:
    """Names as a phrase: A, B and C. None of them is “none”, which only stands where a sentence has room for it.

    Where a name has a comma, semicolons part them: A, of B; C; and D.
    """
    texts = [str(name) for name in names]
    if not texts:
        return NONE[language]
    if len(texts) > 2 and any("," in text for text in texts):
        *head, last = texts
        conjunction = format_list(["", ""], locale=locale(language)).strip()
        return f"{'; '.join(head)}; {conjunction} {last}"
    if language == "es" and len(texts) > 1 and _sounds_i(texts[-1]):
        *head, last = texts
        return f"{', '.join(head)} e {last}"
    return format_list(texts, locale=locale(language))


def _sounds_i(text: str) -> bool:
    """Whether a Spanish word begins with the sound of i, which that of hielo and ion is not."""
    start = text.casefold()
    return start.startswith(ES_I) and start.removeprefix("h")[1:2] not in tuple("aeou")

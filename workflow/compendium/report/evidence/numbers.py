"""Numbers in a text: what of a sentence leads to cells, and what of it is words."""

import re
from collections.abc import Iterator

from compendium.result.sentence.nouns import WORDS

LONGEST = 40  # characters of a value without a digit that is a number as a whole, such as “none of the three”
# A run of digits with what parts it (thousands, decimals, days and hours, ranges), or an ordinal; no part of a word
# such as C008.
DIGITS = r"(?<![\w.])[-−]?\d+(?:[.,:/–\u00a0\u202f-]\d+)*(?:st|nd|rd|th)?(?!\w)"
COUNTS = rf"\b(?:{'|'.join(WORDS['en'])}|both|none)\b"
NUMBER = re.compile(f"{DIGITS}|{COUNTS}", re.IGNORECASE)
IN_DIGITS = re.compile(DIGITS)
Piece = tuple[str, bool]


def pieces(text: str, *, words: bool = True, whole: bool = False) -> list[Piece]:
    """Parts of a text in their order, each with whether it is a number; together they are the text.

    With `words` small numbers in words are numbers too. `whole` says that the text stands for one number: where it has
    none that is seen, and is short, it is one.
    """
    found = list(_pieces(text, NUMBER if words else IN_DIGITS))
    if whole and 0 < len(text) <= LONGEST and not any(is_number for _, is_number in found):
        return [(text, True)]
    return found


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[Piece]:
    end = 0
    for match in pattern.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match.group(), True
        end = match.end()
    if end < len(text):
        yield text[end:], False

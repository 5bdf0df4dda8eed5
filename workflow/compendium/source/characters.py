"""Characters that a print does not have: unseen ones, ones without a meaning, and look-alikes.

One function for every text that decides something: cells of raw tables, files of decisions, YAML.
Which code points are assigned is what the Unicode data of this Python say.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x180E), 0x180F)))
# Seen as nothing, though of a category that is seen: grapheme joiner, Hangul fillers, Khmer vowels, blank Braille.
UNSEEN = frozenset("\u034f\u115f\u1160\u3164\uffa0\u17b4\u17b5\u2800")
CATEGORIES = {
    "Cc": "control character",
    "Cf": "unseen character",
    "Co": "private character",
    "Cn": "unassigned character",
    "Cs": "half a character",
    "Zl": "line separator",
    "Zp": "paragraph separator",
}
NO_SUCH = "no such character"
WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u0483-\u0489])+")
# Alphabets that have letters drawn like those of another one.
ALIKE = frozenset(("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"))
# Greek letters drawn like Latin ones; the others stand beside Latin letters as signs: μm, ΔG, Ωm.
GREEK_ALIKE = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορυϲϳϹ")
STYLED = ("MATHEMATICAL ", "FULLWIDTH LATIN ")


def faults(text: str) -> Iterator[tuple[int, str, str]]:
    """Position, kind and expectation of each character that a print does not have, in the order of the text.

    A line feed passes. Line ends and the mark at the head of a file are for the reader of the file to take off.
    """
    if text.isascii():
        if not text.isprintable():
            yield from ((i, *fault) for i, character in enumerate(text) if (fault := _alone(character)))
        return
    found = {i: (kind, expected) for i, kind, expected in (*_mixed(text), *_composed(text))}
    found |= {i: fault for i, character in enumerate(text) if (fault := _alone(character))}
    yield from ((i, *found[i]) for i in sorted(found))


def name(character: str) -> str:
    """A character in words: `U+200D ZERO WIDTH JOINER`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


@cache
def _alone(character: str) -> tuple[str, str] | None:
    """Kind and expectation of a character that is a fault wherever it stands."""
    if character == "\n":
        return None
    if character in DIRECTION:
        return "character that turns the direction of writing", NO_SUCH
    if 0xE0000 <= ord(character) < 0xE0080:
        return "tag character", NO_SUCH
    if character in SELECTORS:
        return "variation selector", NO_SUCH
    if character in UNSEEN:
        return "unseen character", NO_SUCH
    if character in "\ufffd\ufffc":
        return "sign of a lost character", "the character that is printed"
    if kind := CATEGORIES.get(unicodedata.category(character)):
        return kind, "an ordinary space or none" if character in "\t\u2028\u2029" else NO_SUCH
    if unicodedata.name(character, "").startswith(STYLED):
        return "look-alike letter", f"{unicodedata.normalize('NFKC', character)!r}"
    return None


def _composed(text: str) -> Iterator[tuple[int, str, str]]:
    """The first letter of each word that is not in its composed form (NFC)."""
    if unicodedata.is_normalized("NFC", text):
        return
    for match in re.finditer(r"\S+", text):
        word, composed = match.group(), unicodedata.normalize("NFC", match.group())
        if word != composed:
            same = next((i for i, (a, b) in enumerate(zip(word, composed, strict=False)) if a != b), len(composed) - 1)
            letter = composed[same]
            yield match.start() + same, "decomposed letter", f"{letter!r} as one character, {name(letter)}"


def _mixed(text: str) -> Iterator[tuple[int, str, str]]:
    """The letter of each word that is of another alphabet than most of its letters."""
    for match in WORD.finditer(text):
        word = match.group()
        if word.isascii():
            continue
        scripts = [_script(character) for character in word]
        known = set(scripts) - {""}
        if len(known) < 2 or (known == {"LATIN", "GREEK"} and GREEK_ALIKE.isdisjoint(word)):
            continue
        most = max(sorted(known), key=scripts.count)
        at = next(i for i, script in enumerate(scripts) if script and script != most)
        expected = f"a {most.capitalize()} letter as in the rest of {word!r}, not {name(word[at])}"
        yield match.start() + at, "letters of two alphabets in one word", expected


@cache
def _script(character: str) -> str:
    """Alphabet of a letter, if it is one that has look-alikes."""
    first = unicodedata.name(character, "").partition(" ")[0]
    return first if first in ALIKE else ""

"""Names of states and their ISO 3166 codes.

The names are those of the table that country_converter ships. It is read directly: the constructor
of country_converter 1.3.2 fails with pandas 3, and importing it would cost every check half a second.
"""

import csv
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from compendium.table.vocabulary import Vocabulary

# ISO 3166-1 leaves these alpha-3 codes to the user. One for each printed column of several parties.
MERGED = {
    "XAS": "Abkhazia and South Ossetia",
    "XCT": "China and Taiwan",
    "XOT": "Other",
}

LONGEST = 120  # characters of a name
# Names that several states or territories share, by what is printed: alone, none of them is meant more than another.
SHARED = {
    "Korea": ("KOR", "PRK"),
    "Congo": ("COG", "COD"),
    "Virgin Islands": ("VGB", "VIR"),
    "Saint Martin": ("MAF", "SXM"),
    "St. Martin": ("MAF", "SXM"),
    "St Martin": ("MAF", "SXM"),
    "Guiana": ("GUF", "GUY", "SUR"),
    "Guianas": ("GUF", "GUY", "SUR"),
    "Czechoslovakia": ("CZE", "SVK"),
    "Serbia and Montenegro": ("MNE", "SRB"),
}
_SHARED = {name.casefold(): codes for name, codes in SHARED.items()}


@cache
def _rows() -> list[dict[str, str]]:
    found = find_spec("country_converter")
    if not found or not found.origin:
        raise ModuleNotFoundError("country_converter is not installed; ./reproduce makes the environment")
    with open(Path(found.origin).with_name("country_data.tsv"), encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter="\t") if row["ISO2"]]


@cache
def _table() -> list[tuple[str, str, str, re.Pattern]]:
    return [(r["ISO3"], r["name_short"], r["name_official"], re.compile(r["regex"], re.IGNORECASE)) for r in _rows()]


@cache
def _whole() -> dict[str, str]:
    """Code of each short and official name; the first of two that are alike."""
    return {name: iso3 for iso3, short, official, _ in reversed(_table()) for name in (official, short)}


@cache
def _any() -> re.Pattern:
    """What any of the patterns takes: most texts that are no name are told at once."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for *_, pattern in _table()), re.IGNORECASE)


@cache
def code(name: str) -> str | None:
    """ISO 3166-1 alpha-3 code of a state's whole name, or None for a name that is not one state's."""
    if sharing(name) or len(name) > LONGEST:
        return None
    if iso3 := _whole().get(name):
        return iso3
    if not _any().fullmatch(name):
        return None
    found = {iso3 for iso3, _, _, pattern in _table() if pattern.fullmatch(name)}
    return found.pop() if len(found) == 1 else None


def sharing(name: str) -> tuple[str, ...]:
    """Codes of the states and territories that share a name, such as “Korea”; none for any other name."""
    return _SHARED.get(name.casefold().removeprefix("the "), ())


@cache
def name(iso3: str) -> str:
    """Short English name of a code. Raises KeyError for an unknown one."""
    if iso3 in MERGED:
        return MERGED[iso3]
    for known, short, _, _ in _table():
        if known == iso3:
            return short
    raise KeyError(iso3)


def known() -> None:
    """Read the table of names now, so that forks of this process find it read."""
    _table()


def is_code(text: str) -> bool:
    """Whether a text is the code of a state, or stands for several in print."""
    return text in MERGED or text in _codes()


@cache
def _codes() -> frozenset[str]:
    return frozenset(row["ISO3"] for row in _rows())


@cache
def alpha2(iso3: str) -> str:
    """ISO 3166-1 alpha-2 code of an alpha-3 one. Raises KeyError for an unknown one."""
    return {row["ISO3"]: row["ISO2"] for row in _rows()}[iso3]


STATES = Vocabulary(
    "country name", "the name of a state", key=code, name=name, has=is_code, sharing=sharing, merged=MERGED
)

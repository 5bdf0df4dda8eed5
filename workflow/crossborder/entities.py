"""Names of states and their ISO 3166 codes.

The names are those of the table that country_converter ships. It is read directly: the constructor
of country_converter 1.3.2 fails with pandas 3, and importing it would cost every check half a second.
"""

import csv
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# ISO 3166-1 leaves these alpha-3 codes to the user. One for each printed column of several parties.
MERGED = {
    "XAS": "Abkhazia and South Ossetia",
    "XCT": "China and Taiwan, not split",
    "XOT": "Other",
}


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
def code(name: str) -> str | None:
    """ISO 3166-1 alpha-3 code of a state's whole name, or None for a name that is not one state's."""
    for iso3, short, official, _ in _table():
        if name in (short, official):
            return iso3
    found = {iso3 for iso3, _, _, pattern in _table() if pattern.fullmatch(name)}
    return found.pop() if len(found) == 1 else None


@cache
def name(iso3: str) -> str:
    """Short English name of a code. Raises KeyError for an unknown one."""
    if iso3 in MERGED:
        return MERGED[iso3]
    for known, short, _, _ in _table():
        if known == iso3:
            return short
    raise KeyError(iso3)


def is_code(text: str) -> bool:
    return text in MERGED or text in _codes()


@cache
def _codes() -> frozenset[str]:
    return frozenset(row["ISO3"] for row in _rows())


@cache
def alpha2(iso3: str) -> str:
    """ISO 3166-1 alpha-2 code of an alpha-3 one. Raises KeyError for an unknown one."""
    return {row["ISO3"]: row["ISO2"] for row in _rows()}[iso3]

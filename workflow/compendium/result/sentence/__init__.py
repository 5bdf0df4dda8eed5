"""Numbers in sentences, in each language: counts, parts, lists, ranks, amounts, comparisons.

Formats, plural rules, lists and names come from CLDR, through Babel; what CLDR does not have (a few fixed words of
each language) stands beside the function that says it. docs/sentences.md shows what each function gives. Measures use
these functions and format nothing themselves.
"""

from compendium.result.sentence.amounts import money, quantity
from compendium.result.sentence.comparison import LARGE, LONG, MANY, MUCH, OFTEN, compared
from compendium.result.sentence.dates import day, lasting
from compendium.result.sentence.language import LANGUAGES, agree, capital
from compendium.result.sentence.lists import listed
from compendium.result.sentence.nouns import Noun, counted, worded
from compendium.result.sentence.numbers import (
    alike,
    count,
    grouped,
    number,
    per_cent,
    per_cents,
    share,
    shares,
    span,
    whole,
    year,
    years,
)
from compendium.result.sentence.parts import known_of, part_of
from compendium.result.sentence.places import Place
from compendium.result.sentence.ranks import ordinal, ranked

__all__ = [
    "LANGUAGES",
    "LARGE",
    "LONG",
    "MANY",
    "MUCH",
    "OFTEN",
    "Noun",
    "Place",
    "agree",
    "alike",
    "capital",
    "compared",
    "count",
    "counted",
    "day",
    "grouped",
    "known_of",
    "lasting",
    "listed",
    "money",
    "number",
    "ordinal",
    "part_of",
    "per_cent",
    "per_cents",
    "quantity",
    "ranked",
    "share",
    "shares",
    "span",
    "whole",
    "worded",
    "year",
    "years",
]

"""The main comparison in two pages. Parameters: `of`, the comparison; `language`."""

from compendium.result.results import Results
from compendium.result.sentence import number
from crossborder.briefs.restated import Restated
from crossborder.briefs.words import RECOMMENDATIONS, called
from crossborder.nouns import BORDER, CONDITION
from crossborder.states.names import border

ASKED = {"closed": "closed", "pandemic": "closed-pandemic", "joint": "joint-control", "visa": "visa-free"}
COUNTS = ("found", "success", "mixed", "failure", "unknown", "evaluated", "own", "own_known", "own_success")
# How a brief opens; {range} and {middle} are parts of the conditions.
OPENING = {
    "en": "All borders of southern Kazakhstan lie within the range of those of Latin America in {range}, and within its middle half in {middle}.",
    "es": "Todas las fronteras del sur de Kazajistán se sitúan dentro del rango latinoamericano en {range}, y dentro de su mitad central en {middle}.",
    "ru": "Все границы юга Казахстана лежат в пределах латиноамериканского диапазона {range}, а в пределах его средней половины — {middle}.",
}
# Russian takes a part of the conditions in another case there.
BY_CONDITIONS = {
    "all": "по всем {whole} условиям",
    "none": "ни по одному из {whole} условий",
    "some": "по {part} из {whole} условий",
}


def measure(results: Results) -> None:
    """Fill the results and frames of a brief from those of the comparison."""
    brief = Restated(results, results.beneath[results.parameters["of"]], results.parameters["language"])
    for side in ("left", "right"):
        brief.count("borders-{side}", f"{side}-borders", side=side)
        brief.count("responses-{side}", f"{side}-responses", side=side)
        for asked, key in ASKED.items():
            brief.known("{asked}-{side}", f"{side}-{key}", f"{side}-borders", BORDER, asked=asked, side=side)
    _within(brief)
    brief.part("farther", "beyond-within", "right-borders", BORDER)
    brief.distances()
    brief.closed_words()
    _tried(brief)
    _nearest(brief)
    brief.drawn()


def _within(brief: Restated) -> None:
    """In how many conditions the borders lie within the range, and border by border."""
    for name, key in (("in-range", "in-range-of-all"), ("in-middle", "in-middle-of-all")):
        row = brief.of.results[key]
        brief.add(name, brief.part_text(brief.number(key), int(row["n"]), CONDITION), key, number=brief.number(key))
    brief.shares("shares-range", "right-in-range-share", "left-in-range-share")
    brief.shares("shares-middle", "right-in-middle-share", "left-in-middle-share")
    text = OPENING[brief.language].format(range=_opened(brief, "in-range"), middle=_opened(brief, "in-middle"))
    brief.add("finding", text, "in-range-of-all", "in-middle-of-all")


def _opened(brief: Restated, name: str) -> str:
    """A part of the conditions as the opening takes it."""
    if brief.language != "ru":
        return brief.results.value(name)
    row = brief.of.results[f"{name}-of-all"]
    part, whole = brief.number(f"{name}-of-all"), int(row["n"])
    return BY_CONDITIONS["all" if part == whole else "some" if part else "none"].format(part=part, whole=whole)


def _tried(brief: Restated) -> None:
    """Frame `tried`: the four recommendations, as tried there and here."""
    brief.results.frames["tried"] = [
        {
            "recommendation": called(RECOMMENDATIONS, row["recommendation"], brief.language, row["recommendation"]),
            **{key: None if row[key] != row[key] else int(row[key]) for key in COUNTS},
            "cells": list(row["cells"]),
        }
        for row in brief.of.frames["tried"].to_dict("records")
    ]


def _nearest(brief: Restated) -> None:
    """Frame `nearest`: for each border the three of the other group that are most alike in given conditions."""
    rows = brief.of.frames["analogues"]
    rows = rows[rows["rank"] <= 3]
    brief.results.frames["nearest"] = [
        {
            "border": border(dyad, brief.language),
            "first": border(mine["analogue"].iloc[0], brief.language),
            "distance": number(mine["distance"].iloc[0], 2, language=brief.language),
            "others": "; ".join(border(other, brief.language) for other in mine["analogue"].iloc[1:]),
            "cells": [cell for cells in mine["cells"] for cell in cells],
        }
        for dyad, mine in rows.groupby("dyad")
    ]

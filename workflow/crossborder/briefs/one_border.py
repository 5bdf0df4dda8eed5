"""A border report in two pages. Parameters: `of`, the report; `among`, the comparison that it is part of; `language`."""

import pandas as pd

from compendium.result.results import Results
from compendium.result.sentence import listed, number, quantity
from crossborder.briefs.restated import Restated
from crossborder.briefs.words import OUTCOMES
from crossborder.nouns import CONDITION
from crossborder.states.names import border

NEAR = 3  # borders that are told as the nearest
OUTCOME = ("success", "mixed", "failure", "unknown")
CASES = 4  # initiatives that are told of each outcome
OPENING = {
    "en": "{border}: within the Latin American range in {range}, within its middle half in {middle}; initiatives found: {initiatives}, of which {success} worked and {failure} failed.",
    "ru": "{border}: в латиноамериканском диапазоне — {range}, в его средней половине — {middle}; найдено инициатив: {initiatives}, удалось: {success}, не удалось: {failure}.",
    "kk": "{border}: Латын Америкасы аралығында — {range}, оның ортаңғы жартысында — {middle}; табылған бастамалар: {initiatives}, сәтті: {success}, сәтсіз: {failure}.",
}


def measure(results: Results) -> None:
    """Fill the results and frames of a brief on one border."""
    language = results.parameters["language"]
    here, among = (Restated(results, results.beneath[results.parameters[name]], language) for name in ("of", "among"))
    dyad = str(here.of.frames["profile"]["dyad"].iloc[0])
    key, name = dyad.lower(), border(dyad, language)
    here.add("border", name, "border")
    here.closed_words()
    for count in ("initiatives", "evaluated", "closures", "closures-possible", "closure-episodes"):
        here.count(count, count)
    for outcome in OUTCOME:
        here.count("outcome-{outcome}", outcome, outcome=outcome)
    among.count("others", "left-borders")
    for short, found in (("in-range", f"{key}-in-range"), ("in-middle", f"{key}-in-middle")):
        n = int(among.of.results[found]["n"])
        among.add(short, among.part_text(among.number(found), n, CONDITION), found, number=among.number(found))
    _near(here, among)
    _length(here)
    here.drawn()
    _cases(here)
    said = {short: results.value(long) for short, long in (("range", "in-range"), ("middle", "in-middle"))}
    counts = {outcome: results.value(f"outcome-{outcome}") for outcome in OUTCOME}
    here.add(
        "finding",
        OPENING[language].format(border=name, initiatives=results.value("initiatives"), **said, **counts),
        "initiatives",
        "success",
        "failure",
    )


def _near(here: Restated, among: Restated) -> None:
    """The nearest borders, and how near that is."""
    rows = here.of.frames["nearest"].head(NEAR)
    names = [border(other, here.language) for other in rows["other"]]
    cells = [list(row) for row in rows["cells"]]
    here.results.add("nearest", names[0], cells, n=len(rows))
    here.results.add("nearest-others", listed(names[1:], here.language), cells, n=len(rows))
    distance = float(rows["distance"].iloc[0])
    here.results.add("distance", number(distance, 2, language=here.language), cells, number=distance, n=len(rows))
    among.distances()


def _length(here: Restated) -> None:
    """The length that all borders are compared by, with its unit."""
    rows = here.of.frames["profile"]
    row = rows[rows["name"] == "length_km"].iloc[0]
    text = quantity(float(row["value"]), language=here.language)
    here.results.add("length", text, [row["cells"]], number=float(row["value"]), n=1)


def _cases(here: Restated) -> None:
    """Frame `cases`: initiatives of each outcome by name, those with the firmest evidence first."""
    rows = here.of.frames["cases"]
    found = []
    for outcome, words in OUTCOMES.items():
        mine = rows[rows["outcome"] == outcome].head(CASES)
        found += [
            {
                "outcome": words[here.language],
                "name": row["name"],
                "since": None if pd.isna(row["start"]) else int(row["start"]),
                "cells": list(row["cells"]),
            }
            for row in mine.to_dict("records")
        ]
    here.results.frames["cases"] = found
    cells = [row["cells"] for row in found] or [here.of.results["initiatives"]["cells"]]
    here.results.number("cases", len(found), cells, n=int(here.of.results["initiatives"]["number"]))

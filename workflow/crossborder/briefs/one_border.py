"""A border report in two pages. Parameters: `of`, the report; `among`, the comparison that the border is part of; `language`."""

import pandas as pd

from compendium.result.results import Results
from compendium.result.sentence import listed, number, quantity
from crossborder.briefs.restated import Restated
from crossborder.briefs.words import OUTCOMES
from crossborder.nouns import CONDITION
from crossborder.states.names import border

NEAR = 3  # borders that are told as the nearest
CASES = 4  # initiatives that are told of each outcome
EVIDENCE = ("evaluation or academic", "official or promoter", "press or web")  # the firmest first
INSIDE, OUTSIDE = "alike", "mixed"  # groups of the drawing: within the middle half, and not
OPENING = {
    "en": "{border}: {range} lie within the Latin American range, and {middle} within its middle half; {initiatives} initiatives were found, of which {success} worked and {failure} failed.",
    "ru": "{border}: в латиноамериканском диапазоне — {range}, в его средней половине — {middle}; найдено инициатив: {initiatives}, удалось: {success}, не удалось: {failure}.",
    "kk": "{border}: Латын Америкасы аралығында — {range}, оның ортаңғы жартысында — {middle}; табылған бастамалар: {initiatives}, сәтті: {success}, сәтсіз: {failure}.",
}


def measure(results: Results) -> None:
    """Fill the results and frames of a brief on one border."""
    language = results.parameters["language"]
    here, among = (Restated(results, results.beneath[results.parameters[name]], language) for name in ("of", "among"))
    dyad = _dyad(here)
    key, name = dyad.lower(), border(dyad, language)
    here.add("border", name, "border")
    for count in ("initiatives", "success", "mixed", "failure", "unknown", "evaluated", "closures", "closure-episodes"):
        here.count(count, count)
    among.count("others", "left-borders")
    for short, found in (("in-range", f"{key}-in-range"), ("in-middle", f"{key}-in-middle")):
        n = int(among.of.results[found]["n"])
        among.add(short, among.part_text(among.number(found), n, CONDITION), found, number=among.number(found))
    _near(here, among)
    _conditions(among, dyad, name)
    _cases(here)
    said = {short: results.value(long) for short, long in (("range", "in-range"), ("middle", "in-middle"))}
    counts = {count: results.value(count) for count in ("initiatives", "success", "failure")}
    here.add("finding", OPENING[language].format(border=name, **said, **counts), "initiatives", "success", "failure")


def _dyad(here: Restated) -> str:
    """Codes of the border, in the order that the comparison knows it by."""
    return str(here.results.parameters["dyad"])


def _near(here: Restated, among: Restated) -> None:
    """The nearest borders, and how near that is."""
    rows = here.of.frames["nearest"].head(NEAR)
    names = [border(other, here.language) for other in rows["other"]]
    cells = [list(row) for row in rows["cells"]]
    here.results.add("nearest", names[0], cells, n=len(rows))
    here.results.add("nearest-others", listed(names[1:], here.language), cells, n=len(rows))
    distance = float(rows["distance"].iloc[0])
    here.results.add("distance", number(distance, 2, language=here.language), cells, number=distance, n=len(rows))
    for name, key in (("typical", "within-median"), ("most", "within-most")):
        value = among.of.results[key]["number"]
        among.add(name, number(value, 2, language=among.language), key, number=value)


def _conditions(among: Restated, dyad: str, name: str) -> None:
    """Length, conditions within the middle half and outside the range, and the frame of their drawing."""
    rows = among.of.frames["profile"]
    rows = rows[(rows["dyad"] == dyad) & rows["value"].notna()]
    length = rows[rows["name"] == "length_km"]
    among.results.add(
        "length",
        quantity(float(length["value"].iloc[0]), language=among.language),
        length["cells"],
        number=float(length["value"].iloc[0]),
        n=len(length),
    )
    among.conditions("within", rows[rows["in_middle"].astype(bool)])
    among.conditions("outside", rows[~rows["in_range"].astype(bool)])
    inside = dict(zip(rows["name"], rows["in_middle"].map({True: INSIDE, False: OUTSIDE}), strict=True))
    among.results.frames["strips"] = among.strips(rows, inside, {dyad: name})


def _cases(here: Restated) -> None:
    """Frame `cases`: initiatives of each outcome by name, those with the firmest evidence first."""
    rows = here.of.frames["initiatives"]
    rank = rows["evidence"].map({evidence: place for place, evidence in enumerate(EVIDENCE)}).fillna(len(EVIDENCE))
    rows = rows.assign(rank=rank).sort_values(["rank", "start"], kind="stable")
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

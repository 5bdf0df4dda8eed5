"""United States policy towards two regions, as one text tells it: administrations, stages, events, polls.

Parameters: `text`, the reference key of the text; `areas`, the two regions; `survey`, the reference key
of the table of survey values.
"""

import pandas as pd

from compendium.result.results import Results
from compendium.result.sentence import Noun, counted, listed, part_of
from crossborder.states import name
from crossborder.texts.claim_results import claims, named
from crossborder.texts.contradiction_results import pairs

PRESIDENT = Noun.english("president")
STAGES = ("problem understanding", "goals and strategies", "outcomes")


def measure(results: Results) -> None:
    """Fill the results and frames of the report on United States policy, as the text tells it."""
    text = results.parameters["text"]
    rows = results.tables["administrations"]
    rows = rows[rows["region"] == text]
    results.add("text", text, rows["cells"])
    _matrix(results, rows)
    _coverage(results, rows)
    _events(results, text)
    _polls(results, text)
    mine = results.tables["claims"]
    mine = mine[mine["region"] == text]
    claims(results, mine)
    named(results, mine)
    both = results.tables["text_contradictions"]
    pairs(results, both[(both["source_a"] == text) | (both["source_b"] == text)])
    _finding(results, rows)


def _order(rows: pd.DataFrame) -> list[str]:
    """Presidents by the year in which their term begins, or else the first year that the text gives to them."""
    term = rows["term"].str.extract(r"^(\d{4})")[0].astype("float")
    years = term.fillna(rows["year"].astype("float")).groupby(rows["president"]).min()
    return list(years.sort_values(kind="stable").index)


def _matrix(results: Results, rows: pd.DataFrame) -> None:
    results.frames["administrations"] = [
        {
            "president": president,
            "term": (_one(mine["term"]) or "").replace("-", "–") or None,
            "area": area,
            **{stage.replace(" ", "_"): _statements(of[of["stage"] == stage]) for stage in STAGES},
            "cells": sorted({c for cells in of["cells"] for c in cells}),
        }
        for president in _order(rows)
        for mine in [rows[rows["president"] == president]]
        for area in results.parameters["areas"]
        for of in [mine[mine["area"] == area]]
        if len(of)
    ]


def _one(terms: pd.Series) -> str | None:
    known = terms.dropna()
    return known.iloc[0] if len(known) else None


def _statements(rows: pd.DataFrame) -> str | None:
    """Words of the text with their places, each with the remark of the coder; None where the text says nothing."""
    said = [
        f"“{row.words}” ({row.place}). {f'{row.statement}.' if isinstance(row.statement, str) else ''}".strip()
        for row in rows.itertuples()
    ]
    return " ".join(said) or None


def _coverage(results: Results, rows: pd.DataFrame) -> None:
    """How many stages the text fills for each president and region."""
    areas = results.parameters["areas"]
    results.frames["coverage"] = [
        {
            "president": president,
            "area": area,
            "stage": stage,
            "statements": len(mine),
            "cells": sorted({c for cells in of["cells"] for c in cells}),
        }
        for president in _order(rows)
        for of in [rows[rows["president"] == president]]
        for area in areas
        for stage in STAGES
        for mine in [of[(of["area"] == area) & (of["stage"] == stage)]]
    ]
    results.count("coded", rows, of=rows)
    presidents = rows["president"].nunique()
    results.number("presidents", presidents, rows["cells"], n=len(rows))
    for number, area in enumerate(areas, start=1):
        mine, parts = rows[rows["area"] == area], {"place": number, "area": area}
        results.add("area-{place}", area, mine["cells"], n=len(mine), place=number)
        results.count("area-{place}-coded", mine, of=rows, **parts)
        stages = mine.groupby("president")["stage"].nunique()
        full = [p for p in _order(rows) if stages.get(p, 0) == len(STAGES)]
        results.add("area-{place}-full", listed(full), mine["cells"], n=presidents, **parts)
        results.number("area-{place}-full-n", len(full), mine["cells"], n=presidents, **parts)
        results.number("area-{place}-presidents", len(stages), mine["cells"], n=presidents, **parts)
    filled = rows.groupby(["president", "area"])["stage"].nunique()
    both = [p for p in _order(rows) if all(filled.get((p, area), 0) == len(STAGES) for area in areas)]
    results.add("full", listed(both), rows["cells"], number=len(both), n=presidents)
    cells = presidents * len(areas) * len(STAGES)
    empty = cells - len(rows.groupby(["president", "area", "stage"]))
    results.number("matrix-cells", cells, rows["cells"], n=cells)
    results.number("matrix-empty", empty, rows["cells"], n=cells)


def _events(results: Results, text: str) -> None:
    rows = results.tables["events"]
    rows = rows[(rows["region"] == text) & rows["date"].notna()].sort_values(["date", "id"], kind="stable")
    results.frames["events"] = [
        {
            "date": row.date,
            "year": int(row.date[:4]),
            "type": row.type.replace("_", " "),
            "countries": listed(name(code) for code in row.countries.split(";") if code != "USA"),
            "description": row.description,
            "place": row.locator,
            "cells": list(row.cells),
        }
        for row in rows.itertuples()
    ]
    results.count("events", rows, of=rows)
    results.add("events-first", rows["date"].iloc[0][:4], rows["cells"], n=len(rows))
    results.add("events-last", rows["date"].iloc[-1][:4], rows["cells"], n=len(rows))


def _polls(results: Results, text: str) -> None:
    """Shares as the text gives them and as the survey values do; what neither gives is missing."""
    rows = results.tables["polls"]
    rows = rows[rows["region"].isin([text, results.parameters["survey"]])]
    results.frames["polls"] = [
        {
            "question": row.question,
            "respondents": name(row.country) if isinstance(row.country, str) else row.scope,
            "year": None if pd.isna(row.year) else int(row.year),
            "per_cent": row.per_cent,
            "told_by": row.region,
            "publisher": row.publisher if isinstance(row.publisher, str) else None,
            "cells": list(row.cells),
        }
        for row in rows.sort_values(["question", "country", "year"], kind="stable").itertuples()
    ]
    survey = rows[rows["region"] == results.parameters["survey"]]
    states = sorted(survey["country"].dropna().unique())
    questions = list(dict.fromkeys(survey.loc[survey["country"].notna(), "question"]))
    known = survey.dropna(subset=["country"]).set_index(["question", "country", "year"])["per_cent"]
    years = sorted({int(year) for year in survey.loc[survey["country"].notna(), "year"]})
    results.frames["gaps"] = [
        {
            "question": question,
            "year": year,
            **{"country": name(state), "per_cent": known.get((question, state, year))},
            "cells": sorted({c for cells in survey["cells"] for c in cells}),
        }
        for question in questions
        for year in years
        if any((question, state, year) in known.index for state in states)
        for state in states
    ]
    gaps = results.frames["gaps"]
    missing = [gap for gap in gaps if gap["per_cent"] is None]
    cells = survey["cells"]
    results.number("polls", len(rows), rows["cells"], n=len(rows))
    results.number("polls-text", len(rows) - len(survey), rows["cells"], n=len(rows))
    results.number("poll-cells", len(gaps), cells, n=len(gaps))
    results.number("poll-missing", len(missing), cells, n=len(gaps))
    results.add("poll-states", listed(map(name, states)), cells, n=len(states))


def _finding(results: Results, rows: pd.DataFrame) -> None:
    said = results.value
    found = {row["id"].partition("/")[2]: row["number"] for row in results.rows}
    presidents, one, other = (int(found[key]) for key in ("presidents", "area-1-presidents", "area-2-presidents"))
    whole = {0: "none of them", 1: f"{said('full')} alone"}.get(int(found["full"]), said("full"))
    text = (
        f"The text treats {counted(presidents, PRESIDENT)}: {part_of(one, presidents)} towards {said('area-1')} and"
        f" {part_of(other, presidents)} towards {said('area-2')}. All three stages for both regions are there for {whole},"
        f" and {said('matrix-empty')} of {said('matrix-cells')} cells of the comparison stay empty."
    )
    results.add("finding", text, rows["cells"], n=len(rows))

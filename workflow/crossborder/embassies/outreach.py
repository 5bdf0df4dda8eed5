"""One state and a region far away: recorded events, their kinds and level, states reached, embassies, trade.

Parameters: `focus`, the alpha-3 code of the state; `partners`, a group of the table of countries; `called`,
how a sentence calls the group; `groups`, the two groups of borders whose states' contacts stand beside those of the state.
"""

import pandas as pd

from compendium.result.results import Results
from compendium.result.sentence import agree, capital, counted, listed, part_of, year, years
from compendium.source.address import Addresses
from crossborder.embassies.contacts import contacts
from crossborder.embassies.meetings import NO_EVENTS, meetings
from crossborder.nouns import EVENT, STATE
from crossborder.states import name
from crossborder.states.names import told
from crossborder.texts.periods import YEAR

# From the highest level of a contact to the lowest; levels of no rank stand last.
LEVELS = (
    "head_of_state",
    "ministerial",
    "vice_ministerial",
    "ambassador",
    "parliamentary",
    "national",
    "multilateral",
    "private",
)
DECADE = 10


def measure(results: Results) -> None:
    """Fill the results and frames of a report on the reach of one country to states of a region."""
    focus = results.parameters["focus"]
    countries = results.tables["countries"]
    group = countries[(countries["group"] == results.parameters["partners"]) & ~countries["merged"]]
    partners = sorted(set(group["code"]) - {focus})
    results.add("focus", name(focus), group["cells"])
    results.add("region", results.parameters["called"], group["cells"])
    results.number("partners", len(partners), group["cells"], n=len(partners))
    events = _events(results, focus, partners)
    missions = _missions(results, focus, partners)
    trade = _trade(results, focus, partners)
    _partners(results, partners, events, missions, trade)
    _kinds(results, events)
    contacts(results)
    _finding(results)


def _with(codes: str, partners: list[str]) -> list[str]:
    return [code for code in codes.split(";") if code in partners]


def _events(results: Results, focus: str, partners: list[str]) -> pd.DataFrame:
    """Events of the state with at least one partner, or with the region as a whole."""
    rows = results.tables["events"]
    rows = rows[rows["countries"].fillna("").str.split(";").map(lambda codes: focus in codes) & rows["date"].notna()]
    rows = rows.assign(partners=[_with(codes, partners) for codes in rows["countries"]])
    rows = rows[(rows["partners"].str.len() > 0) | (rows["countries"] == focus)]
    results.count("no-events", rows[rows["type"].isin(NO_EVENTS)], of=rows)
    rows = meetings(rows)
    rows = rows.assign(year=rows["date"].str[:4].astype(int)).sort_values(["date", "id"], kind="stable")
    results.frames["events"] = [
        {
            "date": row.date,
            "precision": row.precision,
            "year": row.year,
            "type": row.type.replace("_", " "),
            "level": row.level.replace("_", " "),
            "partners": listed(map(name, row.partners)) if row.partners else "the region",
            "description": row.description,
            "told_by": row.region,
            "cells": list(row.cells),
        }
        for row in rows.itertuples()
    ]
    results.count("events", rows, of=rows)
    results.number("sources", rows["region"].nunique(), rows["cells"], n=len(rows))
    for key, place in (("first", 0), ("last", -1)):
        results.add(f"{key}-year", year(rows["year"].iloc[place]), rows["cells"], n=len(rows))
    top = rows[rows["level"] == LEVELS[0]]
    results.count("head-of-state", top, of=rows)
    day = rows[rows["precision"] == "day"]
    results.count("dated-to-the-day", day, of=rows)
    return rows


def _missions(results: Results, focus: str, partners: list[str]) -> pd.DataFrame:
    rows = results.tables["missions"]
    rows = rows[
        ((rows["sender"] == focus) & rows["host"].isin(partners))
        | ((rows["host"] == focus) & rows["sender"].isin(partners))
    ]
    for key, mine in (("sent", rows[rows["sender"] == focus]), ("received", rows[rows["host"] == focus])):
        there = mine[mine["status"] == "embassy"]
        other = there["host" if key == "sent" else "sender"]
        results.count(f"embassies-{key}", there, of=mine)
        results.add(f"embassies-{key}-list", listed(map(told, sorted(other, key=name))), mine["cells"], n=len(mine))
    return rows


def _trade(results: Results, focus: str, partners: list[str]) -> pd.DataFrame:
    rows = results.tables["trade"]
    mine = (rows["reporter"] == focus) & rows["partner"].isin(partners)
    theirs = (rows["partner"] == focus) & rows["reporter"].isin(partners)
    rows = rows[mine | theirs]
    rows = rows.assign(other=rows["partner"].where(rows["reporter"] == focus, rows["reporter"]))
    rows = rows.sort_values(["other", "year", "id"], kind="stable")
    results.frames["trade"] = [
        {
            "partner": name(row.other),
            "period": row.period if isinstance(row.period, str) else year(row.year),
            "months": None if pd.isna(row.months) else int(row.months),
            "flow": row.flow,
            "million_usd": row.usd / 1e6,
            "told_by": row.region,
            "cells": list(row.cells),
        }
        for row in rows.itertuples()
    ]
    results.count("trade", rows, of=rows)
    results.count("trade-part", rows[rows["months"] < YEAR], of=rows)
    results.add("trade-partners", listed(map(told, sorted(set(rows["other"]), key=name))), rows["cells"], n=len(rows))
    return rows


def _partners(
    results: Results, partners: list[str], events: pd.DataFrame, missions: pd.DataFrame, trade: pd.DataFrame
) -> None:
    rows = []
    for code in partners:
        mine = events[[code in there for there in events["partners"]]]
        sent, received = missions[missions["host"] == code], missions[missions["sender"] == code]
        levels = [level for level in LEVELS if (mine["level"] == level).any()]
        rows.append(
            {
                "partner": name(code),
                "events": len(mine),
                "first": int(mine["year"].min()) if len(mine) else None,
                "last": int(mine["year"].max()) if len(mine) else None,
                "highest": levels[0].replace("_", " ") if levels else None,
                "sent": sent["status"].iloc[0] if len(sent) else None,
                "received": received["status"].iloc[0] if len(received) else None,
                "trade": int((trade["other"] == code).sum()),
                "cells": Addresses([*mine["cells"], *sent["cells"], *received["cells"]]),
            }
        )
    results.frames["partners"] = sorted(rows, key=lambda row: (-row["events"], row["partner"]))
    cells = [*events["cells"], *missions["cells"]]
    reached = [row["partner"] for row in results.frames["partners"] if row["events"]]
    missed = sorted(row["partner"] for row in rows if not row["events"])
    nowhere = sorted(
        row["partner"] for row in rows if not row["events"] and "embassy" not in (row["sent"], row["received"])
    )
    in_prose = {name(code): told(code) for code in partners}
    for key, names in (("reached", reached), ("not-reached", missed), ("nowhere", nowhere)):
        results.number(key, len(names), cells, n=len(partners))
        results.add(f"{key}-list", listed(map(in_prose.get, names)), cells, n=len(partners))
    first = results.frames["partners"][0]
    results.add("top", first["partner"], cells, n=len(partners))
    results.number("top-events", first["events"], cells, n=len(events))


def _kinds(results: Results, events: pd.DataFrame) -> None:
    results.frames["kinds"] = [
        {
            "type": kind.replace("_", " "),
            "events": len(mine),
            "partners": len({code for there in mine["partners"] for code in there}),
            "first": int(mine["year"].min()),
            "last": int(mine["year"].max()),
            "cells": Addresses(mine["cells"]),
        }
        for kind, mine in sorted(events.groupby("type"), key=lambda pair: (-len(pair[1]), pair[0]))
    ]
    decades = events.groupby(events["year"] // DECADE * DECADE)
    results.frames["decades"] = [
        {
            "decade": years(decade, decade + DECADE - 1),
            "events": len(mine),
            "head_of_state": int((mine["level"] == LEVELS[0]).sum()),
            "partners": len({code for there in mine["partners"] for code in there}),
            "cells": Addresses(mine["cells"]),
        }
        for decade, mine in decades
    ]
    _decade(results, events)
    first = results.frames["kinds"][0]
    results.add("top-kind", first["type"], events["cells"], n=len(events))
    results.number("top-kind-events", first["events"], events["cells"], n=len(events))


def _decade(results: Results, events: pd.DataFrame) -> None:
    """The ten years with most events, in words."""
    most = max(results.frames["decades"], key=lambda row: row["events"])
    first = int(most["decade"][:4])
    told = f"{capital(part_of(most['events'], len(events), EVENT))} fall into the years {year(first)} to {year(first + DECADE - 1)}"
    results.add("told-decade", told, events["cells"], number=most["events"], n=len(events))


def _finding(results: Results) -> None:
    said = results.value
    found = {row["id"].partition("/")[2]: row["number"] for row in results.rows}
    events, high, reached, partners, nowhere = (
        int(found[name]) for name in ("events", "head-of-state", "reached", "partners", "nowhere")
    )
    text = (
        f"From {said('first-year')} to {said('last-year')}, {counted(events, EVENT)} of {said('focus')} with {said('region')}"
        f" {agree(events, 'was', 'were')} found, with {part_of(reached, partners, STATE)}, most often with {said('top')};"
        f" {part_of(high, events)} {agree(high, 'was', 'were')} at the level of heads of state."
        f" With {counted(nowhere, STATE) if nowhere else 'none of the states'} there is neither an event nor an embassy."
    )
    cells = [row["cells"] for row in results.frames["partners"]]
    results.add("finding", text, cells, n=int(said("events")))

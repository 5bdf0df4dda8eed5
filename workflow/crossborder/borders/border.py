"""One border close up: where it runs, its conditions and where they stand, what was tried, who says otherwise.

Parameters: `dyad`, the border; `among`, the group of borders that its conditions are set against; `beside`,
the group whose nearest borders among those are sought. A border of `among` is set against the others.
"""

import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder import nouns, states
from crossborder.borders import regions
from crossborder.borders.conditions import closures, map_frames
from crossborder.borders.conditions.analogues import TOP, nearness, weights
from crossborder.borders.conditions.closure_frames import shown
from crossborder.borders.conditions.conditions import (
    MEASURED,
    NUMBERS,
    RANGED,
    conditions,
    from_open_data,
    known,
    shares,
)
from crossborder.borders.conditions.environment import position
from crossborder.borders.conditions.groups import Group, judged, outcomes, responses
from crossborder.borders.renamed import today

WINDOW = 2.5  # degrees about the line within which places are drawn
LENGTH = "length_km"
TOLERANCE = 0.004  # degrees: finer than a line is wide on a map of one border
SIDES = {  # columns of the frame of sides, from the conditions that are measured on each side
    "units": "units_along",
    "people_50": "city_population_50_km",
    "people_100": "city_population_100_km",
    "share_50": "city_share_50_km",
    "share_100": "city_share_100_km",
    "per_km_50": "city_people_per_km_50_km",
    "scaled_50": "city_people_scaled_50_km",
    "coverage": "city_coverage",
}
NAMED = {  # conditions with names
    "capital_distance_km": "Capitals",
    "unit_pairs": "First-level units that face each other",
    "city_pairs_15000": "Pairs of cities of fifteen thousand or more",
    "city_pairs_5000": "Pairs of cities of five thousand or more",
    "nearest_pair_5000_km": "Nearest pair of cities",
    "official_languages": "Languages official on both sides",
    "shared_language": "Best-shared language",
    "organisations": "Shared regional organisations",
    "dispute_2015": "Told of the border in 2015",
}


def measure(results: Results) -> None:
    """Fill the results and frames of a report on one border."""
    dyad, key = results.parameters["dyad"], results.parameters["among"]
    own = Group("border", dyad, " and ".join(map(states.name, dyad.split("-"))), (dyad,))
    lists = [
        Group("among", key, regions.of(results).name(key), _others(results, key, dyad, countries))
        for countries in ("", regions.OTHER_LIST)
    ]
    mine = conditions(results, own).iloc[0]
    every = [mine[name] for name in mine.index if name.startswith("cells_")]
    results.add("border", own.name, every, n=len(every))
    results.add("among", lists[0].name, every, n=len(lists[0].dyads))
    results.number("among-borders", len(lists[0].dyads), every, n=1, group=lists[0].name)
    _conditions(results, mine, [conditions(results, group) for group in lists])
    _sides(results, dyad)
    _named(results, dyad)
    _nearest(results, dyad, key)
    _rivals(results, dyad)
    _closures(results, dyad)
    _initiatives(results, own)
    results.frames["map_shapes"] = map_frames.shapes(results.tables["shapes"], [dyad], TOLERANCE) + map_frames.units(
        results.tables["shapes"], dyad
    )
    results.frames["map_places"] = map_frames.places(
        results.tables["places"], 0, map_frames.window(results.tables["shapes"], dyad, WINDOW)
    )
    _finding(results, mine)


def _others(results: Results, key: str, dyad: str, countries: str) -> tuple[str, ...]:
    return tuple(other for other in regions.of(results).members(key, countries) if other != dyad)


def _conditions(results: Results, mine: pd.Series, lists: list[pd.DataFrame]) -> None:
    """Frames `numbers` and `shares`: each condition, and where it stands under both country lists."""
    open_data = from_open_data(results).set_index(["dyad", "condition"])
    results.frames["numbers"], results.frames["shares"] = [], []
    for name, (label, unit) in NUMBERS.items():
        found = [known(rows, name) for rows in lists]
        value = None if pd.isna(mine[name]) else float(mine[name])
        ranged = value is not None and name in RANGED
        places = [position(value, each.values) if ranged else None for each in found]
        source = open_data.loc[(mine["dyad"], MEASURED[name])] if name in MEASURED else None
        one = source.iloc[0] if isinstance(source, pd.DataFrame) else source
        results.frames["numbers"].append(
            {
                "condition": label,
                "unit": unit,
                "what": label if unit == "ratio" else f"{label}, {unit}",
                "value": value,
                "position": places[0],
                "n": len(found[0]),
                "position_other": places[1],
                "n_other": len(found[1]),
                "median": found[0].median,
                "vintage": "collected facts" if one is None else one["vintage"],
                "cells": Addresses([mine[f"cells_{name}"]]),
            }
        )
    for name, label in shares(results).items():
        found = known(lists[0], name)
        results.frames["shares"].append(
            {
                "condition": label,
                "value": None if mine[name] is None or pd.isna(mine[name]) else bool(mine[name]),
                "count": int(found.values.sum()),
                "n": len(found),
                "cells": Addresses([mine[f"cells_{name}"], *found.cells]),
            }
        )


def _sides(results: Results, dyad: str) -> None:
    """Frame `sides`: who lives on each side, and which units lie along the line."""
    table = results.tables["measured"]
    rows = table[(table["dyad"] == dyad) & table["side"].notna()].set_index(["side", "condition"])
    results.frames["sides"] = []
    for side in dyad.split("-"):
        found = {column: rows.loc[(side, condition)] for column, condition in SIDES.items()}
        results.frames["sides"].append(
            {
                "side": states.name(side),
                "names": today(found["units"]["value"], found["units"]["cells"], results.codings.get("unit-name", {})),
                **{column: None if pd.isna(row["number"]) else float(row["number"]) for column, row in found.items()},
                "cells": Addresses(row["cells"] for row in found.values()),
            }
        )


def _named(results: Results, dyad: str) -> None:
    """Frame `named`: conditions with the names behind their number."""
    table = from_open_data(results)
    rows = table[(table["dyad"] == dyad) & table["side"].isna()].set_index("condition")
    results.frames["named"] = [
        {
            "condition": label,
            "number": float(rows.loc[name, "number"]),
            "unit": rows.loc[name, "unit"],
            "names": None if pd.isna(rows.loc[name, "value"]) else rows.loc[name, "value"],
            "cells": list(rows.loc[name, "cells"]),
        }
        for name, label in NAMED.items()
        if name in rows.index
    ]


def _nearest(results: Results, dyad: str, key: str) -> None:
    """Frame `nearest`: the borders nearest to this one, or those that it is near to, of all that are ranked."""
    beside = results.parameters["beside"]
    ours, theirs = (
        conditions(
            results, Group(side, group, regions.of(results).name(group), tuple(regions.of(results).members(group)))
        ).set_index("dyad")
        for side, group in (("among", key), ("beside", beside))
    )
    meant = weights(results)
    found = nearness(theirs, ours, meant)
    ranks = found.ranks
    pairs = (
        [(dyad, other) for other in ours.index] if dyad in theirs.index else [(other, dyad) for other in theirs.index]
    )
    rows = [
        {
            "other": other if one == dyad else one,
            "rank": int(ranks.loc[one, other]),
            "of": int(ranks.loc[one].notna().sum()),
            "distance": float(found.distances.loc[one, other]),
            "cells": Addresses(ours.loc[other, f"cells_{name}"] for name in meant),
        }
        for one, other in pairs
        if pd.notna(ranks.loc[one, other])
    ]
    results.frames["nearest"] = sorted(rows, key=lambda row: (row["rank"], row["other"]))[:TOP]
    told = sentence.listed(f"{row['other']} (rank {row['rank']} of {row['of']})" for row in results.frames["nearest"])
    cells = [row["cells"] for row in results.frames["nearest"]]
    results.add("nearest", told, cells, n=len(rows))
    results.add("beside", regions.of(results).name(beside), cells, n=len(theirs))


def _rivals(results: Results, dyad: str) -> None:
    """Frame `rivals`: every value of a condition on which sources disagree, and which of them this report goes by.

    Lengths are gone by as one source publishes them for all borders: it stands beside those that were collected.
    """
    table = results.tables["borders"]
    rows = table[(table["dyad"] == dyad) & (table["condition"] != "closure")]
    lengths = rows["condition"] == LENGTH
    rows = pd.concat(
        [rows.assign(chosen=rows["chosen"] & ~lengths), _published(results, dyad)] if lengths.any() else [rows]
    )
    results.frames["rivals"] = [
        {
            "condition": condition.replace("_", " "),
            "value": row["value"],
            "publisher": None if pd.isna(row["publisher"]) else row["publisher"],
            "kind": None if pd.isna(row["publisher_kind"]) else row["publisher_kind"],
            "year": None if pd.isna(row["year"]) else int(row["year"]),
            "used": bool(row["chosen"]),
            "cells": list(row["cells"]),
        }
        for condition, mine in rows.groupby("condition", sort=False)
        if mine["value"].nunique() > 1
        for row in mine.to_dict("records")
    ]
    disputed = len({row["condition"] for row in results.frames["rivals"]})
    cells = rows["cells"]
    results.number("rivals", disputed, cells, n=rows["condition"].nunique())


def _published(results: Results, dyad: str) -> pd.DataFrame:
    """Length of a border that the comparisons use, as rows of rival values."""
    table = from_open_data(results)
    rows = table[(table["dyad"] == dyad) & (table["condition"] == MEASURED[LENGTH])]
    more = {"condition": LENGTH, "chosen": True, "publisher_kind": "statistics", "year": None}
    return rows.assign(**more, value=rows["number"].map(sentence.number), publisher=rows["vintage"])


def _closures(results: Results, dyad: str) -> None:
    """Frame `closures`: every episode of the register, and whether it counts by the definitions in force."""
    meant, every = closures.meaning(results), closures.episodes(results).get(dyad, [])
    searched = closures.searches(results, closures.ABOUT).get(dyad, [])
    results.frames["closures"] = [{**shown(episode), "counted": episode.counted} for episode in every]
    counted, behind = [e for e in every if e.counted], [row["cells"] for row in (*every, *searched)]
    count, first = closures.number(counted, meant.unit), meant.years[0]
    parts = {"words": meant.words, "year": str(first)}
    results.number("closures", count, behind, n=len(every), unit=meant.unit, **parts)
    results.number("closure-episodes", len(every), behind, n=len(searched))
    results.number("closure-queries", len(searched), behind, n=len(searched))
    verdict = "closed at least once" if counted else "never closed"
    if not searched:
        verdict = "not searched for"
    elif not counted and any(e.possible for e in every):
        verdict = "possibly closed"
    results.add("closed", verdict, behind, n=len(every), **parts)
    results.add("closed-words", meant.words, behind, n=len(every))


def _initiatives(results: Results, own: Group) -> None:
    """Frame `initiatives`: what was tried on this border, who paid, with what outcome and evidence."""
    rows = responses(results, own.dyads)
    found = outcomes(rows)
    results.number("initiatives", len(rows), rows["cells"], n=len(rows))
    for outcome, count in found.items():
        results.number("{outcome}", count, rows["cells"], n=len(rows), outcome=outcome)
    for judgement, count in judged(results, found).items():
        results.number("{judgement}", count, rows["cells"], n=len(rows), judgement=judgement)
    evaluated = rows[rows["evidence"] == "evaluation or academic"]
    results.count("evaluated", evaluated, of=rows)
    results.frames["initiatives"] = [
        {
            "name": row["name"],
            "type": row["type"].replace("_", " "),
            "start": None if pd.isna(row["start_year"]) else int(row["start_year"]),
            "status": None if pd.isna(row["status"]) else row["status"],
            "payer": row["financing_source"].replace("_", " "),
            "outcome": row["outcome"],
            "evidence": None if pd.isna(row["evidence"]) else row["evidence"],
            "single": bool(row["single"]),
            "source": None if pd.isna(row["source"]) else row["source"],
            "publisher": None if pd.isna(row["source"]) or pd.isna(row["publisher"]) else row["publisher"],
            "address": None if pd.isna(row["address"]) else next(iter(row["address"].split()), None),
            "cells": list(row["cells"]),
        }
        for row in rows.sort_values(["start_year", "id"], na_position="last").to_dict("records")
    ]


def _finding(results: Results, mine: pd.Series) -> None:
    said = results.value
    length = sentence.number(mine["length_km"], 0) if mine["length_km"] else "an unknown number of"
    text = (
        f"The border of {said('border')} is {length} km long. Of {sentence.counted(len(results.frames['initiatives']), nouns.INITIATIVE)}"
        f" found, {said('success')} are coded a success, {said('failure')} a failure and {said('unknown')} are unknown;"
        f" {said('evaluated')} are known from evaluations. In the register of closures it was {said('closed')}"
        f" {said('closed-words')} since {closures.meaning(results).years[0]}."
    )
    names = ("border", "initiatives", "success", "failure", "unknown", "evaluated", "closed")
    cells = [r["cells"] for r in results.rows if r["id"].partition("/")[2] in names]
    results.add("finding", text, [*cells, mine["cells_length_km"]], n=len(results.frames["initiatives"]))

"""Twinned cities and territories between Asia and Latin America: who, with whom, how concentrated."""

import pandas as pd

from compendium.result.results import Results
from compendium.result.sentence import listed, number, share
from compendium.source.address import Addresses
from crossborder.states import name
from crossborder.twinnings.printed_totals import agreeing_totals, with_columns, with_sums

UNDIVIDED = "XCT"
PARTIES = ("CHN", "TWN")
LEFT = f"{name(UNDIVIDED)}, not split"  # what is left of the column where a cell names neither


def measure(results: Results) -> None:
    """Fill the results and frames of the report on twinned cities."""
    totals = results.tables["twinning_totals"]
    rows = with_columns(results.tables["twinnings"], totals)
    counted = rows[rows["count"].notna()]
    results.frames["matrix"] = _matrix(rows)
    results.frames["territories"] = _territories(rows)
    results.frames["partners"] = _partners(counted)
    results.frames["totals"] = with_sums(results, counted, totals)
    results.frames["spread"] = _spread(results, rows)
    _results(results, rows, counted)
    _concentration(results, rows)
    _undivided(results, counted)
    _finding(results, rows)


def _matrix(rows: pd.DataFrame) -> list[dict]:
    found = []
    for (territory, column), mine in rows.groupby(["territory", "column"]):
        total = mine["count"].sum(min_count=1)
        found.append(
            {
                "territory": name(territory),
                "column": name(column),
                "agreements": None if pd.isna(total) else int(total),
                "cells": Addresses(mine["cells"]),
            }
        )
    return found


def _territories(rows: pd.DataFrame) -> list[dict]:
    whole = rows["count"].sum()
    found = []
    for territory, mine in rows.groupby("territory"):
        total = int(mine["count"].sum())
        found.append(
            {
                "territory": name(territory),
                "agreements": total,
                "share": 100 * total / whole,
                "partners": mine.loc[mine["count"].notna(), "column"].nunique(),
                "cells": Addresses(mine["cells"]),
            }
        )
    return sorted(found, key=lambda r: (-r["agreements"], r["territory"]))


def _partners(counted: pd.DataFrame) -> list[dict]:
    undivided = int(counted.loc[counted["split"] == "undivided", "count"].sum())
    found = []
    for partner, mine in counted.groupby("partner"):
        total = int(mine["count"].sum())
        most = total + (undivided if partner in PARTIES else 0)
        found.append(
            {
                "partner": LEFT if partner == UNDIVIDED else name(partner),
                "agreements": total,
                "at_most": most,
                "territories": mine["territory"].nunique(),
                "cells": Addresses(mine["cells"]),
            }
        )
    return sorted(found, key=lambda r: (-r["agreements"], r["partner"]))


def _spread(results: Results, rows: pd.DataFrame) -> list[dict]:
    """How the agreements of each printed partner column are spread over territories."""
    found = []
    for column, mine in rows[rows["count"].notna()].groupby("column"):
        by_territory = mine.groupby("territory")["count"].sum().sort_values(ascending=False, kind="stable")
        total = int(by_territory.sum())
        found.append(
            {
                "column": name(column),
                "agreements": total,
                "territories": len(by_territory),
                "first": name(by_territory.index[0]),
                "first_share": 100 * by_territory.iloc[0] / total,
                "index": float(((by_territory / total) ** 2).sum()),
                "cells": Addresses(mine["cells"]),
            }
        )
    found.sort(key=lambda row: (-row["agreements"], row["column"]))
    widest = max(found, key=lambda row: row["territories"])
    cells = rows["cells"]
    results.add("widest", widest["column"], cells, n=len(found))
    results.number("widest-territories", widest["territories"], cells, n=widest["agreements"])
    most = found[0]
    results.add("most", most["column"], cells, n=len(found))
    results.number("most-territories", most["territories"], cells, n=most["agreements"])
    results.share("most-first-share", most["first_share"], 100, [most["cells"]], n=most["agreements"])
    share = widest["first_share"]
    results.share("widest-first-share", share, 100, [widest["cells"]], n=widest["agreements"])
    return found


def _results(results: Results, rows: pd.DataFrame, counted: pd.DataFrame) -> None:
    whole, places = int(counted["count"].sum()), rows["territory"].nunique()
    everything = rows["cells"]
    results.number("agreements", whole, everything, n=places)
    results.number("territories", places, everything, n=places)
    top = results.frames["territories"][0]
    results.add("top-territory", top["territory"], everything, n=places)
    results.number("top-agreements", top["agreements"], [top["cells"]], n=whole)
    results.add("top-share", share(top["share"], whole), everything, number=top["share"], n=whole)
    rest = whole - top["agreements"]
    results.number("rest-median", _median(results), everything, n=places - 1)
    results.number("rest-agreements", rest, everything, n=places - 1)
    japan = next(p for p in results.frames["partners"] if p["partner"] == name("JPN"))
    results.number("japan-agreements", japan["agreements"], [japan["cells"]], n=whole)
    results.share("japan-share", japan["agreements"], whole, everything, n=whole)
    pair = counted[(counted["territory"] == "BRA") & (counted["partner"] == "JPN")]
    results.share("brazil-japan-share", pair["count"].sum(), whole, everything, n=whole)
    agreeing_totals(results)
    single = [t["territory"] for t in results.frames["territories"] if t["agreements"] == 1]
    results.number("single", len(single), everything, n=places)
    results.add("single-list", listed(sorted(single)), everything, n=places)


def _median(results: Results) -> float:
    """Median of agreements over all territories but the first."""
    return float(pd.Series([t["agreements"] for t in results.frames["territories"][1:]]).median())


def _concentration(results: Results, rows: pd.DataFrame) -> None:
    """Herfindahl-Hirschman index: the sum of squared shares; its inverse is the number of equal territories
    that would be as concentrated (Hirschman 1964, Laakso and Taagepera 1979)."""
    shares = [t["share"] / 100 for t in results.frames["territories"]]
    index, places = sum(s * s for s in shares), len(shares)
    results.add("hhi", number(index, 2), rows["cells"], number=index, n=places)
    results.add("hhi-even", number(1 / places, 2), rows["cells"], number=1 / places, n=places)
    results.add("effective", number(1 / index, 1), rows["cells"], number=1 / index, n=places)
    columns = rows.groupby("column")["count"].sum()
    by_column = float(((columns / columns.sum()) ** 2).sum())
    results.add("hhi-partners", number(by_column, 2), rows["cells"], number=by_column, n=len(columns))


def _undivided(results: Results, counted: pd.DataFrame) -> None:
    column, whole = counted[counted["column"] == UNDIVIDED], int(counted["count"].sum())
    of = int(column["count"].sum())
    unknown = column[column["split"] == "undivided"]
    count = int(unknown["count"].sum())
    results.number("column-agreements", of, column["cells"], n=whole)
    results.number("undivided", count, unknown["cells"], n=of)
    results.share("undivided-share", count, of, column["cells"], n=of)
    results.share("undivided-share-all", count, whole, counted["cells"], n=whole)
    results.number(
        "undivided-territories", unknown["territory"].nunique(), unknown["cells"], n=column["territory"].nunique()
    )
    for party in PARTIES:
        named = int(column.loc[column["partner"] == party, "count"].sum())
        slug = name(party).lower()
        results.number("{party}-least", named, column["cells"], n=of, party=(slug, name(party)))
        results.number("{party}-most", named + count, column["cells"], n=of, party=(slug, name(party)))


def _finding(results: Results, rows: pd.DataFrame) -> None:
    text = (
        f"{results.value('top-territory')} holds {results.value('top-agreements')} of {results.value('agreements')} agreements ({results.value('top-share')} per cent),"
        f" as if only {results.value('effective')} of the {results.value('territories')} territories of equal size took part;"
        f" {results.value('undivided')} agreements cannot be split between China and Taiwan."
    )
    results.add("finding", text, rows["cells"], n=rows["territory"].nunique())

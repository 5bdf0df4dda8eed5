"""Twinned cities and territories between Asia and Latin America: who, with whom, how concentrated."""

import pandas as pd

from compendium.result.results import Results, addresses, listed, per_cent
from compendium.source.numbers import printed
from crossborder.states import name
from crossborder.twinnings.printed_totals import agreeing_totals, with_columns, with_sums

UNDIVIDED = "XCT"
PARTIES = ("CHN", "TWN")


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
                "cells": addresses(mine["cells"]),
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
                "cells": addresses(mine["cells"]),
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
                "partner": name(partner),
                "agreements": total,
                "at_most": most,
                "territories": mine["territory"].nunique(),
                "cells": addresses(mine["cells"]),
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
                "cells": addresses(mine["cells"]),
            }
        )
    found.sort(key=lambda row: (-row["agreements"], row["column"]))
    widest = max(found, key=lambda row: row["territories"])
    cells = rows["cells"]
    results.add("widest", "Partner column with most territories", widest["column"], cells, n=len(found))
    results.number(
        "widest-territories", "Its territories", widest["territories"], "territories", cells, n=widest["agreements"]
    )
    most = found[0]
    results.add("most", "Partner column with most agreements", most["column"], cells, n=len(found))
    results.number(
        "most-territories", "Its territories", most["territories"], "territories", cells, n=most["agreements"]
    )
    results.share(
        "most-first-share",
        "Share of its first territory",
        most["first_share"],
        100,
        [most["cells"]],
        n=most["agreements"],
    )
    share = widest["first_share"]
    results.share(
        "widest-first-share",
        "Share of the first territory of the widest column",
        share,
        100,
        [widest["cells"]],
        n=widest["agreements"],
    )
    return found


def _results(results: Results, rows: pd.DataFrame, counted: pd.DataFrame) -> None:
    whole, places = int(counted["count"].sum()), rows["territory"].nunique()
    everything = rows["cells"]
    results.number("agreements", "Agreements in the table", whole, "agreements", everything, n=places)
    results.number(
        "territories", "Latin American territories in the table", places, "territories", everything, n=places
    )
    top = results.frames["territories"][0]
    results.add("top-territory", "Territory with most agreements", top["territory"], everything, n=places)
    results.number("top-agreements", "Its agreements", top["agreements"], "agreements", [top["cells"]], n=whole)
    results.add(
        "top-share",
        "Its share of all agreements",
        per_cent(top["share"], whole),
        everything,
        number=top["share"],
        unit="per cent",
        n=whole,
    )
    rest = whole - top["agreements"]
    label = "Median of agreements over all other territories"
    results.number("rest-median", label, _median(results), "agreements", everything, n=places - 1)
    results.number(
        "rest-agreements", "Agreements of all other territories together", rest, "agreements", everything, n=places - 1
    )
    japan = next(p for p in results.frames["partners"] if p["partner"] == name("JPN"))
    results.number(
        "japan-agreements", "Agreements with Japan", japan["agreements"], "agreements", [japan["cells"]], n=whole
    )
    results.share("japan-share", "Share of Japan", japan["agreements"], whole, everything, n=whole)
    pair = counted[(counted["territory"] == "BRA") & (counted["partner"] == "JPN")]
    results.share(
        "brazil-japan-share", "Share of the pair Brazil and Japan", pair["count"].sum(), whole, everything, n=whole
    )
    agreeing_totals(results)
    single = [t["territory"] for t in results.frames["territories"] if t["agreements"] == 1]
    results.number("single", "Territories with one agreement", len(single), "territories", everything, n=places)
    results.add("single-list", "Territories with one agreement: which", listed(sorted(single)), everything, n=places)


def _median(results: Results) -> float:
    """Median of agreements over all territories but the first."""
    return float(pd.Series([t["agreements"] for t in results.frames["territories"][1:]]).median())


def _concentration(results: Results, rows: pd.DataFrame) -> None:
    """Herfindahl-Hirschman index: the sum of squared shares; its inverse is the number of equal territories
    that would be as concentrated (Hirschman 1964, Laakso and Taagepera 1979)."""
    shares = [t["share"] / 100 for t in results.frames["territories"]]
    index, places = sum(s * s for s in shares), len(shares)
    results.add(
        "hhi",
        "Herfindahl-Hirschman index over territories",
        printed(index, 2),
        rows["cells"],
        number=index,
        unit="index from 1/n to 1",
        n=places,
    )
    results.add(
        "hhi-even",
        "The index if all territories had the same number",
        printed(1 / places, 2),
        rows["cells"],
        number=1 / places,
        unit="index from 1/n to 1",
        n=places,
    )
    results.add(
        "effective",
        "Effective number of territories",
        printed(1 / index, 1),
        rows["cells"],
        number=1 / index,
        unit="territories",
        n=places,
    )
    columns = rows.groupby("column")["count"].sum()
    by_column = float(((columns / columns.sum()) ** 2).sum())
    results.add(
        "hhi-partners",
        "Herfindahl-Hirschman index over printed partner columns",
        printed(by_column, 2),
        rows["cells"],
        number=by_column,
        unit="index from 1/n to 1",
        n=len(columns),
    )


def _undivided(results: Results, counted: pd.DataFrame) -> None:
    column, whole = counted[counted["column"] == UNDIVIDED], int(counted["count"].sum())
    of = int(column["count"].sum())
    unknown = column[column["split"] == "undivided"]
    count = int(unknown["count"].sum())
    results.number("column-agreements", "Agreements under China and Taiwan", of, "agreements", column["cells"], n=whole)
    results.number(
        "undivided",
        "Agreements that cannot be split between China and Taiwan",
        count,
        "agreements",
        unknown["cells"],
        n=of,
    )
    results.share("undivided-share", "Share of the column that cannot be split", count, of, column["cells"], n=of)
    results.share(
        "undivided-share-all", "Share of all agreements that cannot be split", count, whole, counted["cells"], n=whole
    )
    results.number(
        "undivided-territories",
        "Territories with an undivided count",
        unknown["territory"].nunique(),
        "territories",
        unknown["cells"],
        n=column["territory"].nunique(),
    )
    for party in PARTIES:
        named = int(column.loc[column["partner"] == party, "count"].sum())
        slug = name(party).lower()
        results.number(
            f"{slug}-least",
            f"{name(party)}: agreements that the print names",
            named,
            "agreements",
            column["cells"],
            n=of,
        )
        results.number(
            f"{slug}-most",
            f"{name(party)}: agreements if every undivided one were its own",
            named + count,
            "agreements",
            column["cells"],
            n=of,
        )


def _finding(results: Results, rows: pd.DataFrame) -> None:
    text = (
        f"{results.value('top-territory')} holds {results.value('top-agreements')} of {results.value('agreements')} agreements ({results.value('top-share')} per cent),"
        f" as if only {results.value('effective')} of the {results.value('territories')} territories of equal size took part;"
        f" {results.value('undivided')} agreements cannot be split between China and Taiwan."
    )
    results.add("finding", "Finding", text, rows["cells"], n=rows["territory"].nunique())

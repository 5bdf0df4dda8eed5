"""Seats of concurrent missions, and density under each way of counting."""

import pandas as pd

from compendium.result.results import Results
from crossborder.states import name


def seats(results: Results, missions: pd.DataFrame) -> None:
    """Where concurrent missions sit, and how many they cover."""
    concurrent = missions[missions["status"] == "concurrent"]
    rows = []
    for (table, hub), mine in concurrent.groupby(["table", "accredited_from"]):
        hosts = set(missions.loc[missions["table"] == table, "host"])
        cells = sorted(c for cells in mine["cells"] for c in cells)
        rows.append(
            {
                "table": int(table),
                "hub": name(hub),
                "inside": hub in hosts,
                "missions": len(mine),
                "senders": mine["sender"].nunique(),
                "cells": cells,
            }
        )
    rows.sort(key=lambda r: (r["table"], -r["missions"], r["hub"]))
    results.frames["hubs"] = rows
    for table in (1, 2):
        of = concurrent[concurrent["table"] == table]
        mine = [r for r in rows if r["table"] == table]
        results.add("hub-table-{table}", mine[0]["hub"], of["cells"], n=len(of), table=table)
        results.number("hub-missions-table-{table}", mine[0]["missions"], of["cells"], n=len(of), table=table)
        results.number("hub-all-table-{table}", len(of), of["cells"], n=len(of), table=table)
        outside = sum(r["missions"] for r in mine if not r["inside"])
        results.number("hub-outside-table-{table}", outside, of["cells"], n=len(of), table=table)


def density(results: Results, missions: pd.DataFrame) -> None:
    """Share of cells with a mission: with and without concurrent ones, the merged column and the blanks."""
    rows = []
    for table in (1, 2):
        for columns, of in (
            ("states", missions[(missions["table"] == table) & ~missions["merged"]]),
            ("with the merged column", missions[missions["table"] == table]),
        ):
            blank = int((of["status"] == "blank").sum())
            for counting, statuses in (
                ("embassies", ("embassy",)),
                ("embassies and concurrent missions", ("embassy", "concurrent")),
            ):
                found = int(of["status"].isin(statuses).sum())
                cells = sorted(c for cells in of["cells"] for c in cells)
                rows.append(
                    {
                        "table": table,
                        "counting": counting,
                        "columns": columns,
                        "missions": found,
                        "of": len(of),
                        "share": 100 * found / len(of),
                        "share_if_blank": 100 * (found + blank) / len(of),
                        "cells": cells,
                    }
                )
    results.frames["density"] = rows
    for table in (1, 2):
        whole = missions[(missions["table"] == table) & ~missions["merged"] & (missions["status"] != "blank")]
        both = whole["status"].isin(("embassy", "concurrent")).sum()
        results.share("reach-table-{table}", both, len(whole), whole["cells"], n=len(whole), table=table)

"""Diplomatic representation between Latin America and the post-Soviet states.

Table 1 lists missions of post-Soviet states in Latin America, table 2 those of Latin American states
there. Parameter `focus`: the alpha-3 code of the state in focus, from either side.
"""

import pandas as pd

from crossborder.entities import MERGED, name
from crossborder.measure.representation import GROUPS
from crossborder.measure.representation.focus import finding, focus
from crossborder.measure.representation.pairs import blanks, pair_kinds, pairs
from crossborder.measure.representation.seats import density, seats
from crossborder.measure.study import Study, listed


def measure(study: Study) -> None:
    missions = study.tables["missions"].copy()
    missions["merged"] = missions["sender"].isin(MERGED) | missions["host"].isin(MERGED)
    missions["latin"] = missions["host"].where(missions["table"] == 1, missions["sender"])
    missions["post_soviet"] = missions["sender"].where(missions["table"] == 1, missions["host"])
    states = missions[~missions["merged"]]
    study.frames["matrix"] = _matrix(missions)
    study.frames["countries"] = _countries(states)
    study.frames["pairs"] = pairs(states)
    _whole(study, missions, states)
    pair_kinds(study)
    seats(study, missions)
    density(study, missions)
    blanks(study, missions)
    focus(study, states)
    finding(study)


def _matrix(missions: pd.DataFrame) -> list[dict]:
    return [
        {
            "table": row.table,
            "latin": name(row.latin),
            "post_soviet": name(row.post_soviet),
            "status": row.status,
            "mark": row.accredited_from
            if isinstance(row.accredited_from, str)
            else row.note
            if isinstance(row.note, str)
            else None,
            "cells": list(row.cells),
        }
        for row in missions.itertuples()
    ]


def _countries(states: pd.DataFrame) -> list[dict]:
    rows = []
    for group in ("latin", "post_soviet"):
        for code in sorted(states[group].unique()):
            sent, received = states[states["sender"] == code], states[states["host"] == code]
            rows.append(
                {
                    "code": code,
                    "name": name(code),
                    "group": GROUPS[group],
                    "sent": int((sent["status"] == "embassy").sum()),
                    "sent_concurrent": int((sent["status"] == "concurrent").sum()),
                    "received": int((received["status"] == "embassy").sum()),
                    "received_concurrent": int((received["status"] == "concurrent").sum()),
                    "cells": sorted(c for cells in pd.concat([sent, received])["cells"] for c in cells),
                }
            )
    return rows


def _whole(study: Study, missions: pd.DataFrame, states: pd.DataFrame) -> None:
    for table, word in (
        (1, "of post-Soviet states in Latin America"),
        (2, "of Latin American states in the post-Soviet states"),
    ):
        of = states[states["table"] == table]
        for status, noun in (("embassy", "Embassies"), ("concurrent", "Concurrent accreditations")):
            found = of[of["status"] == status]
            study.count(
                f"{status}-table-{table}",
                f"{noun} {word}",
                found,
                of=of,
                unit="embassies" if status == "embassy" else "missions",
            )
        study.share(
            f"embassy-share-table-{table}",
            f"Share of state cells with an embassy, table {table}",
            (of["status"] == "embassy").sum(),
            len(of),
            of["cells"],
            n=len(of),
        )
        study.number(
            f"cells-table-{table}", f"Cells of states in table {table}", len(of), "cells", of["cells"], n=len(of)
        )
        counted = of[of["status"] == "embassy"].groupby("sender").size().sort_values(ascending=False, kind="stable")
        top = counted[counted == counted.max()]
        study.add(
            f"top-sender-table-{table}",
            f"State with most embassies, table {table}",
            listed(name(c) for c in top.index),
            of["cells"],
            n=len(of),
        )
        study.number(
            f"top-sender-count-table-{table}",
            f"Embassies of the state with most, table {table}",
            counted.max(),
            "embassies",
            of["cells"],
            n=len(of),
        )
        hosts = of[of["status"] == "embassy"].groupby("host").size().sort_values(ascending=False, kind="stable")
        first = hosts.head(4)
        study.add(
            f"top-hosts-table-{table}",
            f"Four hosts with most embassies, table {table}",
            listed(name(c) for c in sorted(first.index)),
            of["cells"],
            n=len(of),
        )
        study.share(
            f"top-hosts-share-table-{table}",
            f"Share of embassies in these four, table {table}",
            first.sum(),
            hosts.sum(),
            of["cells"],
            n=int(hosts.sum()),
        )
    study.number(
        "latin-states",
        "Latin American states in the tables",
        states["latin"].nunique(),
        "states",
        states["cells"],
        n=states["latin"].nunique(),
    )
    study.number(
        "post-soviet-states",
        "Post-Soviet states and Mongolia in the tables",
        states["post_soviet"].nunique(),
        "states",
        states["cells"],
        n=states["post_soviet"].nunique(),
    )
    study.number("cells", "Printed cells of both tables", len(missions), "cells", missions["cells"], n=len(missions))

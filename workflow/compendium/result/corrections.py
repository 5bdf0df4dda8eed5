"""What follows from each correction, and which headlines stand under every scenario.

Reads the scenarios: differences between what is built and what each entry of the ledger, turned round, and
each other choice and definition would come to. An accepted entry is told as what it changed: before without it, after with it.
"""

import pandas as pd

from compendium.decision import ledger
from compendium.result import sentence, standing
from compendium.result.results import Results
from compendium.result.scenario.scenarios import Scenario, about_entries
from compendium.source import cards, grid
from compendium.table import cell_words

LARGEST, MOST = 4, 25  # results that are listed for each entry; results that move most
ENTRY = sentence.Noun.english("entry", "entries")


def measure(results: Results) -> None:
    """Fill the results and frames of a report on the ledger: what follows from each entry, and which headlines stand."""
    rows = results.tables["scenarios"]
    _entries(results, rows)
    _moves(results, rows)
    standing.headlines(results, rows)
    _most(results, rows)
    _finding(results)


def _told(rows: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """Rows of entries as they are told: accepted ones were turned round to be computed."""
    mine = rows[rows["scenario"] == scenario.key]
    if not scenario.accepts:
        swap = {"before": "after", "after": "before", "number_before": "number", "number": "number_before"}
        tables = mine["what"] == "table"
        mine = pd.concat([mine[tables], mine[~tables].rename(columns=swap)])
    return mine


def _entries(results: Results, rows: pd.DataFrame) -> None:
    """Frame `entries`: what each entry that changes a cell touches, and what entries do together; the widest first."""
    found = []
    for scenario in about_entries(results.decided).values():
        mine = _told(rows, scenario)
        of = {what: mine[mine["what"] == what] for what in ("table", "result", "claim", "headline", "frame")}
        flips = of["headline"][of["headline"]["before"] != of["headline"]["after"]]
        told = scenario.entries
        found.append(
            {
                "id": _ids(scenario),
                "entries": len(told),
                "status": "; ".join(dict.fromkeys(entry.status for entry in told)),
                "where": _where(told),
                "printed": "; ".join(entry.printed for entry in told),
                "corrected": "; ".join(entry.corrected for entry in told),
                "rows": int(of["table"]["number"].sum()),
                "results": len(of["result"]),
                "claims": len(of["claim"]),
                "headlines": len(flips),
                "frames": len(of["frame"]),
                "reports": of["frame"]["report"].nunique(),
                "cells": [entry.cell for entry in told],
            }
        )
    results.frames["entries"] = sorted(found, key=lambda r: (-r["headlines"], -r["results"], r["id"]))
    found = [row for row in found if row["entries"] == 1]
    cells = [row["cells"] for row in found]
    results.number("entries", len(found), cells, n=len(results.decided.entries))
    for status in ledger.STATUSES:
        count = sum(row["status"] == status for row in found)
        results.number("entries-{status}", count, cells, n=len(found), status=status)
    moving = sum(row["results"] > 0 for row in found)
    results.number("entries-moving", moving, cells, n=len(found))
    flipping = sentence.listed(row["id"] for row in results.frames["entries"] if row["headlines"])
    results.add("entries-flipping", flipping, cells, n=len(found))


def _moves(results: Results, rows: pd.DataFrame) -> None:
    """Frame `moves`: results and claims that each entry changes, the largest first."""
    results.frames["moves"] = []
    for scenario in about_entries(results.decided).values():
        mine = _told(rows, scenario)
        mine = mine[mine["what"].isin(("result", "claim"))]
        largest = mine.sort_values("change", ascending=False, kind="stable").head(LARGEST)
        for row in largest.to_dict("records"):
            cells = [entry.cell for entry in scenario.entries]
            results.frames["moves"].append({"id": _ids(scenario), **_shown(row), "cells": cells})


def _ids(scenario: Scenario) -> str:
    return " + ".join(entry.id for entry in scenario.entries)


def _where(entries: tuple[ledger.Entry, ...]) -> str:
    """Tables of cells, and the cells in words."""
    tables = {table.path: table for table in cards.tables()}
    found: dict[str, list[str]] = {}
    for entry in entries:
        table, place = tables[entry.file], entry.place
        words = cell_words.words(table, grid.read(entry.file), place.row, place.column)
        found.setdefault(table.card["table"], []).append(words)
    return "; ".join(f"{name}. {'; '.join(words)}" for name, words in found.items())


def _shown(row: dict) -> dict:
    plain = {key: None if pd.isna(row[key]) else row[key] for key in ("label", "before", "after", "change")}
    return {"result": row["name"], "title": standing.title(row["report"]), **plain}


def _most(results: Results, rows: pd.DataFrame) -> None:
    """Frame `most`: results that move most in any one scenario; shares of nothing and mere names left out."""
    mine, told = rows[(rows["what"] == "result") & rows["change"].notna()], about_entries(results.decided).values()
    top = (
        mine.sort_values(["change", "name"], ascending=[False, True], kind="stable").drop_duplicates("name").head(MOST)
    )
    results.frames["most"] = [
        {
            "variant": row["variant"],
            **_shown(row),
            "cells": [e.cell for s in told if s.key == row["scenario"] for e in s.entries],
        }
        for row in top.to_dict("records")
    ]


def _finding(results: Results) -> None:
    said = results.value
    text = (
        f"The ledger has {sentence.counted(int(said('entries')), ENTRY)} that would change a cell; {said('entries-accepted')} are"
        f" accepted and {said('entries-proposed')} proposed, and {said('entries-moving')} change a result. Of {said('headlines')}"
        f" headlines, {said('headlines-robust')} are true under all scenarios that could move them, {said('scenarios')} of which were computed,"
        f" and {said('headlines-depend')} depend on what is meant or chosen."
    )
    cells = [[entry.cell for entry in results.decided.entries if entry.changes]]
    results.add("finding", text, cells, n=int(said("headlines")))

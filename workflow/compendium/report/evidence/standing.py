"""The job behind `standing`: which headlines are robust and which depend on a choice, for the reports to ask for."""

import json
from pathlib import Path

from compendium import atomic
from compendium.decision.config import reports
from compendium.paths import ROOT, output
from compendium.result.scenario import headlines
from compendium.table import store

TOLD = 2  # scenarios that are named; the others are counted


def write(_wildcards: dict[str, str], inputs: dict[str, str | list[str]], outputs: dict[str, str]) -> None:
    """Write a script that hands the standing of each result with a headline to the report that asks for it.

    Where no report tells of scenarios, `measured` is empty, and nothing is known of any.
    """
    files = [given] if isinstance(given := inputs["measured"], str) else list(given)
    rows = [row for name in files for row in store.read(Path(ROOT / name)).to_pylist()]
    data = json.dumps(of_results(rows), ensure_ascii=True, sort_keys=True, indent=0).replace("<", "\\u003c")
    atomic.write_bytes(output(outputs["script"]), f"window.standing({data});\n".encode())


def of_results(rows: list[dict]) -> dict[str, list[dict]]:
    """What is told of headlines by the id of the result that each is about; `rows` are those of the frame `headlines`."""
    found: dict[str, list[dict]] = {}
    for row in rows:
        report = reports().get(row["report"])
        if not report:
            continue
        about = {f"{report.key}/{one.id}": one.result for one in headlines.of(report.notebook, report.key)}
        depends = (row["depends"] or "").split(" · ") if row["depends"] else []
        told = {"verdict": row["verdict"], "statement": row["statement"], "depends": depends[:TOLD]}
        more = len(depends) - TOLD
        if row["name"] in about:  # a headline that the configuration no longer has is told by no number
            found.setdefault(f"{report.key}/{about[row['name']]}", []).append({**told, "more": max(0, more)})
    return found

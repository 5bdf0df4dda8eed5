"""Initiatives of the raw tables that are parts of others."""

import csv

from compendia import SOURCE


def wholes() -> dict[str, str]:
    """Initiative that each is part of, by id: as their table says, or as is coded where it has no such column."""
    rows, found = {}, {}
    for path in SOURCE.glob("raw/border-facts-*/initiatives.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                rows[f"{path.relative_to(SOURCE)}#cell={number},1"] = row["id"]
                found[row["id"]] = row.get("part_of", "")
    with (SOURCE / "config/codings.csv").open(encoding="utf-8", newline="") as file:
        found |= {rows[row["cell"]]: row["code"] for row in csv.DictReader(file) if row["scheme"] == "part-of"}
    return found

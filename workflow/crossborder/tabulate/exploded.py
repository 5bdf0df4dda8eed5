"""Lists inside records, one row an item: the borders of initiatives, the members of organisations."""

from crossborder import schemas
from crossborder.regions import border
from crossborder.tabulate import records


def initiative_borders(_name: str) -> list[dict]:
    """One row an initiative and border."""
    return [
        {
            "initiative": row["id"],
            "region": row["region"],
            "dyad": border(part),
            "borders": len(row["borders"].split(";")),
            "cells": row["cells"],
        }
        for row in records.tabulate("initiatives")
        for part in (row["borders"] or "").split(";")
        if part
    ]


def memberships(_name: str) -> list[dict]:
    """One row a country and organisation."""
    names = [f["name"] for f in schemas.table("memberships")["fields"]]
    rows = [
        {**row, "organisation": row["acronym"], "country": country}
        for row in records.tabulate("frameworks")
        for country in (row["members"] or "").split(";")
        if country
    ]
    return [{name: row[name] for name in names} for row in rows]

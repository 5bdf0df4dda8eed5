"""Lists inside records, one row an item: the borders of initiatives, the members of organisations."""

from compendium.decision import schemas
from compendium.decision.decisions import Decisions
from compendium.table import records
from compendium.table.statements import place
from crossborder.borders.regions import border


def initiative_borders(_name: str, decided: Decisions) -> list[dict]:
    """One row an initiative and border."""
    return [
        {
            "initiative": row["id"],
            "region": row["region"],
            "dyad": border(part),
            "borders": len(row["borders"].split(";")),
            "cells": row["cells"],
        }
        for row in records.tabulate("initiatives", decided)
        for part in (row["borders"] or "").split(";")
        if part
    ]


def memberships(_name: str, decided: Decisions) -> list[dict]:
    """One row a country and organisation; a text that writes out the name of a framework means that framework.

    A framework without an acronym goes by its name.
    """
    schema = schemas.table("memberships")
    names = [f["name"] for f in schema["fields"]]
    frameworks = [{**row, "role": "member", "place": None} for row in records.tabulate("frameworks", decided)]
    acronyms = {row["name"].casefold(): row["acronym"] for row in frameworks if row["acronym"]}
    rows = [
        {**row, "organisation": row["acronym"] or row["name"], "country": country}
        for row in frameworks
        for country in (row["members"] or "").split(";")
        if country
    ]
    for fact in records.tabulate("facts", decided):
        if constants := schema["predicates"].get(fact["predicate"]):
            kept = {**dict.fromkeys(names), **fact, **constants, "place": place(fact["section"], fact["paragraph"])}
            organisation = acronyms.get(fact["value"].casefold(), fact["value"])
            rows += [
                {**kept, "organisation": organisation, "country": country} for country in fact["countries"].split(";")
            ]
    return [{name: row[name] for name in names} for row in rows]

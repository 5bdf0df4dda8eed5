"""Typed tables: facts of the texts whose predicate a schema lists, and records that were collected typed.

The schema of the table gives each predicate its constants, and each field its source: `take` a column
of the fact or, with `item`, one item of a list in it; `beside` the value of another fact on the same subject.
"""

from compendium.decision import schemas
from compendium.decision.decisions import Decisions
from compendium.source import dates, documents
from compendium.table import records

MARK = "¶\N{NO-BREAK SPACE}"
TITLE = 24  # characters of a section's title that a place shows


def tabulate(name: str, decided: Decisions) -> list[dict]:
    """Rows of the raw tables that feed the table, then those of the facts, as printed."""
    schema = schemas.table(name)
    facts = records.tabulate("facts", decided)
    beside = {(f["region"], f["subject"], f["predicate"]): f for f in reversed(facts)}
    fields = schema["fields"]
    return records.tabulate(name, decided) + [
        _row(fields, fact, schema["predicates"][fact["predicate"]] or {}, beside, decided)
        for fact in facts
        if fact["predicate"] in schema["predicates"]
    ]


def _row(fields: list[dict], fact: dict, constants: dict, beside: dict, decided: Decisions) -> dict:
    row: dict = {"corrections": fact["corrections"], "cells": fact["cells"]}
    for field in fields:
        name = field["name"]
        if name in row or ("derive" in field and "take" not in field):
            continue
        row[name] = constants.get(name)
        if "beside" in field and (other := beside.get((fact["region"], fact["subject"], field["beside"]))):
            row[name] = other["value"]
            row["cells"] = [*row["cells"], *other["cells"]]
        elif "take" in field:
            row[name] = _taken(fact, field)
    return row | {f["name"]: records.derive(f["derive"], row, decided) for f in fields if "derive" in f}


def _taken(fact: dict, field: dict) -> object:
    """What a field takes of a fact; None where a list has fewer items."""
    column = field["take"]
    value = COMPUTED[column](fact) if column in COMPUTED else fact[column]
    if "item" not in field:
        return value
    items = (value or "").split(";")
    return items[field["item"] - 1] or None if len(items) >= field["item"] else None


def takes() -> list[str]:
    """What a field can take of a fact: its columns, and what is computed of several."""
    facts = schemas.table("facts")["fields"] if "facts" in schemas.tables() else []
    return [*(field["name"] for field in facts), *COMPUTED]


COMPUTED = {
    "place": lambda fact: place(fact["section"], fact["paragraph"]),
    "remark": lambda fact: documents.remark(fact["note"]),
    "date": lambda fact: dates.read(fact["value"], fact["year"]),
}


def place(section: str, paragraph: str) -> str:
    """Place of a statement in its text, for a reader; a long title of a section is cut after a word."""
    if len(section) > TITLE:
        section = f"{section[: TITLE + 1].rpartition(' ')[0]} …"
    return f"{section}, {paragraph if paragraph.startswith('note') else MARK + paragraph}"

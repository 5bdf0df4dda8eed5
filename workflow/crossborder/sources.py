"""Which raw tables each tidy table reads."""

from functools import cache

from crossborder import cards, schemas

MATRICES = "entities"  # kind of the tidy table that reads every matrix


@cache
def printed_tables(table: str) -> tuple[cards.Table, ...]:
    """Raw tables that a tidy table reads."""
    if schemas.table(table)["kind"] == MATRICES:
        return tuple(t for t in cards.tables() if t.card.get("layout") == "matrix")
    kept = schemas.holds(table)
    found = cards.feeding(*schemas.fed_by(table), *schemas.reads(table))
    return tuple(t for t in found if not kept or t.card.get("holds") in kept)

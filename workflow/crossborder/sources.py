"""Which raw tables each tidy table reads."""

from crossborder import cards, schemas

MATRICES = "entities"  # kind of the tidy table that reads every matrix


def printed_tables(table: str) -> list[cards.Table]:
    """Raw tables that a tidy table reads."""
    if schemas.table(table)["kind"] == MATRICES:
        return [t for t in cards.tables() if t.card.get("layout") == "matrix"]
    return cards.feeding(*schemas.fed_by(table), *schemas.reads(table))

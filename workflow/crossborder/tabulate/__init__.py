"""Turn as-printed cells into tidy rows. The kind of a tidy table names its tabulator."""

from collections.abc import Callable

from crossborder import schemas
from crossborder.tabulate import (
    borders,
    counts,
    entities,
    exploded,
    maps,
    marks,
    measured,
    pairs,
    records,
    statements,
    totals,
    trade,
)

TABULATORS: dict[str, Callable[[str], list[dict]]] = {
    "marks": marks.tabulate,
    "counts": counts.tabulate,
    "totals": totals.tabulate,
    "entities": entities.tabulate,
    "measured": measured.tabulate,
    "neighbours": measured.tabulate,
    "shapes": maps.shapes,
    "places": maps.places,
    "pairs": pairs.tabulate,
    "records": records.tabulate,
    "borders": borders.tabulate,
    "initiative_borders": exploded.initiative_borders,
    "memberships": exploded.memberships,
    "statements": statements.tabulate,
    "trade": trade.tabulate,
}


def tabulate(name: str) -> list[dict]:
    """Rows of a tidy table, sorted as printed."""
    return TABULATORS[schemas.table(name)["kind"]](name)

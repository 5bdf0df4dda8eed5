"""Turn as-printed cells into tidy rows. The kind of a tidy table names its tabulator."""

from collections.abc import Callable

from crossborder import schemas
from crossborder.tabulate import counts, entities, marks, totals

TABULATORS: dict[str, Callable[[str], list[dict]]] = {
    "marks": marks.tabulate,
    "counts": counts.tabulate,
    "totals": totals.tabulate,
    "entities": entities.tabulate,
}


def tabulate(name: str) -> list[dict]:
    """Rows of a tidy table, sorted as printed."""
    return TABULATORS[schemas.table(name)["kind"]](name)

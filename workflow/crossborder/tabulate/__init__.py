"""Turn as-printed cells into tidy rows. The kind of a tidy table names its tabulator."""

from importlib import import_module

from crossborder import schemas

# Module of this package and function, by name: a table's code is that of its own kind.
TABULATORS: dict[str, tuple[str, str]] = {
    "marks": ("marks", "tabulate"),
    "counts": ("counts", "tabulate"),
    "totals": ("totals", "tabulate"),
    "entities": ("entities", "tabulate"),
    "measured": ("measured", "tabulate"),
    "neighbours": ("measured", "tabulate"),
    "shapes": ("maps", "shapes"),
    "places": ("maps", "places"),
    "pairs": ("pairs", "tabulate"),
    "records": ("records", "tabulate"),
    "borders": ("borders", "tabulate"),
    "initiative_borders": ("exploded", "initiative_borders"),
    "memberships": ("exploded", "memberships"),
    "statements": ("statements", "tabulate"),
    "trade": ("trade", "tabulate"),
}


def module_of(name: str) -> str:
    """Dotted name of the module that makes a tidy table. Raises KeyError for an unknown kind."""
    return f"{__name__}.{TABULATORS[schemas.table(name)['kind']][0]}"


def tabulate(name: str) -> list[dict]:
    """Rows of a tidy table, sorted as printed."""
    return getattr(import_module(module_of(name)), TABULATORS[schemas.table(name)["kind"]][1])(name)

"""What tables of open data hold, and the columns that are read of each."""

from compendium.check.material import Material
from compendium.source.cards import Table
from compendium.source.grid import Grid

# Columns that are read of a table of open data, by what its card says that it holds.
NEEDED = {
    "lines": ("dyad", "class", "kind", "line"),
    "areas": ("country", "area"),
    "units": ("dyad", "country", "unit", "part"),
    "heights": ("latitude", "longitude", "height_m"),
    "lengths": ("country", "neighbour", "length_km"),
    "states": (
        *("country", "capital", "latitude", "longitude", "coast_km", "population"),
        *(f"product_per_head_{year}" for year in (2022, 2023, 2024)),
    ),
    "cities": ("id", "name", "country", "latitude", "longitude", "population"),
    "listed": ("country", "population"),
    "products": ("country", "product_per_head"),
    "stability": ("country", "year", "estimate"),
    "languages": ("country", "language", "speakers_per_cent", "status"),
    "organisations": ("country",),
    "other organisations": ("country", "organisation", "standing"),
    "disputes": ("country", "neighbour", "about"),
}


def holding(material: Material, holds: str) -> list[tuple[Table, Grid]]:
    """Tables of open data whose card says that they hold this, and that have the columns which are read of it."""
    found = [(table, grid) for table, grid in material.readable() if table.card.get("holds") == holds]
    return [(table, grid) for table, grid in found if set(NEEDED[holds]) <= {f["name"] for f in table.fields}]

"""Which raw tables each tidy table reads, and which sources they name."""

from functools import cache

from compendium.decision import schemas
from compendium.paths import relative
from compendium.source import cards

MATRICES = "entities"  # kind of the tidy table that reads every matrix


@cache
def printed_tables(table: str) -> tuple[cards.Table, ...]:
    """Raw tables that a tidy table reads."""
    if schemas.table(table)["kind"] == MATRICES:
        return tuple(t for t in cards.tables() if t.card.get("layout") == "matrix")
    kept = schemas.holds(table)
    found = cards.feeding(*schemas.fed_by(table), *schemas.reads(table))
    return tuple(t for t in found if not kept or t.card.get("holds") in kept)


def named(*tables: str) -> list[dict]:
    """Sources of tidy tables as their cards name them, each once."""
    behind = {table.path.rpartition("/")[0] for name in tables for table in printed_tables(name)}
    packages = [cards.load(path) for path in cards.package_files() if relative(path.parent) in behind]
    return list({source["title"]: source for package in packages for source in package["sources"]}.values())

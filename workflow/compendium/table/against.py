"""What a claim of a text was held against: told by the cells that its query names, not by who wrote the query."""

from collections.abc import Iterable

from compendium.source import cards

ITSELF, ITS_TABLES, OTHERS = ("itself", "its tables", "others")


def against(claimed: Iterable[str], found: Iterable[str]) -> str:
    """What the cells that were found belong to, for a claim whose own record is at `claimed`.

    `itself` where all are statements of the same text: the claim is then about the text, not about the world.
    `its tables` where all are of the same source and some are of a table that it prints. `others` elsewhere.
    """
    packages = {table.path: table for table in cards.tables()}
    mine = {packages[path].card["reference"] for path in _files(claimed) if path in packages}
    tables = [packages.get(path) for path in _files(found)]
    if any(table is None or table.card["reference"] not in mine for table in tables):
        return OTHERS
    return ITSELF if all(table and "document" in table.card for table in tables) else ITS_TABLES


def _files(cells: Iterable[str]) -> set[str]:
    return {cell.partition("#")[0] for cell in cells}

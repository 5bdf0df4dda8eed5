"""Pairs of places that disagree: each place an id of a fact, the address of a cell, or the key of a reference."""

from dataclasses import dataclass

from compendium.decision import schemas
from compendium.decision.decisions import Decisions
from compendium.source import cards
from compendium.source.address import parse
from compendium.source.cards import Table
from compendium.source.grid import Grid, read
from compendium.table import cell_words, records
from compendium.table.statements import place


@dataclass(frozen=True)
class Place:
    """Where a statement stands, and what is printed there."""

    source: str
    place: str | None
    printed: str | None
    cells: tuple[str, ...] = ()


def tabulate(name: str, decided: Decisions) -> list[dict]:
    """Rows of the pairs, each place resolved; a place that is neither fact nor cell is a reference."""
    facts = {fact["id"]: fact for fact in records.tabulate("facts", decided)}
    grids = {
        table.path: (table, read(table.path)) for table in cards.feeding(*schemas.fed_by(name), *schemas.reads(name))
    }
    names = [f["name"] for f in schemas.table(name)["fields"]]
    rows = []
    for row in records.tabulate(name, decided):
        for side in ("a", "b"):
            there = _resolve(row[side], facts, grids)
            row |= {f"source_{side}": there.source, f"place_{side}": there.place, f"printed_{side}": there.printed}
            row["cells"] = [*row["cells"], *there.cells]
        rows.append({key: row[key] for key in names})
    return rows


def _resolve(text: str, facts: dict[str, dict], grids: dict[str, tuple[Table, Grid]]) -> Place:
    if fact := facts.get(text):
        return Place(fact["region"], place(fact["section"], fact["paragraph"]), fact["value"], tuple(fact["cells"]))
    if "#" not in text:
        return Place(text, None, None)
    cell = parse(text)[0]
    table, grid = grids[cell.file]
    labels = cell_words.words(table, grid, cell.row, cell.column)
    return Place(table.card["reference"], f"{table.card['table']}, {labels}", grid.get(cell.row, cell.column), (text,))

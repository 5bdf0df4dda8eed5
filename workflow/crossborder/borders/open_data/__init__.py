"""Conditions of borders from open data: their geometry with who lives along them, and the states that they divide."""

from collections.abc import Iterable

from compendium.decision import schemas
from compendium.decision.decisions import Decisions
from compendium.source.cards import Table
from compendium.table.raw_tables import printed_tables
from compendium.table.records import corrected, record_cells
from crossborder.borders.open_data import cities, lines, states
from crossborder.borders.open_data.rows import Border, Held, Row

# By kind of tidy table: geometry takes most of the time, and a corrected membership must not repeat it.
PARTS = {"measured": (lines, cities), "neighbours": (states,)}


def held(tables: Iterable[Table], decided: Decisions) -> Held:
    """Records of raw tables of open data, with accepted corrections."""
    rows: dict[str, list[Row]] = {}
    vintages: dict[str, str] = {}
    for table in tables:
        grid, touched = corrected(table, decided)
        vintages[table.card["holds"]] = table.card["vintage"]
        rows[table.card["holds"]] = [
            Row(dict(zip(grid.header, record, strict=True)), record_cells(grid, number), touched.get(number, []))
            for number, record in enumerate(grid.records[1:], start=2)
        ]
    return Held(rows, vintages)


def tabulate(name: str, decided: Decisions) -> list[dict]:
    """Rows of every border that has a line, in the order of their codes."""
    data = held(printed_tables(name), decided)
    rows: list[dict] = []
    for dyad in sorted({row["dyad"] for row in data.rows["lines"]}):
        mine = [row for row in data.rows["lines"] if row["dyad"] == dyad]
        border = Border(dyad, mine)
        for part in PARTS[schemas.table(name)["kind"]]:
            part.measure(border, data)
        rows += border.rows
    return rows

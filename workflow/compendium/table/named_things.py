"""Entities that the matrices name, in labels and inside cells."""

from compendium.decision.decisions import Decisions
from compendium.source import cards, grammar
from compendium.source.address import Cell, compact, parse
from compendium.table.matrix import Matrix, matrix
from compendium.table.vocabulary import Vocabulary


def tabulate(_name: str, decided: Decisions) -> list[dict]:
    """One row an entity, sorted by code."""
    found: dict[str, dict] = {}
    for table in cards.tables():
        if table.card.get("layout") == "matrix":
            printed = matrix(table, decided)
            _labels(found, printed)
            _inside(found, printed)
    return [
        {
            "code": code,
            "name": entry["vocabulary"].name(code),
            "group": entry["group"],
            "merged": code in entry["vocabulary"].merged,
            "labels": sorted(entry["labels"]),
            "cells": compact(entry["cells"]),
        }
        for code, entry in sorted(found.items())
    ]


def _add(found: dict, read: Vocabulary, code: str, label: str, cell: Cell, group: str | None) -> None:
    entry = found.setdefault(code, {"vocabulary": read, "group": None, "labels": set(), "cells": set()})
    entry["group"] = entry["group"] or group
    entry["labels"].add(label)
    entry["cells"].add(cell)


def _labels(found: dict, printed: Matrix) -> None:
    card, grid = printed.table.card, printed.grid
    for row in printed.body_rows():
        _add(
            found, printed.rows, printed.code(row, 1), grid.get(row, 1) or "", grid.cell(row, 1), card.get("row_group")
        )
    for column in range(2, len(grid.header) + 1):
        _add(
            found,
            printed.columns,
            printed.code(1, column),
            grid.header[column - 1],
            grid.cell(1, column),
            card.get("column_group"),
        )


def _inside(found: dict, printed: Matrix) -> None:
    for cell in printed.cells(printed.body_rows()):
        for name in grammar.split(cell.text, printed.table.card["cells"], cell.parts):
            if code := printed.named(name, cell.address):
                _add(found, printed.columns, code, name, parse(cell.address)[0], None)

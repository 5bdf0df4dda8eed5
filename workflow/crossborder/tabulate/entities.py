"""Entities that the matrices name, in labels and inside cells."""

from crossborder import cards, entities, grammar
from crossborder.address import Cell, compact, parse
from crossborder.tabulate.matrix import Matrix, matrix


def tabulate(_name: str) -> list[dict]:
    """One row an entity, sorted by code."""
    found: dict[str, dict] = {}
    for table in cards.tables():
        if table.card.get("layout") == "matrix":
            printed = matrix(table)
            _labels(found, printed)
            _inside(found, printed)
    return [
        {
            "code": code,
            "name": entities.name(code),
            "group": entry["group"],
            "merged": code in entities.MERGED,
            "labels": sorted(entry["labels"]),
            "cells": compact(entry["cells"]),
        }
        for code, entry in sorted(found.items())
    ]


def _add(found: dict, code: str, label: str, cell: Cell, group: str | None) -> None:
    entry = found.setdefault(code, {"group": None, "labels": set(), "cells": set()})
    entry["group"] = entry["group"] or group
    entry["labels"].add(label)
    entry["cells"].add(cell)


def _labels(found: dict, printed: Matrix) -> None:
    card, grid = printed.table.card, printed.grid
    for row in printed.body_rows():
        _add(found, printed.code(row, 1), grid.get(row, 1) or "", grid.cell(row, 1), card.get("row_group"))
    for column in range(2, len(grid.header) + 1):
        _add(found, printed.code(1, column), grid.header[column - 1], grid.cell(1, column), card.get("column_group"))


def _inside(found: dict, printed: Matrix) -> None:
    for cell in printed.cells(printed.body_rows()):
        for name in grammar.split(cell.text, printed.table.card["cells"], cell.parts):
            if code := printed.named(name, cell.address):
                _add(found, code, name, parse(cell.address)[0], None)

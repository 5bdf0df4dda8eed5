"""Matrix of counts with named parts: one row a part of a printed cell, totals left out."""

from compendium.decision.decisions import Decisions
from compendium.source import cards, grammar
from compendium.table.matrix import MatrixCell, matrix


def tabulate(name: str, decided: Decisions) -> list[dict]:
    """Rows of all matrices of counts that feed the tidy table."""
    rows = []
    for table in cards.feeding(name):
        for cell in (found := matrix(table, decided)).cells(found.body_rows()):
            for part in grammar.counts(cell.text, cell.parts):
                rows.append(
                    {
                        "source": table.card["reference"],
                        "table": table.card["number"],
                        table.card["rows"]: cell.row_code,
                        table.card["columns"]: found.named(part.named, cell.address)
                        if part.named
                        else cell.column_code,
                        "count": part.count,
                        "split": _split(part, cell),
                        "corrections": cell.corrections,
                        "cells": [cell.address],
                    }
                )
    return rows


def _split(part: grammar.Count, cell: MatrixCell) -> str:
    if part.count is None:
        return "blank"
    if part.named:
        return "printed"
    return "undivided" if cell.parts else "column"

"""Printed totals of matrices of counts, one row a column."""

from compendium.decision.decisions import Decisions
from compendium.source import cards, grammar
from compendium.table.matrix import matrix


def tabulate(name: str, decided: Decisions) -> list[dict]:
    """Printed totals of every matrix whose card sends them to this tidy table."""
    rows = []
    for table in cards.tables():
        if table.card.get("tidy_totals") != name:
            continue
        found = matrix(table, decided)
        for cell in found.cells([row for row in [found.totals_row()] if row]):
            rows.append(
                {
                    "source": table.card["reference"],
                    "table": table.card["number"],
                    table.card["columns"]: cell.column_code,
                    "total": grammar.total(cell.text),
                    "corrections": cell.corrections,
                    "cells": [cell.address],
                }
            )
    return rows

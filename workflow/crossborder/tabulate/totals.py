"""Printed totals of matrices of counts, one row a column."""

from crossborder import cards, grammar
from crossborder.tabulate.matrix import matrix


def tabulate(name: str) -> list[dict]:
    """Printed totals of every matrix whose card sends them to this tidy table."""
    rows = []
    for table in cards.tables():
        if table.card.get("tidy_totals") != name:
            continue
        found = matrix(table)
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

"""Matrix of marks: who keeps a mission where, one row a printed cell."""

from crossborder import cards, entities, grammar
from crossborder.tabulate.matrix import matrix


def tabulate(name: str) -> list[dict]:
    """Rows of all matrices of marks that feed the tidy table."""
    rows = []
    for table in cards.feeding(name):
        for cell in (found := matrix(table)).cells(found.body_rows()):
            reading = grammar.mark(cell.text, cell.parts)
            rows.append(
                {
                    "source": table.card["reference"],
                    "table": table.card["number"],
                    table.card["rows"]: cell.row_code,
                    table.card["columns"]: cell.column_code,
                    "status": reading.status,
                    "accredited_from": entities.code(reading.accredited_from) if reading.accredited_from else None,
                    "note": reading.named or None,
                    "corrections": cell.corrections,
                    "cells": [cell.address],
                }
            )
    return rows

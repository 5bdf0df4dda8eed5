"""Matrix of marks: who keeps a mission where, one row a printed cell."""

from compendium.decision.decisions import Decisions
from compendium.source import cards
from compendium.table.matrix import Matrix, matrix
from crossborder.embassies import mark_grammar


def tabulate(name: str, decided: Decisions) -> list[dict]:
    """Rows of all matrices of marks that feed the tidy table."""
    rows = []
    for table in cards.feeding(name):
        for cell in (found := matrix(table, decided)).cells(found.body_rows()):
            reading = mark_grammar.mark(cell.text, cell.parts)
            rows.append(
                {
                    "source": table.card["reference"],
                    "table": table.card["number"],
                    table.card["rows"]: cell.row_code,
                    table.card["columns"]: cell.column_code,
                    "status": reading.status,
                    "accredited_from": _seat(found, reading.accredited_from, cell.address),
                    "note": reading.named or None,
                    "corrections": cell.corrections,
                    "cells": [cell.address],
                }
            )
    return rows


def _seat(found: Matrix, name: str, address: str) -> str | None:
    return found.named(name, address) if name else None

"""Contradictions as a table, and their number by kind."""

import pandas as pd

from crossborder.measure.study import Study

KINDS = ("text-text", "text-table", "source-source", "text-record")


def pairs(study: Study, rows: pd.DataFrame) -> None:
    """Frame `contradictions`, and how many there are of each kind."""
    study.frames["contradictions"] = [
        {
            "id": row.id,
            "kind": row.kind,
            "topic": row.topic,
            "first": row.source_a,
            "first_place": row.place_a,
            "first_says": _says(row.says_a, row.printed_a),
            "second": row.source_b,
            "second_place": row.place_b if isinstance(row.place_b, str) else None,
            "second_says": _says(row.says_b, row.printed_b),
            "comment": row.comment if isinstance(row.comment, str) else None,
            "cells": list(row.cells),
        }
        for row in rows.itertuples()
    ]
    study.count("contradictions", "Contradictions found", rows, of=rows, unit="pairs")
    for kind in KINDS:
        mine = rows[rows["kind"] == kind]
        study.count(f"contradictions-{kind}", f"Contradictions: {kind}", mine, of=rows, unit="pairs")


def _says(words: str, printed: object) -> str:
    return f"{words} (“{printed}”)" if isinstance(printed, str) else words

"""Contradictions as a table, and their number by kind."""

import pandas as pd

from compendium.result.results import Results

KINDS = ("text-text", "text-table", "source-source", "text-record")


def pairs(results: Results, rows: pd.DataFrame) -> None:
    """Frame `contradictions`, and how many there are of each kind."""
    results.frames["contradictions"] = [
        {
            "id": row.id,
            "kind": row.kind,
            "topic": row.topic,
            "one": _said(row.source_a, row.place_a, row.says_a, row.printed_a),
            "other": _said(row.source_b, row.place_b, row.says_b, row.printed_b),
            "comment": row.comment if isinstance(row.comment, str) else None,
            "cells": list(row.cells),
        }
        for row in rows.itertuples()
    ]
    results.count("contradictions", rows, of=rows)
    for kind in KINDS:
        mine = rows[rows["kind"] == kind]
        results.count("contradictions-{kind}", mine, of=rows, kind=kind)


def _said(source: str, place: object, words: str, printed: object) -> str:
    """Key of the source, place, statement, and in quotes what is printed there."""
    where = f"{source}, {place}" if isinstance(place, str) else source
    return f"{where}: {words} (“{printed}”)" if isinstance(printed, str) else f"{where}: {words}"

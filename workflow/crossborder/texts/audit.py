"""What the sources get right: every claim against the data, contradictions, keyings, printed totals."""

import pandas as pd

from compendium.result.results import Study, addresses
from crossborder.texts import claim_results, contradiction_results
from crossborder.twinnings.printed_totals import agreeing_totals, with_columns, with_sums


def measure(study: Study) -> None:
    rows = study.tables["claims"]
    claim_results.claims(study, rows)
    claim_results.named(study, rows)
    contradiction_results.pairs(study, study.tables["text_contradictions"])
    _facts(study, study.tables["facts"])
    _totals(study)
    _finding(study, rows)


def _facts(study: Study, facts: pd.DataFrame) -> None:
    study.frames["transcribed"] = [
        {
            "source": source,
            "facts": len(mine),
            "numbers": int(mine["number"].notna().sum()),
            "places": len(mine.groupby(["section", "paragraph"])),
            "cells": addresses(mine["cells"]),
        }
        for source, mine in facts.groupby("region")
    ]
    study.count("facts", "Facts read from the texts", facts, of=facts, unit="facts")
    count = facts["region"].nunique()
    study.number("texts", "Texts", count, "texts", facts["cells"], n=len(facts))


def _totals(study: Study) -> None:
    totals = study.tables["twinning_totals"]
    rows = with_columns(study.tables["twinnings"], totals)
    study.frames["totals"] = with_sums(study, rows[rows["count"].notna()], totals)
    agreeing_totals(study)


def _finding(study: Study, rows: pd.DataFrame) -> None:
    said = study.value
    text = (
        f"Of {said('statements')} statements in {said('texts')} texts the data can test {said('checked')}:"
        f" {said('supported')} are supported, {said('partly')} hold in part and {said('contradicted')} are contradicted."
        f" {said('contradictions')} pairs of places disagree, {said('contradictions-text-table')} of them a text with a table"
        f" that it prints itself."
    )
    study.add("finding", "Finding", text, rows["cells"], n=int(said("statements")))

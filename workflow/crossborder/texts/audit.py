"""What the sources get right: every claim against the data, contradictions, keyings, printed totals."""

import pandas as pd

from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder.texts import claim_results, contradiction_results
from crossborder.texts.recall import recall
from crossborder.twinnings.printed_totals import agreeing_totals, with_columns, with_sums


def measure(results: Results) -> None:
    """Fill the results and frames of the report on claims of the texts and contradictions among them."""
    rows = results.tables["claims"]
    claim_results.claims(results, rows)
    claim_results.named(results, rows)
    contradiction_results.pairs(results, results.tables["text_contradictions"])
    _facts(results, results.tables["facts"])
    recall(results, results.tables["held_out_reading"])
    _totals(results)
    _finding(results, rows)


def _facts(results: Results, facts: pd.DataFrame) -> None:
    results.frames["transcribed"] = [
        {
            "source": source,
            "facts": len(mine),
            "numbers": int(mine["number"].notna().sum()),
            "places": len(mine.groupby(["section", "paragraph"])),
            "cells": Addresses(mine["cells"]),
        }
        for source, mine in facts.groupby("region")
    ]
    results.count("facts", facts, of=facts)
    count = facts["region"].nunique()
    results.number("texts", count, facts["cells"], n=len(facts))


def _totals(results: Results) -> None:
    totals = results.tables["twinning_totals"]
    rows = with_columns(results.tables["twinnings"], totals)
    results.frames["totals"] = with_sums(results, rows[rows["count"].notna()], totals)
    agreeing_totals(results)


def _finding(results: Results, rows: pd.DataFrame) -> None:
    said = results.value
    text = (
        f"Of {said('statements')} statements in {said('texts')} texts the data can test {said('checked')}:"
        f" {said('supported')} are supported, {said('partly')} hold in part and {said('contradicted')} are contradicted."
        f" Of these, {said('against-tables')} were held against tables that the same source prints, {said('against-others')}"
        f" against other sources. A further {said('itself')} are what a text says of itself. There are"
        f" {said('contradictions')} pairs of places that disagree, {said('contradictions-text-table')} of them a text with a"
        f" table that it prints itself."
    )
    results.add("finding", text, rows["cells"], n=int(said("statements")))

"""How many of the statements that other readers found in sampled paragraphs had been keyed."""

from math import sqrt
from statistics import NormalDist

import pandas as pd

from compendium.result.results import Results
from compendium.result.sentence import share
from compendium.source.address import Addresses

CONFIDENCE = 0.95
BLIND = (1, 2, 4)  # samples whose reader had seen no fact of them; the card of the reading tells of the other one


def recall(results: Results, rows: pd.DataFrame) -> None:
    """Frame `recall` by sample; the share keyed before (`first`) and after (`last`) the reading led to more facts.

    Both shares are of samples that were read blind, `last` of the latest of them, which was read after what the
    others lacked had been keyed; `rows` is the tidy table `held_out_reading`.
    """
    results.frames["recall"] = [
        {
            "sample": int(sample),
            "seed": seed,
            "blind": int(sample) in BLIND,
            "paragraphs": _paragraphs(mine),
            "found": len(mine),
            "keyed": _keyed(mine),
            "share": 100 * _keyed(mine) / len(mine),
            "cells": Addresses(mine["cells"]),
        }
        for (sample, seed), mine in rows.groupby(["sample", "seed"])
    ]
    blind = rows[rows["sample"].isin(BLIND)]
    results.number("recall-confidence", round(100 * CONFIDENCE), blind["cells"], n=len(blind))
    is_last = blind["sample"] == max(BLIND)
    for reading, mine in (("first", blind[~is_last]), ("last", blind[is_last])):
        n, keyed, cells = len(mine), _keyed(mine), mine["cells"]
        results.count("found-{reading}", mine, of=mine, reading=reading)
        results.number("paragraphs-{reading}", _paragraphs(mine), cells, n=n, reading=reading)
        results.share("recall-{reading}", keyed, n, cells, n=n, reading=reading)
        for name, end in zip(("recall-{reading}-low", "recall-{reading}-high"), wilson(keyed, n), strict=True):
            results.add(name, share(100 * end, n), cells, number=100 * end, n=n, reading=reading)


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Ends of the Wilson score interval of a share, from 0 to 1, at the confidence above."""
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    middle, spread = part + z * z / 2, z * sqrt(part * (whole - part) / whole + z * z / 4)
    return (middle - spread) / (whole + z * z), (middle + spread) / (whole + z * z)


def _keyed(rows: pd.DataFrame) -> int:
    return int((rows["keyed"] == "yes").sum())


def _paragraphs(rows: pd.DataFrame) -> int:
    return rows.groupby(["text", "section", "paragraph"]).ngroups

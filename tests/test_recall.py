"""What other readers found in sampled paragraphs, held against what was keyed."""

import csv

import pandas as pd
import pytest
from conftest import SOURCE

from compendium.decision.decisions import Decisions
from compendium.result import patterns
from compendium.result.results import Results
from crossborder.texts.recall import recall, wilson

READING = SOURCE / "raw/held-out-reading/statements.csv"


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(8, 10, 0.490, 0.943), (0, 10, 0, 0.278), (10, 10, 0.722, 1)]
)
def test_the_interval_is_that_of_wilson(part, whole, low, high):
    """Against values of Newcombe's method 3, which other programs give too."""
    assert wilson(part, whole) == pytest.approx((low, high), abs=0.001)


def test_the_shares_are_of_samples_that_were_read_blind_and_the_last_of_them_is_told_apart():
    keyed = ["yes", "no", "no", "yes", "yes", "yes", "no"]
    rows = pd.DataFrame({"sample": [1, 1, 2, 3, 3, 4, 4], "seed": list("7789966"), "keyed": keyed, "text": "t"})
    rows["section"], rows["paragraph"] = "s", ["1", "1", "2", "3", "4", "5", "6"]
    rows["cells"] = [[f"raw/held-out-reading/statements.csv#cell={row},8"] for row in range(2, 9)]
    results = Results("x", {}, {}, Decisions(()), measure="audit", described=patterns.of_measure("audit"))
    recall(results, rows)
    assert [results.value(f"recall-{reading}") for reading in ("first", "last")] == ["33", "50"]
    assert [results.value(f"paragraphs-{reading}") for reading in ("first", "last")] == ["2", "2"]
    assert [(row["found"], row["keyed"]) for row in results.frames["recall"]] == [(2, 1), (1, 0), (2, 2), (2, 1)]
    assert [row["blind"] for row in results.frames["recall"]] == [True, True, False, True]


def test_every_found_statement_is_said_by_a_fact_of_its_paragraph_now():
    facts = {}
    for path in SOURCE.glob("raw/*/facts.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            facts |= {
                fact["id"]: (path.parent.name, fact["section"], fact["paragraph"]) for fact in csv.DictReader(file)
            }
    with READING.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 1000
    assert [row["id"] for row in rows if facts[row["fact"]] != (row["text"], row["section"], row["paragraph"])] == []


def test_no_paragraph_is_in_two_samples():
    with READING.open(encoding="utf-8", newline="") as file:
        places = {(row["sample"], row["text"], row["section"], row["paragraph"]) for row in csv.DictReader(file)}
    assert len(places) == len({place[1:] for place in places})

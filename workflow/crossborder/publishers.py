"""Publishers of the collected facts: `config/publishers.csv` gives each its kind.

The kind decides which of several rival values is chosen, and the class of evidence of an initiative,
in every region alike.
"""

import csv
import io
from functools import cache

from crossborder.root import ROOT

PATH = "config/publishers.csv"
COLUMNS = ("publisher", "kind", "decided_by", "date")
# Kinds in the order in which a value of theirs is preferred, with the class of evidence that they give.
KINDS = {
    "treaty_or_law": "official or promoter",
    "statistics": "official or promoter",
    "official_or_promoter": "official or promoter",
    "evaluation": "evaluation or academic",
    "press": "press or web",
    "mirror": "press or web",
}


@cache
def _kinds(text: str) -> dict[str, str]:
    return {row["publisher"]: row["kind"] for row in csv.DictReader(io.StringIO(text, newline=""))}


def kinds() -> dict[str, str]:
    """Kind of each publisher."""
    return _kinds((ROOT / PATH).read_text(encoding="utf-8"))


def rank(kind: str | None) -> int:
    """Place of a kind in the order of preference; an unknown publisher comes last."""
    return list(KINDS).index(kind) if kind in KINDS else len(KINDS)


def evidence(publisher: str | None) -> str | None:
    """Class of evidence that a publisher gives."""
    return KINDS[kinds()[publisher]] if publisher else None

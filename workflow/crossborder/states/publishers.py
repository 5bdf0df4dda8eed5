"""Publishers of the collected facts: `config/publishers.csv` gives each its kind.

The kind decides which of several rival values is chosen, and the class of evidence of an initiative,
in every region alike.
"""

from functools import cache

from compendium.decision import decision_file
from compendium.problem import Problem
from compendium.source import plain_text
from compendium.unusable import Unusable

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
def _kinds(rows: decision_file.Rows) -> dict[str, str] | list[Problem]:
    """Kind of each publisher, or what is wrong with the rows."""
    found: dict[str, str] = {}
    lines: dict[str, int] = {}
    problems = []
    for line, row in rows.each:
        name, kind = row["publisher"], row["kind"]
        where = {"line": line, "column": 1, "column_name": "publisher"}
        if name in lines:
            expected, todo = f"once, as on line {lines[name]}", "keep one of the two"
            problems.append(Problem(PATH, "publisher twice", repr(name), expected, todo, **where))
        if kind not in KINDS:
            where |= {"column": 2, "column_name": "kind"}
            found_, expected = f"{name}: {kind!r}", ", ".join(KINDS)
            problems.append(Problem(PATH, "unknown kind", found_, expected, "use one of these", **where))
        found[name] = kind
        lines.setdefault(name, line)
    return problems or found


def kinds() -> dict[str, str]:
    """Kind of each publisher; none where there is no file. Raises Unusable."""
    found = _kinds(decision_file.read(PATH, COLUMNS)) if plain_text.exists(PATH) else {}
    if isinstance(found, list):
        raise Unusable(found)
    return found


def rank(kind: str | None) -> int:
    """Place of a kind in the order of preference; an unknown publisher comes last."""
    return list(KINDS).index(kind) if kind in KINDS else len(KINDS)


def kind(row: dict, kinds: dict[str, str]) -> str | None:
    """Kind of the publisher of a row, by the kinds that are decided."""
    return kinds[row["publisher"]] if row["publisher"] else None


def evidence(row: dict, kinds: dict[str, str]) -> str | None:
    """Class of evidence that the publisher of a row gives."""
    return KINDS[kinds[row["publisher"]]] if row["publisher"] else None

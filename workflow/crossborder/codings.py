"""Codings: what a coder adds to a printed cell, by a scheme described in `docs/codings.md`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from crossborder import decisions, plain

PATH = "config/codings.csv"
COLUMNS = ("cell", "scheme", "code", "reason", "evidence", "decided_by", "date")
SECOND = "config/codings.second.csv"
# Codes that each scheme has; None where the codes are a vocabulary or a list of their own.
SCHEMES: dict[str, tuple[str, ...] | None] = {
    "entity": None,
    "dispute-grade": ("minor", "open", "acute"),
    "closure": None,
    "border-centre": ("joint-control", "attention-centre", "trade-zone", "planned", "none"),
    "condition-or-response": ("condition", "assessment"),
    "outcome": ("success", "mixed", "failure", "unknown"),
}
EPISODES = re.compile(r"(?:(?:political|pandemic)=\d{4}(?:,\d{4})*(?: |$)){1,2}")


@dataclass(frozen=True)
class Coding:
    """One row of the codings and the line on which it stands."""

    cell: str
    scheme: str
    code: str
    reason: str
    evidence: str
    decided_by: str
    date: str
    line: int

    @property
    def file(self) -> str:
        return self.cell.partition("#")[0]


@cache
def _codings(rows: decisions.Rows) -> tuple[Coding, ...]:
    return tuple(Coding(**row, line=line) for line, row in rows.each)


def codings(path: str = PATH) -> tuple[Coding, ...]:
    """All codings of a file, in its order; none where there is no file. Raises Unusable."""
    return _codings(decisions.read(path, COLUMNS)) if plain.exists(path) else ()


def is_valid(scheme: str, code: str, is_entity: Callable[[str], bool]) -> bool:
    """Whether a scheme has a code."""
    if scheme == "entity":
        return is_entity(code)
    if scheme == "closure":
        return bool(EPISODES.fullmatch(code))
    return code in (SCHEMES[scheme] or ())


def episodes(code: str) -> dict[str, list[int]]:
    """First years of closures by their reason, of a code of the scheme `closure`."""
    pairs = (part.split("=") for part in code.split())
    return {reason: [int(year) for year in years.split(",")] for reason, years in pairs}


def by_cell(scheme: str, path: str = PATH) -> dict[str, str]:
    """Code of each coded cell address in one scheme."""
    return {coding.cell: coding.code for coding in codings(path) if coding.scheme == scheme}

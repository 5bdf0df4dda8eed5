"""Codings: what a coder adds to a printed cell, by a scheme described in `docs/codings.md`."""

import csv
import io
from dataclasses import dataclass
from functools import cache

from crossborder.root import ROOT

PATH = "config/codings.csv"
COLUMNS = ("cell", "scheme", "code", "reason", "evidence", "decided_by", "date")
SCHEMES = ("entity",)


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
def _codings(text: str) -> tuple[Coding, ...]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return tuple(Coding(**{c: row[c] for c in COLUMNS}, line=rows.line_num) for row in rows)


def codings() -> tuple[Coding, ...]:
    """All codings of a checked file, in its order."""
    return _codings((ROOT / PATH).read_text(encoding="utf-8"))


def by_cell(scheme: str) -> dict[str, str]:
    """Code of each coded cell address in one scheme."""
    return {coding.cell: coding.code for coding in codings() if coding.scheme == scheme}

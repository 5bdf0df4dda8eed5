"""Codings: what a coder adds to a printed cell, by a scheme described in `docs/codings.md`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from compendium import study
from compendium.decision import decision_file
from compendium.source import plain_text

PATH = "config/codings.csv"
COLUMNS = ("cell", "scheme", "code", "reason", "evidence", "decided_by", "date")
SECOND = "config/codings.second.csv"
ENTITY = "entity"  # the scheme that says what a label of a matrix names, by a key of the vocabulary of the label


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
        """Raw table of the cell."""
        return self.cell.partition("#")[0]


@cache
def _codings(rows: decision_file.Rows) -> tuple[Coding, ...]:
    return tuple(Coding(**row, line=line) for line, row in rows.each)


def codings(path: str = PATH) -> tuple[Coding, ...]:
    """All codings of a file, in its order; none where there is no file. Raises Unusable."""
    return _codings(decision_file.read(path, COLUMNS)) if plain_text.exists(path) else ()


def schemes() -> list[str]:
    """Names of all schemes: the one of entities, and those that the study adds."""
    return [ENTITY, *study.adds("SCHEMES")]


def is_valid(scheme: str, code: str, is_entity: Callable[[str], bool]) -> bool:
    """Whether a scheme has a code. Raises KeyError for an unknown scheme."""
    if scheme == ENTITY:
        return is_entity(code)
    has = study.adds("SCHEMES")[scheme]  # its codes, or the dotted name of a function that tells one
    return study.get(has)(code) if isinstance(has, str) else code in has


def by_cell(found: Iterable[Coding], scheme: str) -> dict[str, str]:
    """Code of each coded cell address in one scheme."""
    return {coding.cell: coding.code for coding in found if coding.scheme == scheme}

"""Check the raw material: all problems in one pass, or silence.

Each module of this package is one check, a function from the Material to problems. They run from
bytes to meaning, and a cell that an early check refuses is not judged again by a later one.
"""

from functools import cache

from crossborder import fingerprint
from crossborder.check import (
    agreement,
    bytes,
    cards,
    cells,
    claims,
    codings,
    collected,
    constraints,
    dates,
    files,
    geometries,
    ledger,
    numerals,
    open_data,
    places,
    records,
    regions,
    shape,
    spreadsheet,
    statements,
    totals,
    trial,
    types,
    vocabulary,
    words,
)
from crossborder.check.material import Material
from crossborder.problem import Problem, first_of_each_cell
from crossborder.root import ROOT

CHECKS = (
    cards.check,
    files.check,
    bytes.check,
    shape.check,
    spreadsheet.check,
    cells.check,
    constraints.check,
    numerals.check,
    words.check,
    types.check,
    vocabulary.check,
    dates.check,
    geometries.check,
    open_data.check,
    statements.check,
    collected.check,
    places.check,
    regions.check,
    records.check,
    ledger.check,
    codings.check,
    claims.check,
    agreement.check,
    totals.check,
    trial.check,
)


def run() -> list[Problem]:
    """Every problem of the raw material, in the order of files, lines and columns."""
    return _run(_state())


def _state() -> str:
    """Fingerprint of all that is checked, so that the passes of one build check once."""
    files = [
        path
        for folder in ("raw", "config", "workflow/schemas")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    ]
    return fingerprint.of_value(sorted((str(path), fingerprint.of_file(path)) for path in files))


@cache
def _run(_state: str) -> list[Problem]:
    material = Material()
    for check in CHECKS:
        material.problems.extend(check(material))
    return first_of_each_cell(material.problems)

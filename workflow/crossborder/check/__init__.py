"""Check the raw material: all problems in one pass, or silence.

Each module of this package is one check, a function from the Material to problems. They run from
bytes to meaning, and a cell that an early check refuses is not judged again by a later one.
"""

from functools import cache
from pathlib import Path

from crossborder import fingerprint
from crossborder.check import (
    agreement,
    bytes,
    cards,
    cells,
    claims,
    codings,
    collected,
    configuration,
    constraints,
    dates,
    files,
    geometries,
    headlines,
    ledger,
    numerals,
    open_data,
    places,
    records,
    references,
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
from crossborder.unusable import Unusable

CHECKS = (
    references.check,
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
    configuration.check,
    headlines.check,
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
    found = [path for folder in ("raw", "config", "workflow/schemas") for path in sorted((ROOT / folder).rglob("*"))]
    found += [ROOT / "metadata.yaml", ROOT / "results.csv"]
    named = [path for folder in ("notebooks", "workflow/crossborder/measure") for path in (ROOT / folder).glob("*")]
    return fingerprint.of_value([*((str(path), _content(path)) for path in found), sorted(map(str, named))])


def _content(path: Path) -> str:
    """What a path holds, as far as it can be read: a check of its own says why it cannot."""
    try:
        return fingerprint.of_file(path) if path.is_file() else "no file"
    except OSError as error:
        return error.strerror or "unreadable"


@cache
def _run(_state: str) -> list[Problem]:
    material = Material()
    for check in CHECKS:
        try:
            material.problems.extend(check(material))
        except Unusable as error:
            material.problems.extend(error.problems)
    return first_of_each_cell(material.problems)

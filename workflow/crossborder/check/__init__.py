"""Check the raw material: all problems in one pass, or silence.

Each module of this package is one check, a function from the Material to problems. They run from
bytes to meaning, and a cell that an early check refuses is not judged again by a later one.
"""

from crossborder.check import agreement, bytes, cards, cells, codings, files, ledger, records, shape, spreadsheet, totals, types
from crossborder.check.material import Material
from crossborder.problem import Problem, first_of_each_cell

CHECKS = (
    cards.check,
    files.check,
    bytes.check,
    shape.check,
    spreadsheet.check,
    cells.check,
    types.check,
    records.check,
    ledger.check,
    codings.check,
    agreement.check,
    totals.check,
)


def run() -> list[Problem]:
    """Every problem of the raw material, in the order of files, lines and columns."""
    material = Material()
    for check in CHECKS:
        material.problems.extend(check(material))
    return first_of_each_cell(material.problems)

"""Every check in its order, from bytes to meaning; a cell that an early one refuses is not judged by a later one."""

from compendium import study
from compendium.check import (
    addresses,
    agreement,
    bytes,
    cards,
    cells,
    claims,
    codings,
    configuration,
    constraints,
    dates,
    definitions,
    files,
    headlines,
    ledger,
    named_results,
    notebooks,
    numerals,
    outside,
    pages,
    places,
    promises,
    records,
    references,
    shape,
    spreadsheet,
    text,
    totals,
    trial,
    types,
    value_totals,
    values,
    vocabulary,
    words,
)
from compendium.check.material import Material
from compendium.problem import Problem, first_of_each_cell
from compendium.unusable import Unusable

# The study's own checks run between the two: after those of cells, before those of decisions.
OF_CELLS = (
    references.check,
    cards.check,
    files.check,
    bytes.check,
    text.check,
    outside.check,
    shape.check,
    spreadsheet.check,
    cells.check,
    values.check,
    constraints.check,
    numerals.check,
    words.check,
    types.check,
    vocabulary.check,
    dates.check,
    addresses.check,
    places.check,
)
OF_DECISIONS = (
    configuration.check,
    notebooks.check,
    pages.check,
    promises.check,
    definitions.check,
    named_results.check,
    headlines.check,
    records.check,
    ledger.check,
    codings.check,
    claims.check,
    agreement.check,
    totals.check,
    value_totals.check,
    trial.check,
)


def problems() -> list[Problem]:
    """Every problem of the raw material, in the order of files, lines and columns."""
    material = Material()
    own = [study.get(function) for function in study.adds("CHECKS").values()]
    for check in (*OF_CELLS, *own, *OF_DECISIONS):
        try:
            material.problems.extend(check(material))
        except Unusable as error:
            material.problems.extend(error.problems)
    return first_of_each_cell(material.problems)

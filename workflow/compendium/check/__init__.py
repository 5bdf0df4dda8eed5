"""Check the raw material: all problems in one pass, or silence.

Each module of this package is one check, a function from the Material to problems. They run from
bytes to meaning, and a cell that an early check refuses is not judged again by a later one.
"""

import os
import stat
from functools import cache

from compendium import study
from compendium.check import (
    agreement,
    bytes,
    cards,
    cells,
    claims,
    codings,
    configuration,
    constraints,
    dates,
    files,
    headlines,
    ledger,
    named_results,
    numerals,
    places,
    records,
    references,
    shape,
    spreadsheet,
    text,
    totals,
    trial,
    types,
    vocabulary,
    words,
)
from compendium.check.material import Material
from compendium.decision.checked_files import single_files
from compendium.paths import DESCRIBED, path_of
from compendium.problem import Problem, first_of_each_cell
from compendium.source import fingerprint
from compendium.unusable import Unusable

# The study's own checks run between the two: after those of cells, before those of decisions.
OF_CELLS = (
    references.check,
    cards.check,
    files.check,
    bytes.check,
    text.check,
    shape.check,
    spreadsheet.check,
    cells.check,
    constraints.check,
    numerals.check,
    words.check,
    types.check,
    vocabulary.check,
    dates.check,
    places.check,
)
OF_DECISIONS = (
    configuration.check,
    named_results.check,
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
    found = []
    for folder in ("raw", "config", "workflow/schemas", *DESCRIBED):
        for top, *names in os.walk(path_of(folder)):
            found += [_seen(os.path.join(top, name)) for name in (*names[0], *names[1])]
    found += [_seen(str(path_of(name))) for name in single_files()]
    named = list(path_of("notebooks").glob("*"))
    return fingerprint.of_value([sorted(found), sorted(map(str, named))])


def _seen(path: str) -> tuple:
    """A file as it is seen, unread: a write or a set clock changes the time of its inode, which nobody can set."""
    try:
        seen = os.stat(path)
    except OSError:
        return (path,)
    return (
        path,
        seen.st_ino,
        seen.st_mode,
        *((seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns) if stat.S_ISREG(seen.st_mode) else ()),
    )


@cache
def _run(_state: str) -> list[Problem]:
    material = Material()
    own = [study.get(function) for function in study.adds("CHECKS").values()]
    for check in (*OF_CELLS, *own, *OF_DECISIONS):
        try:
            material.problems.extend(check(material))
        except Unusable as error:
            material.problems.extend(error.problems)
    return first_of_each_cell(material.problems)

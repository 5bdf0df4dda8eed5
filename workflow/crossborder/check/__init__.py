"""Check the raw material: all problems in one pass, or silence.

Each module of this package is one check, a function from the Material to problems. They run from
bytes to meaning, and a cell that an early check refuses is not judged again by a later one.
"""

import os
import stat
from functools import cache

from crossborder import fingerprint
from crossborder.check import (
    agreement,
    bytes,
    cards,
    cells,
    claims,
    codings,
    files,
    ledger,
    places,
    records,
    regions,
    shape,
    spreadsheet,
    text,
    totals,
    types,
    vocabulary,
)
from crossborder.check.material import Material
from crossborder.problem import Problem, first_of_each_cell
from crossborder.root import ROOT

CHECKS = (
    cards.check,
    files.check,
    bytes.check,
    text.check,
    shape.check,
    spreadsheet.check,
    cells.check,
    types.check,
    vocabulary.check,
    places.check,
    regions.check,
    records.check,
    ledger.check,
    codings.check,
    claims.check,
    agreement.check,
    totals.check,
)


def run() -> list[Problem]:
    """Every problem of the raw material, in the order of files, lines and columns."""
    return _run(_state())


def _state() -> str:
    """Fingerprint of all that is checked, so that the passes of one build check once."""
    found = []
    for folder in ("raw", "config", "workflow/schemas"):
        for top, *names in os.walk(ROOT / folder):
            found += [_seen(os.path.join(top, name)) for name in (*names[0], *names[1])]
    return fingerprint.of_value(sorted(found))


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
    for check in CHECKS:
        material.problems.extend(check(material))
    return first_of_each_cell(material.problems)

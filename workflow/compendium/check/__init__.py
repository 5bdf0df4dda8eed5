"""Check the raw material: all problems in one pass, or silence.

Each module of this package that `every` lists is one check, a function from the Material to problems. What was found
to have no problem is not checked again while it is the same (`kept`).
"""

from functools import cache

from compendium.check import kept
from compendium.decision import checked_files
from compendium.problem import Problem


def run() -> list[Problem]:
    """Every problem of the raw material, in the order of files, lines and columns."""
    return _run(checked_files.state())


@cache
def _run(_state: str) -> list[Problem]:
    key = kept.key()
    if key and kept.is_sound(key):
        return []
    # Imported here: the checks take longer to load than what is kept takes to read.
    from compendium.check import every

    found = every.problems()
    if key and not found:
        kept.keep(key)
    return found

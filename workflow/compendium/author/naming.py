"""Which raw table a user means by a path, taken from where the user stands or from the root."""

import contextlib
import os
from pathlib import Path

from compendium.failure import Refused
from compendium.paths import STARTED, path_of, relative
from compendium.source import cards


def ways(text: str) -> list[str]:
    """Names from the root that a path may mean."""
    found = [Path(os.path.normpath(text)).as_posix()]
    for path in (STARTED / text, path_of(text)):
        with contextlib.suppress(ValueError):  # it lies elsewhere
            found.append(relative(path))
    return list(dict.fromkeys(found))


def table_of(text: str) -> cards.Table:
    """The raw table that a path names, a second keying too. Raises Refused."""
    found = {table.path: table for table in cards.tables()}
    for way in ways(text):
        if way in found:
            return found[way]
    raise Refused(f"{text} is no raw table. Raw tables: {', '.join(sorted(found)) or 'none'}.")

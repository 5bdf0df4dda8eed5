"""The job behind `headlines`: the table of headlines by definitions, as a CSV."""

import csv
import io
from pathlib import Path

from compendium import atomic
from compendium.table import store

FIRST = ("report", "name", "statement")
NOT_ASKED = "–"


def write(_wildcards: dict, inputs: dict, outputs: dict[str, str]) -> None:
    """Write one row a headline and one column a definition, such as `parts: both`: whether the headline holds.

    A dash where its report does not ask for the term, as the report prints it: nothing was computed there.
    """
    rows = store.read(Path(inputs["measured"])).to_pylist()
    heads = list(dict.fromkeys(_head(row) for row in rows))
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        mine = found.setdefault(row["name"], {key: row[key] for key in FIRST})
        mine[_head(row)] = row["stands"] if row["asked"] else NOT_ASKED
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*FIRST, *heads], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(found.values())
    atomic.write_bytes(Path(outputs["csv"]), out.getvalue().encode())


def _head(row: dict) -> str:
    return f"{row['term']}: {row['alternative']}{' (in force)' if row['in_force'] else ''}"

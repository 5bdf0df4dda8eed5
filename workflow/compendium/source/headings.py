"""Names of the columns of a table from its own headings, where no schema gives them."""

import csv
from itertools import islice

from compendium.paths import path_of

SEPARATOR = " / "  # between the headings of several rows


def paths(records: list[list[str]], labels: int = 1) -> list[tuple[str, ...]]:
    """Headings of each column from rows of them, the outermost first; nothing for a column that has none.

    A heading of an upper row spans the blanks on its right, up to the next in its row or in one above it. One with
    nothing below it is that of its own column, and spans no other; so is one over the `labels` first columns.
    """
    width, above = max(map(len, records), default=0), len(records) - 1
    spans, found = [""] * above, []
    for column in range(width):
        own = [record[column] if column < len(record) else "" for record in records]
        if not own[-1] or column < labels:
            found.append(tuple(text for text in own if text))
            spans = [""] * above if any(own) else spans
            continue
        for row in range(above):
            if own[row]:
                spans[row:] = [own[row], *([""] * (above - 1 - row))]
        found.append((*(text for text in spans if text), own[-1]))
    return found


def names(records: list[list[str]], labels: int = 1) -> list[str]:
    """Names of columns from rows of headings, each with those that span it."""
    return [SEPARATOR.join(path) for path in paths(records, labels)]


def fields(path: str, rows: int, labels: int) -> list[dict]:
    """A field for each column of a file, by its first records; none of a file that cannot be read, which is told elsewhere."""
    try:
        with path_of(path).open(encoding="utf-8-sig", newline="") as file:
            records = list(islice(csv.reader(file), rows))
    except (OSError, UnicodeDecodeError, csv.Error):
        return []
    described = "As printed, under the heading of the column"
    return [{"name": name, "type": "string", "description": described} for name in names(records, labels)]

"""Read a CSV of decisions: the ledger, the codings, and what a study adds.

What would keep a row from being read at all is refused here; what a row says is judged by the checks.
"""

import csv
import io
from dataclasses import dataclass
from functools import cache

from compendium.problem import Problem
from compendium.source import plain_text
from compendium.unusable import Unusable

LONGEST = 4_000  # characters of a field
ROWS = 100_000


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows of one content of a file: the line on which each begins, and its texts by column."""

    each: tuple[tuple[int, dict[str, str]], ...]


def read(path: str, columns: tuple[str, ...]) -> Rows:
    """Rows of a file below the root. Raises Unusable with every row that cannot be read."""
    found = rows_of(path, columns, plain_text.read(path))
    if isinstance(found, list):
        raise Unusable(found)
    return found


@cache
def rows_of(path: str, columns: tuple[str, ...], text: str) -> Rows | list[Problem]:
    """Rows of the text, or what is wrong with it; kept by content."""
    before = csv.field_size_limit(plain_text.LARGEST)  # the file is bounded, and so is each field below
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records, line = [], 1
    try:
        for record in reader:
            records.append((line, record))
            line = reader.line_num + 1
    except csv.Error as error:
        todo = "look for a quote that is not closed, or not doubled inside a field"
        return [Problem(path, "CSV that does not parse", str(error), "RFC 4180 CSV", todo, line=line)]
    finally:
        csv.field_size_limit(before)
    header = tuple(records[0][1]) if records else ()
    if header != columns:
        found = ", ".join(header)[:200] or "no header"
        return [Problem(path, "wrong columns", found, ", ".join(columns), "mend the header", line=1)]
    if len(records) > ROWS:
        return [Problem(path, "too many rows", f"{len(records):,}", f"at most {ROWS:,}", "part the file", line=ROWS)]
    problems = [problem for at, record in records[1:] for problem in _faults(path, columns, at, record)]
    return problems or Rows(tuple((at, dict(zip(columns, record, strict=True))) for at, record in records[1:]))


def _faults(path: str, columns: tuple[str, ...], line: int, record: list[str]) -> list[Problem]:
    """What keeps a row from being read: another number of cells, or a cell that is no field."""
    if not any(text.strip() for text in record):
        return [Problem(path, "empty row", "an empty row", "an entry", "take the row out", line=line)]
    what = f"entry {record[0][:60]}"
    if len(record) != len(columns):
        found, expected = f"{what}: {len(record)} cells", f"{len(columns)} cells"
        todo = "look for a comma outside quotes"
        return [Problem(path, "ragged row", found, expected, todo, line=line, column=min(len(record), len(columns)))]
    return [
        Problem(
            path,
            "field too long",
            f"{what}: {len(text):,} characters",
            f"at most {LONGEST:,}: longer than that is no {name}",
            "say it shorter",
            line=line,
            column=column,
            column_name=name,
        )
        for column, (name, text) in enumerate(zip(columns, record, strict=True), start=1)
        if len(text) > LONGEST
    ]

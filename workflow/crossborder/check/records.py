"""Layout of the ledger and of the codings: columns, blank fields, dates, texts that would run."""

import csv
import datetime
import io
import re
from collections.abc import Iterator

from crossborder import codings, ledger
from crossborder.check.material import Material
from crossborder.problem import Problem
from crossborder.root import ROOT

FREE = {"printed", "corrected"}  # may be blank
UNSAFE = re.compile(r"^[=+@].*|^-[A-Za-z(].*|.*<[A-Za-z/!][^>]*>.*", re.DOTALL)


def check(material: Material) -> Iterator[Problem]:
    yield from records(ledger.PATH, ledger.COLUMNS)
    yield from records(codings.PATH, codings.COLUMNS)
    yield from records(codings.SECOND, codings.COLUMNS)


def records(path: str, columns: tuple[str, ...]) -> Iterator[Problem]:
    """Problems of one file of decisions."""
    file = ROOT / path
    if not file.is_file():
        yield Problem(
            path, "missing file", "nothing", "a file with at least a header", "put it back from version control"
        )
        return
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        yield Problem(
            path, "invalid UTF-8", f"a byte at {error.start}", "UTF-8 text", "save it as plain UTF-8 CSV", line=1
        )
        return
    if text.startswith("\ufeff") or "\r" in text:
        yield Problem(
            path,
            "byte order mark or CRLF line ends",
            "bytes of a spreadsheet program",
            "plain UTF-8 CSV with LF",
            "save it again as plain CSV",
            line=1,
        )
    reader = csv.reader(io.StringIO(text, newline=""))
    header = tuple(next(reader, ()))
    if header != columns:
        yield Problem(
            path, "wrong columns", ", ".join(header) or "no header", ", ".join(columns), "mend the header", line=1
        )
        return
    for record in reader:
        yield from _record(path, columns, record, reader.line_num)


def _record(path: str, columns: tuple[str, ...], record: list[str], line: int) -> Iterator[Problem]:
    what = f"entry {record[0]}" if record else "an entry"
    if len(record) != len(columns):
        yield Problem(
            path,
            "ragged row",
            f"{what}: {len(record)} cells",
            f"{len(columns)} cells",
            "look for a comma outside quotes",
            line=line,
            column=len(record) or 1,
        )
        return
    for column, (name, text) in enumerate(zip(columns, record, strict=True), start=1):
        where = {"line": line, "column": column, "column_name": name}
        if not text.strip() and name not in FREE:
            yield Problem(
                path,
                "blank field",
                f"{what}: no {name}",
                f"a {name}",
                "a decision without it cannot be followed: fill it in",
                **where,
            )
        elif name in ("reason", "evidence", "decided_by") and UNSAFE.match(text):
            yield Problem(
                path, "markup or formula", f"{what}: {text[:60]!r}", "plain text", "write it in words", **where
            )
        elif name == "date":
            yield from _date(path, what, text, where)


def _date(path: str, what: str, text: str, where: dict) -> Iterator[Problem]:
    try:
        date = datetime.date.fromisoformat(text)
    except ValueError:
        yield Problem(path, "not a date", f"{what}: {text!r}", "YYYY-MM-DD", "write the day of the decision", **where)
        return
    # A day of grace: the clock of a reader may be a time zone behind that of the writer.
    if date > datetime.date.today() + datetime.timedelta(days=1):
        yield Problem(
            path, "date in the future", f"{what}: {text}", "today or earlier", "write the day of the decision", **where
        )

"""What a file is, before it is parsed: its encoding and its separator, from its bytes alone.

A file that is not comma-separated UTF-8 has one fault, which names what it is. Nothing else is then said of it.
"""

import csv
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from compendium.source import limits

BOM = b"\xef\xbb\xbf"
# Longest first: the mark of UTF-32 begins with that of UTF-16.
MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
UNMARKED = {
    "UTF-32, little-endian": "utf-32-le",
    "UTF-32, big-endian": "utf-32-be",
    "UTF-16, little-endian": "utf-16-le",
    "UTF-16, big-endian": "utf-16-be",
}
# What begins so is another kind of file under the name of a table.
OTHERS = {
    b"PK\x03\x04": "a workbook (.xlsx, .ods) or another zip file",
    b"\xd0\xcf\x11\xe0": "a workbook of old Excel (.xls)",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a file packed by gzip",
    b"PAR1": "a Parquet file",
    b"{\\rtf": "a text of a word processor (RTF)",
    b"<?xml": "an XML file",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
    b"version https://git-lfs": "a pointer of Git LFS: the file itself was not fetched",
}
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars", "^": "carets", "\x1f": "unit separators"}
SEP_LINE = re.compile(r'"?sep=(?P<sign>.?)"?\s*\n', re.IGNORECASE)
CONFLICT = re.compile(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)
CSV = "comma-separated text in UTF-8"
SAVE = "save it again as “CSV UTF-8 (comma delimited)”, or key it in a text editor"
PART = 65_536  # bytes that tell an encoding
SAMPLE = 50  # records that tell a separator


@dataclass(frozen=True)
class Fault:
    """What a file is instead of a table; `line` is 0 where it is of no one line."""

    kind: str
    found: str
    expected: str = CSV
    todo: str = SAVE
    line: int = 1
    column: int = 0


def encoding(raw: bytes) -> Fault | None:
    """Why bytes are no UTF-8 text, or None where they are."""
    head = raw[:PART]
    for mark, name in MARKS:
        if head.startswith(mark):
            kept = f"text in {name}, as “Unicode text” of a spreadsheet program; its columns are parted by {_parted(raw, name)}"
            return Fault("another encoding", kept)
    for start, what in OTHERS.items():
        if head.lstrip(b" \t\r\n" + BOM)[: len(start)].lower() == start.lower():
            todo = "put the table itself here, saved as “CSV UTF-8 (comma delimited)”"
            return Fault("another kind of file", what, todo=todo)
    if b"\x00" in raw:
        return _nul(raw)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(raw, error)
    return None


def _parted(raw: bytes, name: str) -> str:
    """What parts the columns of a text in UTF-16 or UTF-32."""
    text = raw[:PART].decode(name.lower(), "replace")
    return max(("commas", ","), *((word, sign) for sign, word in SEPARATORS.items()), key=lambda p: text.count(p[1]))[0]


def _nul(raw: bytes) -> Fault:
    """Text in UTF-16 or UTF-32 without a mark, or bytes that are none of a text."""
    for name, codec in UNMARKED.items():
        width = 4 if "32" in codec else 2
        try:
            text = raw[: PART - PART % width].decode(codec)
        except UnicodeDecodeError:
            continue
        plain = sum(c.isprintable() or c in "\r\n\t" for c in text)
        if ("\n" in text or "\r" in text) and "\x00" not in text and plain > 0.95 * len(text):
            return Fault("another encoding", f"text in {name}, without a byte order mark")
    line = raw[: raw.index(b"\x00")].count(b"\n") + 1
    found = f"{raw.count(bytes(1))} NUL bytes, the first on line {line}"
    return Fault("NUL bytes", found, todo="take the file from its source again: it was damaged", line=line)


def _not_utf8(raw: bytes, error: UnicodeDecodeError) -> Fault:
    start, bad = raw[: error.start], len(re.findall(rb"[\x80-\xff]", raw))
    line = start.count(b"\n") + 1
    column = start[start.rfind(b"\n") + 1 :].count(b",") + 1
    if error.end == len(raw) and "unexpected end" in error.reason:
        found = "the file ends within a character"
        return Fault(
            "invalid UTF-8", found, "UTF-8 text", "take the file from its source again: it was cut off", line, column
        )
    word = re.split(rb"[,;\t\r\n\"]", start)[-1][-20:] + re.split(rb"[,;\t\r\n\"]", raw[error.start :])[0][:20]
    codec, name = _legacy(raw)
    found = f"byte 0x{raw[error.start]:02x} after {start[-20:].decode('utf-8', 'replace')!r}"
    found += f"; {name} would make it {word.decode(codec, 'replace')!r} ({bad} bytes beyond ASCII in the file)"
    todo = f"save it as “CSV UTF-8 (comma delimited)”; if it is {name}, read it as that"
    return Fault("invalid UTF-8", found, "UTF-8 text", todo, line, column)


def _legacy(raw: bytes) -> tuple[str, str]:
    """Codec and name of the 8-bit encoding that the bytes seem to be of: Cyrillic has whole words beyond ASCII."""
    runs = re.findall(rb"[\x80-\xff]+", raw)
    long = sum(len(run) for run in runs if len(run) > 2)
    return ("cp1251", "Windows-1251") if 2 * long > sum(map(len, runs)) else ("cp1252", "Windows-1252 or Latin-1")


def separator(text: str, names: list[str]) -> Fault | None:
    """Why the columns of a text are not parted by commas, or None where they are. `names` are those of the schema."""
    if match := SEP_LINE.match(text):
        word = "commas" if match["sign"] == "," else SEPARATORS.get(match["sign"], repr(match["sign"]))
        found = f"a first line {match.group().strip()!r}, which Excel alone reads; it says {word}"
        return Fault("sep= line", found, todo="take the line out" if word == "commas" else SAVE)
    if match := CONFLICT.search(text):
        line = text.count("\n", 0, match.start()) + 1
        found = f"{match.group().strip()!r}: two versions of the file stand in it"
        return Fault("merge that was not finished", found, "one version", "settle the merge in version control", line)
    by_commas = _records(text, ",")
    if not by_commas:
        return None
    if by_commas[0] == names:
        return _body(text, by_commas, len(names))
    for sign, word in SEPARATORS.items():
        records = _records(text, sign)
        if _fits(records, len(by_commas[0]), names) or _more_even(records, by_commas):
            return Fault("another separator", f"columns parted by {word}: {text.partition(chr(10))[0][:60]!r}")
    if len(by_commas[0]) == 1 and len(names) > 1:
        whole = by_commas[0][0]
        todo = "take the quotes off that enclose whole lines" if "," in whole else "part the columns by commas"
        return Fault("table of one column", f"one column, {whole[:60]!r}", f"{len(names)} columns", todo)
    return None


def _records(text: str, sign: str) -> list[list[str]]:
    """The first records of a text that is parted by a sign, as far as they can be read; blank ones left out."""
    head = text[: 4 * PART].split("\n")[: 4 * SAMPLE]
    found: list[list[str]] = []
    with suppress(csv.Error):
        found.extend(islice((record for record in csv.reader(head, delimiter=sign) if any(record)), SAMPLE))
    return found


def _fits(records: list[list[str]], by_commas: int, names: list[str]) -> bool:
    """Whether records are parted by the sign that made them, rather than by commas."""
    if not records or len(records[0]) < 2:
        return False
    alike = sum(len(record) == len(records[0]) for record in records)
    return records[0] == names or (len(records[0]) > by_commas and alike >= 0.8 * len(records))


def _more_even(records: list[list[str]], by_commas: list[list[str]]) -> bool:
    """Whether a sign makes most records alike and commas few of them: lines above and below a table are not."""
    alike = _alike(records)
    return 2 * alike > len(records) and alike > 2 * _alike(by_commas)


def _alike(records: list[list[str]]) -> int:
    """How many records have the commonest length, of those of several cells."""
    return max(Counter(len(record) for record in records if len(record) > 1).values(), default=0)


def _body(text: str, by_commas: list[list[str]], width: int) -> Fault | None:
    """Records that are parted by another sign than their header."""
    body = by_commas[1:]
    if width < 2 or 2 * sum(len(record) == 1 for record in body) <= len(body):
        return None
    for sign, word in SEPARATORS.items():
        others = _records(text, sign)[1:]
        if others and 2 * sum(len(record) == width for record in others) > len(others):
            return Fault("another separator", f"columns parted by {word} below a header parted by commas", line=2)
    return None


FIELD = re.compile(r'"[^"]*+(?:""[^"]*+)*+"|[^",\n][^,\n]*|(?=[,\n]|\Z)')


def unparsed(text: str, start: int, line: int) -> Fault:
    """Why the record that begins at a position of a text, on a line, is not one of CSV."""
    column, position = 1, start
    while position < len(text):
        match = FIELD.match(text, position)
        here = line + text.count("\n", start, position)
        if not match:
            found = f"{text[position : position + 40]!r}: the quote that opens here on line {here} is not closed"
            todo = "close the quote, or double it where it is printed"
            return Fault("quote that never closes", found, "a second quote", todo, here, column)
        if len(match.group()) > limits.CELL:
            return too_long(match.group(), here, column)
        position = match.end()
        sign = text[position : position + 1]
        if sign not in (",", "\n", ""):
            end = line + text.count("\n", start, position)
            if end > here:
                found = (
                    f"{match.group()[:40]!r}: the quote that opens here on line {here} is not closed before line {end}"
                )
                todo = "close the quote, or double it where it is printed"
                return Fault("quote that never closes", found, "a second quote", todo, here, column)
            found = f"{text[position : position + 20]!r} after the quote that opens and closes on line {here}"
            todo = "double each quote that is printed inside quotes"
            return Fault("CSV that does not parse", found, "a comma or the end of the line", todo, here, column)
        if sign == "\n" and position > start:
            break
        column, position = column + 1, position + 1
    return Fault("CSV that does not parse", "a record that no reader of CSV takes", "RFC 4180", SAVE, line)


def too_long(text: str, line: int, column: int) -> Fault:
    """A cell beyond what a reader of CSV takes."""
    found = f"{len(text):,} characters, from {text[:30]!r}"
    todo = f"look for a quote that is not closed; else {limits.GO_ON}"
    return Fault("cell that is too long", found, f"at most {limits.CELL:,} characters", todo, line, column)

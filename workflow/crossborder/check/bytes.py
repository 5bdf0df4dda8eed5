"""Bytes: encoding, line ends, and characters that a keyboard does not make."""

import csv
from collections.abc import Iterator

from crossborder.cards import Table
from crossborder.check.material import Material, at
from crossborder.grid import Grid, parse
from crossborder.problem import Problem
from crossborder.root import ROOT

BOM = b"\xef\xbb\xbf"
AGAIN = "save it as plain UTF-8 CSV with LF line ends; a spreadsheet program has been at work"
SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u2060\u3000"
QUOTES = "“”„‟‘’‚‛«»"
MINUS = "−"
STRANGE = frozenset(SPACES + QUOTES + MINUS)


def check(material: Material) -> Iterator[Problem]:
    for table in material.tables:
        path = ROOT / table.path
        if not path.is_file() or not path.stat().st_size:
            continue
        raw = path.read_bytes()
        yield from _whole(table, raw)
        try:
            grid = parse(table.path, raw.removeprefix(BOM).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))
        except UnicodeDecodeError as error:
            start = raw[: error.start]
            yield Problem(
                file=table.path,
                kind="invalid UTF-8",
                found=f"byte 0x{raw[error.start]:02x} after {start[-20:].decode('utf-8', 'replace')!r}",
                expected="UTF-8 text",
                todo=AGAIN,
                line=start.count(b"\n") + 1,
                column=start[start.rfind(b"\n") + 1 :].count(b",") + 1,
                printed=table.printed,
            )
            continue
        except csv.Error as error:
            yield Problem(
                table.path,
                "CSV that does not parse",
                str(error),
                "RFC 4180 CSV",
                "look for an unclosed quote",
                line=1,
                printed=table.printed,
            )
            continue
        material.grids[table.path] = grid
        yield from _characters(table, grid)


def _whole(table: Table, raw: bytes) -> Iterator[Problem]:
    if raw.startswith(BOM):
        yield Problem(
            table.path,
            "byte order mark",
            "bytes EF BB BF before the header",
            "no mark",
            AGAIN,
            line=1,
            printed=table.printed,
        )
    ends = raw.count(b"\r")
    if ends:
        line = raw[: raw.index(b"\r")].count(b"\n") + 1
        yield Problem(
            table.path,
            "CRLF line ends",
            f"carriage returns on {ends} lines",
            "LF alone",
            AGAIN,
            line=line,
            printed=table.printed,
        )


def _characters(table: Table, grid: Grid) -> Iterator[Problem]:
    free = {f["name"] for f in table.fields if f.get("typography") == "free"}
    for row, record in enumerate(grid.records, start=1):
        for column, text in enumerate(record, start=1):
            if STRANGE.isdisjoint(text):
                continue
            quoted = column <= len(grid.header) and grid.header[column - 1] in free
            for character in text:
                if found := _strange(character, quoted):
                    kind, expected = found
                    yield at(
                        table,
                        grid,
                        row,
                        column,
                        kind=kind,
                        found=f"U+{ord(character):04X} in {text!r}",
                        expected=expected,
                        todo="type the plain character, or record in the card that this column keeps its typography",
                    )
                    break


def _strange(character: str, free: bool) -> tuple[str, str] | None:
    if character in SPACES:
        return "thin or non-breaking space", "an ordinary space or none"
    if free:
        return None
    if character in QUOTES:
        return "smart quote", "a straight quote"
    if character in MINUS:
        return "Unicode minus", "a hyphen-minus"
    return None

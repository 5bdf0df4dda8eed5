"""Dates: every one is a day, a month or a year of the calendar, and an interval does not end before it begins."""

import re
from collections.abc import Iterator

from compendium.check.material import Material, at
from compendium.check.reading import cells, columns, feeding, records
from compendium.decision import schemas
from compendium.problem import Problem
from compendium.source import dates, edtf

CENTURY = re.compile(r"(?:1[5-9]|20)", re.ASCII)  # of a date that a record can have
SPAN = re.compile(r"(?P<first>(?:1[5-9]|20)\d\d)?(?P<dash>-)?(?P<last>(?:1[5-9]|20)\d\d)?", re.ASCII)
TODO = "compare with the source"
FORMS = "a day, a month or a year of the calendar: YYYY-MM-DD, YYYY-MM or YYYY"
ORDERED = (("start_year", "end_year"), ("founded", "ended"))  # columns of which the second is not before the first

DAYS = ("first_day", "last_day")  # dates of which the second is not before the first, as far as both are precise
OPEN = "open"  # what a last day may be besides: it lasted at the date of the source
# Vocabularies of columns of dates: the word that may stand there besides, and what is expected.
VOCABULARIES = {"date": (None, FORMS), "end date": (OPEN, f"{FORMS}, or “{OPEN}”")}

DATED = {
    "unit",
    "end_year",
    "ended",
    "period",
    "last_day",
}  # columns of records whose dates are held against each other


def check(material: Material) -> Iterator[Problem]:
    """Dates that are none, or that lie in the future."""
    for table, grid, column, field in columns(material, *VOCABULARIES):
        word, expected = VOCABULARIES[field["vocabulary"]]
        for row, text in cells(grid, column):
            if not is_date(text) and text != word:
                yield at(table, grid, row, column, kind="not a date", found=repr(text), expected=expected, todo=TODO)
    for table, grid in material.readable():
        if DATED.isdisjoint(grid.header):
            continue
        for row, record in records(table, grid):
            for name, kind, expected in faults_of(record):
                place = grid.header.index(name) + 1
                yield at(table, grid, row, place, kind=kind, found=repr(record[name]), expected=expected, todo=TODO)
    yield from _printed(material)


def is_date(text: str) -> bool:
    """Whether a text is a date of the calendar, as precise as it is."""
    return bool(CENTURY.match(text)) and edtf.is_date(text)


def faults_of(record: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Column, kind and expectation of what is wrong with the dates of a record."""
    if record.get("unit") == "date" and not _is_interval(record.get("value", ""), " to "):
        yield "value", "not a date", f"{FORMS}, or two of them with “to” between"
    for first, last in ORDERED:
        one, other = record.get(first, ""), record.get(last, "")
        if one.isdecimal() and other.isdecimal() and int(other) < int(one):
            yield last, "end before the beginning", f"{one} or later, as “{first}” of the record says"
    one, other = (record.get(name, "") for name in DAYS)
    if is_date(one) and is_date(other) and other[: len(one)] < one[: len(other)]:
        yield DAYS[1], "end before the beginning", f"{one} or later, as “{DAYS[0]}” of the record says"
    span = SPAN.fullmatch(record.get("period", ""))
    if span and span["first"] and span["last"] and (not span["dash"] or span["last"] < span["first"]):
        yield "period", "end before the beginning", f"{span['first']} or later after the hyphen"


def _is_interval(text: str, mark: str) -> bool:
    """Whether a text is a date, or two of which the second is not before the first."""
    parts = text.split(mark)
    return len(parts) <= 2 and all(map(is_date, parts)) and parts[0] <= parts[-1]


def _printed(material: Material) -> Iterator[Problem]:
    """Dates of the texts that a tidy table takes: what is read of them is a date of the calendar."""
    taking = [schemas.table(name) for name in schemas.tables()]
    dated = {p for s in taking if any(f.get("take") == "date" for f in s["fields"]) for p in s.get("predicates", {})}
    for table, grid in feeding(material, "facts", "predicate", "value", "year"):
        for row, record in records(table, grid):
            if record["predicate"] not in dated:
                continue
            year = int(record["year"]) if record["year"].isdecimal() else None
            read = dates.read(record["value"], year)
            if read and not _is_interval(read, "/"):
                place = grid.header.index("value") + 1
                what = {"kind": "not a date", "found": repr(record["value"]), "todo": TODO}
                yield at(table, grid, row, place, **what, expected="a day, month, year or decade of the calendar")

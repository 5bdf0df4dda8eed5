"""Read a date as a text prints it, no more precisely than it is printed."""

import calendar
import re

MONTHS = {name: f"{number:02d}" for number, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(MONTHS)
DAY = re.compile(rf"(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:, (?P<year>\d{{4}}))?")
MONTH = re.compile(rf"(?P<month>{_MONTH}) (?P<year>\d{{4}})")
MONTHS_OF_ONE_YEAR = re.compile(rf"(?P<first>{_MONTH})[–-](?P<last>{_MONTH}) (?P<year>\d{{4}})")
DECADE = re.compile(r"(?P<first>\d{3})0.?s")
YEARS = re.compile(r"(?P<first>\d{4})[–-](?P<last>\d{4})")
PRECISIONS = {4: "year", 7: "month", 10: "day"}


def read(text: str, year: int | None) -> str | None:
    """ISO 8601 date of a day, month, year, decade or interval (first/last); the year where the text says no more, else None."""
    if found := DAY.fullmatch(text):
        when = found["year"] or year
        return f"{when}-{MONTHS[found['month']]}-{int(found['day']):02d}" if when else None
    if found := MONTH.fullmatch(text):
        return f"{found['year']}-{MONTHS[found['month']]}"
    if found := MONTHS_OF_ONE_YEAR.fullmatch(text):
        return f"{found['year']}-{MONTHS[found['first']]}/{found['year']}-{MONTHS[found['last']]}"
    if found := DECADE.fullmatch(text):
        return f"{found['first']}0/{found['first']}9"
    if found := YEARS.fullmatch(text):
        return f"{found['first']}/{found['last']}"
    return str(year) if year else None


def precision(date: str | None) -> str | None:
    """What a date is precise to: day, month, year or interval; None without one."""
    return PRECISIONS.get(len(date), "interval") if date else None

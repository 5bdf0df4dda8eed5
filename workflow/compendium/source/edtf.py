"""Dates of the Extended Date/Time Format (ISO 8601-2): what is used of its levels 0 and 1.

A year, a month or a day of the calendar, or an interval of two of them. An end of an interval that is not known is
blank, one that is open is two dots.
"""

import datetime
import re

DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)
OPEN, UNKNOWN = "..", ""
FORMS = "EDTF: YYYY, YYYY-MM or YYYY-MM-DD, or two of them with / between (.. for an open end, nothing for an unknown)"


def is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day of the calendar."""
    found = DATE.fullmatch(text)
    if not found:
        return False
    try:
        datetime.date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return False
    return True


def is_edtf(text: str) -> bool:
    """Whether a text is a date or an interval whose end is not before its beginning."""
    first, mark, last = text.partition("/")
    if not mark:
        return is_date(text)
    if first in (OPEN, UNKNOWN) or last in (OPEN, UNKNOWN):
        return all(end in (OPEN, UNKNOWN) or is_date(end) for end in (first, last))
    return is_date(first) and is_date(last) and first[: len(last)] <= last[: len(first)]

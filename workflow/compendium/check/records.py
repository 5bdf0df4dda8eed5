"""The decisions as they are written: columns, blank and long fields, dates, characters, texts that would run."""

import datetime
import re
from collections.abc import Iterator
from itertools import islice

from compendium import study
from compendium.check.material import Material
from compendium.decision import codings, config, decision_file, ledger
from compendium.problem import Problem
from compendium.source import characters, formula, plain_text
from compendium.unusable import Unusable

FREE = {"printed", "corrected"}  # may be blank
SHORT = {"id": 40, "cell": 200, "kind": 40, "status": 40, "scheme": 40, "decided_by": 120, "date": 10}  # characters
FIRST = datetime.date(1900, 1, 1)
GRACE = datetime.timedelta(days=31)  # after all that is known of now: a decision may wait for its release
WHERE_NO_CLOCK = datetime.timedelta(days=3660)  # the same where the clock of the machine is behind the release
FILES = {ledger.PATH: ledger.COLUMNS, codings.PATH: codings.COLUMNS, codings.SECOND: codings.COLUMNS}


def files() -> dict[str, tuple[str, ...]]:
    """Columns of each CSV of decisions, those of the study among them."""
    return {**FILES, **{path: study.get(columns) for path, columns in study.adds("COLUMNS").items()}}


def check(material: Material) -> Iterator[Problem]:
    """Records of collected tables that contradict themselves or each other."""
    dates: dict[datetime.date, list[dict]] = {}
    for path, columns in files().items():
        if not plain_text.exists(path):
            continue
        try:
            rows = decision_file.read(path, columns)
        except Unusable as error:
            yield from error.problems
            continue
        for line, row in rows.each:
            what = f"entry {next(iter(row.values()))[:60]}"
            for column, (name, text) in enumerate(row.items(), start=1):
                at = {"file": path, "line": line, "column": column, "column_name": name}
                if name == "date" and (date := date_of(text)):
                    dates.setdefault(date, []).append({**at, "what": what})
                else:
                    yield from field_problems(what, name, text, at)
    yield from late(dates, released(), datetime.date.today())


def field_problems(what: str, name: str, text: str, at: dict) -> Iterator[Problem]:
    """Why a field of an entry or a coding cannot stand: blank, too long, no date, or not of its kind."""
    said = f"{what}: {text[:60]!r}"
    if not text.strip() and name not in FREE:
        todo = "a decision without it cannot be followed: fill it in"
        yield Problem(kind="blank field", found=f"{what}: no {name}", expected=f"a {name}", todo=todo, **at)
    elif len(text) > SHORT.get(name, decision_file.LONGEST):
        found, expected = f"{what}: {len(text)} characters", f"at most {SHORT[name]}"
        yield Problem(kind="field too long", found=found, expected=expected, todo="say it shorter", **at)
    elif name == "date":
        todo = "write the day of the decision"
        yield Problem(kind="not a date", found=said, expected="YYYY-MM-DD, from 1900 on", todo=todo, **at)
    elif name not in FREE and text != text.strip():
        yield Problem(kind="stray space", found=said, expected="no space at either end", todo="take it out", **at)
    elif name != "printed":  # which the guard holds against its cell
        yield from _plain(what, text, at)


def _plain(what: str, text: str, at: dict) -> Iterator[Problem]:
    """A text that a spreadsheet program would run, or that has characters that no print has."""
    if formula.would_run(text):
        found, expected = f"{what}: {text[:60]!r}", "text that no spreadsheet program runs"
        yield Problem(kind="formula", found=found, expected=expected, todo="write it in words", **at)
    for position, kind, expected in islice(characters.faults(text), 1):
        around = text[max(position - 10, 0) : position + 10]
        found = f"{what}: {characters.name(text[position])} in {around!r}"
        todo = "type the plain character, or take it out"
        yield Problem(kind=kind, found=found, expected=expected, todo=todo, **at)


def date_of(text: str) -> datetime.date | None:
    """Day of a date that is written as YYYY-MM-DD, from 1900 on."""
    try:
        found = datetime.date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        return None
    return found if found and found >= FIRST else None


def released() -> datetime.date | None:
    """Date of the release, where metadata.yaml can be used."""
    try:
        return config.metadata()["released"]
    except Unusable:
        return None


def late(
    dates: dict[datetime.date, list[dict]], release: datetime.date | None, today: datetime.date
) -> Iterator[Problem]:
    """Decisions dated far after the release, the other decisions and the clock of the machine alike.

    Going up from the later of release and clock, a date is believed that is not far from the one before it. No
    date becomes a problem because a clock is wrong: one that is behind the release is not asked.
    """
    behind = release is not None and today < release - datetime.timedelta(days=1)
    known, window = max(release or today, today), WHERE_NO_CLOCK if behind else GRACE
    for date in sorted(dates):
        if date <= known + window:
            known = max(known, date)
            continue
        for place in dates[date]:
            at = {key: value for key, value in place.items() if key != "what"}
            expected = f"a day near the release, the other decisions or today: not after {known + window}"
            todo = "write the day of the decision; if the clock of this machine is behind, set it"
            found = f"{place['what']}: {date}"
            yield Problem(kind="date in the future", found=found, expected=expected, todo=todo, **at)


def newest() -> datetime.date | None:
    """Day of the newest decision, where the files can be read."""
    found = []
    for path, columns in files().items():
        try:
            rows = decision_file.read(path, columns).each if plain_text.exists(path) else ()
        except Unusable:
            continue
        found += [date for _, row in rows if (date := date_of(row["date"]))]
    return max(found, default=None)


def notice(today: datetime.date | None = None) -> str:
    """A sentence where the clock of the machine is behind what was decided; empty where it is not.

    A day of grace: the clock of a reader may be a time zone behind that of the writer.
    """
    today = today or datetime.date.today()
    known = {"the release": released(), "the newest decision": newest()}
    later = [f"{what} is of {date}" for what, date in known.items() if date and date > today + datetime.timedelta(1)]
    if not later:
        return ""
    return f"The clock of this machine says {today}, but {' and '.join(later)}. Nothing depends on it; set it."

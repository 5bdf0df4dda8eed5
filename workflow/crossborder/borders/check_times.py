"""Years and funds of collected facts, as the ledger leaves them: no end before its start, no end without a status."""

from collections.abc import Iterable, Iterator

from compendium.check.material import Material, at
from compendium.check.reading import feeding, records
from compendium.decision import ledger
from compendium.decision.ledger import Entry
from compendium.problem import Problem
from compendium.source.grid import Grid
from compendium.unusable import Unusable

TODO = "compare with the source; what is decided goes into the ledger"
SPANS = (("initiatives", "start_year", "end_year"), ("frameworks", "founded", "ended"))
NO_FUND = ("none", "no", "n/a", "unknown", "planned")  # words that say that there is no fund


def check(material: Material) -> Iterator[Problem]:
    """Ends before starts, records that ended and have no status or are active, words for no fund where a fund stands."""
    try:
        entries = ledger.entries()
    except Unusable:  # told by the check of the ledger
        return
    for tidy, first, last in SPANS:
        for table, printed in feeding(material, tidy, first, last, "status"):
            for row, record in records(table, _decided(printed, entries)):
                for column, kind, expected in _of_span(record, first, last):
                    what = {"kind": kind, "found": repr(record[column]), "expected": expected, "todo": TODO}
                    yield at(table, printed, row, printed.header.index(column) + 1, **what)
    for table, printed in feeding(material, "frameworks", "fund"):
        for row, record in records(table, _decided(printed, entries)):
            words = record["fund"].lower().replace("(", " ").replace(")", " ").split()
            if record["fund"].lower() in NO_FUND or "planned" in words:
                what = {"kind": "fund that is none", "found": repr(record["fund"]), "todo": TODO}
                expected = "the name of a fund that there is, or nothing"
                yield at(table, printed, row, printed.header.index("fund") + 1, **what, expected=expected)


def _decided(printed: Grid, entries: Iterable[Entry]) -> Grid:
    """A table as the ledger leaves it; an entry whose guard does not hold is told by the check of the ledger."""
    mine = [e for e in entries if e.file == printed.path]
    sound = [e for e in mine if printed.get(e.place.row, e.place.column) == e.printed]
    return ledger.apply(printed, sound)[0]


def _of_span(record: dict[str, str], first: str, last: str) -> Iterator[tuple[str, str, str]]:
    """Column, kind and expectation of what does not fit within the years of a record."""
    start, end, status = record[first], record[last], record["status"]
    years = start.isdecimal() and end.isdecimal()
    if years and int(end) < int(start):
        yield last, "end before start", f"{start}, the year in “{first}”, or later"
    if end.isdecimal() and not status:
        yield "status", "end without a status", f"a status, since “{last}” is {end}"
    written = record.get("source_year", "")
    if status == "active" and end.isdecimal() and written.isdecimal() and int(end) < int(written):
        yield (
            "status",
            "active after its end",
            f"another status, since “{last}” is {end} and the source is of {written}",
        )

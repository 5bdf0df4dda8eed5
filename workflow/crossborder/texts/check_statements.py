"""Facts of the texts that a typed table takes have what the table cannot do without: states, a year, a number."""

from collections.abc import Iterator

from compendium.check.material import Material, at
from compendium.check.reading import feeding, records
from compendium.decision import schemas
from compendium.problem import Problem
from compendium.source import numbers

MEMBERS = "memberships"  # kind of the tidy table that has a row for each state of a fact
TODO = "compare with the text, or use another predicate"


def check(material: Material) -> Iterator[Problem]:
    """Statements whose place, source or parts are not as their card says."""
    wanted = _wanted()
    for table, grid in feeding(material, "facts", "predicate", "value", "year", "countries"):
        for row, record in records(table, grid):
            for column, expected in _lacks(record, wanted.get(record["predicate"], set())):
                place = grid.header.index(column) + 1
                what = {"kind": "statement without what its table needs", "found": repr(record[column])}
                expected = f"{expected}, since the predicate is {record['predicate']!r}"
                yield at(table, grid, row, place, **what, expected=expected, todo=TODO)
    for table, grid in feeding(material, "events", "type", "countries", "value_usd_million"):
        for row, record in records(table, grid):
            if record["type"] == "trade" and record["value_usd_million"] and record["countries"].count(";") != 1:
                place = grid.header.index("countries") + 1
                what = {"kind": "trade of other than two states", "found": repr(record["countries"])}
                yield at(table, grid, row, place, **what, expected="two states", todo="compare with the source")


def _wanted() -> dict[str, set[tuple[str, int]]]:
    """By predicate, what the tables that take it cannot do without: states by number, year, number."""
    found: dict[str, set[tuple[str, int]]] = {}
    for name in schemas.tables():
        schema = schemas.table(name)
        needs = {("states", f["party"]) for f in schema["fields"] if "party" in f and "missing" not in f}
        needs |= {
            (f["take"], 1) for f in schema["fields"] if f.get("take") in ("year", "number") and "missing" not in f
        }
        needs |= {("states", 1)} if schema["kind"] == MEMBERS else set()
        for predicate in schema.get("predicates", {}):
            found.setdefault(predicate, set()).update(needs)
    return found


def _lacks(record: dict[str, str], needs: set[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """Column and expectation of each thing that is needed and not there."""
    states = [part for part in record["countries"].split(";") if part]
    if (least := max((n for what, n in needs if what == "states"), default=0)) > len(states):
        yield "countries", f"{least} state{'s' if least > 1 else ''}"
    if ("year", 1) in needs and not record["year"]:
        yield "year", "a year"
    if ("number", 1) in needs and numbers.read(record["value"]) is None:
        yield "value", "a number"

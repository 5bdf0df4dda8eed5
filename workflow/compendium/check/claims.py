"""Claims of the texts: a query that can be asked, a comparison that there is, a list that its members name."""

from collections.abc import Iterator

from compendium.check.material import Material, at
from compendium.problem import Problem
from compendium.table import query, verdict
from compendium.table.foregone import foregone

TIDY = "claims"
COLUMNS = {"id", "part_of", "query", "comparison", "expected", "not_checkable"}


def check(material: Material) -> Iterator[Problem]:
    """Claims that cannot be evaluated as they are written."""
    for table, grid in material.readable():
        if table.card.get("tidy") == TIDY and set(grid.header) >= COLUMNS:
            ids = {grid.get(row, grid.header.index("id") + 1) for row in range(2, grid.height + 1)}
            for row in range(2, grid.height + 1):
                record = dict.fromkeys(grid.header, "") | dict(zip(grid.header, grid.records[row - 1], strict=False))
                for column, kind, found, expected, todo in _faults(record, ids):
                    place = grid.header.index(column) + 1
                    yield at(table, grid, row, place, kind=kind, found=repr(found), expected=expected, todo=todo)


def _faults(record: dict[str, str], ids: set[str | None]) -> Iterator[tuple[str, str, str, str, str]]:
    """Column, kind, found, expected and what to do of each fault of a claim."""
    if record["part_of"] and record["part_of"] not in ids:
        expected = "the id of a claim of the same file"
        yield "part_of", "member of no list", record["part_of"], expected, "name the list statement"
    if record["not_checkable"]:
        for column in ("query", "comparison", "expected"):
            if record[column]:
                expected = "nothing beside a reason why the claim is not checkable"
                yield column, "claim both asked and given up", record[column], expected, "keep one of the two"
        return
    if record["comparison"] not in verdict.COMPARISONS:
        expected = ", ".join(verdict.COMPARISONS)
        yield "comparison", "unknown comparison", record["comparison"], expected, "use one of these"
    if not record["expected"]:
        yield "expected", "claim without expectation", "", "what the text makes expect", "write it, or say why not"
    elif record["comparison"] in verdict.OF_NUMBERS and not verdict.NUMBER.fullmatch(record["expected"]):
        expected = f"a number: {record['comparison']} compares numbers"
        yield "expected", "expectation that is no number", record["expected"], expected, "write it with a point"
    if why := query.refuse(record["query"]):
        expected = "one SELECT over the tidy tables that gives value and cells, the same on every run (docs/claims.md)"
        yield "query", "query that cannot be asked", why, expected, "mend the query, or say why not"
    elif why := foregone(record["query"], record["comparison"], record["expected"]):
        expected = "a query that can find something else than what is expected"
        yield "query", "query that names what it is to find", why, expected, "ask for all, or count with FILTER"

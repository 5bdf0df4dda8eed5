"""A trial of what a build would make of raw tables that are not as frozen: tidy tables, and the claims that ask them.

Rows of the tidy tables are held against what their schemas promise.

A cell may be sound by itself and still leave a claim without an answer. A build would stop there; the check says so
first, with the place of the claim. Frozen tables were built, so nothing is tried while all are as frozen.
"""

from collections.abc import Iterator

from compendium.check.material import Material, at
from compendium.decision import decisions, schemas
from compendium.problem import Problem
from compendium.source import cards, checksums
from compendium.source.address import parse
from compendium.table import promises, query
from compendium.table.raw_tables import printed_tables

TODO = "look at the changed tables, which ./reproduce status names; where they are right, mend the query"


def check(material: Material) -> Iterator[Problem]:
    """What fails when the tidy tables are made of the material, and no other check has told."""
    changed = set() if material.problems else _changed()
    if not changed:
        return
    made = _Made(decisions.load())
    moved = {n for n in schemas.tabulated() if changed & {t.path for t in printed_tables(n)}}
    for name in sorted(moved):
        try:
            made[name]
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            paths = sorted(changed & {t.path for t in printed_tables(name)})
            found = f"{type(error).__name__}: {error}"
            expected = f"records of which the tidy table {name!r} can be made"
            yield Problem(paths[0], "table that cannot be made", found, expected, "undo the last change of it", line=1)
            return
    for name in sorted(moved):
        yield from promises.problems(name, made[name])
        yield from promises.foreign(name, {other: made[other] for other in (name, *promises.referred(name))})
    yield from _claims(material, made, moved, changed)


def _changed() -> set[str]:
    """Raw tables that are not as frozen, or whose card or schemas are not, which the notices name."""
    then, now = checksums.recorded(), checksums.present()
    changed = {name for name, digest in now.items() if then.get(name) != digest}
    sources = {name.split("/")[1] for name in changed if name.endswith(".yaml")}  # whose card, or a schema, is another
    return {table.path for table in cards.tables() if table.path in changed or table.package in sources}


class _Made(dict):
    """Tidy tables, each made when it is asked for."""

    def __init__(self, decided: decisions.Decisions):
        self.decided = decided

    def __missing__(self, name: str) -> object:
        # Imported here: what reads Parquet takes as long as half of a check.
        from compendium.table import store
        from compendium.table.kinds import tabulate

        self[name] = store.arrow(tabulate(name, self.decided), schemas.table(name))
        return self[name]


def _claims(material: Material, made: _Made, moved: set[str], changed: set[str]) -> Iterator[Problem]:
    """Claims that a changed table holds or that ask one, and that can no longer be held against the data."""
    from compendium.table import claims, records

    tables = {table.path: (table, grid) for table, grid in material.readable()}
    for name in schemas.evaluated():
        for claim in records.tabulate(name, made.decided):
            place = parse(claim["cells"][0])[0]
            named = schemas.named(claim["query"] or "")
            if claim["not_checkable"] or not (named & moved or place.file in changed):
                continue
            try:
                claims.evaluate([claim], query.Tables({table: made[table] for table in sorted(named)}), made.decided)
            except claims.ClaimError as error:
                table, grid = tables[place.file]
                column = grid.header.index("query") + 1
                said = str(error).rpartition(f"claim {claim['id']}: ")[2]
                expected = "an answer in the tables as they are now"
                what = {"kind": "claim without an answer", "found": said, "expected": expected, "todo": TODO}
                yield at(table, grid, place.row, column, **what)

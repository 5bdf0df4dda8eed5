"""Collected facts fit together: borders that there are, borders of the states named, parts of a whole, coded words."""

from collections.abc import Iterator

from compendium.check.material import Material, at
from compendium.check.reading import cells, columns, feeding, records
from compendium.decision import codings
from compendium.paths import path_of
from compendium.problem import Problem
from compendium.source.address import corners
from crossborder.borders import regions
from crossborder.borders.holding import holding

TODO = "compare with the source"
PARTS = "part-of"  # scheme of initiatives that are part of another one, where their table has no column for it
CONDITIONS = "condition-or-response"  # scheme of the records that are no initiatives
# Words that measures read through a coding: tidy table, column, word, scheme.
CODED = (("borders", "territorial_dispute", "active", "dispute-grade"), ("initiatives", "status", "ended", "ending"))


def check(material: Material) -> Iterator[Problem]:
    """Faults of collected facts that no single cell shows: borders, states, parts of a whole, words without their coding."""
    known = _borders(material)
    for table, grid, column, _ in columns(material, "border", "borders") if known else ():
        for row, text in cells(grid, column):
            for part in (p for p in text.split(";") if p.count("-") == 1 and regions.border(p) not in known):
                what = {"kind": "states without a common border", "found": repr(part), "todo": TODO}
                yield at(table, grid, row, column, **what, expected="two neighbours, as the table of lengths has them")
    for table, grid in material.readable():
        if {"iso3_b", "border_dyads", "closed_by"}.isdisjoint(grid.header):
            continue
        for row, record in records(table, grid):
            for column, kind, expected in _of_record(record, known):
                place = grid.header.index(column) + 1
                yield at(table, grid, row, place, kind=kind, found=repr(record[column]), expected=expected, todo=TODO)
    yield from _parts(material)
    yield from _coded(material)


def _borders(material: Material) -> set[str]:
    """Borders of the world's states that the table of lengths knows."""
    return {
        regions.border(f"{record['country']}-{record['neighbour']}")
        for table, grid in holding(material, "lengths")
        for _, record in records(table, grid)
    }


def _of_record(record: dict[str, str], known: set[str]) -> Iterator[tuple[str, str, str]]:
    """Column, kind and expectation of what does not fit within a record."""
    if "iso3_a" in record and "iso3_b" in record:
        one, other = record["iso3_a"], record["iso3_b"]
        if one and other and (one == other or (known and regions.border(f"{one}-{other}") not in known)):
            yield "iso3_b", "states without a common border", f"a neighbour of {one}"
    if record.get("closed_by") and record.get("border"):
        sides = {*record["border"].split("-"), "protesters"}
        if strange := sorted(set(record["closed_by"].split(";")) - sides):
            yield "closed_by", "closed by a state beyond the border", f"no {', '.join(strange)}, or another border"
    if record.get("border_dyads") and record.get("countries"):
        sides = {side for border in record["border_dyads"].split(";") for side in border.split("-")}
        if strange := sorted(sides - set(record["countries"].split(";"))):
            yield (
                "border_dyads",
                "border of states that are not named",
                f"no {', '.join(strange)}, or it in “countries”",
            )


def is_id(code: str) -> bool:
    """Whether a text can be the id of an initiative, which is all that is asked without its table."""
    return code.isalnum() and code.isascii()


def _parts(material: Material) -> Iterator[Problem]:
    """Initiatives that are part of another one of the same table, by a column of it or by a coding."""
    todo = {"kind": "part of no initiative", "todo": "mend the id"}
    for table, grid in feeding(material, "initiatives", "id", "part_of"):
        wholes = {record["id"]: record["part_of"] for _, record in records(table, grid)}
        for row, record in records(table, grid):
            whole = record["part_of"]
            if whole and (whole not in wholes or whole == record["id"]):
                place, expected = grid.header.index("part_of") + 1, "the id of another initiative of the same table"
                yield at(table, grid, row, place, found=repr(whole), expected=expected, **todo)
    if not _has_codings(material):
        return
    for table, grid in feeding(material, "initiatives", "id"):
        ids = {row: record["id"] for row, record in records(table, grid)}
        for cell, whole in codings.by_cell(codings.codings(), PARTS).items():
            file, row, column = corners(cell)[:3]
            if file == table.path and (column != 1 or ids.get(row) == whole or whole not in ids.values()):
                expected = (
                    f"the id of another initiative of the same table, for the first cell of a row, in {codings.PATH}"
                )
                yield at(table, grid, row, column, found=f"coded {whole!r}", expected=expected, **todo)


def _has_codings(material: Material) -> bool:
    """Whether there are codings, and nothing wrong with their file."""
    return not any(problem.file == codings.PATH for problem in material.problems) and path_of(codings.PATH).is_file()


def _coded(material: Material) -> Iterator[Problem]:
    """Words that decide something and have no coding: active disputes without a grade, ends that nobody judged."""
    if not _has_codings(material):
        return
    conditions = set(codings.by_cell(codings.codings(), CONDITIONS))
    for tidy, column, word, scheme in CODED:
        coded = codings.by_cell(codings.codings(), scheme)
        for table, grid in feeding(material, tidy, column):
            for row, record in records(table, grid):
                place = grid.header.index(column) + 1
                if record[column] != word or str(grid.cell(row, place)) in coded:
                    continue
                if str(grid.cell(row, 1)) not in conditions:
                    expected = f"a row of {codings.PATH} in the scheme {scheme} for this cell"
                    what = {"kind": "word without its coding", "found": repr(word), "expected": expected}
                    yield at(table, grid, row, place, **what, todo="compare with the source, then code it")

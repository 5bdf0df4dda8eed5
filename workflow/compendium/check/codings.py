"""Codings: known scheme, a code that the scheme has, a cell that is there, one code a cell."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from compendium.check.material import Material
from compendium.decision.codings import COLUMNS, PATH, SECOND, Coding, codings, is_valid, schemes
from compendium.problem import Problem
from compendium.source import references, valid
from compendium.source.address import corners
from compendium.source.cards import Table
from compendium.table import vocabulary
from compendium.unusable import Unusable


def check(material: Material) -> Iterator[Problem]:
    """Codings of cells that are not there, of codes that no scheme has, or given twice."""
    for path in (PATH, SECOND):
        try:
            found = codings(path)
        except Unusable:
            continue  # which compendium.check.records tells
        for problem in _file(material, found):
            yield replace(problem, file=path)


def _file(material: Material, found: tuple[Coding, ...]) -> Iterator[Problem]:
    grids = {table.path: grid for table, grid in material.readable()}
    tables = {table.path: table for table in material.tables}
    broken = material.broken()
    documents = references.ids()
    seen: dict[tuple[str, str], Coding] = {}
    for coding in found:
        if coding.scheme not in schemes():
            yield _problem(
                coding,
                "scheme",
                "unknown scheme",
                repr(coding.scheme),
                valid.closest(coding.scheme, schemes()),
                "describe the scheme in docs/codings.md first",
            )
        elif not is_valid(coding.scheme, coding.code, _has(tables.get(coding.file), coding)):
            expected = f"a code of the scheme {coding.scheme}, as docs/codings.md describes it"
            yield _problem(coding, "code", "unknown code", repr(coding.code), expected, "mend the code")
        if earlier := seen.get((coding.cell, coding.scheme)):
            yield _problem(
                coding,
                "cell",
                "coded twice",
                coding.cell,
                f"one code, as on line {earlier.line}",
                "keep one of the two",
            )
        seen.setdefault((coding.cell, coding.scheme), coding)
        yield from _place(coding, grids, broken)
        key, colon, _ = coding.evidence.partition(":")
        if colon and documents and key.strip() not in documents:
            expected = f"key of a document: place. {valid.closest(key, sorted(documents))}"
            todo = f"mend the key, or add the document to {references.PATH}"
            yield _problem(coding, "evidence", "unknown document", repr(key), expected, todo)


def _has(table: Table | None, coding: Coding) -> Callable[[str], bool]:
    """Whether a code is a key of what the cell names: a label of a row that of rows, all else that of columns.

    Of a table or a place that is not there, nothing can be said.
    """
    if table is None or any(map(vocabulary.fault, vocabulary.named_by(table))):
        return lambda code: True
    try:
        _, _, _, row, column = corners(coding.cell)
    except ValueError:
        return lambda code: True
    return (vocabulary.of_rows if column <= table.label_columns and row > table.header_rows else vocabulary.of_columns)(
        table
    ).has


def _place(coding: Coding, grids: dict, broken: set[str]) -> Iterator[Problem]:
    try:
        file, _, _, row, column = corners(coding.cell)
    except ValueError as error:
        yield _problem(coding, "cell", "no cell address", repr(coding.cell), "FILE#cell=ROW,COLUMN", str(error))
        return
    if file not in grids:
        if file.rpartition("/")[0] not in broken:
            expected = f"a table of a package: {valid.closest(file, sorted(grids))}"
            yield _problem(coding, "cell", "unknown file", file, expected, "mend the path")
    elif grids[file].get(row, column) is None:  # the last corner: what is before it is there then
        found, expected = f"{coding.cell} is outside the table", "a cell of the table"
        yield _problem(coding, "cell", "unknown cell", found, expected, "mend the address")


def _problem(coding: Coding, column: str, kind: str, found: str, expected: str, todo: str) -> Problem:
    return Problem(
        PATH, kind, found, expected, todo, line=coding.line, column=COLUMNS.index(column) + 1, column_name=column
    )

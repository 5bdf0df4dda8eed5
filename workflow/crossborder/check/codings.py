"""Codings: known scheme, a code that the scheme has, a cell that is there, one code a cell."""

from collections.abc import Iterator
from dataclasses import replace

from crossborder.address import parse
from crossborder.check.material import Material
from crossborder.codings import COLUMNS, PATH, SCHEMES, SECOND, Coding, codings, is_valid
from crossborder.entities import is_code
from crossborder.problem import Problem


def check(material: Material) -> Iterator[Problem]:
    for path in (PATH, SECOND):
        if not any(problem.file == path for problem in material.problems):
            for problem in _file(material, path):
                yield replace(problem, file=path)


def _file(material: Material, path: str) -> Iterator[Problem]:
    grids = {table.path: grid for table, grid in material.readable()}
    broken = material.broken()
    seen: dict[tuple[str, str], Coding] = {}
    for coding in codings(path):
        if coding.scheme not in SCHEMES:
            yield _problem(
                coding,
                "scheme",
                "unknown scheme",
                repr(coding.scheme),
                ", ".join(SCHEMES),
                "describe the scheme in docs/codings.md first",
            )
        elif not is_valid(coding.scheme, coding.code, is_code):
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


def _place(coding: Coding, grids: dict, broken: set[str]) -> Iterator[Problem]:
    try:
        cells = parse(coding.cell)
    except ValueError as error:
        yield _problem(coding, "cell", "no cell address", repr(coding.cell), "FILE#cell=ROW,COLUMN", str(error))
        return
    file = cells[0].file
    if file not in grids:
        if file.rpartition("/")[0] not in broken:
            yield _problem(coding, "cell", "unknown file", file, "a table of a package", "mend the path")
    elif any(grids[file].get(cell.row, cell.column) is None for cell in cells):
        yield _problem(
            coding,
            "cell",
            "unknown cell",
            f"{coding.cell} is outside the table",
            "a cell of the table",
            "mend the address",
        )


def _problem(coding: Coding, column: str, kind: str, found: str, expected: str, todo: str) -> Problem:
    return Problem(
        PATH, kind, found, expected, todo, line=coding.line, column=COLUMNS.index(column) + 1, column_name=column
    )

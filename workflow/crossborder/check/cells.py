"""Cells and labels of matrices: every mark is readable, every name is a state's or coded."""

from collections.abc import Iterator
from itertools import chain

from crossborder import entities, grammar, limits
from crossborder.address import Cell
from crossborder.cards import Table
from crossborder.check.material import Material, at
from crossborder.codings import PATH, by_cell
from crossborder.grid import Grid
from crossborder.problem import Problem
from crossborder.root import ROOT

UNKNOWN = "unknown country name"
TODO = "compare with the source; a slip of ours is mended by an entry in raw/corrections.csv"


def check(material: Material) -> Iterator[Problem]:
    coded, unknown = _codes(), 0
    for table, grid in material.readable():
        if table.card.get("layout") != "matrix":
            continue
        for problem in chain(_labels(table, grid, coded), _body(table, grid, coded)):
            yield problem
            unknown += problem.kind == UNKNOWN
            if unknown > limits.NAMES:
                expected = f"at most {limits.NAMES:,} in all matrices; the rest of this one was not judged"
                todo = "say `layout: records` in its card if it is no table of states"
                found = f"more than {limits.NAMES:,}"
                yield Problem(table.path, "too many unknown names", found, expected, todo, printed=table.printed)
                return


def _codes() -> dict[str, str]:
    """Entity codings, as far as the file can be read: its own check reports the rest."""
    try:
        return by_cell("entity") if (ROOT / PATH).is_file() else {}
    except (KeyError, UnicodeDecodeError, TypeError):
        return {}


def _labels(table: Table, grid: Grid, coded: dict[str, str]) -> Iterator[Problem]:
    rows = [(row, 1, grid.get(row, 1)) for row in range(2, grid.height + 1)]
    columns = [(1, column, name) for column, name in enumerate(grid.header[1:], start=2)]
    for row, column, label in rows + columns:
        if label is None or label == table.card.get("totals_row"):
            continue
        if str(Cell(table.path, row, column)) not in coded and entities.code(label) is None:
            yield at(table, grid, row, column, **_unknown(label))


def _body(table: Table, grid: Grid, coded: dict[str, str]) -> Iterator[Problem]:
    is_total = {row for row in range(2, grid.height + 1) if grid.get(row, 1) == table.card.get("totals_row")}
    for row in range(2, grid.height + 1):
        for column in range(2, len(grid.header) + 1):
            text = grid.get(row, column)
            if text is None:
                continue
            try:
                if row in is_total:
                    grammar.total(text)
                    continue
                names = grammar.split(text, table.card["cells"], table.parts(grid.header[column - 1]))
            except grammar.Unreadable as error:
                yield at(
                    table, grid, row, column, kind=error.kind, found=repr(text), expected=error.expected, todo=TODO
                )
                continue
            if str(Cell(table.path, row, column)) not in coded:
                yield from _names(table, grid, row, column, names)


def _names(table: Table, grid: Grid, row: int, column: int, names: list[str]) -> Iterator[Problem]:
    part = table.parts(grid.header[column - 1]) or {}
    known = part.get("names", []) if part.get("names") != "any" else []
    for name in names:
        # A count needs the code of its party, a mark only keeps its name.
        if (name not in known or table.card["cells"] == "counts") and entities.code(name) is None:
            yield at(table, grid, row, column, **_unknown(name))


def _unknown(name: str) -> dict[str, str]:
    """What is wrong with a name that is not one state's."""
    todo = "compare with the source; what is printed so gets an entity coding in config/codings.csv"
    if codes := entities.sharing(name):
        which = " or ".join(f"{entities.name(code)} ({code})" for code in codes)
        expected = f"{which}: the name alone does not say"
        return {"kind": "ambiguous country name", "found": repr(name), "expected": expected, "todo": todo}
    expected = "the name of a state, or an entity coding"
    return {"kind": UNKNOWN, "found": repr(name), "expected": expected, "todo": todo}

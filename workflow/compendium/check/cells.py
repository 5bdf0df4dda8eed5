"""Cells and labels of matrices: every mark is readable, every label is read by its vocabulary or coded."""

from collections.abc import Iterator
from itertools import chain

from compendium.check.material import Material, at
from compendium.decision.codings import ENTITY, PATH, by_cell, codings
from compendium.paths import path_of
from compendium.problem import Problem
from compendium.source import grammar, limits
from compendium.source.address import Cell
from compendium.source.cards import Table
from compendium.source.grid import Grid
from compendium.table import vocabulary
from compendium.table.vocabulary import Vocabulary

TODO = "compare with the source; a slip of ours is mended by an entry in raw/corrections.csv"


def check(material: Material) -> Iterator[Problem]:
    """Cells that the grammar of their column does not have."""
    coded, unknown = codes(), 0
    for table, grid in material.readable():
        if (
            table.card.get("layout") != "matrix"
            or table.card["cells"] not in grammar.grammars()
            or any(map(vocabulary.fault, vocabulary.named_by(table)))
        ):
            continue
        for problem in chain(_labels(table, grid, coded), _body(table, grid, coded)):
            yield problem
            unknown += problem.kind.startswith("unknown ")
            if unknown > limits.NAMES:
                expected = f"at most {limits.NAMES:,} in all matrices; the rest of this one was not judged"
                todo = "say `layout: records` in its card if it is no matrix, or give its labels another vocabulary"
                found = f"more than {limits.NAMES:,}"
                yield Problem(table.path, "too many unknown names", found, expected, todo, printed=table.printed)
                return


def codes() -> dict[str, str]:
    """Entity codings, as far as the file can be read: its own check reports the rest."""
    try:
        return by_cell(codings(), ENTITY) if path_of(PATH).is_file() else {}
    except (KeyError, UnicodeDecodeError, TypeError):
        return {}


def _labels(table: Table, grid: Grid, coded: dict[str, str]) -> Iterator[Problem]:
    rows = [(row, 1, grid.get(row, 1)) for row in range(2, grid.height + 1)]
    columns = [(1, column, name) for column, name in enumerate(grid.header[1:], start=2)]
    of_rows, of_columns = vocabulary.of_rows(table), vocabulary.of_columns(table)
    for row, column, label in rows + columns:
        if label is None or label == table.card.get("totals_row"):
            continue
        read = of_rows if column == 1 else of_columns
        if str(Cell(table.path, row, column)) not in coded and read.key(label) is None:
            yield at(table, grid, row, column, **unknown_label(read, label))


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
    read = vocabulary.of_columns(table)
    for name in names:
        # A count needs the code of its party, a mark only keeps its name.
        if (name not in known or table.card["cells"] == "counts") and read.key(name) is None:
            yield at(table, grid, row, column, **unknown_label(read, name))


def unknown_label(read: Vocabulary, name: str) -> dict[str, str]:
    """What is wrong with a label that its vocabulary does not read."""
    todo = "compare with the source; what is printed so gets an entity coding in config/codings.csv"
    if keys := read.sharing(name):
        which = " or ".join(f"{read.name(key)} ({key})" for key in keys)
        expected = f"{which}: the name alone does not say"
        return {"kind": f"ambiguous {read.noun}", "found": repr(name), "expected": expected, "todo": todo}
    expected = f"{read.expected}, or an entity coding"
    return {"kind": f"unknown {read.noun}", "found": repr(name), "expected": expected, "todo": todo}

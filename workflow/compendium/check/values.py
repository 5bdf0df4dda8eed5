"""Tables of values: what the card declares can hold, every label is read, every cell is read in exactly one way."""

from collections.abc import Iterator

from compendium.check.cells import TODO, codes, unknown_label
from compendium.check.material import Material, at
from compendium.problem import Problem
from compendium.source import cards, valid, yaml_text
from compendium.source.address import Cell
from compendium.source.cards import Table
from compendium.source.grammar import Unreadable
from compendium.source.grid import Grid
from compendium.source.values import declared, layout, reading
from compendium.source.values.layout import Layout, Line
from compendium.table import vocabulary

CARD = "mend the card; docs/cards.md says what `values` may hold"
BLANK = 'compare with the source; what a blank says is declared under `missing` in the card, as ""'
DECLARE = f"{TODO}; what is printed so is declared under `values` in the card (docs/cards.md)"


def check(material: Material) -> Iterator[Problem]:
    """Cells, labels and declarations of tables of values that cannot be read; a second keying is compared alone."""
    coded = codes()
    for table, grid in material.readable():
        if table.values is None or table.is_second:
            continue
        wrong = list(_declared(table, grid))
        yield from wrong
        if wrong or any(map(vocabulary.fault, vocabulary.named_by(table))):
            continue
        lines = layout.of_grid(table.values, grid)
        if not lines.rows or not lines.columns:
            what = {"kind": "table without values", "found": "labels alone", "expected": "a row and a column of values"}
            yield at(table, grid, 1, 1, **what, todo=CARD)
        for fault in lines.faults:
            what = {"kind": fault.kind, "found": fault.found, "expected": fault.expected}
            yield at(table, grid, fault.row, fault.column, **what, todo=DECLARE)
        yield from _labels(table, grid, lines, coded)
        yield from _cells(table, grid, lines)


def _declared(table: Table, grid: Grid) -> Iterator[Problem]:
    """What a card says of signs and labels that no table could have, or that its own has not."""
    values, document = table.values or {}, yaml_text.load(f"raw/{table.package}/{cards.FILE}")
    resources = document.value["resources"]  # type: ignore[index]
    number = next(i for i, resource in enumerate(resources) if resource["name"] == table.name)
    path = ["resources", number, "transcription", "values"]
    faults = list(declared.faults(values))
    for where, found, expected in faults:
        yield document.problem([*path, *where], "signs that cannot be told apart", found, expected, CARD)
    if faults:
        return
    lines = layout.of_grid(values, grid)
    heads = {text for line in lines.rows for text in line.groups}
    labels = {
        "rows": heads | {line.label for line in lines.rows},
        "columns": {text for line in lines.columns for text in line.path},
    }
    for where, name, known in declared.unknown(values, labels):
        expected = valid.closest(name, sorted(known)) or "a label of the table"
        yield document.problem([*path, *where], "label that the table does not have", repr(name), expected, CARD)


def _labels(table: Table, grid: Grid, lines: Layout, coded: dict[str, str]) -> Iterator[Problem]:
    """Labels that their vocabulary does not have and no coding settles; those of totals are ours to name."""
    labels = table.label_columns
    rows, columns = vocabulary.of_rows(table), vocabulary.of_columns(table)
    of_rows = [(line, line.number, labels, rows) for line in lines.rows]
    of_columns = [(line, table.header_rows, line.number, columns) for line in lines.columns]
    for line, row, column, read in of_rows + of_columns:
        is_coded = str(Cell(table.path, row, column)) in coded
        if line.of is None and not is_coded and read.key(line.label) is None:
            yield at(table, grid, row, column, **unknown_label(read, line.label))
    spanners, seen = vocabulary.of_spanners(table), set()
    for line in lines.columns:
        for depth, text in enumerate(line.groups, start=1):
            if (depth, text) not in seen and spanners.key(text) is None:
                yield at(table, grid, depth, line.number, **unknown_label(spanners, text))
            seen.add((depth, text))


def _cells(table: Table, grid: Grid, lines: Layout) -> Iterator[Problem]:
    for row in lines.rows:
        for column in lines.columns:
            if fault := unreadable(grid.get(row.number, column.number) or "", lines, row, column):
                what = {"kind": fault.kind, "found": repr(fault.text), "expected": fault.expected}
                yield at(table, grid, row.number, column.number, **what, todo=DECLARE if fault.text else BLANK)


def unreadable(text: str, lines: Layout, row: Line, column: Line) -> Unreadable | None:
    """Why a text cannot stand in a cell, or None where it can."""
    try:
        reading.read(text, lines.signs(row, column))
    except Unreadable as error:
        return error
    return None

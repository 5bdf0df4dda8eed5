"""Guards of the ledger: every entry still says what stands in its cell, and says something new."""

from collections.abc import Iterator

from compendium.check.material import Material
from compendium.check.values import unreadable
from compendium.decision.ledger import KINDS, STATUSES, Entry, entries, problem
from compendium.problem import Problem
from compendium.source import grammar, identifiers, references, valid
from compendium.source.cards import Table
from compendium.source.grid import Grid
from compendium.source.values import layout
from compendium.unusable import Unusable


def check(material: Material) -> Iterator[Problem]:
    """Entries of the ledger that cannot be applied to their cell as they stand."""
    try:
        found = entries()
    except Unusable as error:
        yield from error.problems
        return
    yield from _alike(found)
    tables = {table.path: (table, grid) for table, grid in material.readable()}
    broken = material.broken()
    by_id: dict[str, Entry] = {}
    by_cell: dict[str, Entry] = {}
    documents = references.ids()
    for entry in found:
        yield from _words(entry)
        yield from _evidence(entry, documents)
        yield from _twice(entry, by_id, by_cell)
        yield from _guard(entry, tables, broken)
        by_id.setdefault(entry.id, entry)
        if entry.changes:
            by_cell.setdefault(entry.cell, entry)


def _alike(found: tuple[Entry, ...]) -> Iterator[Problem]:
    """Ids that some file systems take for one."""
    by_id = {entry.id: entry for entry in found}
    for one, other in identifiers.alike(by_id):
        expected = f"another id than {one}, also without regard to case"
        yield problem(by_id[other], "id", kind="id twice", found=repr(other), expected=expected, todo="number it anew")


def _evidence(entry: Entry, documents: set[str]) -> Iterator[Problem]:
    """The document that an entry rests on is one of the references."""
    key = entry.evidence.partition(":")[0].strip()
    if documents and entry.evidence.strip() and key not in documents:
        expected = f"key of a document: place. {valid.closest(key, sorted(documents))}"
        todo = f"mend the key, or add the document to {references.PATH}"
        yield problem(entry, "evidence", kind="unknown document", found=repr(key), expected=expected, todo=todo)


def _words(entry: Entry) -> Iterator[Problem]:
    for column, text, known in (("kind", entry.kind, list(KINDS)), ("status", entry.status, list(STATUSES))):
        if text not in known:
            yield problem(
                entry,
                column,
                kind=f"unknown {column}",
                found=repr(text),
                expected=" or ".join(known),
                todo="use one of these words",
            )
    if entry.changes and entry.printed == entry.corrected:
        yield problem(
            entry,
            "corrected",
            kind="entry that changes nothing",
            found=f"{entry.printed!r} stays",
            expected="another value, or kind no-change",
            todo="say no-change when the cell was looked at and left",
        )
    if not entry.changes and entry.printed != entry.corrected:
        yield problem(
            entry,
            "corrected",
            kind="no-change that changes",
            found=f"{entry.printed!r} to {entry.corrected!r}",
            expected="the printed value again",
            todo="name the kind of change",
        )


def _twice(entry: Entry, by_id: dict[str, Entry], by_cell: dict[str, Entry]) -> Iterator[Problem]:
    if entry.id in by_id:
        yield problem(
            entry,
            "id",
            kind="id twice",
            found=f"also on line {by_id[entry.id].line}",
            expected="an id of its own",
            todo="number it anew",
        )
    if entry.changes and entry.cell in by_cell:
        other = by_cell[entry.cell]
        yield problem(
            entry,
            "cell",
            kind="two entries on one cell",
            found=f"{entry.cell}, as entry {other.id} on line {other.line}",
            expected="one decision a cell",
            todo="keep one of the two",
        )


def _guard(entry: Entry, tables: dict[str, tuple[Table, Grid]], broken: set[str]) -> Iterator[Problem]:
    cell = entry.place
    if cell.file not in tables:
        if cell.file.rpartition("/")[0] not in broken:
            yield problem(
                entry,
                "cell",
                kind="unknown file",
                found=cell.file,
                expected=f"a table of a package: {valid.closest(cell.file, sorted(tables))}",
                todo="mend the path",
            )
        return
    table, grid = tables[cell.file]
    text = grid.get(cell.row, cell.column)
    if text is None:
        yield problem(
            entry,
            "cell",
            kind="unknown cell",
            found=f"{entry.cell} is outside the table",
            expected=f"at most row {grid.height}, column {len(grid.header)}",
            todo="mend the address",
        )
    elif text != entry.printed:
        yield problem(
            entry,
            "printed",
            kind="guard that no longer holds",
            found=f"{entry.cell} holds {text!r}",
            expected=f"{entry.printed!r}, as when the entry was decided",
            todo="look at the cell again and renew the entry, or take it out",
        )
    elif entry.changes:
        yield from _readable(entry, table, grid, cell.row, cell.column)


def _readable(entry: Entry, table: Table, grid: Grid, row: int, column: int) -> Iterator[Problem]:
    if table.values is not None:
        yield from _value(entry, table, grid, row, column)
        return
    if row == 1 or column == 1 or table.card.get("cells") not in grammar.grammars():
        return
    try:
        if grid.get(row, 1) == table.card.get("totals_row"):
            grammar.total(entry.corrected)
        else:
            grammar.split(entry.corrected, table.card["cells"], table.parts(grid.header[column - 1]))
    except grammar.Unreadable as error:
        yield problem(
            entry,
            "corrected",
            kind="value that its table cannot hold",
            found=repr(entry.corrected),
            expected=error.expected,
            todo="write it as the table prints such a value",
        )


def _value(entry: Entry, table: Table, grid: Grid, row: int, column: int) -> Iterator[Problem]:
    """A correction of a value that the signs of its table do not read; one of a label moves other cells, and is tried."""
    lines = layout.of_grid(table.values or {}, grid.replaced({(row, column): entry.corrected}))
    of_row = next((line for line in lines.rows if line.number == row), None)
    of_column = next((line for line in lines.columns if line.number == column), None)
    if of_row and of_column and (fault := unreadable(entry.corrected, lines, of_row, of_column)):
        kind, todo = "value that its table cannot hold", "write it as the table prints such a value"
        found, expected = repr(entry.corrected), fault.expected
        yield problem(entry, "corrected", kind=kind, found=found, expected=expected, todo=todo)

"""From a printed number back to the cells of the printed tables, with all that stands between them."""

from dataclasses import dataclass

from compendium.decision import ledger
from compendium.escape import terminal
from compendium.report import chain, copied, sought
from compendium.report.evidence import words
from compendium.report.sought import NotFound
from compendium.result import named_results, sentence
from compendium.source import cards, grid, raw_cells
from compendium.source.address import Cell, expand
from compendium.table import cell_words, store

MOST = 200  # cells that are printed without being asked for all
TEXT = 400  # characters of a cell that are printed without being asked for all; an outline has thousands
NUMBERS = 24  # numbers of a copied text that are told of


@dataclass(frozen=True)
class Traced:
    """What an id stands for: its report (none of a bare address), what is printed there, and its cells."""

    report: str
    name: str
    head: str
    cells: list[str]


def describe(text: str, whole: bool = False) -> str:
    """The way from a number to its cells, as text; `text` is whatever a reader can copy. Raises NotFound.

    With `whole` every cell is printed, else the first of them. Where several numbers are meant, it is what each is.
    """
    identifier = copied.read(text)
    if "#cell=" in identifier:
        return _way(Traced("", "", "", copied.addresses(identifier)), whole)
    asked = sought.ids(text)
    if len(asked) > 1:
        return _several(asked)
    return _way(_traced(*asked), whole)


def _way(found: Traced, whole: bool) -> str:
    parts = [found.head]
    cells = _expanded(found.cells)
    if found.report:
        parts += chain.computed(found.report, found.name, found.cells)
    parts.append(_cells(cells if whole else cells[:MOST], whole))
    if len(cells) > MOST and not whole:
        parts.append(f"  and {sentence.number(len(cells) - MOST)} cells more, which --all prints")
    parts += chain.references(found.cells) + chain.entries(cells)
    if found.report:
        parts += chain.scenarios(found.report, found.name)
    return "\n".join(part for part in parts if part)


def _several(asked: list[str]) -> str:
    """Numbers that a text has or may mean: what each is, and the printed tables behind it."""
    lines = [f"{sentence.number(len(asked))} numbers are meant. `./reproduce trace ID` tells the way of one:"]
    for one in map(_traced, asked[:NUMBERS]):
        lines += [terminal_lines(one.head), *(terminal(f"    from {place}") for place in words.places(one.cells))]
    if len(asked) > NUMBERS:
        lines.append(f"and {sentence.number(len(asked) - NUMBERS)} more: copy more of the words around the number.")
    return "\n".join(lines)


def _traced(identifier: str) -> Traced:
    """What an id stands for that `sought` gives."""
    report, _, name = identifier.partition("/")
    if "/" in name:
        return _row(report, *name.split("/"))
    result = named_results.by_name(report)[name]
    n = f", n = {result['n']}" if result["n"] is not None else ""
    unit = f" ({result['unit']})" if result["unit"] else ""
    head, told = terminal(f"{result['id']}: {result['label']}"), terminal(f"{result['value']}{unit}{n}")
    return Traced(report, name, f"{head}\n  {told}", result["cells"])


def terminal_lines(text: str) -> str:
    """Lines for a terminal, each without what could move its cursor."""
    return "\n".join(map(terminal, text.split("\n")))


def _row(report: str, frame: str, row: str, column: str = "") -> Traced:
    path = named_results.folder(report) / f"{frame}.parquet"
    if not path.is_file():
        raise NotFound(f"No frame {frame!r} in report {report!r}.")
    rows = store.read(path).to_pylist()
    if not row.isdigit() or not 1 <= int(row) <= len(rows) or (column and column not in rows[0]):
        raise NotFound(
            f"{report}/{frame} has rows 1 to {len(rows)} and the columns {', '.join(rows[0]) if rows else 'of an empty frame'}."
        )
    found = rows[int(row) - 1]
    if column:
        head = f"{report}/{frame}/{row}/{column}: {terminal(found[column])}"
    else:
        told = "; ".join(f"{name}: {value}" for name, value in found.items() if name != "cells" and value is not None)
        head = f"{report}/{frame}/{row}: {terminal(told)}"
    return Traced(report, f"{frame}/{row}", head, found["cells"])


def _expanded(addresses: list[str]) -> list[Cell]:
    """Cells of addresses, sorted. Raises NotFound for what is none of a raw table."""
    if wrong := next(raw_cells.faults(addresses), None):
        raise NotFound(wrong)
    try:
        return expand(addresses)
    except (ValueError, OSError) as error:
        raise NotFound(f"{addresses[0]}: {error}") from error


def _cells(cells: list[Cell], whole: bool) -> str:
    """One line a cell: address, printed table, row and column, text, and the entries that touch it."""
    tables = {table.path: table for table in cards.tables()}
    entries = {entry.cell: entry for entry in ledger.entries()}
    grids = {file: grid.read(file) for file in dict.fromkeys(cell.file for cell in cells)}
    labels = {file: cell_words.by_labels(tables.get(file), found) for file, found in grids.items()}
    lines = []
    for cell in cells:
        found = grids[cell.file]
        text = repr(found.get(cell.row, cell.column))
        if not whole and len(text) > TEXT:
            text = f"{text[:TEXT]}… ({sentence.number(len(text) - 2)} characters, which --all prints)"
        note = (
            f"   [{entry.id}, {entry.status}: {entry.kind}, {entry.corrected!r}]"
            if (entry := entries.get(str(cell)))
            else ""
        )
        where = (
            f"{tables[cell.file].printed if cell.file in tables else ''}, {labels[cell.file](cell.row, cell.column)}"
        )
        lines.append(terminal(f"  {cell}  {where}: {text}{note}"))
    return "\n".join(lines)

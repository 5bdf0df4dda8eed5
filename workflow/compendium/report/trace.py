"""From a printed number back to the cells of the printed tables, with all that stands between them."""

from dataclasses import dataclass

from compendium.decision import ledger
from compendium.decision.config import reports
from compendium.escape import terminal
from compendium.report import chain, copied
from compendium.report.evidence import numbers
from compendium.result import named_results, sentence
from compendium.source import cards, grid, raw_cells
from compendium.source.address import Cell, expand
from compendium.table import cell_words, store

MOST = 200  # cells that are printed without being asked for all


class NotFound(LookupError):
    """An id that no report has; the message says what there is."""


@dataclass(frozen=True)
class Traced:
    """What an id stands for: its report (none of a bare address), what is printed there, and its cells."""

    report: str
    name: str
    head: str
    cells: list[str]


def describe(text: str, whole: bool = False) -> str:
    """The way from a number to its cells, as text; `text` is whatever a reader can copy. Raises NotFound.

    With `whole` every cell is printed, else the first of them.
    """
    found = _found(copied.read(text), text)
    parts = [found.head]
    cells = _expanded(found.cells)
    if found.report:
        parts += chain.computed(found.report, found.name, found.cells)
    parts.append(_cells(cells if whole else cells[:MOST]))
    if len(cells) > MOST and not whole:
        parts.append(f"  and {sentence.number(len(cells) - MOST)} cells more, which --all prints")
    parts += chain.references(found.cells) + chain.entries(cells)
    if found.report:
        parts += chain.scenarios(found.report, found.name)
    return "\n".join(part for part in parts if part)


def _found(identifier: str, text: str) -> Traced:
    if "#cell=" in identifier:
        return Traced("", "", "", copied.addresses(identifier))
    parts = identifier.split("/")
    if len(parts) in (3, 4) and parts[0] in reports():
        return _row(*parts)
    found = [r for key in reports() for r in _results(key) if identifier in (r["id"], r["id"].partition("/")[2])]
    if not found and (asked := copied.printed(text, reports())):
        found = _printed(*asked)
    if len(found) > 1:
        listed = "\n".join(f"  {r['id']}  {r['value']}  {r['label']}" for r in found)
        raise NotFound(terminal_lines(f"{text.strip()} is said by several results; name one:\n{listed}"))
    if not found:
        raise NotFound(
            f"No result {text.strip()!r}. The results of a report are in processed/reports/REPORT/results.parquet; reports: {', '.join(reports())}. Are they built?"
        )
    (result,) = found
    n = f", n = {result['n']}" if result["n"] is not None else ""
    unit = f" ({result['unit']})" if result["unit"] else ""
    head, told = terminal(f"{result['id']}: {result['label']}"), terminal(f"{result['value']}{unit}{n}")
    report, _, name = result["id"].partition("/")
    return Traced(report, name, f"{head}\n  {told}", result["cells"])


def terminal_lines(text: str) -> str:
    """Lines for a terminal, each without what could move its cursor."""
    return "\n".join(map(terminal, text.split("\n")))


def _results(key: str) -> list[dict]:
    return named_results.results(key) if (named_results.folder(key) / "results.parquet").is_file() else []


def _printed(report: str, value: str) -> list[dict]:
    """Results of a report that are printed so; else those whose sentence has the number in it."""
    mine = _results(report)
    same = [r for r in mine if value in (r["value"], f"{r['value']} {r['unit']}", f"{r['value']} %")]
    within = [r for r in mine if any(is_number and part == value for part, is_number in numbers.pieces(r["value"]))]
    return same or within


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


def _cells(cells: list[Cell]) -> str:
    """One line a cell: address, printed table, row and column, text, and the entries that touch it."""
    tables = {table.path: table for table in cards.tables()}
    entries = {entry.cell: entry for entry in ledger.entries()}
    grids = {file: grid.read(file) for file in dict.fromkeys(cell.file for cell in cells)}
    words = {file: cell_words.by_labels(tables.get(file), found) for file, found in grids.items()}
    lines = []
    for cell in cells:
        found = grids[cell.file]
        text = found.get(cell.row, cell.column)
        note = (
            f"   [{entry.id}, {entry.status}: {entry.kind}, {entry.corrected!r}]"
            if (entry := entries.get(str(cell)))
            else ""
        )
        where = f"{tables[cell.file].printed if cell.file in tables else ''}, {words[cell.file](cell.row, cell.column)}"
        lines.append(terminal(f"  {cell}  {where}: {text!r}{note}"))
    return "\n".join(lines)

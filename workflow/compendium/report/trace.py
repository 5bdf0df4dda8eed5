"""From a printed number back to the cells of the printed tables."""

from compendium.decision import ledger
from compendium.decision.config import reports
from compendium.escape import terminal
from compendium.result import named_results
from compendium.source import cards, grid, raw_cells
from compendium.source.address import Cell, expand
from compendium.table import cell_words, store


class NotFound(LookupError):
    """An id that no report has; the message says what there is."""


def describe(identifier: str) -> str:
    """A result or frame cell with every cell behind it, as text. Raises NotFound."""
    if "#cell=" in identifier:
        if wrong := next(raw_cells.faults([identifier]), None):
            raise NotFound(wrong)
        try:
            return _cells(expand([identifier]))
        except (ValueError, OSError) as error:
            raise NotFound(f"{identifier}: {error}") from error
    parts = identifier.split("/")
    if len(parts) == 4:
        return _frame_cell(*parts)
    found = [r for key in reports() for r in _results(key) if identifier in (r["id"], r["id"].partition("/")[2])]
    if len(found) > 1:
        raise NotFound(f"{identifier} is a result of several reports; name one: {', '.join(r['id'] for r in found)}")
    if not found:
        raise NotFound(
            f"No result {identifier!r}. The results of a report are in processed/reports/REPORT/results.parquet; reports: {', '.join(reports())}. Are they built?"
        )
    (result,) = found
    n = f", n = {result['n']}" if result["n"] is not None else ""
    unit = f" ({result['unit']})" if result["unit"] else ""
    head, told = terminal(f"{result['id']}: {result['label']}"), terminal(f"{result['value']}{unit}{n}")
    return f"{head}\n  {told}\n{_cells(expand(result['cells']))}"


def _results(key: str) -> list[dict]:
    return named_results.results(key) if (named_results.folder(key) / "results.parquet").is_file() else []


def _frame_cell(report: str, frame: str, row: str, column: str) -> str:
    path = named_results.folder(report) / f"{frame}.parquet"
    if not path.is_file():
        raise NotFound(f"No frame {frame!r} in report {report!r}.")
    rows = store.read(path).to_pylist()
    if not row.isdigit() or not 1 <= int(row) <= len(rows) or column not in rows[0]:
        raise NotFound(
            f"{report}/{frame} has rows 1 to {len(rows)} and the columns {', '.join(rows[0]) if rows else 'of an empty frame'}."
        )
    found = rows[int(row) - 1]
    return f"{report}/{frame}/{row}/{column}: {terminal(found[column])}\n{_cells(expand(found['cells']))}"


def _cells(cells: list[Cell]) -> str:
    """One line a cell: address, printed table, row and column, text, and the entries that touch it. Raises NotFound."""
    if wrong := next(raw_cells.faults(map(str, cells)), None):
        raise NotFound(wrong)
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

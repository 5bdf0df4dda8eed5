"""Shape: the header is the schema's, every record is as long as the header, none is empty or stands twice."""

from collections.abc import Iterator

from compendium.check.material import Material, at, names
from compendium.problem import FIX, Problem
from compendium.source.cards import Table
from compendium.source.grid import Grid


def check(material: Material) -> Iterator[Problem]:
    """Records that are longer or shorter than the header, doubled columns and keys."""
    for table, grid in material.parsed():
        header = list(_header(table, grid))
        yield from header
        if header:
            material.unsound.add(table.path)
        uneven = [*_empty(table, grid), *_ragged(table, grid)]
        yield from uneven
        if table.values is None:  # which tells its lines apart by their labels and groups
            yield from _duplicates(table, grid)
        if uneven:
            material.grids[table.path] = _even(grid)
        if grid.height <= table.header_rows:
            yield Problem(
                table.path,
                "table without records",
                "a header alone",
                "at least one record",
                "put the file back",
                line=1,
                printed=table.printed,
            )


def _even(grid: Grid) -> Grid:
    """The grid with each record as long as the header: those that are not are refused, and judged no further."""
    width = len(grid.header)
    return Grid(grid.path, [(record + [""] * width)[:width] for record in grid.records], grid.lines)


def _empty(table: Table, grid: Grid) -> Iterator[Problem]:
    for row, record in enumerate(grid.records[1:], start=2):
        if not any(record):
            yield Problem(
                table.path,
                "empty row",
                f"a row of {len(record)} empty cells" if record else "an empty line",
                "a record",
                "take the row out, or key what is printed in it",
                line=grid.line(row),
                row=row,
                printed=table.printed,
                covers="row",
            )


def _header(table: Table, grid: Grid) -> Iterator[Problem]:
    expected = [f["name"] for f in table.fields]
    known, header = set(expected), names(table, grid)
    for column, name in enumerate(header, start=1):
        wanted = expected[column - 1] if column <= len(expected) else "no further column"
        if name in known and header.index(name) != column - 1:
            yield at(
                table,
                grid,
                1,
                column,
                kind="column twice",
                found=repr(name),
                expected=repr(wanted),
                todo="remove the doubled column",
            )
        elif name not in known and name.strip() == wanted:
            what = {"kind": "stray space", "found": repr(name), "expected": "no space at either end"}
            yield at(table, grid, 1, column, **what, todo=f"{FIX} trims it", safe=True)
        elif name not in known:
            yield at(
                table,
                grid,
                1,
                column,
                kind="unknown column",
                found=repr(name),
                expected=repr(wanted),
                todo="mend the header, or add the field to the schema",
            )
        elif name != wanted and sorted(header) == sorted(expected):
            yield at(
                table,
                grid,
                1,
                column,
                kind="column out of order",
                found=repr(name),
                expected=repr(wanted),
                todo="put the columns in the printed order",
            )
    if len(header) < len(expected):
        for name in (n for n in expected if n not in header):
            yield Problem(
                table.path,
                "missing column",
                f"no column {name!r}",
                repr(name),
                "put the column back",
                line=1,
                row=1,
                printed=table.printed,
            )


def _ragged(table: Table, grid: Grid) -> Iterator[Problem]:
    width = len(grid.header)
    for row, record in enumerate(grid.records[1:], start=2):
        if len(record) == width or not any(record):
            continue
        todo = "look for a comma too many or too few"
        if any("\n" in text for text in record):
            last = grid.line(row) + sum(text.count("\n") for text in record)
            todo = f"a quote runs over lines {grid.line(row)} to {last}: look for one that is not closed"
        yield at(
            table,
            grid,
            row,
            min(len(record), width) or 1,
            kind="ragged row",
            found=f"{len(record)} cells: {', '.join(record)[:80]!r}",
            expected=f"{width} cells",
            todo=todo,
            covers="row",
        )


def _duplicates(table: Table, grid: Grid) -> Iterator[Problem]:
    key = [grid.header.index(name) for name in table.primary_key if name in grid.header]
    first: dict[tuple, int] = {}
    for row, record in enumerate(grid.records[1:], start=2):
        if not any(record):
            continue
        value = tuple(record[i] for i in key if i < len(record)) if key else tuple(record)
        if value in first:
            column = key[0] + 1 if key else 1
            yield at(
                table,
                grid,
                row,
                column,
                kind="duplicate row",
                found=f"{', '.join(value)[:200]!r} again",
                expected=f"once, on line {grid.line(first[value])}",
                todo="remove the row that is not printed",
            )
        first.setdefault(value, row)

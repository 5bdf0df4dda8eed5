"""Bytes: what a file is, its line ends, and whether it can be read as CSV within the limits."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from compendium.check.material import Material
from compendium.paths import path_of
from compendium.problem import FIX, Problem
from compendium.source import limits, sniff
from compendium.source.cards import Table
from compendium.source.grid import Grid, NotCsv, parse
from compendium.source.sniff import Fault

ALONE = "a spreadsheet program has been at work"


def check(material: Material) -> Iterator[Problem]:
    """Faults of the bytes of each raw table: encoding, line ends, marks, empty lines at the end."""
    read = _Read()
    for table in material.tables:
        path = path_of(table.path)
        if table.path in material.unread or table.path in material.grids or not path.is_file():
            continue
        if read.full or not read.takes(path.stat().st_size):
            material.unread.add(table.path)
            read.left.append(table.path)
            continue
        try:
            raw = path.read_bytes()
        except OSError as error:
            fault = Fault("file that cannot be read", error.strerror or str(error), "a file", "look at its rights", 0)
            found: Grid | Fault = fault
        else:
            found, safe = _grid(table, raw)
            yield from (_problem(table, one, safe=True) for one in safe)
        if isinstance(found, Fault):
            material.unread.add(table.path)
            yield _problem(table, found)
        elif read.keeps(found):
            material.grids[table.path] = found
        else:
            material.unread.add(table.path)
            read.left.append(table.path)
    if read.left:
        yield read.problem()


@dataclass
class _Read:
    """What was read of all tables so far, and which were left because it is enough."""

    size: int = 0
    cells: int = 0
    full: bool = False
    left: list[str] = field(default_factory=list)

    def takes(self, size: int) -> bool:
        self.size += size
        self.full = self.size > limits.ALL_BYTES
        return not self.full

    def keeps(self, grid: Grid) -> bool:
        self.cells += sum(map(len, grid.records))
        self.full = self.cells > limits.ALL_CELLS
        return not self.full

    def problem(self) -> Problem:
        more = f" and {len(self.left) - 1} more tables" if len(self.left) > 1 else ""
        return Problem(
            "raw",
            "more than a check reads",
            f"{self.left[0]}{more} not read: what stands before holds {self.cells:,} cells, {self.size / 2**20:,.0f} MB",
            f"at most {limits.ALL_CELLS:,} cells and {limits.ALL_BYTES / 2**20:,.0f} MB in all raw tables",
            limits.GO_ON,
        )


def _grid(table: Table, raw: bytes) -> tuple[Grid | Fault, list[Fault]]:
    """Grid of a file, or why there is none; and what `check --fix` mends, told only where there is a grid."""
    if fault := sniff.encoding(raw):
        return fault, []
    text = raw.removeprefix(sniff.BOM).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return Fault("empty file", "nothing but blanks", "a header and at least one record", "put it back"), []
    if fault := sniff.separator(text, expected_names(table)):
        return fault, []
    if (marks := text.count(",") + text.count("\n")) > limits.MARKS:
        return _too_large("commas and line ends", marks, limits.MARKS), []
    try:
        grid = parse(table.path, text)
    except NotCsv as error:
        start = 0
        for _ in range(error.line - 1):
            start = text.index("\n", start) + 1
        return sniff.unparsed(text, start, error.line), []
    if fault := _size(grid):
        return fault, []
    safe = [fault for fault in (_mark(raw), _ends(raw)) if fault]
    filled = next((row for row in range(grid.height, 0, -1) if grid.records[row - 1]), 0)
    if filled < grid.height:
        found = f"{grid.height - filled} of them"
        safe.append(Fault("empty lines at the end", found, "none", f"{FIX} takes them out", grid.line(filled + 1)))
        grid = Grid(grid.path, grid.records[:filled], grid.lines[:filled])
    return grid, safe


def expected_names(table: Table) -> list[str]:
    """Headings by which a separator is told; none of a table of values, whose names may come from its headings."""
    return [] if table.values is not None else [f["name"] for f in table.fields]


def _size(grid: Grid) -> Fault | None:
    for what, count, limit in (
        ("records", grid.height, limits.ROWS),
        ("columns", max(map(len, grid.records)), limits.COLUMNS),
        ("cells", sum(map(len, grid.records)), limits.CELLS),
    ):
        if count > limit:
            return _too_large(what, count, limit)
    for row, record in enumerate(grid.records, start=1):
        for column, text in enumerate(record, start=1):
            if len(text) > limits.CELL:
                return sniff.too_long(text, grid.line(row), column)
    return None


def _too_large(what: str, count: int, limit: int) -> Fault:
    return Fault("table that is too large", f"{count:,} {what}", f"at most {limit:,}", limits.GO_ON)


def _mark(raw: bytes) -> Fault | None:
    if not raw.startswith(sniff.BOM):
        return None
    return Fault("byte order mark", "bytes EF BB BF before the header", "no mark", f"{FIX} takes it off; {ALONE}")


def _ends(raw: bytes) -> Fault | None:
    both = raw.count(b"\r\n")
    counts = {"CRLF": both, "CR": raw.count(b"\r") - both, "LF": raw.count(b"\n") - both}
    if not counts["CRLF"] and not counts["CR"]:
        return None
    present = {end: count for end, count in counts.items() if count}
    kind = f"{next(iter(present))} line ends" if len(present) == 1 else "mixed line ends"
    line = raw[: raw.index(b"\r")].count(b"\n") + 1
    found = ", ".join(f"{count} {end}" for end, count in present.items())
    return Fault(kind, found, "LF alone", f"{FIX} makes them LF; {ALONE}", line)


def _problem(table: Table, fault: Fault, safe: bool = False) -> Problem:
    covers = "cell" if safe else "file"
    return Problem(table.path, **asdict(fault), printed=table.printed, covers=covers, safe=safe)

"""How a printed table lies: headings of columns with their spanners, labels of rows with their groups, totals.

`rows` and `columns` are the lines that hold values, those of totals among them; what only heads others is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from compendium.source import headings, limits
from compendium.source.grid import Grid
from compendium.source.values.reading import label
from compendium.source.values.signs import Signs, in_force

ALL, GROUP, RUNNING = TOTALS = ("all", "group", "running")  # what a total is of
ROWS, COLUMNS = "rows", "columns"
HEADINGS, COLUMN = "headings", "column"  # how groups of rows are printed
A_ROW = "values; a line below the table is taken out, and a row of blanks says what they are under `by_row` of the card"


@dataclass(frozen=True)
class Line:
    """A row or a column with values. `number` counts from 1, `groups` are the heads above it, the outermost first.

    `of` holds the numbers of the lines that a total is the sum of; None for a line that is no total.
    """

    number: int
    label: str
    groups: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    of: tuple[int, ...] | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """Heads and label, which tell a line apart from the others."""
        return (*self.groups, self.label)

    def __str__(self) -> str:
        return ", ".join(self.path)


@dataclass(frozen=True)
class Fault:
    """A label that cannot stand as it does, and its cell."""

    row: int
    column: int
    kind: str
    found: str
    expected: str


@dataclass(frozen=True)
class Layout:
    """Lines of a table, and what is wrong with them."""

    values: dict
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    faults: tuple[Fault, ...] = ()
    _signs: dict[tuple[int, int], Signs] = field(default_factory=dict, compare=False)

    @cached_property
    def body(self) -> list[tuple[Line, Line]]:
        """Rows and columns that are no totals, cell by cell as printed."""
        return [(row, column) for row in self.rows for column in self.columns if row.of is None and column.of is None]

    def words(self, row: int, column: int) -> str:
        """A cell by its labels with what stands above them; empty for one that holds no value."""
        of_row = next((line for line in self.rows if line.number == row), None)
        of_column = next((line for line in self.columns if line.number == column), None)
        return f"{of_row} × {of_column}" if of_row and of_column else ""

    def signs(self, row: Line, column: Line) -> Signs:
        """Signs in force in a cell: what its row says counts before what its column says, and that before the table."""
        key = (row.number, column.number)
        if key not in self._signs:
            self._signs[key] = in_force(
                self.values, *_named(self.values, "by_column", column), *_named(self.values, "by_row", row)
            )
        return self._signs[key]


def _named(values: dict, key: str, line: Line) -> Iterator[dict]:
    """What a card declares for a line: under its heads, then under its own label."""
    blocks = values.get(key, {})
    yield from (blocks[name] for name in line.path if name in blocks)


def of_grid(values: dict, grid: Grid) -> Layout:
    """Layout of a table by the `values` block of its card."""
    head, labels = values.get("header_rows", 1), values.get("label_columns", 1)
    faults: list[Fault] = []
    columns = _totalled(_columns(values, grid, head, labels, faults), values.get("totals", {}).get(COLUMNS, {}), faults)
    rows = _Rows(values, grid, head, labels, faults).lines([column.number for column in columns])
    faults += _twice(rows, labels, grid, is_row=True) + _twice(columns, head, grid, is_row=False)
    return Layout(values, tuple(rows), tuple(columns), tuple(faults))


def _columns(values: dict, grid: Grid, head: int, labels: int, faults: list[Fault]) -> list[Line]:
    """Columns with their headings, and those that span them."""
    marks, found = tuple(values.get("flags", {})), []
    for number, path in enumerate(headings.paths(grid.records[:head], labels), start=1):
        if number > labels and not path:
            faults.append(Fault(head, number, "column without a heading", "blanks", "a heading, as printed"))
        elif number > labels:
            *heads, (name, flags) = [label(text, marks) for text in path]
            more = (mark for _, marks in heads for mark in marks)
            found.append(Line(number, name, tuple(text for text, _ in heads), tuple(dict.fromkeys([*flags, *more]))))
    return found


def _totalled(lines: list[Line], totals: dict, faults: list[Fault]) -> list[Line]:
    """Columns with what those that are totals are the sum of."""
    found, body = [], [line for line in lines if line.label not in totals]
    for line in lines:
        if (of := totals.get(line.label)) is None:
            found.append(line)
            continue
        members = {
            ALL: lambda: body,
            GROUP: lambda line=line: [one for one in body if one.groups == line.groups],
            RUNNING: lambda line=line: [one for one in body if one.number < line.number],
        }
        chosen = members[of]() if isinstance(of, str) else _listed(of, lines, line)
        found.append(_total(line, chosen, faults, (1, line.number)))
    return found


def _listed(names: list[str], lines: list[Line], line: Line) -> list[Line]:
    """Lines that a total names, those of its own group before others of the same name."""
    found = []
    for name in names:
        like = [one for one in lines if one.label == name and one.number != line.number]
        near = [one for one in like if one.groups == line.groups]
        found += near or like
    return found


def _total(line: Line, members: list[Line], faults: list[Fault], cell: tuple[int, int]) -> Line:
    if not members:
        expected = "lines that it is the sum of, as `totals` in the card says"
        faults.append(Fault(*cell, "total of nothing", repr(line.label), expected))
    return Line(line.number, line.label, line.groups, line.flags, tuple(one.number for one in members))


@dataclass
class _Open:
    """A group of rows that has begun: its head, how far that is indented, and whether its rows are indented further.

    `row` is that of its head, `start` where its rows begin among those that were found, `total` the place of its head
    where that has values.
    """

    row: int
    label: str
    indent: int
    start: int
    total: int | None = None
    indented: bool | None = None


class _Rows:
    """Rows of a table, read from top to bottom with the groups that are open."""

    def __init__(self, values: dict, grid: Grid, head: int, labels: int, faults: list[Fault]):
        self.grid, self.head, self.labels, self.faults = grid, head, labels, faults
        self.groups = values.get("groups", "")
        self.totals = values.get("totals", {}).get(ROWS, {})
        self.marks = tuple(values.get("flags", {}))
        self.declared = values.get("by_row", {})
        self.open: list[_Open] = []
        self.found: list[Line] = []
        self.since = 0  # where rows begin that no total of a group has summed yet
        self.summed = 0  # rows that running totals sum, those of each counted

    def lines(self, columns: list[int]) -> list[Line]:
        """Rows with values; a row of blanks behind its label heads a group where the card says so."""
        for number in range(self.head + 1, self.grid.height + 1):
            at = next((c for c in range(self.labels, 1, -1) if self.grid.get(number, c)), 1)
            raw = self.grid.get(number, at) or ""
            name, flags = label(raw.strip(" "), self.marks)
            blank = not any(self.grid.get(number, column) for column in columns)
            if not name:
                self.faults.append(Fault(number, self.labels, "row without a label", "a blank", "a label, as printed"))
            elif name in self.groups if isinstance(self.groups, list) else self.groups == HEADINGS and blank:
                self._head(number, name, flags, len(raw) - len(raw.lstrip(" ")), blank=blank)
            else:
                self._row(number, name, flags, len(raw) - len(raw.lstrip(" ")), at)
        while self.open:
            self._close()
        self._blank_at_the_end(columns)
        body = self._body(0)
        for place, line in enumerate(self.found):
            of = self.totals.get(line.label)
            if line.of == () and (of == ALL or isinstance(of, list)):
                self._sum(place, body if of == ALL else _listed(of, self.found, line))
        return self.found

    def _blank_at_the_end(self, columns: list[int]) -> None:
        """The last rows, where they are blank behind their labels: a note below the table looks the same.

        One that the card declares by its label, or by that of its group, is a row.
        """
        for line in reversed(self.found):
            if any(self.grid.get(line.number, column) for column in columns):
                return
            if not any(name in self.declared for name in line.path):
                self.faults.append(Fault(line.number, self.labels, "row without values", repr(line.label), A_ROW))

    def _body(self, start: int) -> list[Line]:
        return [line for line in self.found[start:] if line.of is None]

    def _sum(self, place: int, members: list[Line]) -> None:
        """Say what a total is of; nothing is a fault."""
        line = self.found[place]
        self.found[place] = _total(line, members, self.faults, (line.number, self.labels))

    def _head(self, number: int, name: str, flags: tuple[str, ...], indent: int, *, blank: bool) -> None:
        """Begin a group; one whose head has values is told its total by them."""
        while self.open and self.open[-1].indent >= indent:
            self._close()
        total = None
        if not blank:
            total = len(self.found)
            self.found.append(Line(number, name, tuple(group.label for group in self.open), flags, ()))
        self.since = len(self.found)
        self.open.append(_Open(number, name, indent, self.since, total))

    def _close(self) -> None:
        """End the innermost group, and sum it where its head has values; one without rows is a fault."""
        group = self.open.pop()
        if group.total is not None:
            self._sum(group.total, self._body(group.start))
        elif len(self.found) == group.start:
            expected = "rows below it, or below a heading that is indented further"
            self.faults.append(Fault(group.row, self.labels, "heading without rows", repr(group.label), expected))

    def _row(self, number: int, name: str, flags: tuple[str, ...], indent: int, at: int) -> None:
        of = self.totals.get(name)
        while of == ALL and self.open:
            self._close()
        if of not in (ALL, GROUP):
            if self.open and self.open[-1].indented is None:
                self.open[-1].indented = indent > self.open[-1].indent
            while self.open and self.open[-1].indented and indent <= self.open[-1].indent:
                self._close()
        self.found.append(Line(number, name, self._groups(number, at), flags, None if of is None else ()))
        place = len(self.found) - 1
        if of == GROUP:
            self._sum(place, self._group(place))
            self.since = len(self.found)
            if self.open:
                self._close()
        elif of == RUNNING and self.summed <= limits.MARKS:
            above = self._body(0)
            self.summed += len(above)
            self._sum(place, above)
            if self.summed > limits.MARKS:
                expected = f"running totals that sum at most {limits.MARKS:,} rows, those of each counted"
                self.faults.append(Fault(number, self.labels, "too many running totals", "more", expected))

    def _group(self, place: int) -> list[Line]:
        """Rows that the total of a group at a place sums: those below its head, or since the last such total."""
        groups = self.found[place].groups
        if self.open or self.groups != COLUMN:
            return self._body(self.open[-1].start if self.open else self.since)
        return [line for line in self._body(self.since) if line.groups[: len(groups)] == groups]

    def _groups(self, number: int, at: int) -> tuple[str, ...]:
        """Heads of a row: the groups that are open, or what stands in the columns before its label."""
        if self.groups != COLUMN:
            return tuple(group.label for group in self.open)
        found, first = [], self.head + 1  # a blank repeats what stands above it, as far as the column before does
        for column in range(1, at):
            texts = ((row, self.grid.get(row, column) or "") for row in range(number, first - 1, -1))
            first, text = next(((row, text) for row, text in texts if text), (first, ""))
            found.append(label(text.strip(" "), self.marks)[0])
        return tuple(text for text in found if text)


def _twice(lines: list[Line], at: int, grid: Grid, *, is_row: bool) -> list[Fault]:
    """Lines that have heads and label of an earlier one; totals may stand in several places."""
    seen: dict[tuple[str, ...], Line] = {}
    found = []
    for line in lines:
        if line.of is None and line.path in seen:
            cell = (line.number, at) if is_row else (at, line.number)
            what = "row" if is_row else "column"
            expected = f"another label than {what} {seen[line.path].number}, or a group above each"
            found.append(Fault(*cell, f"{what} twice", repr(str(line)), expected))
        seen.setdefault(line.path, line)
    return found

"""What its schema promises of a tidy table: columns that are filled, ranges, codes, dates, addresses, keys.

A row that breaks a promise is told with the raw record that it was made of.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from compendium.decision import schemas
from compendium.decision.types import NUMERIC
from compendium.problem import Problem
from compendium.source import cards, edtf
from compendium.source.address import corners
from compendium.source.grid import read
from compendium.table import vocabulary

if TYPE_CHECKING:
    import pyarrow as pa

SHOWN = 5  # faults of one kind in a column that are told one by one
VALUE = 200  # characters of a value that a message shows
ADDRESS = re.compile(r"https?://[^\s/]+(?:/\S*)?")
FORMATS: dict[str, tuple[Callable[[str], object], str]] = {
    "edtf": (edtf.is_edtf, edtf.FORMS),
    "uri": (ADDRESS.fullmatch, "an address that begins with http:// or https://"),
}
TODO = "compare with the source; where it is right, mend {file}"

Fault = tuple[int, str, str, str, str]  # row, column, kind, found, expected


def problems(name: str, table: "pa.Table") -> list[Problem]:
    """Every promise that the rows of a tidy table break, foreign keys left out."""
    schema = schemas.table(name)
    found = [fault for field in schema["fields"] for fault in _of_field(field, table)]
    return [_problem(name, table, fault) for fault in [*found, *_of_key(schema["key"], table)]]


def foreign(name: str, tables: "Mapping[str, pa.Table]") -> list[Problem]:
    """Rows of a tidy table that refer to no row of another: `tables` holds it, and those that it refers to."""
    faults: list[Fault] = []
    for reference in schemas.table(name).get("references", ()):
        there = set(zip(*(tables[reference["table"]][column].to_pylist() for column in reference["to"]), strict=True))
        columns = reference["columns"]
        rows = zip(*(tables[name][column].to_pylist() for column in columns), strict=True)
        lost = [(row, values) for row, values in enumerate(rows) if None not in values and values not in there]
        expected = f"a row of the tidy table {reference['table']} with this {', '.join(reference['to'])}"
        faults += [(row, columns[0], "reference to no row", _said(*v), expected) for row, v in lost[:SHOWN]]
    return [_problem(name, tables[name], fault) for fault in faults]


def referred(name: str) -> list[str]:
    """Tidy tables that a tidy table refers to, itself left out."""
    return sorted({reference["table"] for reference in schemas.table(name).get("references", ())} - {name})


def _of_field(field: dict, table: "pa.Table") -> Iterator[Fault]:
    column = table[field["name"]]
    if "missing" not in field and column.null_count:
        empty = [row for row, value in enumerate(column.to_pylist()) if value is None]
        for row in empty[:SHOWN]:
            yield row, field["name"], "empty value", "nothing", "a value: the schema has no `missing` for this column"
    refuse = _refusal(field)
    if refuse and (wrong := {value: why for value in _different(column) if (why := refuse(value))}):
        places = [(row, value) for row, value in enumerate(column.to_pylist()) if _hashed(value) in wrong]
        for row, value in places[:SHOWN]:
            kind, found, expected = wrong[_hashed(value)]
            yield row, field["name"], kind, found, expected


def _different(column: "pa.ChunkedArray") -> set:
    """Different values of a column, those of lists as tuples."""
    if column.type.num_fields:
        return {tuple(value) for value in column.to_pylist()}
    return {value for value in column.unique().to_pylist() if value is not None}


def _hashed(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


Why = tuple[str, str, str]  # kind, found, expected


def _refusal(field: dict) -> Callable[[object], Why | None] | None:
    """What tells why a value is none of a column; None where a column may hold any of its type."""
    if field["type"] in NUMERIC and {"minimum", "maximum"} & set(field):
        return lambda value: _beyond(field, value)
    judges = [judge for judge in (_of_codes(field), _of_format(field)) if judge]
    if not judges and not schemas.separator(field):
        return None

    def refuse(value: object) -> Why | None:
        items = _items(field, value)
        if any(schemas.SEPARATOR in item or not item.strip() for item in items if schemas.separator(field)):
            return (
                "list that cannot be parted",
                _said(value),
                f"items without {schemas.SEPARATOR!r}, none of them blank",
            )
        return next((why for item in items for judge in judges if (why := judge(item))), None)

    return refuse


def _items(field: dict, value: object) -> list[str]:
    if isinstance(value, tuple):
        return list(value)
    mark = schemas.separator(field)
    return str(value).split(mark) if mark else [str(value)]


def _beyond(field: dict, value: object) -> Why | None:
    least, most = field.get("minimum", -float("inf")), field.get("maximum", float("inf"))
    if least <= value <= most:  # type: ignore[operator]
        return None
    bounds = [f"{word} {field[key]}" for key, word in (("minimum", "at least"), ("maximum", "at most")) if key in field]
    return (
        "number beyond its range",
        _said(value),
        f"{' and '.join(bounds)}{f' {u}' if (u := field.get('unit')) else ''}",
    )


def _of_codes(field: dict) -> Callable[[str], Why | None] | None:
    if "codes" not in field:
        return None
    listed = {code for part in field["codes"] if isinstance(part, dict) for code in part}
    read = [vocabulary.vocabulary(part) for part in field["codes"] if isinstance(part, str)]
    expected = " or ".join([*([", ".join(sorted(listed))] if listed else []), *(one.expected for one in read)])

    def judge(item: str) -> Why | None:
        known = item in listed or any(one.has(item) for one in read)
        return None if known else ("unknown code", _said(item), expected)

    return judge


def _of_format(field: dict) -> Callable[[str], Why | None] | None:
    if field.get("format") not in FORMATS:
        return None
    admits, expected = FORMATS[field["format"]]
    return lambda item: None if admits(item) else (f"not of the format {field['format']}", _said(item), expected)


def _of_key(key: list[str], table: "pa.Table") -> Iterator[Fault]:
    """Rows whose key an earlier one has."""
    nested = any(table[name].type.num_fields for name in key)  # lists are not counted by the library
    if not nested and table.select(key).group_by(key).aggregate([([], "count_all")]).num_rows == table.num_rows:
        return
    first: dict[tuple, int] = {}
    told = 0
    for row, values in enumerate(zip(*(map(_hashed, table[name].to_pylist()) for name in key), strict=True)):
        if values in first and told < SHOWN:
            told += 1
            yield row, key[0], "key twice", _said(*values), f"once; {_cells(table, first[values])} has it as well"
        first.setdefault(values, row)


def _said(*values: object) -> str:
    return ", ".join(json.dumps(v, ensure_ascii=False)[:VALUE] if v is not None else "nothing" for v in values)


def _cells(table: "pa.Table", row: int) -> str:
    return next(iter(table["cells"][row].as_py() or ()), "another row") if "cells" in table.column_names else "another"


def _problem(name: str, table: "pa.Table", fault: Fault) -> Problem:
    """A fault with the place of the raw record behind its row, or with the schema where no record is named."""
    row, column, kind, found, expected = fault
    schema = f"{schemas.FOLDER}/tables/{name}.yaml"
    what = {"kind": f"{kind} in the tidy table {name}", "todo": TODO.format(file=schema), "expected": expected}
    try:
        file, line, first, _, last = corners(_cells(table, row))
        grid = read(file)
        raw = next(one for one in cards.tables() if one.path == file)
    except (OSError, ValueError, StopIteration):
        return Problem(schema, found=f"{column}: {found}", **what)
    taken = {tidy: heading for heading, tidy in raw.card.get("takes", {}).items()}
    heading = taken.get(column, "")
    place = grid.header.index(heading) + 1 if heading in grid.header else first if first == last else 0
    return Problem(
        file,
        found=found if heading else f"{column}: {found}",
        line=grid.line(line),
        row=line,
        column=place,
        column_name=grid.header[place - 1] if place else "",
        printed=raw.printed,
        **what,
    )

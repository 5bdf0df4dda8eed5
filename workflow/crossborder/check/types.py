"""Types and constraints of the Table Schema, by the standard's own validator."""

from collections.abc import Iterator

from crossborder.check.constraints import faults
from crossborder.check.material import Material, at
from crossborder.problem import Problem

KINDS = {
    "type-error": "wrong type",
    "constraint-error": "value that its constraint forbids",
    "unique-error": "value twice in a column of unique values",
}


def check(material: Material) -> Iterator[Problem]:
    # Imported here: half a second that a status or a trace need not wait for.
    from frictionless import Resource, Schema

    for table, grid in material.readable():
        width = len(grid.header)
        if [f["name"] for f in table.fields] != grid.header or any(any(faults(f)) for f in table.fields):
            continue
        records = [record for record in grid.records if len(record) == width]
        rows = [row for row, record in enumerate(grid.records, start=1) if len(record) == width]
        schema = Schema.from_descriptor({"fields": [dict(f) for f in table.fields]})
        # The validator stops at 1,000 errors in silence unless it is told otherwise.
        report = Resource(data=records, schema=schema).validate(limit_errors=10**9)
        if report.errors:
            raise RuntimeError(f"{table.path}: the validator failed: {report.errors}")
        for error in (e for task in report.tasks for e in task.errors):
            if error.type in KINDS:
                row = rows[error.row_number - 1]
                yield at(
                    table,
                    grid,
                    row,
                    error.field_number,
                    kind=KINDS[error.type],
                    found=repr(error.cell),
                    expected=error.note,
                    todo="compare with the source, or mend the schema",
                )
            elif error.type not in ("duplicate-label", "blank-row", "primary-key"):
                yield Problem(
                    table.path,
                    error.title,
                    error.message,
                    "a table that its schema describes",
                    "see the message",
                    line=1,
                    printed=table.printed,
                )

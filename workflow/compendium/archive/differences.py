"""What differs inside two files: the column of a table, the line of a text, the member of a document."""

import zipfile
from itertools import zip_longest
from pathlib import Path

import pyarrow.parquet as pq

from compendium.table.store import read

TEXTS = {".csv", ".gitignore", ".html", ".ipynb", ".json"}
SHOWN = 80  # characters of a line


def difference(one: Path, other: Path) -> str:
    """In words, what the second file has otherwise than the first."""
    if not one.is_file():
        return "was not archived"
    if not other.is_file():
        return "was not built"
    suffix = one.suffix or one.name
    if suffix == ".parquet":
        return _columns(one, other)
    if suffix == ".docx":
        return _members(one, other)
    return _lines(one, other) if suffix in TEXTS else _bytes(one.read_bytes(), other.read_bytes())


def _columns(one: Path, other: Path) -> str:
    before, after = read(one), read(other)
    if before.column_names != after.column_names:
        return f"columns {', '.join(sorted({*before.column_names} ^ {*after.column_names}))} are in one of both alone"
    if before.num_rows != after.num_rows:
        return f"{before.num_rows} rows archived, {after.num_rows} built"
    found = [name for name in before.column_names if not before[name].equals(after[name])]
    if not found:
        writers = {pq.read_metadata(path).created_by for path in (one, other)}
        return f"all values are equal; it was written otherwise ({' and '.join(sorted(writers))})"
    return f"column{'s' if len(found) > 1 else ''} {', '.join(found)}"


def _members(one: Path, other: Path) -> str:
    before, after = zipfile.ZipFile(one), zipfile.ZipFile(other)
    names = dict.fromkeys([*before.namelist(), *after.namelist()])
    held = [{n: z.read(n) for n in z.namelist()} for z in (before, after)]
    found = [name for name in names if held[0].get(name) != held[1].get(name)]
    return f"member {', '.join(found)}" if found else "all members are equal; it was packed otherwise"


def _lines(one: Path, other: Path) -> str:
    lines = [path.read_text(encoding="utf-8", errors="replace").splitlines() for path in (one, other)]
    for number, (before, after) in enumerate(zip_longest(*lines), start=1):
        if before != after:
            shown = [("nothing" if line is None else repr(_around(line, before, after))) for line in (before, after)]
            return f"line {number}: archived {shown[0]}, built {shown[1]}"
    return "line ends alone"


def _around(line: str, before: str | None, after: str | None) -> str:
    """The part of a line where two lines part."""
    same = next((i for i, (a, b) in enumerate(zip(before or "", after or "", strict=False)) if a != b), 0)
    start = max(0, same - SHOWN // 4)
    return line[start : start + SHOWN]


def _bytes(before: bytes, after: bytes) -> str:
    same = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    return f"byte {same + 1} on ({len(before)} bytes archived, {len(after)} built)"

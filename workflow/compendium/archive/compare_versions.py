"""Two versions of the compendium side by side: named results and tidy tables, from a build, a commit or an archive."""

import csv
import io
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from compendium.archive.opening import content, members, unpackable
from compendium.archive.paths import Refused
from compendium.build import git
from compendium.decision.config import reports
from compendium.paths import ROOT, STARTED
from compendium.report import download_files
from compendium.result import named_results

RESULTS = "results.csv"
COLUMNS = ("id", "value", "unit", "n")
TABLES = f"{download_files.FOLDER}/"
TIDY = re.compile(r"[a-z0-9_]+\.csv")  # names of tidy tables; what else lies there has hyphens
MOST_BYTES = 1 << 28  # of one table of a folder


class NoVersion(LookupError):
    """What was named holds no results; the message says why."""


@dataclass
class Version:
    """Results by id (value, unit, n), and rows of tidy tables by name; a commit holds no tables."""

    name: str
    results: dict[str, tuple[str, ...]]
    tables: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Difference:
    """One thing that differs; the smaller its severity, the earlier it is told."""

    severity: int
    what: str
    before: str | None
    after: str | None


def built() -> Version:
    """The working copy as it is built. Raises NoVersion when it is not."""
    found: dict[str, tuple[str, ...]] = {}
    for key in reports():
        if not (named_results.folder(key) / "results.parquet").is_file():
            raise NoVersion(f"report {key} is not built; build first: ./reproduce")
        for r in named_results.results(key):
            found[r["id"]] = (r["value"], r["unit"], "" if r["n"] is None else str(r["n"]))
    files = [path for path in sorted((ROOT / TABLES).glob("*.csv")) if TIDY.fullmatch(path.name)]
    return Version("the working copy", found, {p.stem: p.read_text(encoding="utf-8").splitlines() for p in files})


def text(results: dict[str, tuple[str, ...]]) -> str:
    """Results as CSV, sorted by id."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([key, *values] for key, values in sorted(results.items()))
    return out.getvalue()


def load(name: str) -> Version:
    """The version that a commit, a folder or a zip file holds. Raises NoVersion."""
    path = STARTED / name
    if os.path.isdir(path):
        return _of_files(name, _of_folder(path))
    if os.path.lexists(path):
        try:
            packed = unpackable(path)
        except Refused as error:
            raise NoVersion(str(error)) from error
        return _of_files(name, {info.filename: partial(content, packed, info) for info in members(packed)})
    if (held := git.show(name, RESULTS)) is not None:
        return Version(name, _parsed(name, RESULTS, _text(name, RESULTS, lambda: held)))
    why = "" if git.installed() else "; git is not installed, so that no commit can be read"
    raise NoVersion(f"{name} is no file, no folder and no commit that holds {RESULTS}{why}")


def _of_folder(folder: Path) -> dict[str, Callable[[], bytes]]:
    """Tables of a compendium that lies in a folder, as it is or as the payload of an unpacked archive."""
    try:
        inside = sorted(path.name for path in folder.iterdir() if path.is_dir())
        tops = ["", "data", *inside, *(f"{name}/data" for name in inside)]
        top = next((t for t in tops if (folder / t / RESULTS).is_file()), "")
        paths = [folder / top / RESULTS, *sorted((folder / top / TABLES).glob("*.csv"))]
        return {path.relative_to(folder).as_posix(): path.read_bytes for path in paths if _readable(path)}
    except OSError as error:
        raise NoVersion(f"{folder} cannot be read: {error.strerror}") from error


def _readable(path: Path) -> bool:
    """Whether a path is a plain file. Raises NoVersion for one that is too large."""
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        raise NoVersion(f"{path}: {path.stat().st_size} bytes, expected at most {MOST_BYTES}")
    return path.is_file()


def _of_files(name: str, files: dict[str, Callable[[], bytes]]) -> Version:
    found = [path for path in files if path.rpartition("/")[2] == RESULTS]
    if not found:
        raise NoVersion(f"{name} holds no {RESULTS}")
    top = min(found, key=lambda path: (path.count("/"), path))
    folder = top.removesuffix(RESULTS) + TABLES
    tables = {
        Path(path).stem: _text(name, path, files[path]).splitlines()
        for path in sorted(files)
        if path.startswith(folder) and TIDY.fullmatch(path.removeprefix(folder))
    }
    return Version(name, _parsed(name, top, _text(name, top, files[top])), tables)


def _text(name: str, path: str, read: Callable[[], bytes]) -> str:
    """Text of a file of a version. Raises NoVersion where it cannot be read."""
    try:
        return read().decode()
    except UnicodeDecodeError as error:
        raise NoVersion(f"{name}: {path} is no UTF-8 text ({error.reason} at byte {error.start})") from error
    except Exception as error:  # a damaged member of a zip file raises what the decompressor likes
        raise NoVersion(f"{name}: {path} cannot be read: {error}") from error


def _parsed(name: str, path: str, text: str) -> dict[str, tuple[str, ...]]:
    rows = csv.reader(io.StringIO(text, newline=""))
    found: dict[str, tuple[str, ...]] = {}
    try:
        header = next(rows, [])
        if tuple(header) != COLUMNS:
            raise NoVersion(f"{name}: {path} has the columns {header[:8]}, expected {list(COLUMNS)}")
        for row in rows:
            if len(row) != len(COLUMNS):
                raise NoVersion(f"{name}: {path}, line {rows.line_num}: {len(row)} cells, expected {len(COLUMNS)}")
            if row[0] in found:
                raise NoVersion(f"{name}: {path}, line {rows.line_num}: the result {row[0]!r} stands there twice")
            found[row[0]] = tuple(row[1:])
    except csv.Error as error:
        raise NoVersion(f"{name}: {path}, line {rows.line_num}: {error}") from error
    return found


def differences(before: Version, after: Version) -> list[Difference]:
    """What was removed, changed and added, in this order; tables only where both versions hold them."""
    found = list(_of_results(before.results, after.results))
    if before.tables and after.tables:
        found += _of_tables(before.tables, after.tables)
    return sorted(found, key=lambda d: (d.severity, d.what))


def _of_results(before: dict, after: dict) -> Iterable[Difference]:
    for key in {*before, *after}:
        old, new = before.get(key), after.get(key)
        if old != new:
            severity = 0 if new is None else 3 if old is None else 1
            yield Difference(severity, key, _shown(old), _shown(new))


def _shown(values: tuple[str, ...] | None) -> str | None:
    if values is None:
        return None
    value, unit, n = values
    return f"{value}{f' {unit}' if unit else ''}{f' (n = {n})' if n else ''}"


def _of_tables(before: dict[str, list[str]], after: dict[str, list[str]]) -> Iterable[Difference]:
    for name in {*before, *after}:
        old, new = before.get(name), after.get(name)
        if old != new:
            gone, more = (len(set(a or []) - set(b or [])) for a, b in ((old, new), (new, old)))
            severity = 0 if new is None else 3 if old is None else 2
            yield Difference(severity, f"table {name}", f"{gone} rows", f"{more} rows")

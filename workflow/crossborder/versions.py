"""Two versions of the compendium side by side: named results and tidy tables, from a build, a commit or an archive."""

import csv
import io
import subprocess
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from crossborder import measured
from crossborder.config import reports
from crossborder.root import ROOT

RESULTS = "results.csv"
COLUMNS = ("id", "value", "unit", "n")
TABLES = "processed/tables/"


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
        if not (measured.folder(key) / "results.parquet").is_file():
            raise NoVersion(f"report {key} is not built; build first: ./reproduce")
        for r in measured.results(key):
            found[r["id"]] = (r["value"], r["unit"], "" if r["n"] is None else str(r["n"]))
    files = sorted((ROOT / TABLES).glob("*.csv"))
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
    path = Path(name)
    if path.is_dir():
        return _of_files(name, {p.relative_to(path).as_posix(): p.read_bytes for p in path.rglob("*.csv")})
    if path.is_file():
        try:
            with zipfile.ZipFile(path) as archive:
                held = {n: archive.read(n) for n in archive.namelist() if n.endswith(".csv")}
        except zipfile.BadZipFile as error:
            raise NoVersion(f"{name} is no zip file: {error}") from error
        return _of_files(name, {n: lambda content=content: content for n, content in held.items()})
    done = subprocess.run(["git", "show", f"{name}:{RESULTS}"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise NoVersion(f"{name} is no file, no folder and no commit that holds {RESULTS}: {done.stderr.strip()}")
    return Version(name, _parsed(done.stdout))


def _of_files(name: str, files: dict[str, Callable[[], bytes]]) -> Version:
    found = [path for path in files if path.rpartition("/")[2] == RESULTS]
    if not found:
        raise NoVersion(f"{name} holds no {RESULTS}")
    top = min(found, key=len)
    folder = top.removesuffix(RESULTS) + TABLES
    tables = {
        Path(path).stem: files[path]().decode().splitlines()
        for path in sorted(files)
        if path.startswith(folder) and "/" not in path.removeprefix(folder)
    }
    return Version(name, _parsed(files[top]().decode()), tables)


def _parsed(text: str) -> dict[str, tuple[str, ...]]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise NoVersion(f"{RESULTS} has the columns {rows.fieldnames}, expected {list(COLUMNS)}")
    return {row["id"]: tuple(row[c] for c in COLUMNS[1:]) for row in rows}


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

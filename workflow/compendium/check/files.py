"""Files that are missing, empty, no plain files, too many or too large, or not listed by their package."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from compendium.check.material import Material
from compendium.paths import path_of, relative
from compendium.problem import Problem
from compendium.source import limits
from compendium.source.cards import RAW, Table, schema_files
from compendium.source.leavings import is_leaving

NEEDED = {"references.json", "checksums.sha256"}
BESIDE = NEEDED | {"corrections.csv"}  # without a ledger nothing is corrected
HERE = "put the file itself here, or move it out of raw/"
SPECIAL = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def check(material: Material) -> Iterator[Problem]:
    """Files below raw/ that are missing, cannot be read, or are listed by no package."""
    packages = {table.package for table in material.tables}
    listed = {table.path: table for table in material.tables}
    schemas = {name for package in packages for name in schema_files(RAW / package / "datapackage.yaml")}
    found: set[str] = set()
    for count, (path, problem) in enumerate(inventory()):
        name = relative(path)
        found.add(name)
        if problem:
            material.unread.add(name)
            yield problem
        elif count >= limits.FILES:
            yield _beyond(
                "raw", "too many files", f"more than {limits.FILES:,}", f"at most {limits.FILES:,} below raw/"
            )
            break
        elif not _belongs(path, packages, {*listed, *schemas}, name):
            yield Problem(
                file=name,
                kind="file that no package lists",
                found="a file without a resource",
                expected="every file below raw/ is a resource of its datapackage.yaml",
                todo="add it to the package with its card, or move it out of raw/",
            )
    for table in material.tables:
        wrong = fault(path_of(table.path)) if table.path not in found and os.path.lexists(path_of(table.path)) else None
        if wrong:
            material.unread.add(table.path)
            yield wrong
        elif table.path not in material.unread:
            yield from _listed(table)
        yield from _second(table)
    for name in sorted(NEEDED):
        if not os.path.lexists(RAW / name):
            yield Problem(f"raw/{name}", "missing file", "nothing", "the file", "put it back from version control")


def inventory() -> Iterator[tuple[Path, Problem | None]]:
    """Every file below raw/ that is no leaving of a desktop program, and what keeps it from being read."""
    errors: list[OSError] = []
    for top, folders, files in os.walk(RAW, onerror=errors.append):
        here = Path(top)
        folders[:] = sorted(name for name in folders if not is_leaving(name))
        deep = len(here.relative_to(RAW).parts) >= limits.DEPTH
        for name in folders:
            if (here / name).is_symlink() or name.endswith(".csv"):
                yield here / name, fault(here / name)
            elif deep:
                what = f"{limits.DEPTH + 1} folders below raw/"
                yield (
                    here / name,
                    _beyond(_name(here / name), "folder that is too deep", what, f"at most {limits.DEPTH}"),
                )
        if deep:
            folders.clear()
        for name in sorted(name for name in files if not is_leaving(name)):
            yield here / name, fault(here / name)
    for error in errors:
        path = Path(error.filename)
        yield path, _unreadable(path, "folder that cannot be read", error.strerror)


def _name(path: Path) -> str:
    return relative(path)


def fault(path: Path) -> Problem | None:
    """Why a path is no file that can be read, or None where it is one."""
    name = _name(path)
    try:
        seen = path.lstat()
    except OSError as error:
        return _unreadable(path, "file that cannot be read", error.strerror)
    if stat.S_ISLNK(seen.st_mode):
        target = Path(os.path.realpath(path))
        inside = target.is_relative_to(os.path.realpath(RAW))
        leads = "to nothing" if not target.exists() else "to a file of raw/" if inside else "out of raw/"
        return Problem(name, "link", f"a link that leads {leads}: {os.readlink(path)}", "a file", HERE, covers="file")
    if stat.S_ISDIR(seen.st_mode):
        return Problem(name, "folder in place of a file", "a folder", "a file", HERE, covers="file")
    if what := SPECIAL.get(stat.S_IFMT(seen.st_mode)):
        return Problem(name, "no plain file", what, "a file", HERE, covers="file")
    if not os.access(path, os.R_OK):
        return _unreadable(path, "file that cannot be read", "its rights do not allow it")
    if seen.st_size > limits.FILE_BYTES:
        limit = f"at most {limits.FILE_BYTES / 2**20:,.0f} MB"
        return _beyond(name, "file that is too large", f"{seen.st_size / 2**20:,.0f} MB", limit)
    return None


def _unreadable(path: Path, kind: str, why: str | None) -> Problem:
    todo = "give yourself the right to read it"
    return Problem(_name(path), kind, why or "an error", "what can be read", todo, covers="file")


def _beyond(name: str, kind: str, found: str, limit: str) -> Problem:
    return Problem(name, kind, found, limit, limits.GO_ON, covers="file")


def _belongs(path: Path, packages: set[str], listed: set[str], name: str) -> bool:
    """Whether a file is one that is listed, or of a source whose own problem is told instead."""
    if path.parent == RAW:
        return path.name in BESIDE
    in_checked_package = path.relative_to(RAW).parts[0] in packages
    return not in_checked_package or name in listed or (path.name == "datapackage.yaml" and path.parent.parent == RAW)


def _listed(table: Table) -> Iterator[Problem]:
    path = path_of(table.path)
    where = {"file": table.path, "printed": table.printed, "covers": "file"}
    if not path.is_file():
        yield Problem(
            **where,
            kind="missing file",
            found="nothing",
            expected=f"the file that raw/{table.package}/datapackage.yaml lists as {table.name!r}",
            todo="put it back from version control, or take it off the package",
        )
    elif not path.stat().st_size:
        yield Problem(
            **where,
            kind="empty file",
            found="0 bytes",
            expected="a header and at least one record",
            todo="put it back from version control",
            line=1,
        )


def _second(table: Table) -> Iterator[Problem]:
    if table.second and not os.path.lexists(path_of(table.second)):
        yield Problem(
            table.second,
            "missing file",
            "nothing",
            f"the second keying of {table.path}",
            "put it back, or take second_keying off the card",
        )

"""Fingerprints of content: files, parsed YAML, and code without its comments.

The fingerprint of code covers a file and every module of the package that it imports, directly or
not. Comments, docstrings and formatting are left out, so that changing them reruns nothing. So is what
runs a job and keeps its record: it makes no output.
"""

import ast
import atexit
import contextlib
import hashlib
import json
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from compendium import atomic, study
from compendium.paths import ROOT, path_of
from compendium.source import notebook_code
from compendium.steady import kept

RUNS_JOBS = (
    "workflow/compendium/build/run_job.py"  # not followed: what it imports decides when a job runs, not what it makes
)
KEPT = ".cache/code.json"  # digests of code by its content
LENGTH = 16  # hexadecimal digits: 64 bits tell the states of one compendium apart


def of_bytes(content: bytes) -> str:
    """SHA-256 of some bytes, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def of_file(path: Path | str) -> str:
    """SHA-256 of a file that is named from the root."""
    file = str(path_of(str(path)))
    seen = os.stat(file)
    return _of_file(file, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)


@cache
def _of_file(file: str, *_seen: int) -> str:
    """SHA-256 of a file as it was seen: a write or a set clock changes the time of its inode, which nobody can set."""
    return of_bytes(Path(file).read_bytes())


def of_value(value: object) -> str:
    """Short fingerprint of parsed YAML or JSON, whatever the order of its keys."""
    return of_bytes(json.dumps(value, sort_keys=True, default=str).encode())[:LENGTH]


@cache
def of_code(*paths: str) -> str:
    """Short fingerprints of Python files or notebooks and of all package modules that they import, as first read.

    JSON, by file, so that two states can be told apart by what changed.
    """
    found: dict[str, str] = {}
    waiting = list(paths)
    while waiting:
        name = waiting.pop()
        if name not in found and name != RUNS_JOBS:
            digest, imported = _digest(path_of(name))
            found[name] = digest[:LENGTH]
            waiting.extend(imported)
    return json.dumps(found, sort_keys=True)


@kept
def _digest(path: Path) -> tuple[str, list[str]]:
    """Digest of the syntax tree of a file, and the package files that it imports; what was parsed once is kept on disk."""
    content, known = path.read_bytes(), _known()
    key = of_bytes(content + repr((path.suffix, sys.version, sorted(packages()))).encode())
    if key not in known.trees:
        known.trees[key] = _parsed(path.suffix, content)
        known.grown = True
    digest, names = known.trees[key]
    return digest, sorted({file for name in names for file in _files(name)})


@dataclass
class _Known:
    """Digests and imported names by the content of a file, and whether some are new."""

    trees: dict[str, tuple[str, list[str]]]
    grown: bool = False


@cache
def _known() -> _Known:
    """What is kept on disk; nothing where it cannot be read, or is not what this wrote."""
    try:
        kept = json.loads((ROOT / KEPT).read_text(encoding="utf-8"))
        known = _Known({str(key): (str(digest), list(map(str, names))) for key, (digest, names) in kept.items()})
    except (OSError, ValueError, TypeError, AttributeError):
        known = _Known({})
    atexit.register(_keep, known)
    return known


def _keep(known: _Known) -> None:
    """Write what is new, for the next process; no reason to fail where it cannot be kept."""
    if known.grown:
        with contextlib.suppress(OSError):
            atomic.write_json(ROOT / KEPT, known.trees)


def _parsed(suffix: str, content: bytes) -> tuple[str, list[str]]:
    """Digest of the syntax tree of a file, and the names that it imports from the packages.

    That of the bytes for a notebook that cannot be read, which the check tells.
    """
    if suffix == ".ipynb":
        try:
            cells = notebook_code.cells(content.decode("utf-8"))
            tree = ast.parse("\n".join(map(notebook_code.python, cells)))
        except (ValueError, SyntaxError):
            return of_bytes(content), []
    else:
        tree = ast.parse(content.decode("utf-8"))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and ast.get_docstring(node, clean=False) is not None
        ):
            node.body = node.body[1:]
    return of_bytes(ast.dump(tree).encode()), sorted(_imports(tree))


def packages() -> set[str]:
    """The machinery and the study, whose imports are followed."""
    return {"compendium", study.name()} - {""}


def _imports(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return {name for name in names if name.split(".")[0] in packages()}


def file_of(module: str) -> str:
    """File of a module, or of a package."""
    return _files(module)[-1]


@cache
def _files(name: str) -> list[str]:
    """Files of a dotted module name: the module and the packages that hold it."""
    found, folder = [], Path("workflow")
    for part in name.split("."):
        folder = folder / part
        for candidate in (folder / "__init__.py", folder.with_suffix(".py")):
            if path_of(candidate.as_posix()).is_file():
                found.append(candidate.as_posix())
    return found

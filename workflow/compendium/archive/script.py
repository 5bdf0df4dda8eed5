"""The script that checks an archive: modules after each other in one file that needs nothing but Python."""

import ast
from pathlib import Path
from types import ModuleType

from compendium.archive import descriptors, manifests, opening, paths, verify
from compendium.source import leavings

# What a module takes from another one stands above it.
MODULES = (leavings, paths, opening, manifests, descriptors, verify)


def text() -> str:
    """The script; its docstring is that of `verify`, whose `main` it runs."""
    about = ast.get_docstring(ast.parse(_read(verify)), clean=False)
    head = f'"""{about}"""\n\nfrom __future__ import annotations\n'
    return "\n\n".join([head, *map(_source, MODULES)])


def _read(module: ModuleType) -> str:
    return Path(str(module.__file__)).read_text(encoding="utf-8")


def _source(module: ModuleType) -> str:
    """Source of a module without its imports from the others."""
    source = _read(module)
    lines = source.splitlines(keepends=True)
    for node in ast.parse(source).body:
        mine = isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("compendium", "__future__"))
        if mine or (module is verify and isinstance(node, ast.Expr)):
            for number in range(node.lineno - 1, node.end_lineno or node.lineno):
                lines[number] = ""
    return "".join(lines).strip("\n") + "\n"

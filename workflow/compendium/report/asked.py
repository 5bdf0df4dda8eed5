"""Which tidy tables a notebook asks for by name, so that they are inputs of its reports."""

import ast
from functools import cache

from compendium.paths import path_of
from compendium.source import notebook_code

METHOD = "tidy"  # of Measured


def tables(notebook: str) -> list[str]:
    """Names in calls of `tidy("NAME")` in the code of a notebook that is named from the root, sorted.

    A notebook that cannot be read asks for none: the check tells what is wrong with it.
    """
    try:
        text = path_of(notebook).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return []
    return list(_tables(text))


@cache
def _tables(text: str) -> tuple[str, ...]:
    if METHOD not in text:
        return ()
    try:
        trees = [ast.parse(notebook_code.python(source)) for source in notebook_code.cells(text)]
    except (ValueError, SyntaxError):
        return ()
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    named = (call.args[0] for call in calls if _is_method(call) and call.args)
    return tuple(sorted({arg.value for arg in named if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}))


def _is_method(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == METHOD

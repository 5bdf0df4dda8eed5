"""The code of a notebook as Python, without executing it."""

import ast
import json


def cells(text: str) -> list[str]:
    """Source of each code cell. Raises ValueError for what is no notebook of the fourth format."""
    try:
        return ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    except (LookupError, TypeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def python(source: str) -> str:
    """Source of a cell as Python: what is IPython's own, such as `%matplotlib inline`, as the call that it stands for."""
    try:
        ast.parse(source)
    except SyntaxError:
        from IPython.core.inputtransformer2 import TransformerManager  # of few notebooks, and slow to load

        return TransformerManager().transform_cell(source)
    return source

"""Notebooks: each is one of Jupyter's fourth format, in Python, with a cell of parameters and code that parses."""

import ast
import json
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import jsonschema_rs

from compendium.check.material import Material
from compendium.decision import config
from compendium.paths import path_of
from compendium.problem import SHOWN, Problem
from compendium.source import notebook_code, plain_text
from compendium.unusable import Unusable

AGAIN = "open it in ./reproduce lab and save it again, or put it back from version control"
PARAMETERS = "parameters"  # tag of the cell that a build sets anew for each report
EXPECTED = "a notebook of Jupyter, format 4"


def check(_material: Material) -> Iterator[Problem]:
    """Notebooks of the configuration that no build could execute; one that is missing is told elsewhere."""
    try:
        names = config.load()["notebooks"]
    except Unusable:  # which the check of the configuration tells
        return
    for name in names:
        path = f"notebooks/{name}.ipynb"
        if path_of(path).is_file():
            yield from _faults(path)


def _faults(path: str) -> Iterator[Problem]:
    try:
        text = plain_text.read(path)
        notebook = json.loads(text)
    except Unusable as error:
        yield from error.problems
        return
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        found = f"{getattr(error, 'msg', 'too many levels')}, which is no JSON"
        yield Problem(path, "notebook that cannot be read", found, EXPECTED, AGAIN, line=line, column=column)
        return
    wrong = list(islice(_departures(path, notebook), SHOWN))
    yield from wrong or (*_language(path, notebook), *_parameters(path, notebook), *_code(path, text, notebook))


def _departures(path: str, notebook: object) -> Iterator[Problem]:
    """Where a file departs from the format of notebooks."""
    minor = notebook.get("nbformat_minor") if isinstance(notebook, dict) and notebook.get("nbformat") == 4 else None
    schema = _format(minor if isinstance(minor, int) else -1)
    if not schema:
        found = f"format {notebook.get('nbformat')}" if isinstance(notebook, dict) else "no notebook"
        yield Problem(path, "notebook of another format", found, EXPECTED, AGAIN, line=1)
        return
    for fault in schema.iter_errors(notebook):
        where = list(fault.instance_path)
        at = f"cell {where[1] + 1}" if where[:1] == ["cells"] and len(where) > 1 else "the notebook"
        expected = f"{EXPECTED}.{notebook['nbformat_minor']}"
        yield Problem(path, "notebook of another format", f"{at}: {fault.message[:200]}", expected, AGAIN, line=1)


@cache
def _format(minor: int) -> jsonschema_rs.Validator | None:
    """Validator of a minor version of the format, by the schema that nbformat has; None where it has none."""
    package = Path(find_spec("nbformat").origin).parent  # not imported, which takes as long as a check
    schema = package / f"v4/nbformat.v4.{minor}.schema.json"
    return jsonschema_rs.validator_for(json.loads(schema.read_text(encoding="utf-8"))) if schema.is_file() else None


def _language(path: str, notebook: dict) -> Iterator[Problem]:
    kernel, told = notebook["metadata"].get("kernelspec", {}), notebook["metadata"].get("language_info", {})
    for language in dict.fromkeys(filter(None, (kernel.get("language"), told.get("name")))):
        if language != "python":
            todo = "write it in Python: a report is measured by functions of Python"
            yield Problem(path, "notebook of another language", language, "python", todo, line=1)
            return


def _parameters(path: str, notebook: dict) -> Iterator[Problem]:
    tagged = [cell for cell in notebook["cells"] if PARAMETERS in cell["metadata"].get("tags", ())]
    if len(tagged) != 1 or tagged[0]["cell_type"] != "code":
        found, expected = f"{len(tagged)} cells with the tag {PARAMETERS}", "one code cell with it, which sets report"
        todo = "tag the first cell, in its properties; docs/notebooks.md shows it"
        yield Problem(path, "notebook without its parameters", found, expected, todo, line=1)


def _code(path: str, text: str, notebook: dict) -> Iterator[Problem]:
    for number, cell in enumerate(notebook["cells"], start=1):
        if cell["cell_type"] != "code":
            continue
        source = "".join(cell["source"])
        try:
            ast.parse(notebook_code.python(source))
        except (SyntaxError, ValueError) as error:
            within = getattr(error, "lineno", None) or 1
            said = (source.split("\n")[within - 1 : within] or [""])[0]
            found = f"cell {number}, line {within} of it: {said.strip()[:80]!r} ({getattr(error, 'msg', error)})"
            at = text.find(json.dumps(said, ensure_ascii=False)[1:-1]) if said.strip() else -1
            line = text.count("\n", 0, at) + 1 if at >= 0 else 1
            yield Problem(path, "code that does not parse", found, "Python", "mend the cell", line=line)

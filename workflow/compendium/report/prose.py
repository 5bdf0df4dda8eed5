"""Markdown of ours with `{name}` for results: checked, turned into what the filter of pandoc fills, and filled.

What is converted to HTML, PDF and DOCX has a span for each name, which the filter fills with a text and, in HTML, with
what the result is. The notebook that is published carries the values themselves, escaped: none is read as Markdown.
What is said on a condition alone (conditions.py) is taken in or left out before either.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import nbformat

from compendium import escape
from compendium.problem import Problem
from compendium.report import conditions
from compendium.report.table import MEDIA
from compendium.result.placeholders import MARKDOWN, fill, places
from compendium.source import valid

FIGURE = "image/svg+xml"


def references(markdown: str) -> str:
    """Markdown with a span for each name, which the filter fills."""
    return fill(markdown, lambda name: f'[]{{.result id="{name}"}}', MARKDOWN)


def filled(markdown: str, values: Mapping[str, str]) -> str:
    """Markdown with the values themselves as text. Raises KeyError for an unknown name."""
    return fill(markdown, lambda name: escape.prose(values[name]), MARKDOWN)


def changed(notebook: nbformat.NotebookNode, change: Callable[[str], str]) -> nbformat.NotebookNode:
    """A copy of an executed notebook with another text for each prose cell and for each caption."""
    made = copy.deepcopy(notebook)
    for part, key in _texts(made):
        part[key] = change(part[key])
    return made


def said(notebook: nbformat.NotebookNode, numbers: Mapping[str, float | None]) -> nbformat.NotebookNode:
    """A copy of an executed notebook with what is said of these results, without the cells that say nothing then.

    Raises ValueError for a caption with a condition that cannot be judged; `notebook_problems` finds those of cells.
    """
    made = changed(notebook, lambda text: said_of(text, numbers))
    pairs = zip(notebook.cells, made.cells, strict=True)
    made.cells = [
        new for old, new in pairs if old.cell_type != "markdown" or new.source.strip() or not old.source.strip()
    ]
    return made


def said_of(markdown: str, numbers: Mapping[str, float | None]) -> str:
    """A text with what is said of these results. Raises ValueError for a condition that cannot be judged."""
    text, faults = conditions.read(markdown, numbers)
    if faults:
        raise ValueError("; ".join(f"{fault.kind}: {fault.found}. Expected: {fault.expected}" for fault in faults))
    return text


def texts(notebook: nbformat.NotebookNode) -> list[str]:
    """Markdown of the prose cells and of the captions of an executed notebook."""
    return [part[key] for part, key in _texts(notebook)]


def _texts(notebook: nbformat.NotebookNode) -> Iterator[tuple[dict, str]]:
    """Every Markdown of a notebook: the mapping in which it stands, and its key there."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield cell, "source"
        for output in cell.get("outputs", []):
            if FIGURE in output.get("metadata", {}):
                yield output.metadata[FIGURE], "caption"
            if MEDIA in output.get("data", {}):
                yield output.data[MEDIA], "caption"


def notebook_problems(
    file: str, notebook: nbformat.NotebookNode, report: str, known: Mapping[str, float | None]
) -> Iterator[Problem]:
    """A problem for each unknown name and each faulty condition in the prose cells of a notebook, counted from one.

    `known` has the number of every result, None for one that has none.
    """
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "markdown":
            for line, problem in _faults(cell.source, report, known):
                yield replace(problem, file=file, kind=f"{problem.kind} in cell {number}, line {line} of it")


def template_problems(file: str, markdown: str, report: str, known: Mapping[str, float | None]) -> Iterator[Problem]:
    """A problem for each unknown name and each faulty condition in a file of Markdown."""
    for line, problem in _faults(markdown, report, known):
        yield replace(problem, file=file, line=line)


def _faults(markdown: str, report: str, known: Mapping[str, float | None]) -> Iterator[tuple[int, Problem]]:
    """What is wrong with a text, each with the number of its line."""
    for name, position in places(markdown, MARKDOWN):
        if name not in known:
            line = _line(markdown, position)
            start = max(0, (words := markdown.split("\n")[line - 1]).find(f"{{{name}}}") - 40)
            found = f"{{{name}}} in “{words[start : start + 100]}”"
            todo = f"mend the name; {_LIST} {report}; braces that are no result are written {{{{{name}}}}}"
            yield line, Problem("", "unknown result", found, valid.closest(name, known), todo)
    for fault in conditions.read(markdown, known)[1]:
        todo = f"mend the condition; {_LIST} {report}, docs/notebooks.md tells how one is written"
        yield _line(markdown, fault.position), Problem("", fault.kind, fault.found, fault.expected, todo)


_LIST = "results.csv lists the results of"


def _line(markdown: str, position: int) -> int:
    return markdown.count("\n", 0, position) + 1

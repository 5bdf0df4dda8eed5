"""Markdown of ours with `{name}` for results: checked, turned into what the filter of pandoc fills, and filled.

What is converted to HTML, PDF and DOCX has a span for each name, which the filter fills with a text and, in HTML, with
what the result is. The notebook that is published carries the values themselves, escaped: none is read as Markdown.
"""

import copy
from collections.abc import Callable, Iterator, Mapping

import nbformat

from compendium import escape
from compendium.problem import Problem
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


def notebook_problems(file: str, notebook: nbformat.NotebookNode, report: str, known: Mapping) -> Iterator[Problem]:
    """A problem for each unknown name in the prose cells of a notebook, which are counted from one."""
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "markdown":
            for name, line, words in _unknown(cell.source, known):
                kind = f"unknown result in cell {number}, line {line} of it"
                yield _problem(file, kind, name, words, report, known)


def template_problems(file: str, markdown: str, report: str, known: Mapping) -> Iterator[Problem]:
    """A problem for each unknown name in a file of Markdown."""
    for name, line, words in _unknown(markdown, known):
        yield _problem(file, "unknown result", name, words, report, known, line=line)


def _unknown(markdown: str, known: Mapping) -> Iterator[tuple[str, int, str]]:
    """Names that are not known, each with the number of its line and that line."""
    for name, position in places(markdown, MARKDOWN):
        if name not in known:
            line = markdown.count("\n", 0, position)
            yield name, line + 1, markdown.split("\n")[line]


def _problem(file: str, kind: str, name: str, words: str, report: str, known: Mapping, line: int = 0) -> Problem:
    start = max(0, words.find(f"{{{name}}}") - 40)
    found = f"{{{name}}} in “{words[start : start + 100]}”"
    todo = f"mend the name; results.csv lists the results of {report}; braces that are no result are written {{{{{name}}}}}"
    return Problem(file, kind, found, valid.closest(name, known), todo, line=line)

"""Definitions: each can be used, is asked for, and none of its alternatives says what another says."""

from collections.abc import Iterator

from compendium.check.material import Material
from compendium.decision import config, definitions
from compendium.problem import Problem
from compendium.source import plain_text, valid
from compendium.unusable import Unusable


def check(_material: Material) -> Iterator[Problem]:
    """Faults of the terms that could mean one thing or another, and of notebooks that ask for one."""
    try:
        terms, configured = definitions.load(), config.document()
    except Unusable as error:  # that of the configuration is told by its own check, in the same words
        yield from (problem for problem in error.problems if problem.file == definitions.PATH)
        return
    asked: set[str] = set()
    for name, notebook in configured.value["notebooks"].items():
        for number, term in enumerate(notebook.get("definitions", [])):
            asked.add(term)
            if term not in terms:
                path, expected = ["notebooks", name, "definitions", number], valid.closest(term, terms)
                expected = expected or f"a term of {definitions.PATH}"
                yield configured.problem(path, "unknown term", repr(term), expected, config.TODO)
    if not plain_text.exists(definitions.PATH):
        return
    found = definitions.document()
    for key, term in terms.items():
        if key not in asked:
            todo = f"list it in {config.PATH} under definitions of a notebook, or take it out"
            yield found.problem([key], "term that no report asks for", repr(key), "a notebook that lists it", todo)
        said: dict[str, str] = {}
        for alternative, says in term.alternatives.items():
            if says in said:
                path, expected = [key, "alternatives", alternative], f"something else than {said[says]!r} says"
                yield found.problem(path, "alternative twice", repr(says), expected, definitions.TODO)
            said[says] = alternative

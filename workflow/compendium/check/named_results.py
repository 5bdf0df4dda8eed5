"""Schemas of named results: each can be used, its placeholders are described, and no id fits two patterns."""

from collections.abc import Iterator

from compendium.check.material import Material
from compendium.decision import schemas
from compendium.problem import Problem
from compendium.result import patterns
from compendium.result.measures import measures
from compendium.source import valid, yaml_text
from compendium.unusable import Unusable


def check(_material: Material) -> Iterator[Problem]:
    """Faults of the descriptions of named results: files, patterns, and ids that two patterns fit."""
    there, sound = schemas.results_files(), set()
    for name in sorted({*there, schemas.COMMON, *measures()}):
        try:
            found = [*_shared(name, there), *_placeholders(name)]
        except Unusable as error:
            found = error.problems
        yield from found
        sound |= set() if found else {name}
    for name in sorted(sound):
        together = [file for file in schemas.results_files_of(name) if file in sound]
        yield from patterns.ambiguous(pattern for file in together for pattern in patterns.of_file(file))


def _shared(name: str, there: list[str]) -> Iterator[Problem]:
    """Files that a file shares and that are not there."""
    for number, other in enumerate(schemas.results_file(name).get("with", [])):
        if other not in there:
            found, todo = yaml_text.load(schemas.results_path(name)), "mend the name, or add the file"
            kind, expected = "unknown file of results", valid.closest(other, there)
            yield found.problem(["with", number], kind, repr(other), expected, todo)


def _placeholders(name: str) -> Iterator[Problem]:
    """Placeholders that are not described, described ones that no result has, ids with two that are open."""
    given, used = schemas.results_file(name).get("placeholders", {}), set()
    for pattern in patterns.of_file(name):
        for key in ("id", "label", "unit"):
            named = patterns.placeholders(getattr(pattern, key))
            used |= set(named)
            for unknown in [one for one in named if one not in given]:
                expected, todo = valid.closest(unknown, given), "describe it under placeholders, or mend its name"
                yield pattern.problem("unknown placeholder", unknown, expected or "a described one", todo, key)
        if used <= set(given) and len(pattern.open) > 1:
            found = f"{pattern.id}, where anything stands for {' and '.join(pattern.open)}"
            expected = "one placeholder that stands for anything"
            yield pattern.problem("ambiguous pattern", found, expected, "list what may stand for the others")
    for unused in given.keys() - used:
        document, expected = yaml_text.load(schemas.results_path(name)), "a result that has it"
        todo = "take it out, or mend its name"
        yield document.problem(["placeholders", unused], "placeholder that no result has", unused, expected, todo)

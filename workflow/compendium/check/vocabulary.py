"""Columns with a vocabulary: sections of the document, lists in files, and those that the study judges."""

from collections.abc import Callable, Iterator

from compendium import study
from compendium.check.material import Material, at
from compendium.check.reading import cells
from compendium.problem import Problem
from compendium.source.cards import Table
from compendium.table import vocabulary
from compendium.unusable import Unusable

ELSEWHERE = {"place", "date", "end date"}  # which modules of their own judge
Fault = tuple[str, str, str, str]  # kind, found, expected, what to do
Judge = Callable[[str], Iterator[Fault]]


def check(material: Material) -> Iterator[Problem]:
    """Raises Unusable where a file that a vocabulary rests on cannot be read."""
    judged = {name: study.get(function)(material) for name, function in study.adds("JUDGES").items()}
    elsewhere = ELSEWHERE | set(study.adds("ELSEWHERE"))
    for table, grid in material.readable():
        yield from _labels(table)
        own = {"section": _sections(table), **{name: judge(table) for name, judge in judged.items()}}
        for field in (f for f in table.fields if "vocabulary" in f and f["name"] in grid.header):
            column, name = grid.header.index(field["name"]) + 1, field["vocabulary"]
            if name in elsewhere:
                continue
            judge = own.get(name)
            if judge is None and (name.startswith(vocabulary.LIST) or name in vocabulary.BUILT_IN):
                judge = _read(name)
            if judge is None:
                kind, expected = "unknown vocabulary", ", ".join(sorted({*own, *elsewhere, *vocabulary.BUILT_IN}))
                todo = "mend the vocabulary in the schema"
                yield at(table, grid, 1, column, kind=kind, found=repr(name), expected=expected, todo=todo)
                continue
            for row, text in cells(grid, column):
                for kind, found, expected, todo in judge(text):
                    yield at(table, grid, row, column, kind=kind, found=repr(found), expected=expected, todo=todo)


def _labels(table: Table) -> Iterator[Problem]:
    """Vocabularies of labels that are none, and what is wrong with the files of those that are lists."""
    for name in dict.fromkeys(vocabulary.named_by(table)):
        try:
            vocabulary.vocabulary(name)
        except KeyError:
            file, todo = f"raw/{table.package}/datapackage.yaml", "mend the card; see docs/cards.md"
            expected = vocabulary.fault(name)
            yield Problem(file, "unknown vocabulary", repr(name), expected, todo, printed=table.printed)
        except Unusable as error:
            yield from error.problems


def _sections(table: Table) -> Judge:
    names = [s["name"] for s in table.card.get("document", {}).get("sections", [])]
    expected = f"one of the sections in the card: {', '.join(names)}"
    todo = "mend the section, or add it to the card with the line that it begins with"
    return lambda text: one_of(text, names, "unknown section", expected, todo)


def _read(name: str) -> Judge:
    read = vocabulary.vocabulary(name)
    todo = "compare with the source"
    return lambda text: iter(() if read.has(text) else [(f"unknown {read.noun}", text, read.expected, todo)])


def each_of(text: str, judge: Judge) -> Iterator[Fault]:
    """Faults of the parts of a list, and parts that stand in it twice."""
    parts = text.split(";")
    for place, part in enumerate(parts):
        yield from judge(part)
        if part in parts[:place]:
            yield "value twice in a list", part, "each once", "take one of them out"


def one_of(text: str, known: set[str] | list[str], kind: str, expected: str, todo: str) -> Iterator[Fault]:
    """A fault of a text that is not among the known ones."""
    if text not in known:
        yield kind, text, expected, todo

"""The configuration: what it names is there, and each parameter is what its notebook takes."""

from collections.abc import Callable, Iterator
from functools import partial

from compendium import study
from compendium.check.material import Material
from compendium.decision import config, ledger, schemas
from compendium.paths import path_of
from compendium.problem import Problem
from compendium.result import sentence
from compendium.result.measures import measures
from compendium.source import identifiers, references, spdx, valid, yaml_text
from compendium.source.yaml_text import Document
from compendium.table import records, statements
from compendium.table.kinds import kinds
from compendium.unusable import Unusable


def check(material: Material) -> Iterator[Problem]:
    """Faults of the configuration, the metadata and the schemas of what is built."""
    yield from _metadata()
    yield from _schemas()
    try:
        found = config.document()
    except Unusable as error:
        yield from error.problems
        return
    yield from _study(found)
    yield from _notebooks(found)
    yield from _parameters(found, material)
    yield from _together(found)


def _metadata() -> Iterator[Problem]:
    try:
        licences = config.metadata()["licences"]
    except Unusable as error:
        yield from error.problems
        return
    for key, name in licences.items():
        if wrong := spdx.refuse(name):
            document = yaml_text.load(config.METADATA)
            yield document.problem(["licences", key], "unknown licence", repr(name), wrong, config.TODO)


def _schemas() -> Iterator[Problem]:
    """Schemas of what is built: each can be used, and names others that are there."""
    of_languages = [partial(schemas.labels, language) for language in sentence.LANGUAGES]
    for described in (schemas.results, schemas.scenario, *of_languages):
        try:
            described()
        except Unusable as error:
            yield from error.problems
    yield from _frames()
    there = schemas.tables()
    for name in schemas.table_files():
        try:
            schema = schemas.table(name)
            file = yaml_text.load(f"{schemas.FOLDER}/tables/{name}.yaml")
            yield from _sources(file, schema["fields"])
        except Unusable as error:
            yield from error.problems
            continue
        if (kind := schema["kind"]) not in {*kinds(), schemas.CLAIMS}:
            like = valid.closest(kind, [*kinds(), schemas.CLAIMS])
            todo = "mend the kind, or have the study add it"
            yield file.problem(["kind"], "unknown kind of table", repr(kind), like, todo)
        if wrong := identifiers.refuse("table", name):
            yield Problem(file.path, "name that cannot be used", repr(name), wrong, "rename the schema")
        for key in ("of", "reads"):
            others = schema.get(key, [])
            for other in others if isinstance(others, list) else [others]:
                if other not in there:
                    like = valid.closest(other, there)
                    yield file.problem(
                        [key], "unknown tidy table", repr(other), like, "mend the name, or add the schema"
                    )


def _sources(file: Document, fields: list[dict]) -> Iterator[Problem]:
    """What a field takes of a fact, and what computes it, are there. Raises Unusable where facts have no schema."""
    for number, field in enumerate(fields):
        known = {"derive": records.derived(), "take": statements.takes() if "take" in field else []}
        for key, there in known.items():
            if key in field and field[key] not in there:
                found, like = f"{key}: {field[key]}", valid.closest(field[key], there)
                yield file.problem(["fields", number, key], "unknown source of a field", found, like, "mend the name")


def _frames() -> Iterator[Problem]:
    """Files of frames: each can be used, and shares those of others that are there."""
    there = schemas.frames_files()
    for name in there:
        try:
            shared = schemas.frames_file(name).get("with", [])
        except Unusable as error:
            yield from error.problems
            continue
        for other in shared:
            if other not in there:
                path, todo = f"{schemas.FOLDER}/frames/{name}.yaml", "mend the name, or add the file"
                yield Problem(path, "unknown file of frames", repr(other), valid.closest(other, there), todo, line=1)


def _study(found: Document) -> Iterator[Problem]:
    """The study that the configuration names is there."""
    named = found.value.get("study")
    if named and not path_of(f"workflow/{named}/study.py").is_file():
        there = sorted(path.parent.name for path in path_of("workflow").glob("*/study.py"))
        expected = valid.closest(named, [name for name in there if name != "compendium"])
        yield found.problem(["study"], "unknown study", f"no workflow/{named}/study.py", expected, config.TODO)


def _notebooks(found: Document) -> Iterator[Problem]:
    for name, notebook in found.value["notebooks"].items():
        path, measure = ["notebooks", name], notebook["measure"]
        if not path_of(f"notebooks/{name}.ipynb").is_file():
            there = sorted(file.stem for file in path_of("notebooks").glob("*.ipynb"))
            todo = "mend the name, or add the notebook"
            yield found.problem(
                path, "unknown notebook", f"no notebooks/{name}.ipynb", valid.closest(name, there), todo
            )
        there = set(measures()) & set(schemas.frames_files())
        if measure not in there:
            todo = (
                f"mend the name, or add it to the measures of the study and to {schemas.FOLDER}/frames/{measure}.yaml"
            )
            expected = valid.closest(measure, sorted(there))
            yield found.problem([*path, "measure"], "unknown measure", repr(measure), expected, todo)


def _parameters(found: Document, material: Material) -> Iterator[Problem]:
    """Parameters of a kind that there is not, or that name what is not there."""
    added = study.adds("PARAMETERS")
    for name, notebook in found.value["notebooks"].items():
        for parameter, kind in notebook.get("parameters", {}).items():
            if kind not in (kinds_there := [*config.KINDS, *added]):
                expected = valid.closest(kind, kinds_there)
                path = ["notebooks", name, "parameters", parameter]
                yield found.problem(path, "unknown kind of parameter", repr(kind), expected, config.TODO)
    own = {"source": _source, "report": _report(found), "results": _report(found)}
    judges = {**own, **{kind: study.get(function)(material) for kind, function in added.items()}}
    for key, report in found.value["reports"].items():
        notebook = found.value["notebooks"][report["notebook"]]
        takes, judges["language"] = notebook.get("parameters", {}), _language(notebook["measure"])
        for name, value in report["parameters"].items():
            path = ["reports", key, "parameters", name]
            for more, *fault in judges.get(takes[name], lambda _: ())(value):
                yield found.problem([*path, *more], *fault, config.TODO)


def _source(value: str) -> Iterator[tuple]:
    """A source that the references do not have; nothing where they cannot be read."""
    if (known := references.ids()) and value not in known:
        yield [], "unknown source", repr(value), valid.closest(value, sorted(known))


def _report(found: Document) -> Callable[[str], Iterator[tuple]]:
    """What refuses a report that there is not, or that reads the results of another one itself."""
    reports, notebooks = found.value["reports"], found.value["notebooks"]

    def judge(value: str) -> Iterator[tuple]:
        if value not in reports:
            yield [], "unknown report", repr(value), valid.closest(value, reports)
            return
        takes = notebooks[reports[value]["notebook"]].get("parameters", {})
        if {"report", "results"} & set(takes.values()):
            yield [], "report that reads another one", repr(value), "one that is measured from tables alone"

    return judge


def _language(measure: str) -> Callable[[str], Iterator[tuple]]:
    """What refuses a language that no sentences are written in, or none of a measure: its finding would be in English."""
    written = study.adds("LANGUAGES").get(measure, [config.ENGLISH])

    def judge(value: str) -> Iterator[tuple]:
        if value not in sentence.LANGUAGES:
            yield [], "unknown language", repr(value), valid.closest(value, sentence.LANGUAGES)
        elif value not in written:
            expected = f"{', '.join(written)}: the measure {measure} writes its sentences in no other"
            yield [], "language that a measure does not write", repr(value), expected

    return judge


def _together(found: Document) -> Iterator[Problem]:
    """Entries that are taken together change a cell each, and are in one order."""
    try:
        changing = [entry.id for entry in ledger.entries() if entry.changes]
    except Unusable:
        return
    for number, ids in enumerate(found.value.get("together", [])):
        for place, name in enumerate(ids):
            if name not in changing:
                expected = f"an entry of {ledger.PATH} that changes a cell: {valid.closest(name, changing)}"
                todo = "mend the id, or take the group out"
                yield found.problem(["together", number, place], "unknown entry", repr(name), expected, todo)

"""The configuration: what it names is there, and each parameter is what its notebook takes."""

from collections.abc import Iterator

from crossborder import config, entities, ledger, names, references, regions, schemas, valid
from crossborder.check.material import Material
from crossborder.problem import Problem
from crossborder.root import ROOT
from crossborder.unusable import Unusable
from crossborder.yamls import Document

MEASURES = "workflow/crossborder/measure"
BORDERS = ["iso3_a", "iso3_b"]  # first columns of a wide table of borders


def check(material: Material) -> Iterator[Problem]:
    yield from _metadata()
    yield from _schemas()
    try:
        found = config.document()
    except Unusable as error:
        yield from error.problems
        return
    yield from _notebooks(found)
    yield from _parameters(found, material)
    yield from _together(found)


def _metadata() -> Iterator[Problem]:
    try:
        config.metadata()
    except Unusable as error:
        yield from error.problems


def _schemas() -> Iterator[Problem]:
    """Schemas of what is built: each can be used, and names others that are there."""
    for described in (schemas.results, schemas.scenario):
        try:
            described()
        except Unusable as error:
            yield from error.problems
    yield from _frames()
    there = schemas.tables()
    for name in there:
        try:
            schema = schemas.table(name)
        except Unusable as error:
            yield from error.problems
            continue
        of = schema.get("of", [])
        if wrong := names.refuse("table", name):
            path = f"{schemas.FOLDER}/tables/{name}.yaml"
            yield Problem(path, "name that cannot be used", repr(name), wrong, "rename the schema")
        for other in [*(of if isinstance(of, list) else [of]), *schema.get("reads", [])]:
            if other not in there:
                todo = "mend the name, or add the schema"
                path = f"{schemas.FOLDER}/tables/{name}.yaml"
                yield Problem(path, "unknown tidy table", repr(other), valid.closest(other, there), todo)


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


def _notebooks(found: Document) -> Iterator[Problem]:
    for name, notebook in found.value["notebooks"].items():
        path, measure = ["notebooks", name], notebook["measure"]
        if not (ROOT / f"notebooks/{name}.ipynb").is_file():
            there = sorted(file.stem for file in (ROOT / "notebooks").glob("*.ipynb"))
            todo = "mend the name, or add the notebook"
            yield found.problem(
                path, "unknown notebook", f"no notebooks/{name}.ipynb", valid.closest(name, there), todo
            )
        modules = {file.stem for file in (ROOT / MEASURES).glob("*.py")} - {"__init__"}
        described = set(schemas.frames_files())
        if measure not in modules & described:
            todo = f"mend the name, or add {MEASURES}/{measure}.py and {schemas.FOLDER}/frames/{measure}.yaml"
            expected = valid.closest(measure, sorted(modules & described))
            yield found.problem([*path, "measure"], "unknown measure", repr(measure), expected, todo)


def _parameters(found: Document, material: Material) -> Iterator[Problem]:
    """Parameters that name what is not there."""
    known = _named(material)
    for key, report in found.value["reports"].items():
        takes = found.value["notebooks"][report["notebook"]].get("parameters", {})
        for name, value in report["parameters"].items():
            path, kind = ["reports", key, "parameters", name], takes[name]
            each = list(enumerate(value)) if kind == "groups" else [(None, value)]
            unknown = [(i, one) for i, one in each if kind in known and known[kind] and one not in known[kind]]
            for i, one in unknown:
                expected, where = valid.closest(one, known[kind]), path if i is None else [*path, i]
                yield found.problem(where, f"unknown {kind.removesuffix('s')}", repr(one), expected, config.TODO)
            if kind == "state" and not entities.is_code(value):
                expected = "an ISO 3166-1 alpha-3 code, such as KAZ"
                yield found.problem(path, "unknown state", repr(value), expected, config.TODO)
            if kind == "groups" and not unknown and known["groups"]:
                yield from _shared(found, path, value)


def _named(material: Material) -> dict[str, list[str]]:
    """What parameters of each kind may name; nothing where it cannot be known now."""
    try:
        groups = list(regions.load()["groups"])
    except Unusable:
        groups = []
    cards = [table.card for table in material.tables]
    borders = {regions.border("-".join(record[:2])) for records in _wide(material) for record in records}
    return {
        "group": groups,
        "groups": groups,
        "border": sorted(borders),
        "source": sorted(references.ids()),
        "states": sorted({card[key] for card in cards for key in ("row_group", "column_group") if key in card}),
    }


def _wide(material: Material) -> Iterator[list[list[str]]]:
    """Records of the wide tables of borders."""
    for table, grid in material.readable():
        if list(table.primary_key) == BORDERS and grid.header[:2] == BORDERS:
            yield grid.records[1:]


def _shared(found: Document, path: list, groups: list[str]) -> Iterator[Problem]:
    one, other = (set(regions.members(group)) for group in groups)
    if both := sorted(one & other):
        expected = "two groups without a border in common"
        yield found.problem(path, "groups that overlap", ", ".join(both), expected, config.TODO)


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

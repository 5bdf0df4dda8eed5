"""Schemas of tidy tables name what is there: columns of keys, tables and columns of references, units, codes."""

from collections.abc import Iterator

from compendium.check.material import Material
from compendium.decision import schemas
from compendium.problem import Problem
from compendium.source import valid, yaml_text
from compendium.source.yaml_text import Document
from compendium.table import vocabulary
from compendium.unusable import Unusable

TODO = "mend the name, or add what it names"


def check(_material: Material) -> Iterator[Problem]:
    """Faults of what the schemas promise of tidy tables; a schema that cannot be used is told elsewhere."""
    usable = {}
    for name in schemas.table_files():
        try:
            usable[name] = schemas.table(name)
        except Unusable:
            continue
    for name, schema in usable.items():
        file = yaml_text.load(f"{schemas.FOLDER}/tables/{name}.yaml")
        yield from _columns(file, schema)
        yield from _references(file, schema, usable)
        yield from _codes(file, schema)


def _columns(file: Document, schema: dict) -> Iterator[Problem]:
    names = [field["name"] for field in schema["fields"]]
    for number, name in enumerate(schema["key"]):
        yield from _unless(names, file, ["key", number], "key of no column", name)
        field = next((field for field in schema["fields"] if field["name"] == name), {})
        if "missing" in field:
            todo = "take another column into the key, or mend the column"
            expected = "a column that is never empty"
            yield file.problem(["key", number], "column that is no part of a key", repr(name), expected, todo)
    for number, field in enumerate(schema["fields"]):
        if "unit_in" in field:
            yield from _unless(names, file, ["fields", number, "unit_in"], "unit in no column", field["unit_in"])
        if field.get("minimum", -float("inf")) > field.get("maximum", float("inf")):
            found, expected = (
                f"from {field['minimum']} to {field['maximum']}",
                "a minimum that is not above the maximum",
            )
            yield file.problem(["fields", number, "minimum"], "range that holds nothing", found, expected, TODO)


def _references(file: Document, schema: dict, usable: dict[str, dict]) -> Iterator[Problem]:
    names = [field["name"] for field in schema["fields"]]
    for number, reference in enumerate(schema.get("references", ())):
        path, there = ["references", number], usable.get(reference["table"])
        for place, name in enumerate(reference["columns"]):
            yield from _unless(names, file, [*path, "columns", place], "reference from no column", name)
        if there is None:
            yield from _unless(list(usable), file, [*path, "table"], "reference to no tidy table", reference["table"])
        elif reference["to"] != there["key"] or len(reference["to"]) != len(reference["columns"]):
            found, expected = ", ".join(reference["to"]), f"the key of {reference['table']}: {', '.join(there['key'])}"
            yield file.problem([*path, "to"], "reference to no key", found, expected, TODO)


def _codes(file: Document, schema: dict) -> Iterator[Problem]:
    for number, field in enumerate(schema["fields"]):
        for part in field.get("codes", ()):
            if isinstance(part, str) and (wrong := vocabulary.fault(part)):
                expected = f"a file of {schemas.FOLDER}/codes ({', '.join(schemas.codes_files())}), or {wrong}"
                yield file.problem(["fields", number, "codes"], "unknown codes", repr(part), expected, TODO)


def _unless(known: list[str], file: Document, path: list, kind: str, name: str) -> Iterator[Problem]:
    if name not in known:
        yield file.problem(path, kind, repr(name), valid.closest(name, known), TODO)

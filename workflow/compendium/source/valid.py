"""Hold a parsed file against its JSON Schema, and say in words where it departs."""

import difflib
import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import jsonschema_rs

from compendium.problem import Problem
from compendium.source import plain_text, yaml_text
from compendium.source.yaml_text import Document
from compendium.unusable import Unusable

NAMES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "nothing",
}
SHOWN = 80  # characters of a value in a message


def _path(name: str) -> str:
    """File of a schema: one of the machinery by its name, another by its path without the ending."""
    return f"{name if '/' in name else f'workflow/schemas/{name}'}.schema.json"


@cache
def _validator(name: str) -> jsonschema_rs.Validator:
    path = _path(name)
    try:
        return jsonschema_rs.validator_for(json.loads(plain_text.read(path)))
    except (ValueError, RecursionError, jsonschema_rs.ValidationError) as error:
        if isinstance(error, Unusable):
            raise
        found = str(error).split("\n")[0]
        raise Unusable(
            [Problem(path, "schema that does not parse", found, "a JSON Schema", plain_text.BACK)]
        ) from error


def problems(name: str, document: Document, todo: str) -> list[Problem]:
    """Everything in which a file departs from a schema, one problem a place.

    The schema is `workflow/schemas/NAME.schema.json`, or that of a study by its path without `.schema.json`.
    """
    return list(_joined(_faults(name, document, todo)))


def require(name: str, document: Document, todo: str) -> None:
    """Raises Unusable where a file departs from its schema."""
    if found := problems(name, document, todo):
        raise Unusable(found)


def _nothing(_document: Document) -> Iterable[Problem]:
    return ()


def load(name: str, path: str, todo: str, faults: Callable[[Document], Iterable[Problem]] = _nothing) -> Document:
    """A file that its schema admits and in which `faults` finds none. Raises Unusable with every problem."""
    found = yaml_text.load(path)
    if seen := _seen(name, found, todo, faults):
        raise Unusable(seen)
    return found


@cache
def _seen(name: str, found: Document, todo: str, faults: Callable[[Document], Iterable[Problem]]) -> list[Problem]:
    """Kept by content, since every reason of every job asks for it."""
    return problems(name, found, todo) or list(faults(found))


def twice(document: Document, path: list, key: str, todo: str) -> Iterator[Problem]:
    """A problem for each member of a list that has the name of an earlier one."""
    seen: set[str] = set()
    for number, member in enumerate(document.part(path).value):
        if member[key] in seen:
            yield document.problem([*path, number, key], f"{key} twice", repr(member[key]), "each once", todo)
        seen.add(member[key])


def _faults(name: str, document: Document, todo: str) -> Iterator[Problem]:
    # YAML has dates, JSON has none: a schema that wants one says so of a mapping with the one key `date`.
    instance = json.loads(json.dumps(document.value, default=lambda value: {"date": str(value)}))
    for fault in _validator(name).iter_errors(instance):
        path = list(fault.instance_path)
        if fault.kind.name == "additionalProperties":
            for key in fault.kind.unexpected:
                yield document.problem([*path, key], "unknown key", repr(key), _known(name, fault, key), todo)
        else:
            kind, found, expected = _said(name, fault)
            if fault.kind.name == "propertyNames":
                path = [*path, fault.instance] if isinstance(fault.instance, str) else path
            yield document.problem(path, kind, found, expected, todo)


def _said(name: str, fault: jsonschema_rs.ValidationError) -> tuple[str, str, str]:
    """Kind, found and expected of a fault."""
    what = fault.kind.name
    if what == "required":
        return "missing key", f"no {fault.kind.property}", f"a {fault.kind.property}"
    if what == "type":
        return "wrong type", shown(fault.instance), " or ".join(NAMES[name] for name in fault.kind.types)
    if what == "enum":
        options = fault.kind.options
        return "unknown word", shown(fault.instance), closest(fault.instance, options)
    if what in ("pattern", "propertyNames") and (form := _form(_rule(name, fault))):
        return "value of another form", shown(fault.instance), form
    return "value that its schema forbids", shown(fault.instance), fault.message[:400]


def _rule(name: str, fault: jsonschema_rs.ValidationError) -> dict:
    """The part of a schema from which a file departs."""
    schema = json.loads(plain_text.read(_path(name)))
    for step in list(fault.schema_path)[:-1]:
        schema = schema[int(step) if isinstance(schema, list) else step]
    return schema


def _form(rule: dict) -> str:
    """What a text of a pattern looks like: an example, and what it is. Empty where the schema has no example."""
    rule = rule.get("propertyNames", rule)
    described = rule.get("description", "")
    return " ".join(filter(None, (f"a text like {rule['examples'][0]!r}.", described))) if "examples" in rule else ""


def _known(name: str, fault: jsonschema_rs.ValidationError, key: str) -> str:
    """Keys that a mapping may have."""
    return closest(key, _rule(name, fault).get("properties", ())) or "no further key"


def shown(value: object) -> str:
    """A value in few words, as it stands in the file."""
    if isinstance(value, dict) and list(value) == ["date"]:
        return f"{value['date']}, which is read as a date: put text in quotes"
    if isinstance(value, bool | int | float) or value is None:
        said = json.dumps(value)
        return "nothing" if value is None else f"{said}, which is read as {NAMES[_type(value)]}: put text in quotes"
    if isinstance(value, dict | list):
        return f"a {'mapping' if isinstance(value, dict) else 'list'} of {len(value)}"
    return repr(value) if len(repr(value)) <= SHOWN else f"{repr(value)[:SHOWN]}…"


def _type(value: object) -> str:
    return "boolean" if isinstance(value, bool) else "integer" if isinstance(value, int) else "number"


def closest(name: object, known: Iterable[object]) -> str:
    """What there is, with what was probably meant before it."""
    there = [str(one) for one in known]
    near = difflib.get_close_matches(str(name)[:SHOWN], there, n=1)
    listed = ", ".join(there[:30]) + (f" and {len(there) - 30} more" if len(there) > 30 else "")
    return f"{near[0]}? There are {listed}" if near else f"one of {listed}" if there else ""


def _joined(found: Iterable[Problem]) -> Iterator[Problem]:
    """Faults of one place as one problem: of two, the report of all problems would show the first alone."""
    by_place: dict[tuple, list[Problem]] = {}
    for problem in sorted(found, key=lambda p: (p.line, p.column, p.found)):
        by_place.setdefault(problem.place, []).append(problem)
    for (path, line, column), same in by_place.items():
        each = dict.fromkeys((p.found, p.expected) for p in same)
        yield Problem(
            path,
            same[0].kind,
            "; ".join(found for found, _ in each),
            "; ".join(dict.fromkeys(expected for _, expected in each)),
            same[0].todo,
            line=line,
            column=column,
        )

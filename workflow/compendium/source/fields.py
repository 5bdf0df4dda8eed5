"""Constraints of the fields of a Table Schema: those that the type of a field bears, with values of that type.

The validator of the standard raises on the others in the middle of a table, and skips some in silence.
"""

import datetime
import re
from collections.abc import Iterator

from compendium.problem import Problem
from compendium.source import valid
from compendium.source.yaml_text import Document

ALWAYS = ("required", "unique", "enum")
BORNE = {
    "string": (*ALWAYS, "minLength", "maxLength", "pattern"),
    "integer": (*ALWAYS, "minimum", "maximum"),
    "number": (*ALWAYS, "minimum", "maximum"),
    "year": (*ALWAYS, "minimum", "maximum"),
    "date": (*ALWAYS, "minimum", "maximum"),
    "boolean": ("required", "unique"),
    "any": ("required", "unique"),
}
PAIRS = (("minimum", "maximum"), ("minLength", "maxLength"))
LONGEST = 400  # characters of a pattern


def faults(document: Document, todo: str) -> Iterator[Problem]:
    """Problems of all fields of a validated Table Schema."""
    yield from valid.twice(document, ["fields"], "name", todo)
    for number, field in enumerate(document.value["fields"]):
        kind, given = field["type"], field.get("constraints", {})
        for name, value in given.items():
            path = ["fields", number, "constraints", name]
            if name not in BORNE[kind]:
                expected = f"for a field of type {kind} {', '.join(BORNE[kind])}"
                yield document.problem(path, "constraint that its type does not bear", name, expected, todo)
            elif wrong := _wrong(kind, name, value):
                yield document.problem(path, "constraint of another type", valid.shown(value), wrong, todo)
        for least, most in PAIRS:
            if {least, most} <= given.keys() and type(given[least]) is type(given[most]) and given[least] > given[most]:
                path = ["fields", number, "constraints", most]
                found, expected = valid.shown(given[most]), f"at least the {least}, {given[least]}"
                yield document.problem(path, "constraint that nothing meets", found, expected, todo)


def _wrong(kind: str, name: str, value: object) -> str:
    """What the value of a constraint should be, where it is not; empty where it is."""
    if name == "pattern":
        return _wrong_pattern(str(value))
    if name in ("minimum", "maximum"):
        return "" if _is(kind, value) else f"a {kind}"
    if name == "enum":
        return "" if all(_is(kind, one) for one in value) else f"a list of {kind}s, in quotes where they are text"  # type: ignore[attr-defined]
    return ""


def _wrong_pattern(text: str) -> str:
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        return f"a regular expression ({error})"
    return "" if len(text) <= LONGEST else f"at most {LONGEST} characters"


def _is(kind: str, value: object) -> bool:
    """Whether a value of YAML is one of a field's type."""
    if kind in ("integer", "year"):
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "date":
        return isinstance(value, datetime.date)
    return isinstance(value, str)

"""Documents that the compendium names: `raw/references.json`, CSL-JSON as pandoc reads it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from compendium.problem import Problem
from compendium.source import characters, identifiers, plain_text, valid
from compendium.source.yaml_text import Document, Place
from compendium.unusable import Unusable

PATH = "raw/references.json"
TODO = "mend it; a reference is CSL-JSON with an id, a type and a title"
DEPTH = 12  # of lists and mappings within each other
SPACE = re.compile(r"[ \t\n]*")
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{\]}]', re.DOTALL)


@dataclass(frozen=True)
class Reference:
    """One document, and the line on which it begins."""

    id: str
    described: dict
    line: int


def load() -> dict[str, Reference]:
    """References by id. Raises Unusable."""
    found = parsed(plain_text.read(PATH))
    if isinstance(found, list):
        raise Unusable(found)
    return found


def ids() -> set[str]:
    """Keys that a card, an entry or a coding may name; none where the file cannot be used."""
    try:
        return set(load())
    except Unusable:
        return set()


@cache
def parsed(text: str) -> dict[str, Reference] | list[Problem]:
    """References of the text, or what keeps it from being used; kept by content."""
    try:
        items = list(_items(text))
    except _Fault as fault:
        return [fault.problem]
    parts = [Document(PATH, value, place) for place, value in items]
    problems = [problem for part in parts for problem in valid.problems("references", part, TODO)]
    problems = problems or [*_ids(parts), *(problem for part in parts for problem in _characters(part, part.value))]
    return problems or {part.value["id"]: Reference(part.value["id"], part.value, part.places.line) for part in parts}


def _ids(parts: list[Document]) -> Iterator[Problem]:
    """Ids that are no names, and those that stand twice."""
    first: dict[str, int] = {}
    for part in parts:
        name = part.value["id"]
        if wrong := identifiers.refuse("reference", name):
            yield part.problem(["id"], "name that cannot be used", repr(name), wrong, TODO)
        if name in first:
            yield part.problem(["id"], "id twice", repr(name), f"an id of its own: line {first[name]} has it", TODO)
        first.setdefault(name, part.places.line)


def _characters(part: Document, value: object, path: tuple = ()) -> Iterator[Problem]:
    """Characters that no print has, one a text."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _characters(part, one, (*path, key))
    elif isinstance(value, list):
        for one in value:
            yield from _characters(part, one, path)
    elif isinstance(value, str):
        for position, kind, expected in islice(characters.faults(value), 1):
            found = f"{characters.name(value[position])} in {value[max(position - 10, 0) : position + 10]!r}"
            yield part.problem(path, kind, found, expected, "type the plain character, or take it out")


class _Fault(Exception):
    """Text that is no list of references."""

    def __init__(self, text: str, position: int, kind: str, found: str, expected: str):
        line, column = plain_text.place(text, position)
        self.problem = Problem(PATH, kind, found, expected, TODO, line=line, column=column)


def _items(text: str) -> Iterator[tuple[Place, dict]]:
    """Members of the list one by one, each with its place and those of its keys. Raises _Fault."""
    _refuse_depth(text)
    decoder = json.JSONDecoder(object_pairs_hook=_Pairs, parse_constant=_refuse_constant)
    position = SPACE.match(text).end()
    if text[position : position + 1] != "[":
        raise _Fault(text, min(position, len(text)), "not a list", repr(text[position : position + 20]), "a list: […]")
    position, first = SPACE.match(text, position + 1).end(), True
    while text[position : position + 1] != "]":
        if not first:
            if text[position : position + 1] != ",":
                raise _Fault(text, position, "JSON that does not parse", repr(text[position : position + 20]), ", or ]")
            position = SPACE.match(text, position + 1).end()
        first = False
        try:
            value, end = decoder.raw_decode(text, position)
        except json.JSONDecodeError as error:
            raise _Fault(text, error.pos, "JSON that does not parse", error.msg, "JSON that parses") from None
        except (ValueError, RecursionError) as error:
            raise _Fault(text, position, "JSON that does not parse", str(error), "JSON that parses") from None
        yield _member(text, position, end, value)
        position = SPACE.match(text, end).end()
    if text[position + 1 :].strip():
        raise _Fault(text, position + 1, "JSON that does not parse", "more after the list", "nothing after it")


class _Pairs(list):
    """A JSON object as pairs, so that a key that stands twice is seen."""


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name}, which is no JSON")


def _member(text: str, start: int, end: int, value: object) -> tuple[Place, dict]:
    """A member with its place and those of its own keys. Raises _Fault on a key that stands twice."""
    places = {}
    for key, _ in value if isinstance(value, _Pairs) else []:
        match = re.compile(rf"{re.escape(json.dumps(key, ensure_ascii=False))}\s*:").search(text, start, end)
        places[key] = Place(*plain_text.place(text, match.start() if match else start), {})
    return Place(*plain_text.place(text, start), places), _plain(text, start, value)


def _plain(text: str, start: int, value: object) -> object:
    """The value with mappings for pairs."""
    if isinstance(value, _Pairs):
        keys = [key for key, _ in value]
        if twice := next((key for key in keys if keys.count(key) > 1), None):
            raise _Fault(text, start, "key twice", repr(twice), "each key once in a reference")
        return {key: _plain(text, start, one) for key, one in value}
    if isinstance(value, list):
        return [_plain(text, start, one) for one in value]
    return value


def _refuse_depth(text: str) -> None:
    depth = 0
    for token in TOKEN.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > DEPTH:
            raise _Fault(text, token.start(), "too deep", f"{depth} levels", f"at most {DEPTH}")

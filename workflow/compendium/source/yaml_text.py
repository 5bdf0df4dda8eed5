"""Read YAML that decides something: what every program reads alike, with the line of each part.

YAML has more than a configuration needs, and much of it reads otherwise than it looks. Refused are keys that
stand twice, aliases, tags and merge keys, and plain words that some programs take for a truth value, a number
or a date and others for text. The parser in C gives events, from which the value is built without recursion.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

import yaml

from compendium.problem import Problem
from compendium.source import characters, plain_text
from compendium.unusable import Unusable

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEPTH = 20  # of lists and mappings within each other
LARGEST = 1_000_000  # characters
SHOWN = 300  # characters of a part of a file in a message
QUOTE = "put it in quotes if it is text"
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,17})", re.ASCII)
NUMBER = re.compile(r"-?(?:0|[1-9]\d*)\.\d+", re.ASCII)
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Plain words that YAML 1.1 or 1.2 takes for something else than text, besides those above.
AMBIGUOUS = re.compile(
    r"""yes|no|on|off|true|false|null           # in any case
    |[-+]?[0-9][0-9_]*\.?[0-9_]*(?:e[-+]?[0-9]+)?|[-+]?\.[0-9_]+(?:e[-+]?[0-9]+)?
    |[-+]?0[xob][0-9a-f_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
    |[-+]?\.(?:inf|nan)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|[ ]+).*)?|=|<<""",
    re.IGNORECASE | re.VERBOSE | re.ASCII | re.DOTALL,
)
Mark = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Place:
    """Line and column of a part, and the places of its own parts by key or number."""

    line: int
    column: int
    parts: dict

    def of(self, path: Sequence[str | int]) -> "Place":
        """Place of the part at a path, or of the innermost that there is."""
        here = self
        for step in path:
            if step not in here.parts:
                break
            here = here.parts[step]
        return here


@dataclass(frozen=True, eq=False)
class Document:
    """A parsed file: its value, and where each part of it stands."""

    path: str
    value: object
    places: Place

    def part(self, path: Sequence[str | int]) -> "Document":
        """A part as a document of its own, with the places that it has in the file. Raises KeyError."""
        value = self.value
        for step in path:
            value = value[step]
        return Document(self.path, value, self.places.of(path))

    def problem(self, path: Sequence[str | int], kind: str, found: str, expected: str, todo: str) -> Problem:
        """A problem of one part."""
        at = self.places.of(path)
        where = "/".join(map(str, path))
        said = _short(f"{_short(where)}: {found}" if where else found)
        return Problem(self.path, kind, said, expected, todo, line=at.line, column=at.column)


def load(path: str) -> Document:
    """Parsed file below the root. Raises Unusable."""
    return parse(path, plain_text.read(path))


@cache
def parse(path: str, text: str) -> Document:
    """Parsed text of a file; kept by content. Raises Unusable with every fault that it has."""
    if len(text) > LARGEST:
        raise Unusable(
            [Problem(path, "file too large", f"{len(text):,}", f"at most {LARGEST:,} characters", plain_text.BACK)]
        )
    building = _Building(path)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            building.take(event)
            if building.stopped:
                break
    except yaml.YAMLError as error:
        building.problems.append(_unparsed(path, error))
    if building.problems:
        raise Unusable(building.problems)
    return Document(path, building.value, building.places or Place(1, 1, {}))


def _unparsed(path: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 0)
    found = str(getattr(error, "problem", "") or error).split("\n")[0]
    todo = "look at this line and the one before it: a quote, a bracket, a colon or the indentation"
    return Problem(path, "YAML that does not parse", found, "YAML that parses", todo, line=line, column=column)


def _short(text: str) -> str:
    """A text that fits into a message."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(text):,} characters)"


class _Building:
    """A value made of events, without recursion; every fault on the way is kept."""

    def __init__(self, path: str):
        self.path, self.problems, self.stopped = path, [], False
        self.value: object = None
        self.places: Place | None = None
        self.open: list[tuple[dict | list, Place]] = []  # containers around the next event
        self.keys: list[tuple[str, Mark] | None] = []  # key that waits for its value, for each of them
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        """The next event."""
        mark = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_marks(event, mark)
            self._put(self._scalar(event, mark), mark)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._refuse_marks(event, mark)
            self._begin({} if isinstance(event, yaml.MappingStartEvent) else [], mark)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.open.pop()
            self.keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._fault("alias", f"*{event.anchor}", "the value itself", "write out what it stands for", mark)
            self._put(None, mark)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._fault("second document", "---", "one document", "take the line out, and what follows it", mark)
                self.stopped = True

    def _fault(self, kind: str, found: str, expected: str, todo: str, mark: Mark) -> None:
        self.problems.append(Problem(self.path, kind, _short(found), expected, todo, line=mark[0], column=mark[1]))

    def _refuse_marks(self, event: yaml.NodeEvent, mark: Mark) -> None:
        """Anchors and tags, which change what a value is where none looks."""
        if event.anchor is not None:
            self._fault("anchor", f"&{event.anchor}", "no anchor", "take it out", mark)
        if event.tag is not None:
            self._fault("tag", event.tag, "no tag", "take it out, and put text in quotes", mark)

    def _scalar(self, event: yaml.ScalarEvent, mark: Mark) -> object:
        text = event.value
        for position, kind, expected in islice(characters.faults(text), 1):
            found = f"{characters.name(text[position])} in {text[max(position - 10, 0) : position + 10]!r}"
            self._fault(kind, found, expected, "type the plain character, or take it out", mark)
        if not event.implicit[0]:
            return text
        if text in WORDS:
            return WORDS[text]
        if INTEGER.fullmatch(text):
            return int(text)
        if NUMBER.fullmatch(text):
            return float(text)
        if DATE.fullmatch(text):
            try:
                return datetime.date.fromisoformat(text)
            except ValueError:
                self._fault("not a date", text, "a day that there is", "mend the date, or put it in quotes", mark)
        elif AMBIGUOUS.fullmatch(text):
            found = f"{text}, which programs read as a truth value, a number or a date, or as text"
            self._fault("ambiguous word", found[:200], "one reading", QUOTE, mark)
        return text

    def _begin(self, container: dict | list, mark: Mark) -> None:
        place = self._put(container, mark)
        self.open.append((container, place))
        self.keys.append(None)
        if len(self.open) > DEPTH:
            self._fault("too deep", f"{len(self.open)} levels", f"at most {DEPTH}", "write it flatter", mark)
            self.stopped = True

    def _put(self, value: object, mark: Mark) -> Place:
        """Put a value where it belongs; returns its place. In a mapping the first of two values is the key."""
        if not self.open:
            self.value, self.places = value, Place(*mark, {})
            return self.places
        container, around = self.open[-1]
        if isinstance(container, list):
            around.parts[len(container)] = place = Place(*mark, {})
            container.append(value)
            return place
        if self.keys[-1] is None:
            self.keys[-1] = (self._key(value, container, around, mark), mark)
            return Place(*mark, {})
        key, mark = self.keys[-1]
        self.keys[-1] = None
        place = Place(*mark, {})
        if key not in container:  # a doubled key is a fault already, and its first place the one to name
            around.parts[key], container[key] = place, value
        return place

    def _key(self, value: object, container: dict, around: Place, mark: Mark) -> str:
        if not isinstance(value, str):
            said = "a list or a mapping" if isinstance(value, dict | list) else f"{value}"
            self._fault("key that is no text", said, "text", "put the key in quotes", mark)
            return str(id(value)) if isinstance(value, dict | list) else str(value)
        if value in container:
            expected = f"once, on line {around.parts[value].line}"
            self._fault("key twice", value, expected, "keep one of the two", mark)
        return value

"""Patterns of named results: what a schema says of one result, or of all that differ in parts of their id alone.

A part in braces is a placeholder. Where the schema lists what may stand there, an id has one of that list; where it
says in words what stands there, an id has anything.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product

from compendium.decision import schemas
from compendium.problem import Problem
from compendium.source import identifiers, valid, yaml_text
from compendium.unusable import Unusable

Part = str | int | tuple[str, str]  # what stands for a placeholder: in the id and in words, or the same in both

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
OPEN = "*"  # what stands for an open placeholder where ids are held against each other
ANYTHING = "[a-z0-9]+(?:-+[a-z0-9]+)*"
WHOLES = ("nothing unknown", "unknown set to no or yes")  # what may stand for the result that counts what is known
TODO = "mend the pattern, or the call of the measure that names it"


def placeholders(text: str) -> list[str]:
    """Names of the placeholders in a text, in their order."""
    return PLACEHOLDER.findall(text)


@dataclass(frozen=True)
class Pattern:
    """One entry of a file of results, the `number`-th. `given` is what the file says of its placeholders."""

    file: str
    number: int
    given: Mapping[str, list[str] | str]
    id: str
    label: str
    unit: str = ""
    n: str = ""
    whole: str = ""
    description: str = ""

    def problem(self, kind: str, found: str, expected: str, todo: str = TODO, key: str = "id") -> Problem:
        """A problem of this entry, with its line."""
        return yaml_text.load(self.file).problem(["results", self.number, key], kind, found, expected, todo)

    def counted(self, parts: Mapping[str, Part]) -> str:
        """Id of the result that counts what is known of a share; empty where the schema names none."""
        named = "" if self.whole in WHOLES else self.whole
        return _filled(named, {name: part[0] if isinstance(part, tuple) else str(part) for name, part in parts.items()})

    @property
    def open(self) -> list[str]:
        """Placeholders of the id for which anything may stand."""
        return [name for name in placeholders(self.id) if isinstance(self.given[name], str)]

    def forms(self) -> list[str]:
        """Every id that the pattern fits, with a star for what is open."""
        names = placeholders(self.id)
        listed = [[OPEN] if name in self.open else self.given[name] for name in names]
        return [_filled(self.id, dict(zip(names, parts, strict=True))) for parts in product(*listed)]

    @cached_property
    def ids(self) -> re.Pattern[str]:
        """What the ids of the pattern look like, without their report."""
        return re.compile("|".join(form.replace(OPEN, ANYTHING) for form in self.forms()))

    def fill(self, parts: Mapping[str, Part]) -> tuple[str, str, str]:
        """Id, label and unit of a result. Raises Unusable for a part that is missing, not asked for, or not listed."""
        wanted = list(dict.fromkeys(placeholders(self.id + self.label + self.unit)))
        for name in sorted(set(wanted) ^ set(parts)):
            kind, found = ("missing placeholder", "lacks") if name in wanted else ("unknown placeholder", "is given")
            expected = f"the measure gives {', '.join(wanted) or 'none'}"
            raise Unusable([self.problem(kind, f"{self.id} {found} {name}", expected)])
        pairs = {name: part if isinstance(part, tuple) else (str(part), str(part)) for name, part in parts.items()}
        ids, words = ({name: pair[place] for name, pair in pairs.items()} for place in (0, 1))
        for name, part in ids.items():
            found, listed = f"{self.id} is given {part!r} for {name}", self.given[name]
            if isinstance(listed, list) and part not in listed:
                raise Unusable([self.problem("part that is not listed", found, valid.closest(part, listed))])
            if name in self.open and (wrong := identifiers.refuse("result", part)):
                raise Unusable([self.problem("part that no id can have", found, wrong)])
        return _filled(self.id, ids), _filled(self.label, words), _filled(self.unit, words)


def _filled(text: str, parts: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda match: parts[match[1]], text)


def of_file(name: str) -> list[Pattern]:
    """Patterns of one file. Raises Unusable."""
    found, path = schemas.results_file(name), schemas.results_path(name)
    given = found.get("placeholders", {})
    return [Pattern(path, number, given, **entry) for number, entry in enumerate(found["results"])]


@cache
def of_measure(measure: str) -> dict[str, Pattern]:
    """Patterns of all results that a measure may make, by id. Raises Unusable, also where one id fits two."""
    found = [pattern for name in schemas.results_files_of(measure) for pattern in of_file(name)]
    if problems := list(ambiguous(found)):
        raise Unusable(problems)
    return {pattern.id: pattern for pattern in found}


def ambiguous(patterns: Iterable[Pattern]) -> Iterator[Problem]:
    """A problem for each pattern that has an id in common with an earlier one."""
    seen: dict[str, Pattern] = {}
    for pattern in patterns:
        forms = pattern.forms()
        for form, other in [(form, seen[one]) for form in forms for one in seen if _meet(form, one)][:1]:
            found = f"{form.replace(OPEN, '…')} fits {other.id} of {other.file} as well"
            yield pattern.problem("ambiguous pattern", found, "each id fits one pattern", "change one of the two")
        seen |= {form: seen.get(form, pattern) for form in forms}


def _meet(one: str, other: str) -> bool:
    """Whether two forms, each with one star at most, have an id in common."""
    if OPEN not in one or OPEN not in other:
        plain, form = (other, one) if OPEN in one else (one, other)
        return plain == form or (OPEN in form and bool(re.fullmatch(form.replace(OPEN, ANYTHING), plain)))
    (head, tail), (begin, end) = one.split(OPEN), other.split(OPEN)
    return (head.startswith(begin) or begin.startswith(head)) and (tail.endswith(end) or end.endswith(tail))


def unmade(names: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """A problem for each pattern that none of these results has: ids without their report, by measure."""
    by_file: dict[str, set[str]] = {}
    for measure, mine in names.items():
        for file in schemas.results_files_of(measure):
            by_file.setdefault(file, set()).update(mine)
    for file, made in by_file.items():
        for pattern in of_file(file):
            if not any(map(pattern.ids.fullmatch, made)):
                expected, todo = "a report that makes it", "take it out, or have the measure record it"
                yield pattern.problem("result that no report makes", pattern.id, expected, todo)

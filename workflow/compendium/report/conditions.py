"""Prose that is said only where a result is so: a division or a span of Markdown with the class `when`.

    ::: {.when result="closures" is="above" to="0"}
    A paragraph, a list, a heading with its paragraphs.
    :::

    One sentence. [Another one.]{.when result="closures" is="equal" to="0"}

`is` is a predicate of headlines, or `known` and `unknown` without `to`; `to` is a number or another result. They may
stand within one another. Both are read before pandoc reads the text: what is published has what is said and no mark of it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from compendium.result.placeholders import UNTOUCHED
from compendium.result.predicates import OF_ONE, PREDICATES
from compendium.source import valid

TOKEN = re.compile(
    "|".join(
        [
            *UNTOUCHED[:3],  # code and what stands behind a backslash
            r"(?P<opens>^[ \t>]*:{3,}[ \t]*(?:\{(?P<division>[^{}\n]*)\}|[\w-]+)[ \t]*:*[ \t]*(?:\n|\Z))",
            r"(?P<closes>^[ \t>]*:{3,}[ \t]*(?:\n|\Z))",
            r"(?P<left>\[)",
            r"(?P<right>\](?:\{(?P<span>[^{}\n]*\.when(?![\w-])[^{}\n]*)\})?)",
            r"(?P<stray>\{[^{}\n]*\.when(?![\w-])[^{}\n]*\})",
        ]
    ),
    re.MULTILINE,
)
CLASS = re.compile(r"\.when(?![\w-])")
WHOLE = re.compile(r"\s*\.when((?:\s+[a-z]+=\"[^\"]*\")*)\s*")
ATTRIBUTE = re.compile(r"([a-z]+)=\"([^\"]*)\"")
FORM = '{.when result="NAME" is="above" to="0"}'


@dataclass(frozen=True)
class Fault:
    """What is wrong with a condition, and where it begins in the text."""

    kind: str
    found: str
    expected: str
    position: int


@dataclass
class _Open:
    """A division or a bracket that is not closed yet: its text so far, and faults that count where it is said."""

    mark: str
    position: int
    division: bool = False
    when: str | None = None
    parts: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: bool = False  # whether the last part was

    def add(self, text: str) -> None:
        """Put a text behind; where one was left out before it, no second space or blank line remains."""
        if self.left_out and text[:1] in (" ", "\n"):
            before = "".join(self.parts)
            alone = not before or before.endswith("\n\n") or (text[0] == " " and before.endswith((" ", "\n")))
            text = text[1:] if alone else text
        self.parts.append(text)
        self.left_out = False

    def take(self, inner: "_Open", before: str = "", after: str = "") -> None:
        """Put a closed one behind, with its marks."""
        self.add(before + "".join(inner.parts) + after)
        self.faults += inner.faults


def read(markdown: str, numbers: Mapping[str, float | None]) -> tuple[str, list[Fault]]:
    """A text as it is said of these results, and what is wrong with its conditions.

    `numbers` has the number of every result, None for one that has none. A comparison with such a one is a fault,
    but within a condition that does not hold.
    """
    stack, lost, end = [_Open("", 0)], [], 0
    for match in TOKEN.finditer(markdown):
        stack[-1].add(markdown[end : match.start()])
        end = match.end()
        if match["opens"] is not None:
            when = match["division"] if CLASS.search(match["division"] or "") else None
            stack.append(_Open(match[0], match.start(), division=True, when=when))
        elif match["left"]:
            stack.append(_Open("[", match.start()))
        elif match["closes"] is not None and any(one.division for one in stack):
            _close(stack, match[0], numbers, lost)
        elif match["right"]:
            _end_of_span(stack, match, numbers, lost)
        else:
            stack[-1].add(match[0])
        if match["stray"]:
            expected = "it behind ::: at the start of a line, or right behind [a text]"
            lost.append(Fault("condition that is not at its place", match[0], expected, match.start()))
    stack[-1].add(markdown[end:])
    while len(stack) > 1:
        inner = stack.pop()
        if inner.when is not None:
            found = markdown[inner.position :].partition("\n")[0]
            lost.append(Fault("condition without an end", found, "a line ::: behind what it is about", inner.position))
        stack[-1].take(inner, inner.mark)
    return "".join(stack[0].parts), sorted([*lost, *stack[0].faults], key=lambda fault: fault.position)


def _close(stack: list[_Open], mark: str, numbers: Mapping, lost: list[Fault]) -> None:
    """End the innermost division; a bracket that was left open in it is a bracket."""
    while not stack[-1].division:
        inner = stack.pop()
        stack[-1].take(inner, inner.mark)
    inner = stack.pop()
    if inner.when is None:
        stack[-1].take(inner, inner.mark, mark)
    else:
        _put(stack[-1], inner, inner.when, inner.position, numbers, lost)


def _end_of_span(stack: list[_Open], match: re.Match[str], numbers: Mapping, lost: list[Fault]) -> None:
    """End the innermost bracket, where one is open in this division."""
    opened = len(stack) > 1 and not stack[-1].division
    if opened and match["span"] is not None:
        inner = stack.pop()
        _put(stack[-1], inner, match["span"], match.start(), numbers, lost)
        return
    if match["span"] is not None:
        expected = "[ before the text that it is about"
        lost.append(Fault("condition without a beginning", match[0], expected, match.start()))
    if opened:
        inner = stack.pop()
        stack[-1].take(inner, "[", match[0])
    else:
        stack[-1].add(match[0])


def _put(outer: _Open, inner: _Open, when: str, position: int, numbers: Mapping, lost: list[Fault]) -> None:
    """Put what is said into what is around it."""
    wrong = list(_faults(when, position, numbers))
    lost += wrong
    if wrong:
        return
    given = dict(ATTRIBUTE.findall(when))
    missing = [name for name in _compared(given) if numbers[name] is None]
    if missing:
        expected = (
            f'a result with a number; where it may have none, around it {{.when result="{missing[0]}" is="known"}}'
        )
        outer.faults.append(Fault("comparison without a number", f"{missing[0]} in {{{when}}}", expected, position))
    elif holds(numbers, given["result"], given["is"], given.get("to")):
        outer.take(inner)
    else:
        outer.left_out = True


def _compared(given: Mapping[str, str]) -> list[str]:
    """Results whose numbers a condition compares."""
    if given["is"] in OF_ONE:
        return []
    return [given["result"], *([given["to"]] if _number(given["to"]) is None else [])]


def _faults(when: str, position: int, numbers: Mapping) -> Iterator[Fault]:
    """What is wrong with the attributes of a condition, whatever it is about."""
    given = dict(ATTRIBUTE.findall(when))
    shown = f"{{{when}}}"
    needed = {"result", "is"} if given.get("is") in OF_ONE else {"result", "is", "to"}
    if not WHOLE.fullmatch(when) or set(given) != needed or len(ATTRIBUTE.findall(when)) != len(needed):
        yield Fault("condition that cannot be read", shown, f'{FORM}, or is="known" without to', position)
        return
    if given["is"] not in {**PREDICATES, **OF_ONE}:
        yield Fault("unknown predicate", given["is"], valid.closest(given["is"], [*PREDICATES, *OF_ONE]), position)
    names = [given["result"], *([given["to"]] if "to" in given and _number(given["to"]) is None else [])]
    for name in names:
        if name not in numbers:
            yield Fault("unknown result in a condition", f"{name} in {shown}", valid.closest(name, numbers), position)


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?\d+(?:\.\d+)?", text) else None


def holds(numbers: Mapping[str, float | None], result: str, predicate: str, to: str | float | None = None) -> bool:
    """Whether a predicate holds of a result, against a number or another result. Raises KeyError for unknown names."""
    if predicate in OF_ONE:
        return OF_ONE[predicate](numbers[result])
    other = _number(str(to))
    left, right = numbers[result], numbers[str(to)] if other is None else other
    if left is None or right is None:
        raise ValueError(f"{result} or {to} has no number, so it is not {predicate}; ask first whether it is known")
    return PREDICATES[predicate](left, right)

"""Headlines of the reports: results with a predicate beside them, so that “robust” can be computed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from compendium.problem import Problem
from compendium.result import placeholders
from compendium.result.predicates import PREDICATES
from compendium.source import identifiers, plain_text, valid
from compendium.source.yaml_text import Document
from compendium.unusable import Unusable

PATH = "config/headlines.yaml"
TODO = "mend it; docs/corrections.md describes each key"
HOLDS, FAILS, UNDEFINED = "holds", "does not hold", "not defined"
SAME, SIDE = "same", "same side"  # predicates that are true as built by construction


@dataclass(frozen=True)
class Headline:
    """One statement. `compares` is a predicate of two numbers, or one that holds as built by construction.

    Such are `same`, that a text stays as it is built, and `same side`, that a number stays on its side of another.
    `reports` are the reports of its notebook that stand for it: all of them, where it is empty.
    """

    id: str
    says: str
    result: str
    compares: str
    to: str | float | None
    reports: tuple[str, ...] = ()

    @property
    def by_construction(self) -> bool:
        """Whether it holds as built whatever is found, so that only its steadiness can be asked."""
        return self.compares in (SAME, SIDE)

    def number(self, results: dict[str, dict], report: str) -> float | None:
        """Number of the result that the headline is about; None where it has none."""
        found = results.get(f"{report}/{self.result}")
        return found["number"] if found else None

    def holds(self, results: dict[str, dict], report: str, built: dict[str, dict]) -> str:
        """Whether the statement holds of these results; `built` are those that texts are set against."""
        if self.compares == SAME:
            now, then = (found.get(f"{report}/{self.result}", {}).get("value") for found in (results, built))
            return HOLDS if now == then else f"{FAILS}: {now}"
        left, right = self._both(results, report)
        if left is None or right is None:
            return UNDEFINED
        if self.compares == SIDE:
            then, beside = self._both(built, report)
            if then is None or beside is None:
                return UNDEFINED
            return HOLDS if _side(left, right) == _side(then, beside) else FAILS
        return HOLDS if PREDICATES[self.compares](left, right) else FAILS

    def _both(self, results: dict[str, dict], report: str) -> tuple[float | None, float | None]:
        """Number of the result and what it is compared with; None for one that there is not."""
        right = self.to
        if isinstance(right, str):
            other = results.get(f"{report}/{right}")
            right = other["number"] if other else None
        return self.number(results, report), None if right is None else float(right)

    def places(self) -> list[str]:
        """Results whose texts the statement takes."""
        return [name for name, _ in placeholders.places(self.says)]

    def statement(self, results: dict[str, dict], report: str) -> str:
        """The statement with the texts of its results."""
        texts = {key.partition("/")[2]: r["value"] for key, r in results.items() if key.startswith(f"{report}/")}
        return placeholders.fill(self.says, texts.__getitem__)


def _side(left: float, right: float) -> int:
    """Minus one, nought or one: a number lies below another, on it, or above it."""
    return (left > right) - (left < right)


def document() -> Document:
    """The validated file with the place of each part. Raises Unusable."""
    return valid.load("headlines", PATH, TODO, _ids)


def _ids(found: Document) -> Iterator[Problem]:
    """Ids that are no names, and those that stand twice in a notebook."""
    for notebook, headlines in found.value.items():
        for number, headline in enumerate(headlines):
            if wrong := identifiers.refuse("headline", headline["id"]):
                path, kind = [notebook, number, "id"], "name that cannot be used"
                yield found.problem(path, kind, repr(headline["id"]), wrong, TODO)
        yield from valid.twice(found, [notebook], "id", TODO)


def text() -> str:
    """The file as it stands; empty where there is none."""
    return plain_text.read(PATH) if plain_text.exists(PATH) else ""


def load() -> dict[str, list[Headline]]:
    """Headlines by notebook; none where there is no file. Raises Unusable."""
    return _made(document()) if plain_text.exists(PATH) else {}


@cache
def _made(found: Document) -> dict[str, list[Headline]]:
    return {
        notebook: [
            Headline(h["id"], h["says"], h["result"], h["is"], h.get("to"), tuple(h.get("reports", ())))
            for h in headlines
        ]
        for notebook, headlines in found.value.items()
    }


def of(notebook: str, report: str = "") -> list[Headline]:
    """Headlines of the reports of a notebook, or of one of them."""
    every = load().get(notebook, [])
    return [headline for headline in every if not report or report in (headline.reports or [report])]


def require(notebook: str, report: str, results: Collection[str]) -> None:
    """Hold the headlines of a notebook against the results of one of its reports, by name.

    Raises Unusable for every result that a headline names and the report does not have: a misspelt one would
    hold in no scenario, and never depend on any.
    """
    if problems := [p for path, name in named(notebook, report) for p in unknown(path, name, report, results)]:
        raise Unusable(problems)


def unknown(path: list, name: str, report: str, results: Collection[str]) -> Iterator[Problem]:
    """A problem where a headline names a result that a report does not have."""
    if name not in results:
        todo = f"mend the name; results.csv lists those of {report}"
        yield document().problem(path, "unknown result", repr(name), valid.closest(name, results), todo)


def named(notebook: str, report: str) -> Iterator[tuple[list, str]]:
    """Results that headlines of a report name, each with its part of the file."""
    mine = of(notebook, report)
    for number, headline in enumerate(of(notebook)):
        if headline not in mine:
            continue
        path = [notebook, number]
        yield [*path, "result"], headline.result
        if isinstance(headline.to, str):
            yield [*path, "to"], headline.to
        yield from (([*path, "says"], name) for name in headline.places())


def compared(notebook: str) -> Iterator[tuple[list, str]]:
    """Results that headlines of a notebook compare by their numbers, each with its part of the file."""
    for number, headline in enumerate(of(notebook)):
        if headline.compares != SAME:
            yield [notebook, number, "result"], headline.result
            if isinstance(headline.to, str):
                yield [notebook, number, "to"], headline.to

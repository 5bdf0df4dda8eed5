"""What a measure fills: named results and frames of one report."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

import pandas as pd

from compendium.decision import config, definitions, schemas
from compendium.decision.decisions import Decisions
from compendium.problem import Problem
from compendium.result import sentence
from compendium.result.beneath import Beneath
from compendium.result.patterns import Part, Pattern
from compendium.source import valid
from compendium.source.address import Addresses
from compendium.unusable import Unusable

T = TypeVar("T")


@dataclass
class Results:
    """Tables, codings (code of a cell, by scheme) and parameters of a report, and what was measured so far.

    `described` holds the patterns of the measure's results by id.
    """

    report: str
    parameters: dict
    tables: dict[str, pd.DataFrame]
    decided: Decisions = field(default_factory=Decisions)
    codings: dict[str, dict[str, str]] = field(default_factory=dict)
    second: dict[str, dict[str, str]] = field(default_factory=dict)
    measure: str = ""
    described: dict[str, Pattern] = field(default_factory=dict)
    rows: list[dict] = field(default_factory=list)
    frames: dict[str, list[dict]] = field(default_factory=dict)
    kept: dict[object, object] = field(default_factory=dict)  # what several parts ask for, by a name of its own
    beneath: dict[str, Beneath] = field(default_factory=dict)  # what other reports measured, by key
    asked: set[str] = field(default_factory=set)  # terms that were found to be listed
    numbers: dict[str, float | None] = field(default_factory=dict)  # of what was measured so far, by id

    def keep(self, key: object, make: Callable[[], T]) -> T:
        """What was made under a key before, or is made now. Who asks must not change it."""
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]  # type: ignore[return-value]

    def definition(self, term: str) -> str:
        """Key of the alternative of a term that is in force.

        Raises Unusable where there is no such term, or the notebook of the report does not list it: a scenario would
        then not know that the report can be moved.
        """
        if term not in self.asked:
            self._ask(term)
        return self.decided.definitions[term]

    def _ask(self, term: str) -> None:
        if term not in self.decided.definitions:
            expected, todo = valid.closest(term, self.decided.definitions), "mend its name in the measure, or add it"
            expected = expected or "one that is there"
            raise Unusable([Problem(definitions.PATH, "unknown term", repr(term), expected, todo, line=1)])
        report = config.reports().get(self.report)
        if report and term not in report.definitions:
            found, path = f"{self.report} asks for {term!r}", ["notebooks", report.notebook]
            expected, todo = f"{term!r} among its definitions", "list it there"
            raise Unusable([config.document().problem(path, "term that is not listed", found, expected, todo)])
        self.asked.add(term)

    def add(
        self,
        name: str,
        value: str,
        cells: Iterable[Iterable[str]],
        /,
        *,
        number: float | None = None,
        n: int | None = None,
        **parts: Part,
    ) -> None:
        """Record a named result by the id of its pattern, which gives label and unit.

        `cells` holds the lists of addresses of the rows behind it, `parts` what stands for each placeholder of the
        pattern. Raises Unusable where no pattern has the id, or it has other placeholders.
        """
        pattern = self._pattern(name, n)
        named, label, unit = pattern.fill(parts)
        self._of_the_known(pattern, pattern.counted(parts), n)
        key = f"{self.report}/{named}"
        if key in self.numbers:
            raise Unusable([pattern.problem("result that is measured twice", key, "each once")])
        self.numbers[key] = number
        self.rows.append(
            {
                "id": key,
                "report": self.report,
                "label": label,
                "value": value,
                "number": number,
                "unit": unit,
                "n": n,
                "cells": Addresses(cells),
            }
        )

    def _of_the_known(self, pattern: Pattern, counted: str, n: int | None) -> None:
        """Raises Unusable for a share whose n is not the result that counts what is known, recorded before."""
        key = f"{self.report}/{counted}"
        known = ([self.numbers[key]] if key in self.numbers else []) if counted else [n]
        if known != [n]:
            found = f"n = {n} of {pattern.id}, and {counted} is {known[0] if known else 'not recorded before'}"
            kind, expected = "share whose denominator is not what is known", f"{counted}, recorded before, as n"
            raise Unusable([pattern.problem(kind, found, expected, key="whole")])

    def _pattern(self, name: str, n: int | None) -> Pattern:
        """The pattern with an id. Raises Unusable without one, or where one says of n what does not hold."""
        if name not in self.described:
            found, expected = f"{self.report} has {name!r}", valid.closest(name, self.described)
            file, todo = schemas.results_path(self.measure), "describe it there, or mend its id in the measure"
            raise Unusable([Problem(file, "result that is not described", found, expected, todo, line=1)])
        pattern = self.described[name]
        if (n is None) == bool(pattern.n):
            found, expected = ("no n", f"n, {pattern.n}") if n is None else (f"n = {n}", "no n, or what it counts")
            raise Unusable([pattern.problem("n that is not as described", f"{name}: {found}", expected)])
        return pattern

    def number(self, name: str, number: float, cells: Iterable[Iterable[str]], /, *, n: int, **parts: Part) -> None:
        """Record a count or another number that is printed as it is."""
        self.add(name, sentence.number(number), cells, number=number, n=n, **parts)

    def count(self, name: str, rows: pd.DataFrame, /, *, of: pd.DataFrame, **parts: Part) -> None:
        """Record how many rows of a whole there are; the cells are those of the whole."""
        self.number(name, len(rows), of["cells"], n=len(of), **parts)

    def share(
        self, name: str, part: float, whole: float, cells: Iterable[Iterable[str]], /, *, n: int, **parts: Part
    ) -> None:
        """Record a share in per cent; one decimal from 100 observations on."""
        number = 100 * part / whole
        self.add(name, sentence.share(number, n), cells, number=number, n=n, **parts)

    def value(self, name: str) -> str:
        """Text of a result that was recorded before."""
        return next(r["value"] for r in self.rows if r["id"] == f"{self.report}/{name}")

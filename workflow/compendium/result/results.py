"""What a measure fills: named results and frames of one report."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

import pandas as pd

from compendium.decision.decisions import Decisions
from compendium.source.address import union
from compendium.source.numbers import printed

T = TypeVar("T")


_named = ContextVar("named", default=True)


@contextmanager
def values_alone() -> Iterator[None]:
    """Measure values without the cells behind them within: joining addresses is a third of the work."""
    token = _named.set(False)
    try:
        yield
    finally:
        _named.reset(token)


def addresses(cells: Iterable[Iterable[str]]) -> list[str]:
    """Fewest addresses that name all cells of several rows; none where values alone are measured."""
    return union(chain.from_iterable(cells)) if _named.get() else []


@dataclass
class Results:
    """Tables, codings (code of a cell, by scheme) and parameters of a report, and what was measured so far."""

    report: str
    parameters: dict
    tables: dict[str, pd.DataFrame]
    decided: Decisions = field(default_factory=Decisions)
    codings: dict[str, dict[str, str]] = field(default_factory=dict)
    second: dict[str, dict[str, str]] = field(default_factory=dict)
    rows: list[dict] = field(default_factory=list)
    frames: dict[str, list[dict]] = field(default_factory=dict)
    kept: dict[object, object] = field(default_factory=dict)  # what several parts ask for, by a name of its own

    def keep(self, key: object, make: Callable[[], T]) -> T:
        """What was made under a key before, or is made now. Who asks must not change it."""
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]  # type: ignore[return-value]

    def add(
        self,
        name: str,
        label: str,
        value: str,
        cells: Iterable[Iterable[str]],
        *,
        number: float | None = None,
        unit: str = "",
        n: int | None = None,
    ) -> None:
        """Record a named result. `cells` holds the lists of addresses of the rows behind it."""
        key = f"{self.report}/{name}"
        if any(result["id"] == key for result in self.rows):
            raise ValueError(f"result {key} is measured twice")
        self.rows.append(
            {
                "id": key,
                "report": self.report,
                "label": label,
                "value": value,
                "number": number,
                "unit": unit,
                "n": n,
                "cells": addresses(cells),
            }
        )

    def number(
        self, name: str, label: str, number: float, unit: str, cells: Iterable[Iterable[str]], *, n: int | None
    ) -> None:
        """Record a count or another number that is printed as it is."""
        self.add(name, label, printed(number), cells, number=number, unit=unit, n=n)

    def count(self, name: str, label: str, rows: pd.DataFrame, *, of: pd.DataFrame, unit: str) -> None:
        """Record how many rows of a whole there are; the cells are those of the whole."""
        self.add(name, label, printed(len(rows)), of["cells"], number=len(rows), unit=unit, n=len(of))

    def share(
        self, name: str, label: str, part: float, whole: float, cells: Iterable[Iterable[str]], *, n: int
    ) -> None:
        """Record a share in per cent; one decimal from 100 observations on."""
        number = 100 * part / whole
        self.add(name, label, per_cent(number, n), cells, number=number, unit="per cent", n=n)

    def value(self, name: str) -> str:
        """Text of a result that was recorded before."""
        return next(r["value"] for r in self.rows if r["id"] == f"{self.report}/{name}")


def per_cent(number: float, n: int) -> str:
    """Percentage as printed: one decimal where a hundred observations or more can bear it."""
    return printed(number, 1 if n >= 100 else 0)


def listed(names: Iterable[str]) -> str:
    """Names as a phrase: “A, B and C”, or “none”."""
    *head, last = list(names) or ["none"]
    return f"{', '.join(head)} and {last}" if head else last


def plural(count: int, noun: str, many: str = "") -> str:
    """Count and noun as a phrase: “1 entry”, “no entries”."""
    return f"{printed(count) if count else 'no'} {noun if count == 1 else many or noun + 's'}"

"""Results of other reports, said again in one language: the same numbers and the same cells."""

from dataclasses import dataclass

import pandas as pd

from compendium.result.beneath import Beneath
from compendium.result.results import Results
from compendium.result.sentence import Noun, count, known_of, listed, number, part_of, per_cents
from compendium.source.address import Addresses
from crossborder.borders.conditions.counted import in_unit
from crossborder.briefs.words import CLOSED, CONDITIONS, called
from crossborder.states.names import border

VERDICTS = ("alike", "harder", "easier", "mixed")


@dataclass
class Restated:
    """A brief that is being measured, and one of the reports that it rests on."""

    results: Results
    of: Beneath
    language: str

    def number(self, name: str) -> int:
        """A count among the results of the report. Raises KeyError, and ValueError for a result that is none."""
        number = self.of.results[name]["number"]
        if number is None or number != int(number):
            raise ValueError(f"{self.of.report}/{name} is no count")
        return int(number)

    def add(self, name: str, text: str, *behind: str, number: float | None = None, **parts: str) -> None:
        """Record a text of the brief that rests on results of the report; n is that of the first."""
        rows = [self.of.results[key] for key in behind]
        self.results.add(name, text, [row["cells"] for row in rows], number=number, n=int(rows[0]["n"]), **parts)

    def count(self, name: str, of: str, **parts: str) -> None:
        """A count as it stands."""
        self.add(name, count(self.number(of), self.language), of, number=self.number(of), **parts)

    def part(self, name: str, part: str, whole: str, noun: Noun) -> None:
        """A part of a whole, both counts: none of the three borders."""
        numbers = self.number(part), self.number(whole)
        self.add(name, part_of(*numbers, noun, self.language), part, whole, number=numbers[0])

    def part_text(self, part: int, whole: int, noun: Noun) -> str:
        """A part of a whole in the language."""
        return part_of(part, whole, noun, self.language)

    def known(self, name: str, part: str, of: str, noun: Noun, **parts: str) -> None:
        """A part of what is known of a whole; the report has `PART-known` beside it."""
        known = f"{part}-known"
        numbers = [self.number(key) for key in (part, known, of)]
        text = known_of(*numbers, noun, self.language)
        self.add(name, text, part, known, of, number=self.number(part), **parts)

    def shares(self, name: str, one: str, other: str) -> None:
        """Two shares in per cent under one sign."""
        rows = [self.of.results[key] for key in (one, other)]
        text = per_cents(*(row["number"] for row in rows), n=[int(row["n"]) for row in rows], language=self.language)
        self.add(name, text, one, other, number=rows[0]["number"])

    def conditions(self, name: str, rows: pd.DataFrame) -> None:
        """Conditions by name, as a phrase; its number is how many there are."""
        words = [self.condition(row) for row in rows.to_dict("records")]
        phrase = listed((word[:1].lower() + word[1:] for word in words), self.language)
        cells = Addresses(rows["cells"]) if len(rows) else self.of.results["finding"]["cells"]
        self.results.add("{verdict}", phrase, [cells], number=len(words), n=len(words), verdict=name)

    def closed_words(self) -> None:
        """The reasons of closures that count, as the definition in force says."""
        english = self.of.results["closed-words"]["value"]
        self.add("closed-words", called(CLOSED, english, self.language, english), "closed-words")

    def distances(self) -> None:
        """How far borders of the first group are from their own nearest: in the median, and at most."""
        for name, key in (("typical", "within-median"), ("most", "within-most")):
            value = self.of.results[key]["number"]
            self.add(name, number(value, 2, language=self.language), key, number=value)

    def condition(self, row: dict) -> str:
        """What a condition is called."""
        return called(CONDITIONS, row["name"], self.language, row["condition"])

    def drawn(self) -> None:
        """Results on the conditions of each verdict, and the frame of their drawing, with its labels in the language."""
        verdicts, rows = self.of.frames["verdicts"], self.of.frames["profile"]
        for verdict in VERDICTS:
            self.conditions(verdict, verdicts[verdicts["verdict"] == verdict])
        judged = dict(zip(verdicts["name"], verdicts["verdict"], strict=True))
        self.results.frames["strips"] = [
            {
                "name": row["name"],
                "condition": in_unit(self.condition(row), row["unit"], self.language),
                "verdict": judged[row["name"]],
                "border": border(row["dyad"], self.language),
                **{key: row[key] for key in ("value", "at", "low_at", "median_at", "high_at")},
                "cells": list(row["cells"]),
            }
            for row in rows.to_dict("records")
        ]

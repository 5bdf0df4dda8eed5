"""Choices that could have been others: what each says, what it changes, and which reports it can move."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from compendium import study
from compendium.decision.config import Report
from compendium.decision.decisions import Decisions
from compendium.steady import kept


@dataclass(frozen=True)
class Choice:
    """A choice is made otherwise by changing tidy tables, or a file of decisions; each by a dotted name.

    `change` takes the tidy tables that are built, by name, and yields variants: a sentence (empty: that of the choice)
    and the rows of each table that is another. `other` takes what `file` says and gives what it would say. `concerns`
    takes a report and what the file says, and gives what the report takes of it: one that takes the same is not moved.
    `called` takes what the file says and gives the sentence, where that names what stands in the file.
    """

    says: str
    tables: tuple[str, ...] = ()
    change: str = ""
    file: str = ""
    other: str = ""
    concerns: str = ""
    called: str = ""

    def variants(self, tables: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, list[dict]]]]:
        """What would stand in tidy tables: one variant without a change, where the choice is about a file."""
        if not self.change:
            yield self.says, {}
        else:
            yield from ((said or self.says, rows) for said, rows in study.get(self.change)(tables))

    def decisions(self, decided: Decisions) -> Decisions:
        """What is decided under the choice."""
        return decided.with_file(self.file, study.get(self.other)(decided.files[self.file])) if self.file else decided

    def moves(self, report: Report, decided: Decisions) -> bool:
        """Whether the file, as it would be, says something else of what a report takes."""
        if not self.file:
            return False
        takes, other = study.get(self.concerns), self.decisions(decided)
        return takes(report, decided.files[self.file]) != takes(report, other.files[self.file])


@kept
def choices() -> dict[str, Choice]:
    """Choices of the study by key."""
    return {key: _said(Choice(**given)) for key, given in study.adds("CHOICES").items()}


def _said(choice: Choice) -> Choice:
    """A choice with the sentence that says it."""
    if not choice.called:
        return choice
    file = study.get(study.adds("FILES")[choice.file])()
    return replace(choice, says=study.get(choice.called)(file))

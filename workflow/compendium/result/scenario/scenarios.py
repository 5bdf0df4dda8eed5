"""Scenarios: entries of the ledger turned round, and choices and definitions that could have been others."""

from dataclasses import dataclass, replace

from compendium.decision import config
from compendium.decision.choices import choices
from compendium.decision.decisions import Decisions
from compendium.decision.ledger import Entry


@dataclass(frozen=True)
class Scenario:
    """One scenario, under the key of its file.

    `entries` are the entries of the ledger that are turned round, or `choice` is the choice that is made
    otherwise, or `term` the term that means each of its other alternatives. `measure` restricts a choice or a
    term to the reports of one measure, so that a corrected cell reruns no other; the scenario of an entry is
    about all reports.
    """

    key: str
    says: str
    entries: tuple[Entry, ...] = ()
    choice: str = ""
    term: str = ""
    measure: str = ""

    @property
    def as_built(self) -> bool:
        """Whether nothing is another: it tells of every headline, those too that no other scenario can move."""
        return not (self.entries or self.choice or self.term)

    @property
    def accepts(self) -> bool:
        """Whether its entries are let in; they are left out where all of them are accepted already."""
        return any(entry.status == "proposed" for entry in self.entries)

    def decisions(self, decided: Decisions) -> Decisions:
        """What is decided under the scenario of entries or of a choice."""
        if self.choice:
            return choices()[self.choice].decisions(decided)
        status = "accepted" if self.accepts else "proposed"
        turned = tuple(replace(e, status=status) if e in self.entries else e for e in decided.entries)
        return decided.supposing(turned)


AS_BUILT = Scenario("as-built", "as built")


def about_entries(decided: Decisions) -> dict[str, Scenario]:
    """Scenarios by key: each entry that changes a cell, then those that make sense only together."""
    changing = {entry.id: entry for entry in decided.entries if entry.changes}
    together = [[changing[name] for name in names if name in changing] for names in config.load().get("together", [])]
    made = [_of(entries) for entries in ([[entry] for entry in changing.values()] + together) if entries]
    return {scenario.key: scenario for scenario in made}


def _of(entries: list[Entry]) -> Scenario:
    ids = [entry.id for entry in entries]
    scenario = Scenario("-".join(ids), "", tuple(entries))
    return replace(scenario, says=f"{'with' if scenario.accepts else 'without'} {' and '.join(ids)}")


def file_of(key: str) -> str:
    """File that holds what a scenario changes."""
    return f"processed/scenarios/{key}.parquet"

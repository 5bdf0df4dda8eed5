"""What may be supposed: entries of the ledger turned round, and choices that could have been others."""

from dataclasses import dataclass, replace

from crossborder import config, ledger, regions
from crossborder.ledger import Entry

CHOICES = {
    "country-list": "the other country list (18C)",
    "sub-regions": "the variant of the sub-regions",
    "without-inferred": "without initiatives whose outcome the coder inferred",
    "rivals": "each rival value in place of the chosen one",
}


@dataclass(frozen=True)
class Scenario:
    """One thing that is supposed, under the key of its file.

    `entries` are the entries of the ledger that are turned round, or `choice` is the choice that is made
    otherwise. `measure` restricts a choice to the reports of one measure, so that a corrected cell reruns no
    other; the scenario of an entry is about all reports.
    """

    key: str
    says: str
    entries: tuple[Entry, ...] = ()
    choice: str = ""
    measure: str = ""

    @property
    def accepts(self) -> bool:
        """Whether its entries are let in; they are left out where all of them are accepted already."""
        return any(entry.status == "proposed" for entry in self.entries)

    def supposed_entries(self) -> tuple[Entry, ...]:
        """The ledger under the scenario."""
        status = "accepted" if self.accepts else "proposed"
        return tuple(replace(e, status=status) if e in self.entries else e for e in ledger.entries())


def about_entries() -> dict[str, Scenario]:
    """Scenarios by key: each entry that changes a cell, then those that make sense only together."""
    changing = {entry.id: entry for entry in ledger.entries() if entry.changes}
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


def supposed_regions(choice: str) -> dict | None:
    """`config/regions.yaml` under a choice, or None where the choice is not about it."""
    given = regions.load()
    if choice == "country-list":
        return {**given, "default_list": regions.OTHER_LIST}
    if choice == "sub-regions":
        moved = regions.subregions(variant=True)
        return {**given, "subregions": moved, "subregion_variant": {}}
    return None

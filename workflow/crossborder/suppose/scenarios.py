"""What may be supposed: each entry of the ledger turned round, and choices that could have been others."""

from dataclasses import dataclass, replace

from crossborder import ledger, regions
from crossborder.ledger import Entry

CHOICES = {
    "country-list": "the other country list (18C)",
    "sub-regions": "the variant of the sub-regions",
    "without-inferred": "without initiatives whose outcome the coder inferred",
    "rivals": "each rival value in place of the chosen one",
}


@dataclass(frozen=True)
class Scenario:
    """One thing that is supposed. `entry` is the entry of the ledger that is turned round, if it is about one."""

    key: str
    says: str
    entry: Entry | None = None

    def supposed_entries(self) -> tuple[Entry, ...]:
        """The ledger under the scenario: an accepted entry is proposed, a proposed one accepted."""
        return tuple(_turned(e) if e is not None and e == self.entry else e for e in ledger.entries())


def _turned(entry: Entry) -> Entry:
    return replace(entry, status="proposed" if entry.status == "accepted" else "accepted")


def entries() -> list[Entry]:
    """Entries of the ledger that change a cell, accepted or proposed."""
    return [entry for entry in ledger.entries() if entry.changes]


def file_of(key: str) -> str:
    """File that holds what a scenario changes."""
    return f"processed/scenarios/{key}.parquet"


def scenarios() -> dict[str, Scenario]:
    """All scenarios by key, the entries of the ledger first."""
    told = {
        entry.id: Scenario(entry.id, f"{'without' if entry.status == 'accepted' else 'with'} {entry.id}", entry)
        for entry in entries()
    }
    return {**told, **{key: Scenario(key, says) for key, says in CHOICES.items()}}


def supposed_regions(key: str) -> dict | None:
    """`config/regions.yaml` under a choice, or None where the choice is not about it."""
    given = regions.load()
    if key == "country-list":
        return {**given, "default_list": regions.OTHER_LIST}
    if key == "sub-regions":
        moved = regions.subregions(variant=True)
        return {**given, "subregions": moved, "subregion_variant": {}}
    return None

"""Everything that was decided, as one value: what tables and measures are made with, as it is or as it is supposed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from compendium import study
from compendium.decision import codings, ledger
from compendium.decision.codings import Coding
from compendium.decision.ledger import Entry
from compendium.source.grid import Grid


@dataclass(frozen=True)
class Decisions:
    """Entries of the ledger, first and second codings, and what each file that the study adds says, by its path."""

    entries: tuple[Entry, ...] = ()
    codings: tuple[Coding, ...] = ()
    second: tuple[Coding, ...] = ()
    files: Mapping[str, Any] = field(default_factory=dict)

    def apply(self, grid: Grid) -> tuple[Grid, dict[tuple[int, int], str]]:
        """Grid with the accepted entries applied, and the id of the entry behind each cell that one touches."""
        return ledger.apply(grid, self.entries)

    def coded(self, scheme: str) -> dict[str, str]:
        """Code of each coded cell address in one scheme."""
        return codings.by_cell(self.codings, scheme)

    def supposing(self, entries: tuple[Entry, ...]) -> "Decisions":
        """The same with other entries."""
        return replace(self, entries=entries)

    def with_file(self, path: str, value: Any) -> "Decisions":
        """The same with another content of one file of the study."""
        return replace(self, files={**self.files, path: value})


def load() -> Decisions:
    """What is decided now. Raises Unusable."""
    files = {path: study.get(reader)() for path, reader in study.adds("FILES").items()}
    return Decisions(ledger.entries(), codings.codings(), codings.codings(codings.SECOND), files)

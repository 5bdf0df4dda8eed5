"""Everything that was decided, as one value: what tables and measures are made with, as it is or under a scenario."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from compendium import study
from compendium.decision import codings, config, definitions, ledger
from compendium.decision.codings import Coding
from compendium.decision.ledger import Entry
from compendium.paths import relative
from compendium.source import plain_text
from compendium.source.grid import Grid

MORE = (definitions.PATH, "config/headlines.yaml")  # the second decides what is watched under scenarios


@dataclass(frozen=True)
class Decisions:
    """Entries of the ledger, codings, what each file that the study adds says, and which alternative is in force.

    `files` is by path, `definitions` by term.
    """

    entries: tuple[Entry, ...] = ()
    codings: tuple[Coding, ...] = ()
    second: tuple[Coding, ...] = ()
    files: Mapping[str, Any] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)

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

    def with_definition(self, term: str, alternative: str) -> "Decisions":
        """The same with another alternative of a term in force."""
        return replace(self, definitions={**self.definitions, term: alternative})


def files() -> list[str]:
    """Files that say what is decided, as far as there are any."""
    known = (config.PATH, ledger.PATH, codings.PATH, codings.SECOND, *study.adds("FILES"), *MORE)
    return [name for name in known if plain_text.exists(name)]


def load(given: Iterable[str] | None = None) -> Decisions:
    """What the given files decide, or all there are; a file that is not given decides nothing. Raises Unusable."""
    names = set(files() if given is None else map(relative, given))

    def held(path: str) -> tuple[Coding, ...]:
        return codings.codings(path) if path in names else ()

    read = {path: study.get(reader)() for path, reader in study.adds("FILES").items()}  # each has its “none”
    terms = definitions.load() if definitions.PATH in names else {}
    entries = ledger.entries() if ledger.PATH in names else ()
    in_force = {key: term.in_force for key, term in terms.items()}
    return Decisions(entries, held(codings.PATH), held(codings.SECOND), read, in_force)

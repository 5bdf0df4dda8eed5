"""What the snapshot is to hold: the states of `config/regions.yaml`, and what `config/snapshot.yaml` says besides.

And what it holds now, under raw/, with what was taken and is not yet written.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import shapely

from compendium.paths import path_of
from compendium.problem import Problem
from compendium.source import valid
from compendium.source.yaml_text import Document
from crossborder import states
from crossborder.borders import regions

PATH = "config/snapshot.yaml"
SCHEMA = "workflow/crossborder/snapshot/snapshot"
TODO = "mend it; docs/snapshot.md describes each key"
LINES, AREAS = "natural-earth/lines", "natural-earth/areas"

Rows = list[dict]  # of one raw table


def dyad(one: str, other: str) -> str:
    """Border of two states, in alphabetical order of their codes."""
    return "-".join(sorted((one, other)))


@dataclass
class Scope:
    """States to hold, settings, and the raw tables by name (`folder/table`), those that were just taken among them."""

    states: list[str]
    settings: dict
    taken: dict[str, Rows] = field(default_factory=lambda: defaultdict(list))

    def kept(self, name: str) -> Rows:
        """Rows of a raw table as it stands; none where there is no such file."""
        return _read(path_of(f"raw/{name}.csv"))

    def rows(self, name: str) -> Rows:
        """Rows of a raw table with those that were taken."""
        return [*self.kept(name), *self.taken[name]]

    def lines(self) -> dict[str, shapely.Geometry]:
        """Line of each border, by border."""
        return _joined(self.rows(LINES), "dyad", "line")

    def areas(self) -> dict[str, shapely.Geometry]:
        """Area of each state as far as maps show it, by state."""
        return _joined(self.rows(AREAS), "country", "area")

    def dyads(self) -> list[str]:
        """Borders that have a line."""
        return sorted({row["dyad"] for row in self.rows(LINES)})

    def unplaced(self) -> list[str]:
        """States that are on no line."""
        placed = {state for key in self.dyads() for state in key.split("-")}
        return [state for state in self.states if state not in placed]

    def lacking(self, source: str, table: str) -> list[str]:
        """States of which a table of a source has no record, but those of which the source is known to have nothing."""
        there = {row["country"] for row in self.rows(f"{source}/{table}")}
        return [s for s in self.states if s not in {*there, *self.settings["lacking"].get(source, ())}]

    def borders_without(self, source: str, table: str) -> list[str]:
        """Borders of which a table of a source has no record, and the states whose borders are not known yet."""
        there = {row["dyad"] for row in self.rows(f"{source}/{table}")}
        return [*(key for key in self.dyads() if key not in there), *self.unplaced()]

    def beside(self, asked: Iterable[str]) -> list[str]:
        """Borders of at least one of these states."""
        wanted = set(asked)
        return [key for key in self.dyads() if wanted & set(key.split("-"))]


def load() -> Scope:
    """What the configuration asks for, and the snapshot as it stands. Raises Unusable."""
    given = valid.load(SCHEMA, PATH, TODO, _overlaps).value
    return Scope(regions.load().states(), {"beyond": [], "leased": {}, "renamed": {}, "lacking": {}, **given})


def _overlaps(found: Document) -> Iterator[Problem]:
    """Windows that overlap: what lies in both would be drawn twice."""
    windows = [shapely.box(*window) for window in found.value["windows"]]
    for number, window in enumerate(windows):
        if any(window.intersection(other).area for other in windows[:number]):
            place, expected = ["windows", number], "a window that no earlier one overlaps"
            yield found.problem(place, "windows that overlap", str(found.value["windows"][number]), expected, TODO)


@cache
def _read(path: Path) -> Rows:
    if not path.is_file():
        return []
    csv.field_size_limit(10**7)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def alpha2(asked: Iterable[str]) -> dict[str, str]:
    """Two-letter code of each of these states."""
    return {iso3: states.alpha2(iso3) for iso3 in asked}


def _joined(rows: Rows, key: str, geometry: str) -> dict[str, shapely.Geometry]:
    found: dict[str, list[shapely.Geometry]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(shapely.from_wkt(row[geometry]))
    return {name: shapely.union_all(parts) for name, parts in sorted(found.items())}

"""What can be found on the index: borders, states, initiatives and first-level units, each with a page that tells of it."""

import contextlib
from collections import defaultdict
from collections.abc import Iterator

from compendium.decision.config import Report, reports
from compendium.report.search import LANGUAGES, Entry
from crossborder.borders import regions, unit_names
from crossborder.states import names

Rows = dict[str, list[dict]]
SEPARATOR = "; "


def entries(tables: Rows) -> Iterator[Entry]:
    """Entries of the tables `shapes`, `initiatives`, `initiative_borders` and `missions`, each sort by its name."""
    pages = _Pages()
    dyads = sorted({row["dyad"] for row in tables["shapes"] if row["kind"] == "border"})
    yield from sorted((_border(dyad, pages) for dyad in dyads), key=_name)
    yield from sorted(_states(dyads, tables["missions"], pages), key=_name)
    yield from sorted(_initiatives(tables, pages), key=_name)
    yield from sorted(_units(tables["shapes"], pages), key=_name)


class _Pages:
    """Where a reader finds a border or a state: the report on it, else one that holds it in a table."""

    def __init__(self) -> None:
        every = reports().values()
        self.close = {regions.border(r.parameters["dyad"]): r for r in every if "dyad" in r.parameters}
        self.compared = [r for r in every if "groups" in r.parameters and "borders" in r.tables]
        self.focus = {r.parameters["focus"]: r for r in every if "focus" in r.parameters}
        self.missions = [r for r in every if "missions" in r.tables]

    def of_border(self, dyad: str, place: str = "") -> str:
        """Address of the page on a border, or of the first comparison that holds it."""
        if dyad in self.close:
            return f"{self.close[dyad].key}.html{place}"
        return self._first(self.compared, dyad) or "data.html#borders"

    def _first(self, found: list[Report], dyad: str) -> str:
        given = regions.load()
        for report in found:
            if any(dyad in given.members(group, given.default_list) for group in report.parameters["groups"]):
                return f"{report.key}.html#table-borders"
        return ""

    def of_state(self, code: str, dyads: list[str], has_missions: bool) -> str:
        """Address of the page on a state, on one of its borders, or on missions."""
        if code in self.focus:
            return f"{self.focus[code].key}.html"
        if has_missions and self.missions:
            return f"{self.missions[0].key}.html"
        return self.of_border(dyads[0]) if dyads else "data.html#missions"


def _name(entry: Entry) -> str:
    return entry.name


def _border(dyad: str, pages: _Pages) -> Entry:
    return Entry(names.border(dyad), "Border", pages.of_border(dyad), _in_each(names.border, dyad))


def _states(dyads: list[str], missions: list[dict], pages: _Pages) -> Iterator[Entry]:
    borders = defaultdict(list)
    for dyad in dyads:
        for code in dyad.split("-"):
            borders[code].append(dyad)
    sending = {row[side] for row in missions for side in ("sender", "host")}
    for code in {*borders, *sending}:
        others = _in_each(names.name, code)
        if others:  # a column of several parties in print is no state
            about = f"Borders: {', '.join(map(names.border, borders[code]))}" if code in borders else ""
            address = pages.of_state(code, borders.get(code, []), code in sending)
            yield Entry(names.name(code), "State", address, others, about)


def _in_each(name: object, code: str) -> dict[str, str]:
    """Names in the other languages that have one."""
    found = {}
    for language in LANGUAGES:
        with contextlib.suppress(KeyError):
            found[language] = name(code, language)  # type: ignore[operator]
    return found


def _initiatives(tables: Rows, pages: _Pages) -> Iterator[Entry]:
    on = defaultdict(list)
    for row in tables["initiative_borders"]:
        on[row["initiative"]].append(row["dyad"])
    for row in tables["initiatives"]:
        dyads = sorted(set(on[row["id"]]))
        close = [dyad for dyad in dyads if dyad in pages.close]
        address = pages.of_border(close[0], "#table-initiatives") if close else "data.html#initiatives"
        yield Entry(row["name"], "Initiative", address, about=SEPARATOR.join(map(names.border, dyads)))


def _units(shapes: list[dict], pages: _Pages) -> Iterator[Entry]:
    along = defaultdict(list)
    for row in shapes:
        if row["kind"] == "unit":
            along[row["name"]].append(row["dyad"])
    for unit, dyads in along.items():
        listed = sorted(set(dyads), key=lambda dyad: (dyad not in pages.close, dyad))
        named = unit_names.english(unit)
        also = "" if named == unit else f"{unit} in the geometry of 2017; "
        about = f"{also}along {SEPARATOR.join(map(names.border, listed))}"
        kind = "Oblast" if unit in unit_names.UNITS else "Province"
        yield Entry(named, kind, pages.of_border(listed[0]), unit_names.others(unit), about)

"""Open data of the measured borders fit together: states, pairs of states, and numbers that bound each other."""

from collections.abc import Iterator

from compendium.check.material import Material, at
from compendium.check.reading import number, records
from compendium.problem import Problem
from compendium.result import sentence
from compendium.source import valid
from compendium.source.cards import Table
from compendium.source.grid import Grid
from crossborder.borders.holding import NEEDED, holding
from crossborder.borders.open_data.lines import CELLS

COMPLETE = (
    "states",
    "listed",
    "stability",
    "organisations",
    "other organisations",
    "languages",
)  # tables that need a record of every state on a line
OF_STATES = (*COMPLETE, "cities", "products", "lengths", "disputes")
YEARS = ("2022", "2023", "2024")  # of products per head, which do not double or halve in a year
FACTOR = 2.5
TODO = "compare with the source"
Found = tuple[str, str, str, str]  # column, kind, found, expected


def check(material: Material) -> Iterator[Problem]:
    """Open data that name no package, version, date or licence, or lack a state."""
    yield from _columns(material)
    lines = {record["dyad"] for *_, record in _all(material, "lines")}
    if not lines:
        return
    sides = {state for dyad in lines for state in dyad.split("-")}
    yield from _states(material, sides)
    yield from _borders(material, lines)
    judges = (_units(lines), _heights(), _lengths(material), _populations(material), _products(material))
    for holds, judge in (pair for pairs in judges for pair in pairs):
        for table, grid, row, record in _all(material, holds):
            for column, kind, found, expected in judge(record):
                place = grid.header.index(column) + 1
                yield at(table, grid, row, place, kind=kind, found=found, expected=expected, todo=TODO)


def _columns(material: Material) -> Iterator[Problem]:
    """Tables that lack a column which is read of what they hold."""
    for table in material.tables:
        if (held := table.card.get("holds")) and held not in NEEDED:
            yield Problem(
                f"raw/{table.package}/datapackage.yaml",
                "unknown holding",
                f"holds: {held!r}",
                valid.closest(held, sorted(NEEDED)),
                "mend what the card says that the table holds",
                printed=table.printed,
            )
    for table, _ in material.readable():
        for name in NEEDED.get(table.card.get("holds", ""), ()):
            if name not in [f["name"] for f in table.fields]:
                yield Problem(
                    table.path,
                    "column that is read and not there",
                    f"no column {name!r}",
                    f"{name!r}, since the card says that the table holds {table.card['holds']}",
                    "mend what the card says that it holds, or the columns",
                    line=1,
                    printed=table.printed,
                )


def _all(material: Material, holds: str) -> Iterator[tuple[Table, Grid, int, dict[str, str]]]:
    for table, grid in holding(material, holds):
        for row, record in records(table, grid):
            yield table, grid, row, record


def _by_state(material: Material, holds: str) -> dict[str, dict[str, str]]:
    return {record["country"]: record for *_, record in _all(material, holds)}


def _states(material: Material, sides: set[str]) -> Iterator[Problem]:
    """States that no line borders on, and states on a line of which a table has no record."""
    for holds in OF_STATES:
        for table, grid in holding(material, holds):
            there = set()
            for row, record in records(table, grid):
                there.add(record["country"])
                if record["country"] not in sides:
                    place = grid.header.index("country") + 1
                    what = {"kind": "state on no border", "found": repr(record["country"]), "todo": TODO}
                    yield at(table, grid, row, place, **what, expected="a state on one of the lines")
            if holds in COMPLETE and there:
                yield from _lacking(table, "state", sides - there, "a record of every state on one of the lines")


def _borders(material: Material, lines: set[str]) -> Iterator[Problem]:
    """Lines along which no unit lies: the units of a border that is measured were taken with its line."""
    for table, grid in holding(material, "units"):
        if there := {record["dyad"] for _, record in records(table, grid)}:
            yield from _lacking(table, "border", lines - there, "a record of every border that has a line")


def _lacking(table: Table, what: str, names: set[str], expected: str) -> Iterator[Problem]:
    """A problem for each state or border that a table has no record of."""
    for name in sorted(names):
        yield Problem(
            table.path,
            f"{what} without a record",
            f"no record of {name}",
            expected,
            "put it back; of a new one, take it (docs/snapshot.md)",
            line=1,
            printed=table.printed,
        )


def _units(lines: set[str]) -> Iterator[tuple]:
    def judge(record: dict[str, str]) -> Iterator[Found]:
        if record["dyad"] not in lines:
            yield "dyad", "border without a line", repr(record["dyad"]), "a border that has a line"
        elif record["country"] not in record["dyad"].split("-"):
            yield "country", "unit of another state", repr(record["country"]), f"a state of {record['dyad']}"

    yield "units", judge


def _heights() -> Iterator[tuple]:
    """Heights stand in the middle of a cell of the grid, and each cell once."""
    seen: set[tuple[float, float]] = set()

    def judge(record: dict[str, str]) -> Iterator[Found]:
        place = []
        for column in ("latitude", "longitude"):
            value = number(record[column])
            if value is None:
                return
            place.append(round(value * CELLS - 0.5))
            if abs(value * CELLS - 0.5 - place[-1]) > 0.01:
                yield column, "height off the grid", repr(record[column]), f"the middle of a {CELLS}th of a degree"
        if tuple(place) in seen:
            yield (
                "latitude",
                "height twice",
                f"{record['latitude']}, {record['longitude']}",
                "each cell of the grid once",
            )
        seen.add(tuple(place))

    yield "heights", judge


def _lengths(material: Material) -> Iterator[tuple]:
    """Both sides print the same length, and no pair of states stands twice."""
    found: dict[tuple[str, str], list[str]] = {}
    for *_, record in _all(material, "lengths"):
        found.setdefault((record["country"], record["neighbour"]), []).append(record["length_km"])

    def judge(record: dict[str, str]) -> Iterator[Found]:
        pair = (record["country"], record["neighbour"])
        if pair[0] == pair[1] or len(found[pair]) > 1:
            yield "neighbour", "border twice", repr(pair[1]), f"another neighbour of {pair[0]}"
        for other in found.get(pair[::-1], []):
            one, two = number(record["length_km"]), number(other)
            if one and two and max(one, two) > FACTOR * min(one, two):
                yield (
                    "length_km",
                    "lengths that cannot both be",
                    record["length_km"],
                    f"near {other}, as {pair[1]} has it",
                )

    yield "lengths", judge


def _populations(material: Material) -> Iterator[tuple]:
    """Cities are no more people than their state lists, and a state lists no more than live in it, nor a tenth."""
    states, listed = _by_state(material, "states"), _by_state(material, "listed")
    cities: dict[str, float] = {}
    for *_, record in _all(material, "cities"):
        cities[record["country"]] = cities.get(record["country"], 0) + (number(record["population"]) or 0)
    kind = "population that cannot be"

    def people(of: dict[str, dict[str, str]], record: dict[str, str]) -> float | None:
        return number(of.get(record["country"], {}).get("population", ""))

    def of_city(record: dict[str, str]) -> Iterator[Found]:
        most, mine = people(listed, record), number(record["population"])
        if most and mine and mine > most:
            yield (
                "population",
                kind,
                record["population"],
                f"at most {sentence.number(most, 0)}, which {record['country']} lists in all",
            )

    def of_list(record: dict[str, str]) -> Iterator[Found]:
        mine, of = number(record["population"]), people(states, record)
        if mine and of and not of / 10 <= mine <= of:
            yield (
                "population",
                kind,
                record["population"],
                f"from a tenth to all of the {sentence.number(of, 0)} in the state",
            )
        elif mine and mine < (all_of := cities.get(record["country"], 0)):
            yield (
                "population",
                kind,
                record["population"],
                f"at least {sentence.number(all_of, 0)}, the sum of its cities near borders",
            )

    def of_state(record: dict[str, str]) -> Iterator[Found]:
        mine, least = number(record["population"]), people(listed, record)
        if mine and least and not least <= mine <= 10 * least:
            yield (
                "population",
                kind,
                record["population"],
                f"from one to ten times the {sentence.number(least, 0)} in listed places",
            )

    yield from (("cities", of_city), ("listed", of_list), ("states", of_state))


def _products(material: Material) -> Iterator[tuple]:
    """Products per head of neighbouring years, and of two series, are near each other."""
    states = _by_state(material, "states")
    kind = "product that cannot be"

    def near(mine: str, other: str) -> bool:
        one, two = number(mine), number(other)
        return not one or not two or max(one, two) <= FACTOR * min(one, two)

    def of_state(record: dict[str, str]) -> Iterator[Found]:
        names = [f"product_per_head_{year}" for year in YEARS]
        for name, beside in zip(names, (*names[1:], names[-2]), strict=True):
            if not near(record[name], record[beside]):
                yield name, kind, record[name], f"near {record[beside]}, of the year beside it"

    def of_series(record: dict[str, str]) -> Iterator[Found]:
        other = states.get(record["country"], {}).get(f"product_per_head_{YEARS[0]}", "")
        if not near(record["product_per_head"], other):
            yield "product_per_head", kind, record["product_per_head"], f"near {other}, of the other series"

    yield from (("states", of_state), ("products", of_series))

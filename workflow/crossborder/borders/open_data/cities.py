"""Who lives along a border: city population in belts, and pairs of cities on opposite sides."""

import numpy as np

from crossborder.borders import geodesy
from crossborder.borders.open_data.rows import PER_CENT, Border, Held, Row

BELTS = (50, 100)  # km on each side of a border
PAIR_KM = 30
PAIR_LEAST = (5_000, 15_000)  # inhabitants of both cities of a pair


def measure(border: Border, held: Held) -> None:
    """Rows of city population by side and belt, of both sides together, and of pairs of cities."""
    near = {side: _near(border, held, side) for side in border.sides}
    for side, mine in near.items():
        _side(border, held, side, mine)
    for belt in BELTS:
        _both(border, held, belt, near)
    _pairs(border, *near.values(), vintage=held.vintage("cities"))


def _near(border: Border, held: Held, side: str) -> list[tuple[Row, float]]:
    """Places of a side within the widest belt, with their distance to the line."""
    mine = [row for row in held.rows["cities"] if row["country"] == side]
    points = np.array([_place(row) for row in mine]).reshape(-1, 2)
    away = geodesy.distances_km(points, border.line) if len(points) else np.array([])
    return [(row, km) for row, km in zip(mine, away, strict=True) if km <= max(BELTS)]


def _coverage(held: Held, side: str) -> float:
    """Listed places over the population of a state."""
    return int(held.by_state("listed")[side]["population"]) / int(held.by_state("states")[side]["population"])


def _side(border: Border, held: Held, side: str, near: list[tuple[Row, float]]) -> None:
    listed, state = held.by_state("listed")[side], held.by_state("states")[side]
    vintage, both = held.vintage("cities"), held.vintage("listed", "states")
    for belt in BELTS:
        there = [row for row, km in near if km <= belt]
        people = _people(there)
        method = _method(belt)
        name = f"city_population_{belt}_km"
        border.add(name, people, "inhabitants", method, there, side=side, vintage=vintage)
        share = PER_CENT * people / int(listed["population"])
        border.add(
            f"city_share_{belt}_km",
            share,
            "per cent",
            f"{method}; of all that the state lists",
            [*there, listed],
            side=side,
            n=len(there),
            vintage=vintage,
        )
        _per_km(border, held, belt, people, people / _coverage(held, side), [*there, listed, state], side, len(there))
    border.add(
        "city_coverage",
        PER_CENT * _coverage(held, side),
        "per cent",
        "listed places over the population of the state",
        [listed, state],
        side=side,
        vintage=both,
    )


def _both(border: Border, held: Held, belt: int, near: dict[str, list[tuple[Row, float]]]) -> None:
    by_side = {side: [row for row, km in mine if km <= belt] for side, mine in near.items()}
    there = [row for rows in by_side.values() for row in rows]
    listed = [held.by_state("listed")[side] for side in border.sides]
    states = [held.by_state("states")[side] for side in border.sides]
    people = _people(there)
    scaled = sum(_people(rows) / _coverage(held, side) for side, rows in by_side.items())
    vintage = held.vintage("cities")
    border.add(f"city_population_{belt}_km", people, "inhabitants", _method(belt), there, vintage=vintage)
    border.add(
        f"city_share_{belt}_km",
        PER_CENT * people / _people(listed),
        "per cent",
        f"{_method(belt)}, of all that both states list",
        [*there, *listed],
        n=len(there),
        vintage=vintage,
    )
    _per_km(border, held, belt, people, scaled, [*there, *listed, *states], None, len(there))


def _per_km(
    border: Border, held: Held, belt: int, people: float, scaled: float, behind: list[Row], side: str | None, n: int
) -> None:
    """People of a belt for each kilometre of published length, as listed and as they would be at full coverage."""
    printed = held.of_border("lengths", border.dyad)
    length = border.number("length_published_km")
    for name, number, method in (
        (f"city_people_per_km_{belt}_km", people, "per kilometre of published length"),
        (f"city_people_scaled_{belt}_km", scaled, "per kilometre of published length, over the coverage of each state"),
    ):
        border.add(
            name,
            number / length if length else None,
            "inhabitants per km",
            f"{_method(belt)}, {method}",
            [*behind, *printed],
            side=side,
            n=n,
            vintage=held.vintage("cities", "listed", "states", "lengths"),
        )


def _people(rows: list[Row]) -> int:
    return sum(int(row["population"]) for row in rows)


def _method(belt: int) -> str:
    return f"places of {PAIR_LEAST[0]:,} or more within {belt} km of the line, districts left out"


def _pairs(border: Border, here: list[tuple[Row, float]], there: list[tuple[Row, float]], *, vintage: str) -> None:
    """Pairs of cities on opposite sides, at two thresholds, and the nearest pair by name."""
    apart = [
        (geodesy.distance_km(_place(a), _place(b)), a, b)
        for a, to_line in here
        for b, from_line in there
        if to_line <= PAIR_KM and from_line <= PAIR_KM
    ]
    for least in PAIR_LEAST:
        pairs = sorted(
            (
                (km, a, b)
                for km, a, b in apart
                if km <= PAIR_KM and min(int(a["population"]), int(b["population"])) >= least
            ),
            key=lambda pair: (pair[0], pair[1]["name"], pair[2]["name"]),
        )
        method = f"pairs of places of {least:,} or more on opposite sides within {PAIR_KM} km of each other"
        names = "; ".join(f"{a['name']} – {b['name']}" for _, a, b in pairs) or None
        behind = [row for _, a, b in pairs for row in (a, b)]
        border.add(
            f"city_pairs_{least}", len(pairs), "pairs", method, behind, value=names, n=len(pairs), vintage=vintage
        )
        if pairs:
            km, a, b = pairs[0]
            border.add(
                f"nearest_pair_{least}_km",
                km,
                "km",
                method,
                [a, b],
                value=f"{a['name']} – {b['name']}",
                vintage=vintage,
            )


def _place(row: Row) -> tuple[float, float]:
    return float(row["longitude"]), float(row["latitude"])

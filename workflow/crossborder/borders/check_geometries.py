"""Geometries: every WKT parses, is valid, is of the kind that its table holds, and lies where its states lie."""

from collections.abc import Iterator

from compendium.check.material import Material, at
from compendium.check.reading import cells, columns, number, records
from compendium.problem import Problem
from compendium.result import sentence
from compendium.source.cards import Table
from compendium.source.grid import Grid
from crossborder.borders.holding import holding

Box = tuple[float, float, float, float]  # least longitude and latitude, greatest longitude and latitude
WORLD: Box = (-180, -90, 180, 90)
LINES, AREAS = ("LineString", "MultiLineString"), ("Polygon", "MultiPolygon")
KINDS = {"lines": LINES, "areas": AREAS, "units": AREAS}  # by what the card says that the table holds
STATES = "areas"
MARGIN = 1.0  # degrees by which outlines of different editions, and points on a coast, may lie outside a state
PLACED = {"country", "dyad"}  # columns that say in which state, or on which border, a record lies
TODO = "compare with the source; the geometry is WKT with longitude before latitude, in degrees"


def check(material: Material) -> Iterator[Problem]:
    """Geometries that are no valid WKT of their kind, or lie outside the globe."""
    boxes: dict[tuple[str, int], Box] = {}
    for table, grid, column, _ in columns(material, "geometry"):
        yield from _column(table, grid, column, boxes)
    yield from _twice(material, boxes)
    extents = _extents(material, boxes)
    for table, grid in material.readable():
        if PLACED.isdisjoint(grid.header):
            continue
        for row, record in records(table, grid):
            box = boxes.get((table.path, row)) or _point(record)
            if box and (said := _outside(record, box, extents)):
                yield at(
                    table,
                    grid,
                    row,
                    _place(table, grid),
                    kind="place outside its state",
                    found="from {} {} to {} {}".format(*map(sentence.number, box)),
                    expected=said,
                    todo="compare with the source; longitude and latitude may have been swapped",
                )


def _column(table: Table, grid: Grid, column: int, boxes: dict[tuple[str, int], Box]) -> Iterator[Problem]:
    """Problems of the geometries of a column; the boxes of sound ones are kept."""
    # Imported here: a compendium without geometries need not wait for it.
    import shapely

    there = list(cells(grid, column))
    shapes = shapely.from_wkt([text for _, text in there], on_invalid="ignore")
    sound, bounds = shapely.is_valid(shapes), shapely.bounds(shapes).tolist()
    for (row, text), shape, valid, box in zip(there, shapes, sound, bounds, strict=True):
        kind = found = expected = ""
        if shape is None:
            kind, found, expected = "geometry that does not parse", _why(text), "well-known text (WKT)"
        elif shape.is_empty:
            kind, found, expected = "empty geometry", repr(text[:40]), "a geometry with points"
        elif shape.geom_type not in KINDS.get(table.card.get("holds", ""), (*LINES, *AREAS)) or shape.has_z:
            wanted = " or ".join(KINDS.get(table.card.get("holds", ""), (*LINES, *AREAS)))
            kind, found, expected = "geometry of another kind", repr(text[:40]), f"{wanted}, of two dimensions"
        elif not _within(box, WORLD):
            kind, found, expected = "coordinates outside the world", str(box), "longitude -180..180, latitude -90..90"
        elif not valid:
            kind, found, expected = "geometry that is not valid", shapely.is_valid_reason(shape), "a valid geometry"
        if kind:
            yield at(table, grid, row, column, kind=kind, found=found, expected=expected, todo=TODO)
        else:
            boxes[table.path, row] = tuple(box)


def _why(text: str) -> str:
    import shapely

    try:
        shapely.from_wkt(text)
    except shapely.errors.GEOSException as error:
        return str(error).split("\n")[0]
    return repr(text[:40])


def _within(inner: Box | list[float], outer: Box, margin: float = 0) -> bool:
    """Whether a box lies in another; one that is no number does not."""
    return (
        inner[0] >= outer[0] - margin
        and inner[1] >= outer[1] - margin
        and inner[2] <= outer[2] + margin
        and inner[3] <= outer[3] + margin
    )


def _union(boxes: list[Box]) -> Box:
    least, most = ([pick(b[i] for b in boxes) for i in places] for pick, places in ((min, (0, 1)), (max, (2, 3))))
    return least[0], least[1], most[0], most[1]


def _extents(material: Material, boxes: dict[tuple[str, int], Box]) -> dict[str, Box]:
    """Box of each state, from the table that holds their areas."""
    found: dict[str, list[Box]] = {}
    for table, _, row, record in _areas(material):
        if (table.path, row) in boxes:
            found.setdefault(record["country"], []).append(boxes[table.path, row])
    return {state: _union(mine) for state, mine in found.items()}


def _areas(material: Material) -> Iterator[tuple[Table, Grid, int, dict[str, str]]]:
    """Records of the areas of states: one a state and window of the maps."""
    for table, grid in holding(material, STATES):
        for row, record in records(table, grid):
            yield table, grid, row, record


def _twice(material: Material, boxes: dict[tuple[str, int], Box]) -> Iterator[Problem]:
    """Areas of one state that overlap: windows of the maps do not, so that one of them is there twice."""
    before: dict[str, list[tuple[int, Box]]] = {}
    for table, grid, row, record in _areas(material):
        if not (box := boxes.get((table.path, row))):
            continue
        mine = before.setdefault(record["country"], [])
        if same := [other for other, there in mine if _overlap(box, there)]:
            what = {"kind": "state drawn twice", "found": repr(record["country"]), "todo": "take one of the two out"}
            place, expected = grid.header.index("country") + 1, f"another area than that on line {same[0]}"
            yield at(table, grid, row, place, **what, expected=expected)
        mine.append((row, box))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _point(record: dict[str, str]) -> Box | None:
    """Box of a record with a latitude and a longitude."""
    longitude, latitude = number(record.get("longitude", "")), number(record.get("latitude", ""))
    return None if longitude is None or latitude is None else (longitude, latitude, longitude, latitude)


def _outside(record: dict[str, str], box: Box, extents: dict[str, Box]) -> str:
    """Where a record should lie, if it lies elsewhere: in its state, or along both of a border."""
    states = [record["country"]] if "country" in record else record.get("dyad", "").split("-")
    known = [extents[state] for state in states if state in extents]
    if not known or len(known) < len(states):
        return ""
    if _within(box, _union(known), MARGIN) and all(_meets(box, each) for each in known):
        return ""
    west, south, east, north = map(sentence.number, _union(known))
    return f"within {', '.join(states)}: longitude {west} to {east}, latitude {south} to {north}"


def _meets(one: Box, other: Box) -> bool:
    return not (
        one[2] < other[0] - MARGIN
        or one[0] > other[2] + MARGIN
        or one[3] < other[1] - MARGIN
        or one[1] > other[3] + MARGIN
    )


def _place(table: Table, grid: Grid) -> int:
    """Column of the geometry, or of the longitude."""
    named = [f["name"] for f in table.fields if f.get("vocabulary") == "geometry"] or ["longitude"]
    return grid.header.index(named[0]) + 1

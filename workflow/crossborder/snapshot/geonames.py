"""Places of 5,000 inhabitants or more within 110 km of a border of the scope, and what each state lists in all."""

import csv
import io
import tarfile
from pathlib import Path

import numpy as np
import shapely

from crossborder.borders import geodesy
from crossborder.snapshot.scope import Rows, Scope, alpha2

FILE = "package/dist/cities500.txt"
LEAST, NEAR_KM = 5_000, 110  # inhabitants; a little more than the widest belt that is measured
ASTRAY_KM = 10  # a place this far outside its state has wrong coordinates
DISTRICT = "PPLX"


def missing(scope: Scope) -> list[str]:
    """States whose places were not counted."""
    return scope.lacking("geonames", "countries")


def take(package: Path, scope: Scope, asked: list[str]) -> dict[str, Rows]:
    """Rows of `cities` near a border of their own state, and of `countries`: all that each state lists.

    The cities are those near the borders of the states that are asked for, on both sides, and not there yet.
    """
    lines, areas = scope.lines(), scope.areas()
    borders = {key: lines[key] for key in scope.beside(asked)}
    codes = sorted({*asked, *(state for key in borders for state in key.split("-"))})
    states = {two: three for three, two in alpha2(codes).items()}
    there = {row["id"] for row in scope.kept("geonames/cities")}
    with tarfile.open(package) as archive:
        member = archive.extractfile(FILE)
        if member is None:
            raise ValueError(f"no {FILE} in {package}")
        text = member.read().decode("utf-8")
    csv.field_size_limit(10**7)
    places = [row for row in csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE) if row[8] in states]
    places = [row for row in places if row[6] == "P" and row[7] != DISTRICT]
    near = {
        iso3: _near(
            [row for row in places if states[row[8]] == iso3],
            [line for key, line in borders.items() if iso3 in key.split("-")],
            areas[iso3],
        )
        for iso3 in codes
    }
    return {
        "cities": [
            {
                "id": row[0],
                "name": row[1],
                "country": states[row[8]],
                "latitude": row[4],
                "longitude": row[5],
                "population": row[14],
            }
            for row in sorted(places, key=lambda row: int(row[0]))
            if int(row[14]) >= LEAST and row[0] in near[states[row[8]]] and row[0] not in there
        ],
        "countries": [
            {
                "country": iso3,
                "places": len(mine),
                "population": sum(int(row[14]) for row in mine),
            }
            for iso3 in sorted(asked)
            for mine in [[row for row in places if states[row[8]] == iso3]]
        ],
    }


def _near(rows: list[list[str]], lines: list[shapely.Geometry], area: shapely.Geometry) -> set[str]:
    """Ids of the places of a state that are near one of these lines of its borders, and not far outside its area."""
    points = np.array([(float(row[5]), float(row[4])) for row in rows]).reshape(-1, 2)
    near = geodesy.distances_km(points, shapely.union_all(lines)) <= NEAR_KM
    outside = ~shapely.contains_xy(area, points)
    outside[outside] = geodesy.distances_km(points[outside], area.boundary) > ASTRAY_KM
    return {row[0] for row, keep in zip(rows, near & ~outside, strict=True) if keep}

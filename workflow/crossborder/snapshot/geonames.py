"""Places of 5,000 inhabitants or more within 110 km of a border of the scope, and what each state lists in all."""

import csv
import io
import tarfile
from pathlib import Path

import numpy as np
import shapely

from crossborder.borders import geodesy
from crossborder.snapshot.scope import STATES, alpha2, areas, lines

FILE = "package/dist/cities500.txt"
LEAST, NEAR_KM = 5_000, 110  # inhabitants; a little more than the widest belt that is measured
ASTRAY_KM = 10  # a place this far outside its state has wrong coordinates
DISTRICT = "PPLX"


def take(package: Path) -> dict[str, list[dict]]:
    """Rows of `cities` near a border of their own state, and of `countries`: all that each state lists."""
    states = {two: three for three, two in alpha2().items()}
    with tarfile.open(package) as archive:
        member = archive.extractfile(FILE)
        if member is None:
            raise ValueError(f"no {FILE} in {package}")
        text = member.read().decode("utf-8")
    csv.field_size_limit(10**7)
    places = [row for row in csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE) if row[8] in states]
    places = [row for row in places if row[6] == "P" and row[7] != DISTRICT]
    near = {iso3: _near([row for row in places if states[row[8]] == iso3], iso3) for iso3 in STATES}
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
            if int(row[14]) >= LEAST and row[0] in near[states[row[8]]]
        ],
        "countries": [
            {
                "country": iso3,
                "places": len(mine),
                "population": sum(int(row[14]) for row in mine),
            }
            for iso3 in sorted(STATES)
            for mine in [[row for row in places if states[row[8]] == iso3]]
        ],
    }


def _near(rows: list[list[str]], iso3: str) -> set[str]:
    """Ids of the places of a state that are near one of its borders."""
    line = shapely.union_all([line for key, line in lines().items() if iso3 in key.split("-")])
    points = np.array([(float(row[5]), float(row[4])) for row in rows])
    near = geodesy.distances_km(points, line) <= NEAR_KM
    outside = ~shapely.contains_xy(areas()[iso3], points)
    outside[outside] = geodesy.distances_km(points[outside], areas()[iso3].boundary) > ASTRAY_KM
    return {row[0] for row, keep in zip(rows, near & ~outside, strict=True) if keep}

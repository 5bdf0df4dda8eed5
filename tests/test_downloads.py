"""What lies in `reports/data` for all tables: other people's programs read it as the tables are."""

import csv
import io
import json
import re
import sqlite3
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from compendia import leave
from hypothesis import given, settings
from hypothesis import strategies as st

from compendium import escape
from compendium.report import database, page_head, workbook
from compendium.table import geometry

CSV_CELL = 10_000_000  # characters: more than any geometry has


def as_text(value: object) -> str:
    """A value as a CSV file has it."""
    if isinstance(value, bytes):
        return geometry.wkt(value)
    if isinstance(value, list):
        return ";".join(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def records(folder: Path, name: str) -> list[dict[str, str]]:
    usual = csv.field_size_limit(CSV_CELL)
    try:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    finally:
        csv.field_size_limit(usual)


@pytest.fixture(params=["small", pytest.param("original", marks=pytest.mark.slow)])
def folder(request) -> Path:
    """The downloads of an invented election, and of this compendium."""
    return request.getfixturevalue(request.param) / "reports/data"


def test_every_form_of_a_table_holds_the_same(folder):
    book = openpyxl.load_workbook(folder / "tables.xlsx", read_only=True)
    connection = sqlite3.connect(f"file:{folder}/tables.sqlite?mode=ro", uri=True)
    tables = sorted(path.stem for path in folder.glob("*.parquet"))
    assert len(tables) >= 5
    for name in tables:
        table = pq.read_table(folder / f"{name}.parquet")
        assert pq.read_table(folder.parents[1] / f"processed/tables/{name}.parquet").equals(table, check_metadata=True)
        wanted = [{key: as_text(value) for key, value in row.items()} for row in table.to_pylist()]
        assert records(folder, name) == wanted
        rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
        kept = [[as_text(value) for value in row.values()] for row in table.to_pylist()]
        flags = {i for i, column in enumerate(table.schema) if pa.types.is_boolean(column.type)}
        said = [[("false", "true")[v] if i in flags else as_text(v) for i, v in enumerate(row)] for row in rows]
        assert said == kept
        heads, *cells = book[name].iter_rows(values_only=True)
        shapes = {column.name for column in table.schema if pa.types.is_binary(column.type)}
        assert list(heads) == [head for head in table.column_names if head not in shapes]
        assert len(cells) == table.num_rows
        for row, told in zip(table.to_pylist(), cells, strict=True):
            for head, value in zip(heads, told, strict=True):
                text = as_text(row[head])
                number = isinstance(row[head], float) and float(value) == row[head]  # a workbook writes 1.0 as 1
                assert number or as_text(value) == text or (len(text) > escape.CELL and "see the CSV file" in value)
    connection.close()


def test_the_database_keeps_its_keys_and_references(folder):
    connection = sqlite3.connect(f"file:{folder}/tables.sqlite?mode=ro", uri=True)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    told = connection.execute('SELECT "table", count(*) FROM about_columns GROUP BY 1').fetchall()
    assert dict(told) == {r["path"].removesuffix(".csv"): len(r["schema"]["fields"]) for r in package["resources"]}
    for resource in package["resources"]:
        info = connection.execute(f'PRAGMA table_info("{resource["path"].removesuffix(".csv")}")').fetchall()
        key = [name for _, name, *_, place in sorted(info, key=lambda row: row[5]) if place]
        assert key == resource["schema"]["primaryKey"]
        required = {f["name"] for f in resource["schema"]["fields"] if f.get("constraints", {}).get("required")}
        assert required <= {name for _, name, _, filled, *_ in info if filled}
    connection.close()


def test_duckdb_opens_the_database_and_reads_what_a_parquet_file_says(folder):
    import duckdb

    name = next(iter(sorted(folder.glob("*.parquet"))))
    found = duckdb.sql(f"SELECT key, value FROM parquet_kv_metadata('{name}')").fetchall()
    assert {"title", "description", "primaryKey"} <= {key.decode() for key, _ in found}


def test_every_code_has_a_label_and_its_number_of_rows(folder):
    with (folder / "code-labels.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert found and all(row["label"] for row in found)
    tables: dict[str, list[dict[str, str]]] = {}
    for row in found:
        rows = tables.setdefault(row["table"], records(folder, row["table"]))
        assert sum(row["code"] in one[row["column"]].split(";") for one in rows) == int(row["rows"]), row


def test_descriptors_name_every_file_with_its_digest(folder):
    import hashlib

    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}
    named = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    wide = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    tables = {path.name for path in folder.glob("*.parquet")}
    wanted = {name.replace(".parquet", ".csv") for name in tables}
    assert {f["contentUrl"]: f["sha256"] for f in named["distribution"]} == {name: digests[name] for name in wanted}
    assert {r["path"]: r["hash"] for r in package["resources"]} == {n: f"sha256:{digests[n]}" for n in wanted}
    assert {table["url"] for table in wide["tables"]} == wanted


def test_a_page_says_what_it_is(folder):
    """Description, author, citation and JSON-LD in the head of every page of the first level."""
    kinds = {"index.html": "Dataset", "data.html": "Dataset"}
    for path in folder.parent.glob("*.html"):
        head = path.read_text(encoding="utf-8").partition("</head>")[0]
        for name in ("description", "author", "citation_title", "citation_author", "citation_publication_date"):
            (said,) = re.findall(rf'<meta name="{name}" content="([^"]+)">', head)
            assert said.strip()
        (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head, re.DOTALL)
        described = json.loads(block)
        assert described["@type"] == kinds.get(path.name, "ScholarlyArticle") and described["license"]
        assert "canonical" not in head
        for part in (described, *described.get("hasPart", ()), described.get("isPartOf", {})):
            for file in part.get("distribution", ()):
                assert (folder.parent / file["contentUrl"]).is_file()


def test_a_page_of_evidence_says_what_it_is(folder):
    pages = sorted(folder.parent.glob("evidence/*.html"))
    assert pages
    for path in pages:
        head = path.read_text(encoding="utf-8").partition("</head>")[0]
        for name in ("description", "author", "citation_title"):
            assert len(re.findall(rf'<meta name="{name}" content="[^"]+">', head)) == 1, path
        assert '"@type": "WebPage"' in head


def test_a_published_compendium_has_addresses_and_a_sitemap(built):
    leave(built, ["turnout"])  # each of both builds makes every report anew
    with (built / "metadata.yaml").open("a", encoding="utf-8") as file:
        file.write("published_at: https://example.org/election/\n")
    done = built.run()
    assert done.returncode == 0, done.stderr
    index = (built / "reports/index.html").read_text(encoding="utf-8")
    assert re.search('<link rel="canonical" href="https://example.org/election/index.html"[^>]*>', index)
    places = re.findall("<loc>(.*?)</loc>", (built / "reports/sitemap.xml").read_text(encoding="utf-8"))
    names = [place.removeprefix("https://example.org/election/") for place in places]
    assert {"index.html", "data.html", "turnout.html"} <= set(names)
    assert all((built / "reports" / name).is_file() for name in names)
    built.edit("metadata.yaml", "published_at: https://example.org/election/\n", "")
    assert built.run().returncode == 0 and not (built / "reports/sitemap.xml").exists()


WORDS = st.text(st.one_of(st.sampled_from("=+-@<>&\"'_x000D;\t\n\r"), st.characters(codec="utf-8")), max_size=30)


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5))
def test_a_workbook_holds_any_text_and_runs_none(texts):
    made = workbook.content([workbook.Sheet("one", ["text"], [[text] for text in texts])])
    sheet = openpyxl.load_workbook(io.BytesIO(made))["one"]
    from openpyxl.utils.escape import unescape

    cells = [sheet.cell(row, 1) for row in range(2, len(texts) + 2)]
    assert [unescape(cell.value or "") for cell in cells] == texts
    assert all(cell.data_type in ("s", "inlineStr") for cell in cells if cell.value is not None)


def test_a_workbook_is_the_same_at_another_time(monkeypatch):
    import datetime

    from openpyxl.writer import excel

    class Later(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2099, 1, 1, tzinfo=tz)

    sheets = [workbook.Sheet("one", ["text", "number"], [["a", 1], ["b", 2.5], [None, True]])]
    first = workbook.content(sheets)
    monkeypatch.setattr(excel.datetime, "datetime", Later)
    assert workbook.content(sheets) == first and b"2099" not in first


def test_a_database_is_the_same_whatever_library_wrote_it():
    made = database.content({}, [])
    assert made == database.content({}, []) and made[database.WRITTEN_BY] == database.VERSION


def test_addresses_are_told_only_where_there_is_a_place(monkeypatch):
    assert page_head.address("index.html") is None
    with pytest.raises(ValueError, match="published"):
        page_head.sitemap(["index.html"])

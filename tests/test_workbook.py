"""A table goes into a workbook and back as printed; what a spreadsheet program made of a cell is refused."""

import csv
import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from compendium.author import workbook
from compendium.failure import Refused

# What a raw table may hold, with texts that a spreadsheet program would take for something else.
CELLS = st.one_of(
    st.sampled_from(
        ["", "=1+1", "+A1", "-2", "007", "1.50", "1/2", "TRUE", "#N/A", "_x0041_", "a\nb", " ", "'a", "1e5"]
    ),
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=8).filter(
        lambda text: not ILLEGAL_CHARACTERS_RE.search(text)
    ),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("books")


def written(place, records, monkeypatch):
    table = place / "raw.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(records)
    monkeypatch.setattr("compendium.source.grid.path_of", lambda _: table)
    monkeypatch.setattr("compendium.source.fingerprint.of_file", lambda _: "digest")
    path = place / "book.xlsx"
    workbook.write("raw/s/t.csv", "Table 1", path)
    return path


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=4)))
def test_any_text_comes_back_as_it_was(place, records):
    records = [
        ["a" if i == 0 else f"b{i}" for i in range(len(records[0]))],
        *([f"x{t}", *rest] for t, *rest in records),
    ]
    with pytest.MonkeyPatch.context() as patch:
        assert workbook.read(written(place, records, patch)) == ("raw/s/t.csv", "digest", records)


@pytest.mark.parametrize(
    ("value", "told"),
    [(5, "a number, 5"), (datetime.datetime(2020, 5, 1), "a date"), (True, "a truth value"), ("=A1", "a formula")],
)
def test_what_a_spreadsheet_program_made_is_refused_with_its_place(place, monkeypatch, value, told):
    path = written(place, [["a", "b"], ["x", "y"]], monkeypatch)
    book = load_workbook(path)
    book["table"]["B2"] = value
    book.save(path)
    with pytest.raises(Refused, match=rf"B2: {told}"):
        workbook.read(path)


def test_what_is_no_such_workbook_is_refused(place, monkeypatch):
    path = written(place, [["a", "b"], ["x", "y"]], monkeypatch)
    book = load_workbook(path)
    del book["about"]
    book.save(path)
    with pytest.raises(Refused, match="no workbook of"):
        workbook.read(path)
    path.write_text("a,b\n")
    with pytest.raises(Refused, match="no workbook that can be read"):
        workbook.read(path)

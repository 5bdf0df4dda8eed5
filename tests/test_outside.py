"""What is keyed with a table and is none of it: titles above, notes and sources below, headings of nothing."""

import csv
import io
from itertools import product

import pytest
from test_value_tables import YEARBOOK
from test_values import laid

CATCH = f"{YEARBOOK}/catch.csv"
TITLE, NOTE, SOURCE = "Table 1. Catch, by province, 1931–1937", "ʳ Revised, 1939.", "Source: the yearbook; its page 11."


def keyed(tables, above=(), below=(), sign=",", padded=False):
    """The table with lines above and below it, those of one cell or as long as the others."""
    records = list(csv.reader(io.StringIO((tables / CATCH).read_text(encoding="utf-8"))))
    blanks = [""] * (len(records[0]) - 1) if padded else []
    lines = [*([text, *blanks] for text in above), *records, *([text, *blanks] for text in below)]
    with (tables / CATCH).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=sign, lineterminator="\n").writerows(lines)
    return len(records)


def told(tables) -> list[tuple[str, int]]:
    return [(p["kind"], p["line"]) for p in tables.check().problems if p["file"] == CATCH]


@pytest.mark.parametrize(("titles", "padded"), list(product([[TITLE], [TITLE, "in thousand tonnes"]], [False, True])))
def test_lines_above_the_headings_are_one_problem(tables, titles, padded):
    keyed(tables, above=titles, padded=padded)
    assert told(tables) == [("line above the table", 1)]
    assert "`title`" in tables.check().report and "Table 1" in tables.check().report


def test_lines_below_are_each_a_problem(tables):
    height = keyed(tables, below=[NOTE, SOURCE])
    assert told(tables) == [("line below the table", height + 1), ("line below the table", height + 2)]


def test_lines_below_that_are_as_long_as_a_row_are_no_rows_of_missing_values(tables):
    tables.edit(f"{YEARBOOK}/datapackage.yaml", '"..": not available', '"..": not available, "": not available')
    height = keyed(tables, below=[NOTE, SOURCE], padded=True)
    assert told(tables) == [("row without values", height + 1), ("row without values", height + 2)]


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_a_title_and_a_source_do_not_hide_another_separator(tables, sign):
    keyed(tables, above=[TITLE], below=[NOTE, SOURCE], sign=sign)
    assert told(tables) == [("another separator", 1)]


def test_a_heading_of_nothing_and_a_last_row_of_blanks_are_told():
    records = [["a", "n"], ["North", ""], ["South", ""], ["x", "1"], ["West", ""], ["  inner", ""], ["  y", "2"]]
    found = laid([*records, ["Source", ""]], groups="headings")
    assert [(fault.row, fault.kind) for fault in found.faults] == [
        (2, "heading without rows"), (8, "heading without rows"),
    ]  # fmt: skip
    blank = {"missing": {"": "not available"}}
    assert [(fault.row, fault.kind) for fault in laid([*records[:2], ["Source", ""]], **blank).faults] == [
        (3, "row without values"), (2, "row without values"),
    ]  # fmt: skip
    assert not laid([["a", "n"], ["x", "1"], ["y", ""]], by_row={"y": blank}).faults

"""Columns of a table: no word of the language breaks, the page is used, and long texts have the room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compendium.report import widths

WORDS = st.lists(
    st.sampled_from(["a", "border", "cooperation", "Kazakhstan–Kyrgyzstan", "1,212", "граница"]), max_size=30
)
COLUMNS = st.integers(1, 7).flatmap(
    lambda n: st.lists(st.lists(WORDS.map(" ".join), min_size=n, max_size=n), min_size=1, max_size=6)
)


@given(COLUMNS)
def test_a_table_fills_no_more_than_the_page_and_keeps_words_whole(columns):
    found = widths.of(columns)
    least = [
        max((widths.length(part) for text in texts for part in widths.PARTS.findall(text)), default=0)
        for texts in columns
    ]
    assert all(width >= word + widths.MARGIN - 1e-9 for width, word in zip(found, least, strict=True))
    assert sum(found) <= max(widths.PAGE, widths.BOLD * sum(least) + widths.MARGIN * len(columns)) + 1e-9


def test_years_with_a_hyphen_stay_together_and_words_may_part_after_one():
    assert widths.PARTS.findall("1913-1921 and 1990/1999") == ["1913-1921", "and", "1990/1999"]
    assert widths.PARTS.findall("long-term and/or") == ["long-", "term", "and/", "or"]


def test_what_fits_is_as_wide_as_its_longest_text():
    found = widths.of([["State", "Peru"], ["Embassies kept", "2"]])
    heads = (widths.length("State"), widths.length("Embassies kept"))
    assert found == pytest.approx([widths.BOLD * head + widths.MARGIN for head in heads])


def test_the_column_of_reasons_has_most_of_the_page():
    reason = (
        "The page keeps the standing that the state had before it joined; the frameworks list it among the members. "
        * 2
    )
    columns = [["Entry", *["C008"] * 4], ["Place", *["Regional organisations, Bolivia: Mercosur"] * 4]]
    columns += [["Printed", *["associate"] * 4], ["Status", *["accepted"] * 4], ["Reason", *[reason] * 4]]
    found = widths.of(columns)
    assert found[-1] > widths.PAGE / 2 and sum(found) == pytest.approx(widths.PAGE, abs=1)


def test_an_address_needs_no_more_room_than_its_longest_part_between_marks():
    address = "https://www.example.org/cms/index.php?id=360&lang=0"
    assert widths._together(address) == widths.length("example.")


def test_an_address_is_broken_and_does_not_widen_its_column():
    address = "https://www.example.org/" + "a" * 80
    narrow, wide = widths.of([["Address", address], ["Words", "word " * 60]])
    assert narrow < wide

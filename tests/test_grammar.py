"""Every cell text gets a reading or an error, and readings keep what is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compendium.source import grammar
from crossborder.embassies.mark_grammar import mark

NAMES = st.sampled_from(["China", "Taiwan", "India", "Russia"])
SEVERAL = {"names": ["China", "Taiwan"], "bare": True}
ANY = {"names": "any", "bare": False}


@pytest.mark.parametrize(
    ("text", "status"), [("x", "embassy"), ("0", "none"), ("", "blank"), ("(concurrent from Russia)", "concurrent")]
)
def test_the_four_marks(text, status):
    assert mark(text).status == status


def test_a_blank_count_is_missing_and_a_zero_is_not():
    assert grammar.counts("")[0].count is None
    assert grammar.counts("0")[0].count == 0


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.sampled_from(["China", "Taiwan"])),
        min_size=1,
        max_size=2,
        unique_by=lambda p: p[1],
    )
)
def test_named_parts_read_back(parts):
    text = ", ".join(f"{count} ({name})" for count, name in parts)
    assert [(c.count, c.named) for c in grammar.counts(text, SEVERAL)] == parts


@given(st.text(max_size=12))
def test_nothing_is_skipped_in_silence(text):
    """Whatever stands in a cell, it is read or refused with what was expected."""
    for read in (mark, grammar.counts, lambda t: mark(t, SEVERAL), lambda t: grammar.counts(t, ANY)):
        try:
            assert read(text)
        except grammar.Unreadable as error:
            assert error.expected


@given(NAMES)
def test_a_party_in_a_column_of_one_party_is_a_mark_in_the_wrong_column(name):
    for read, text in ((mark, f"x ({name})"), (grammar.counts, f"2 ({name})")):
        with pytest.raises(grammar.Unreadable) as error:
            read(text)
        assert error.value.kind == "mark in the wrong kind of column"


@pytest.mark.parametrize(
    "text", ["X", "xx", "1", "o", "x(Abkhazia)", "(concurrent from )", "(concurrent Russia)", " x"]
)
def test_unknown_marks(text):
    with pytest.raises(grammar.Unreadable):
        mark(text)


@pytest.mark.parametrize(
    "text", ["01", "-1", "1.0", "4 (China) 1 (Taiwan)", "4, 1 (Taiwan)", "1 (China), 1 (China)", "4 (Peru)"]
)
def test_unreadable_counts(text):
    with pytest.raises(grammar.Unreadable):
        grammar.counts(text, SEVERAL)


def test_a_bare_number_where_the_party_must_be_named():
    with pytest.raises(grammar.Unreadable):
        grammar.counts("2", ANY)

"""Sections and paragraphs of a text are counted as docs/facts.md says."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compendium.source import documents

TEXT = """\
Title of the paper
## One
First paragraph. It ends.

Second paragraph, long enough to be running text that a page break cuts at the border of the

1 A footnote.
2 Another.

Republic of Somewhere. It goes on.
that goes on in small letters.
a\ttable\tline
## Two
Costs 43,7 million.
"""
CARD = {
    "file": "t.txt",
    "words": "value",
    "footnotes": r"^\d+ \D",
    "sections": [
        {"name": "title", "begins": "Title", "heading": False},
        {"name": "one", "begins": "## One"},
        {"name": "two", "begins": "## Two"},
    ],
}


def test_paragraphs_go_on_over_page_breaks_and_footnotes_are_counted_apart():
    found = documents.paragraphs(TEXT, CARD)
    assert list(found) == [
        ("title", "1"),
        ("one", "1"),
        ("one", "2"),
        ("one", "note 1"),
        ("one", "note 2"),
        ("two", "1"),
    ]
    assert found["one", "2"].endswith("border of the Republic of Somewhere. It goes on. that goes on in small letters.")
    assert found["one", "note 2"] == "2 Another."


TORN = """\
## One
The first paragraph is cut by a table. It is
Table 1.
a\ttable\tline
Notes: a dot.
continued here. It ended.
1 A footnote.
The second part of it begins with a capital.
"""


def test_a_line_that_goes_on_after_a_table_or_footnotes_is_told_by_the_card():
    card = {**CARD, "sections": [{"name": "one", "begins": "## One"}]}
    of = "The first paragraph"
    torn = {**card, "continues": [{"begins": "continued here", "of": of}, {"begins": "The second part", "of": of}]}
    found = documents.paragraphs(TORN, torn)
    assert found["one", "1"].endswith("continued here. It ended. The second part of it begins with a capital.")
    assert not any("continued here" in text for place, text in found.items() if place != ("one", "1"))
    for wrong in ({"begins": "nowhere", "of": of}, {"begins": "continued here", "of": "Nowhere"}):
        with pytest.raises(documents.DocumentError, match=r"(?i)nowhere"):
            documents.paragraphs(TORN, {**card, "continues": [wrong]})


def test_a_year_is_printed_or_inferred_or_that_of_writing(fresh):
    """A year that the paragraph does not print is named with its line, unless the note says how it was inferred."""
    folder, name = fresh / "documents", "raw/efe-2014/facts.csv"
    folder.mkdir()
    (folder / "efe-2014.txt").write_text("ASUNCION, June 3 (EFE), not of 1992.\n", encoding="utf-8")
    fresh.set_cell(name, 2, 8, "1992")
    fresh.set_cell(name, 4, 8, "1993")
    said = fresh.run("check", "--documents", str(folder)).stderr
    assert f"{name}, line 2:" not in said
    assert f"{name}, line 4: the year 1993 is not in text, paragraph 1" in said
    fresh.set_cell(name, 4, 10, "Inferred: a guess")
    done = fresh.run("check", "--documents", str(folder))
    assert f"inferred    {name}, line 4: a guess" in done.stdout


@given(st.text(st.characters(categories=["Lu", "Ll"]), min_size=1), st.text(st.characters(categories=["Lu", "Ll"])))
def test_a_remark_is_what_stands_after_how_something_was_inferred(how, more):
    assert documents.remark(f"Inferred: {how}. {more}") == (more or None)
    assert documents.remark(f"Inferred: {how}") is None
    assert documents.remark(more) == (more or None)
    assert documents.remark(None) is None


def test_a_section_that_never_begins_is_an_error():
    with pytest.raises(documents.DocumentError, match="## Three"):
        documents.paragraphs(TEXT, {**CARD, "sections": [*CARD["sections"], {"name": "three", "begins": "## Three"}]})


@given(st.lists(st.text(st.characters(categories=["Lu", "Ll", "Nd", "Po"]), min_size=1).map(str.strip).filter(bool)))
def test_no_word_is_lost(lines):
    text = "\n".join(["## One", *lines])
    found = documents.paragraphs(text, {**CARD, "sections": [{"name": "one", "begins": "## One"}]})
    words = [line for line in lines if not line.startswith("## One")]
    assert re.sub(r"\s", "", "".join(sorted("".join(found.values())))) == re.sub(
        r"\s", "", "".join(sorted("".join(words)))
    )


def test_a_wrong_place_is_named_with_its_line(fresh):
    folder = fresh / "documents"
    folder.mkdir()
    (folder / "efe-2014.txt").write_text("ASUNCION, June 3 (EFE) and nothing else.\n", encoding="utf-8")
    done = fresh.run("check", "--documents", str(folder))
    assert done.returncode == 1
    assert "raw/efe-2014/facts.csv, line 8: '32' is not in text, paragraph 3, which is not there" in done.stderr
    assert "sanchez-2021.txt is not there" in done.stderr

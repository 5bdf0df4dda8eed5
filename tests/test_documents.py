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

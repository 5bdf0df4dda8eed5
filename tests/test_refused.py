"""What no report says: each pattern by sentences of our own, and the text of every report."""

import pytest
import refused

# Pattern, what it refuses, and what it lets pass.
SENTENCES = {
    "one and a plural": (
        ("1 are open", "Only 1 borders were shut", "1 more were found", "1 of them are shut", "ran to 1 years"),
        ("21 are open", "one border was shut", "Table 1 states it", "0.1 values", "1,001 borders", "1 border", "20–1 are", "in list 1 areas"),
    ),
    "0 more": (("0 more cover it",), ("10 more cover it", "5.0 more", "none covers it")),
    "empty sentence": (("On 0 conditions they differ", "; 0 entries touch it"), ("On 10 conditions", "of 10 entries", "On 0.5 of them")),
    "list of none": (("only there: none.", "adds two: none", "also: none; then"), ("adds nothing", "none of the six", "To be sure: none of it")),
    "none in brackets": (("ministries (none) and",), ("(none of them)",)),
    "all of all": (
        ("3 of 3 were shut", "1,200 of 1,200", "9 of the 9"),
        ("3 of 30", "13 of 3", "3 of 3.5", "all three", "3 of 3,000", "2.3 of 3", "of 3 of the 33"),
    ),
    "code of a pair": (("nearest is ABC-XYZ.", "(ABC-XYZ)"), ("Abc-Xyz", "ABCD-XYZ", "ABC–XYZ", "C001-C002", "COVID-19")),
    "no separator of thousands": (("4453.2 people", "12345.67"), ("4,453.2 people", "in 2024. Then", "445.2", "1.2345.6")),
    "long number": (("in 44530 towns", "of 1234567"), ("44,530 towns", "C10234", "id 12-34567", "#12345", "2024", "0.12345")),
    "count with decimals": (("12.0 borders", "1,200.00 people"), ("12.0 per cent of borders", "version 0.1.0 states", "BY 4.0")),
    "unlike decimals": (
        ("669.5 and 4,453 people", "52.0 per cent and 48 per cent", "from 1.25 to 1.5", "7 against 7.5"),
        ("670 and 4,453 people", "52 and 48 per cent", "1.5 to 2.5", "3 and more than 2.5", "2020–21 and 2.5", "5 and 6-year plans", "Table 1 and 21.1 per cent"),
    ),
    "exponent": (("8.0463e+06", "1e-07"), ("page 3e", "code a1e-5", "8,046,298")),
    "underscore": (("the head_of_state came",), ("https://example.org/a_b", "doi.org/10.1/978_1", "the head of state")),
    "word of the machine": (("a joint-control post", "kind water energy", "by treaty_or_law", "an ngo leads"), ("mango", "joint control", "normal times", "NGO")),
}  # fmt: skip


@pytest.mark.parametrize("pattern", refused.PATTERNS)
def test_each_pattern_finds_what_it_should_and_no_more(pattern):
    kinds, find = refused.PATTERNS[pattern]
    assert {"prose", "caption", "alt"} <= {*kinds}
    wrong, right = SENTENCES[pattern]
    assert [text for text in wrong if not find(text)] == [] and [text for text in right if find(text)] == []


PAGE = """<html><head><title>1 are</title><style>1 are</style></head><body>
<nav><p>1 are</p></nav><h1>A <em>head</em></h1>
<p>One <span class="result">1</span> <b>are</b> <code>a_b</code>, <a href="x_y">two</a><a href="https://example.org">Of 1 are</a><br/>lines &amp; more.</p>
<div>Loose <p>inner</p></div><ul><li>item <ul><li>deep</li></ul></li></ul>
<figure><img alt="seen ABC-XYZ" src="data:image/svg+xml,%3Csvg%3E%3C!--%20XYZ-ABC%20--%3E%3C/svg%3E"/><figcaption><p>Said.</p></figcaption></figure>
<table><caption>Over it</caption><thead><tr><th>Head</th></tr></thead><tbody><tr><td><p>none</p></td></tr></tbody></table>
<table><tbody><tr><td>none</td></tr><tr><td>normal</td></tr></tbody></table>
<div id="refs"><p>1 are</p></div></body></html>"""


def test_the_visible_text_of_a_page_is_told_by_its_place():
    found = [(piece.kind, piece.text) for piece in refused.pieces(PAGE)]
    assert found[:2] == [("alt", "seen ABC-XYZ"), ("figure", "XYZ-ABC")]
    assert found[2:] == [
        ("prose", "A head"),
        ("prose", "One 1 are , two lines & more."),
        ("prose", "Loose"),
        ("prose", "inner"),
        ("prose", "item"),
        ("prose", "deep"),
        ("caption", "Said."),
        ("caption", "Over it"),
        ("cell", "Head"),
        ("cell", "none"),
        ("cell", "none"),
        ("cell", "normal"),
    ]


def test_hits_of_a_page_are_counted_by_pattern():
    assert refused.counted(PAGE) == {
        "one and a plural": 1,
        "code of a pair": 2,
        "table of nothing": 1,
        "word of the machine": 1,
    }


@pytest.mark.slow
def test_no_report_says_what_is_refused(original):
    pages = refused.pages(original / "reports")
    assert len(pages) > 20
    found = [(page.stem, *hit) for page in pages for hit in refused.hits(page.read_text(encoding="utf-8"))]
    assert not found, "say it by a function of compendium.result.sentence"

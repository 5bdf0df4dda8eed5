"""Whatever can be copied from a report is followed to its cells: passages of four languages, captions, rows, labels."""

import itertools
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from compendium.report import passage

LINK = '<a class="result" href="evidence/r.html#{}">{}</a>'
PAGE = f"""<html><head><title>8 of 30</title></head><body><main>
<p id="first">Closed once: {LINK.format("closed", "8 of 30")} borders; length {LINK.format("length", "2&nbsp;330")}&nbsp;km.</p>
<p>Nothing here.</p>
<table id="table-1"><caption>All of it</caption><tr><th>Ärea</th><td>{LINK.format("frame/1", "1,148")}</td></tr>
<tr><th>Стабильность</th><td>{LINK.format("frame/2", "-0.5")}</td></tr></table>
<script>const hidden = "closed";</script></main></body></html>"""


@pytest.fixture
def printed(tmp_path: Path) -> passage.Printed:
    (tmp_path / "r.html").write_text(PAGE, encoding="utf-8")
    return passage.read(tmp_path / "r.html")


def told(numbers: list[passage.Number] | None) -> list[str] | None:
    return None if numbers is None else [one.href.partition("#")[2] for one in numbers]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Closed once: 8 of 30", ["closed"]),
        ("closed\nonce : 8 of 30 bor-\nders; length 2 330 km", ["closed", "length"]),
        ("2\u202f330", ["length"]),
        ("2330", ["length"]),
        ("−0.5", ["frame/2"]),
        ("\u20130.5", ["frame/2"]),
        ("Стабильность\t-0.5", ["frame/2"]),
        ("A\u0308rea 1 148", ["frame/1"]),
        ("48", None),
        ("148", None),
        ("330\u00a0km", None),
        ("borders; length", ["closed", "length"]),
        ("All of it", ["frame/1", "frame/2"]),
        ("Nothing here", []),
        ("hidden", None),
        ("of what no report has", None),
        ("Of a column beside\nClosed once: 8 of 30", ["closed"]),
        ("", None),
        ("…", None),
    ],
)
def test_a_text_is_found_by_its_letters_and_a_number_as_a_whole(printed, text, found):
    assert told(passage.stands(text, printed)) == found


@pytest.mark.parametrize(
    ("anchor", "found"),
    [("table-1", ["frame/1", "frame/2"]), ("first", ["closed", "length"]), ("none", [])],
)
def test_an_address_of_a_report_leads_to_what_stands_there(printed, anchor, found):
    assert told(passage.at(anchor, printed)) == found


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=60)
def test_no_text_ends_in_a_fault(text):
    made = passage.Printed("8of30", [passage.Number(0, 1, "8", "x")], [0], [], {}, {4})
    passage.stands(text, made)
    passage.letters(text)


COPIES = (
    ("votes-adams/ share).", "votes-adams/share"),
    ("Its share (votes-adams/\nshare). Table 1", "votes-adams/share"),
    ("evidence/returns-table1.html#cell=2,2&amp;result=votes-adams/share", "votes-adams/share"),
    ("votes-adams.html", "votes-adams/share"),
)


@pytest.mark.parametrize(("text", "identifier"), COPIES)
def test_trace_takes_ids_as_formats_break_them(small, text, identifier):
    done = small.run("trace", text)
    assert done.returncode == 0, done.stderr
    assert f"{identifier}: " in done.stdout


def paragraphs(page: Path):
    """Each paragraph, row or caption of a report with a number: its text, and where its numbers lead."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    for block in soup.select("main p, main tr, main caption"):
        if links := [link["href"] for link in block.select("a.result")]:
            yield block.get_text(" "), links


def of(href: str) -> str:
    """The id that a link of a report leads to."""
    match = re.search(r"&result=(.*)$", href)
    return match[1] if match else href.removeprefix("evidence/").replace(".html#", "/")


def test_trace_takes_every_paragraph_and_row_of_a_report(small):
    for page in (small / "reports/votes-adams.html", small / "reports/turnout.html"):
        printed = passage.read(page)
        for text, links in paragraphs(page):
            for copied in (text, text.replace(" ", "\u00a0"), text.replace(" ", "\n"), text.upper()):
                found = passage.stands(copied, printed)
                assert found and set(links) <= {one.href for one in found}, copied
    text, links = next(paragraphs(small / "reports/votes-adams.html"))
    done = small.run("trace", text)
    assert done.returncode == 0, done.stderr
    assert all(of(link) in done.stdout for link in links), done.stdout


def test_trace_says_what_it_does_not_find_and_what_has_no_number(small):
    for text in ("of this no report tells", "", " \n", "987654321", "\x1b[31mred"):
        done = small.run("trace", text)
        assert done.returncode == 2 and "Nothing was found for" in done.stderr, done.stdout
        assert "Traceback" not in done.stderr and "\x1b" not in done.stderr


LANGUAGES = ("brief-en", "brief-es", "brief-ru", "brief-kaz-uzb-kk", "latin-america--southern-kazakhstan")


@pytest.mark.slow
@pytest.mark.parametrize("report", LANGUAGES)
def test_every_passage_of_a_report_in_each_language_is_found_in_it(original, report):
    page = original / f"reports/{report}.html"
    printed, seen = passage.read(page), 0
    for text, links in itertools.islice(paragraphs(page), 200):
        found = passage.stands(text, printed)
        assert found and set(links) <= {one.href for one in found}, text
        seen += 1
    assert seen > 5
    text, links = next(paragraphs(page))
    done = original.run("trace", report, text)
    assert done.returncode == 0 and all(of(link) in done.stdout for link in links), done.stdout + done.stderr

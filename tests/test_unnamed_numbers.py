"""No report says a number that leads nowhere: in prose and tables each is a link to its cells, or a known exception."""

import re
from collections.abc import Iterator
from pathlib import Path

import crawled
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from conftest import SOURCE

NUMBER = re.compile(r"(?<![\w.])[-−+]?\d[\d.,:–-]*(?!\w)")
TOLD = ("p", "li", "h1", "h2", "h3", "figcaption", "caption", "td", "th")
# What leads somewhere, or is no text of the report: links to cells and to sources, whose titles are theirs, numbers of
# figures and tables, code, references to documents, contents, how to cite, version and licences, and what may be taken
# along below a figure; attributions, which are worded by the licences of sources (in a brief, its small print).
ELSEWHERE = ".result, .number, a[href^=http], #table-licences, .small, code, pre, nav, script, style, #refs, .citation, .version, .taken"
# Numbers that no cell gives, each with the reason. A pattern is looked for in the words around a number.
EXCEPTIONS = {
    r"\bTables? \d": "number of a printed table",
    r"\bFigures? \d": "number of a printed figure",
    r"\b(?:within|over|of) \d[\d,]* (?:km|people)\b": "a condition is defined so, in its name",
    r"\bWithin 100 km\b": "the same, as a heading of a column",
    r"\b(?:19|20)\d\d\b": "a year in a title or a definition; years of cells are links",
    r"\(0 is alike\)": "the end of a scale",
    r"\b18[AC]\b": "name of a list of countries",
    r"\bCC-BY-4\.0\b": "name of a licence",
}


def blocks(page: BeautifulSoup) -> Iterator[Tag]:
    """Blocks of text of a report, each without the blocks in it."""
    for block in page.select("main " + ", main ".join(TOLD)):
        if not block.find(TOLD):
            yield block


def unnamed(page: str) -> list[str]:
    """Numbers of a page that lead nowhere, each with the words around it."""
    soup = BeautifulSoup(page, "html.parser")
    for found in soup.select(ELSEWHERE):
        found.replace_with(" ")
    told = []
    for block in blocks(soup):
        text = " ".join(block.get_text().split())
        for match in NUMBER.finditer(text):
            around = text[max(0, match.start() - 30) : match.end() + 20]
            if not any(re.search(pattern, around) for pattern in EXCEPTIONS):
                told.append(around)
    return told


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>There are 12 of them.</p>", 1),
        ("<table><tr><td>12</td></tr></table>", 1),
        ('<p>There are <a class="result" href="x">12</a> of them, see Table 3 and <code>4</code>.</p>', 0),
        ("<li>1,200 of -3.5</li>", 2),
        ("<ul><li><p>7</p></li></ul>", 1),
        ("<p>entry C008, list 18A, in 1992</p>", 0),
    ],
)
def test_a_number_that_leads_nowhere_is_found(html, found):
    assert len(unnamed(f"<html><main>{html}</main></html>")) == found


def test_every_number_of_a_report_of_the_fixture_leads_to_its_cells(small):
    for path in reports(small.path):
        assert unnamed(path.read_text(encoding="utf-8")) == [], path.name


@pytest.mark.slow
def test_every_number_of_every_report_leads_to_its_cells(original):
    told = {path.name: found for path in reports(original.path) if (found := unnamed(path.read_text(encoding="utf-8")))}
    assert told == {}


@pytest.mark.slow
def test_the_reports_of_the_study_copied_alone_have_no_dead_link(original, tmp_path):
    import shutil

    shutil.copytree(original / "reports", tmp_path / "copied")
    assert crawled.dead(tmp_path / "copied") == []


@pytest.mark.slow
def test_the_main_report_is_light_and_so_is_each_page_of_a_table(original):
    config = yaml.safe_load((SOURCE / "config/config.yaml").read_text(encoding="utf-8"))
    (main,) = config["index"]["sections"][0]["reports"]
    assert (original / f"reports/{main}.html").stat().st_size < 2_000_000
    for path in (original / "reports/evidence").iterdir():
        assert path.stat().st_size < 4_000_000, path.name


def reports(folder: Path) -> list[Path]:
    config = yaml.safe_load((folder / "config/config.yaml").read_text(encoding="utf-8"))
    return [folder / f"reports/{key}.html" for key in config["reports"]]

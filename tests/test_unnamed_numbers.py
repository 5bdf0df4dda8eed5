"""No report says a number that leads nowhere: in prose and tables each is a link to its cells, or a known exception."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import crawled
import pytest
import yaml
from bs4 import BeautifulSoup
from conftest import SOURCE

NUMBER = re.compile(r"(?<![\w.])[-−+]?\d(?:[\d.,:–-]*\d)?(?:st|nd|rd|th)?(?!\w)")
# What text stands in: of each, the innermost that holds it.
BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption", "td", "th", "dt", "dd", "summary"}
BLOCKS |= {"div", "section", "details", "figure", "table", "tr", "ul", "ol", "dl", "main"}
# What leads somewhere, or is no text of the report: links to cells and to sources, whose titles are theirs, numbers of
# figures and tables, code, references to documents, contents, how to cite, version and licences, and what may be taken
# along below a figure; attributions, which are worded by the licences of sources (in a brief, its small print).
ELSEWHERE = ".result, .number, a[href^=http], a[href^='#figure-'], a[href^='#table-'], #table-licences, .small, code, pre, nav, script, style, #refs, .citation, .version, .taken"
# Numbers that no cell gives, each with the reason. A pattern is the whole number with the words that make it one of
# these: a number beside it is no exception.
EXCEPTIONS = {
    r"\bTables? \d+": "number of a printed table",
    r"\b(?:within|over|of) \d[\d,]* (?:km|people)\b": "a condition is defined so, in its name",
    r"\bWithin 100 km\b": "the same, as a heading of a column",
    r"\b(?:19|20)\d\d\b": "a year in a title or a definition; years of cells are links",
    r"\(0 is alike\)": "the end of a scale",
}


def blocks(page: BeautifulSoup) -> Iterator[str]:
    """Texts of a report, one for each innermost block that holds some."""
    found: dict[int, list[str]] = {}
    for text in page.main.find_all(string=True):
        block = next(parent for parent in text.parents if parent.name in BLOCKS)
        found.setdefault(id(block), []).append(str(text))
    for parts in found.values():
        yield " ".join("".join(parts).split())


def unnamed(page: str, used: Counter | None = None) -> list[str]:
    """Numbers of a page that lead nowhere, each with the words around it; `used` counts the exceptions."""
    soup = BeautifulSoup(page, "html.parser")
    for found in soup.select(ELSEWHERE):
        found.replace_with(" ")
    told = []
    for text in blocks(soup):
        excepted = [(match.span(), pattern) for pattern in EXCEPTIONS for match in re.finditer(pattern, text)]
        for match in NUMBER.finditer(text):
            mine = [of for (start, end), of in excepted if start <= match.start() and match.end() <= end]
            if not mine:
                told.append(text[max(0, match.start() - 30) : match.end() + 20])
            elif used is not None:
                used.update(mine[:1])
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
        ("<p>in 1992 there were 12 of them, as Table 3 has 4</p>", 2),
        ("<div>7 <p>none</p> and the 3rd.</div>", 2),
        ("<details><summary>8</summary></details><dl><dt>9</dt></dl>", 2),
    ],
)
def test_a_number_that_leads_nowhere_is_found(html, found):
    assert len(unnamed(f"<html><main>{html}</main></html>")) == found


def test_every_number_of_a_report_of_the_fixture_leads_to_its_cells(small):
    for path in reports(small.path):
        assert unnamed(path.read_text(encoding="utf-8")) == [], path.name


@pytest.mark.slow
def test_every_number_of_every_report_leads_to_its_cells(original):
    used: Counter = Counter()
    pages = {path.name: path.read_text(encoding="utf-8") for path in reports(original.path)}
    assert {name: found for name, page in pages.items() if (found := unnamed(page, used))} == {}
    assert set(used) == set(EXCEPTIONS) and used.total() < 100, used  # few, and none that is not needed


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

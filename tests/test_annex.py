"""In PDF and DOCX each number, of prose and of tables, leads to the annex; and beside a number all is in its language."""

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import crawled
import pypdf
import pytest
import yaml
from conftest import SOURCE

from compendium.decision import config, schemas
from compendium.report.evidence import found
from compendium.report.words import WORDS
from compendium.result import patterns
from compendium.result.sentence import LANGUAGES

BRIEFS = {key: report for key, report in config.reports().items() if report.language != config.ENGLISH}
ENGLISH_KEPT = {"km"}  # written so in other languages too


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def in_word(path: Path) -> tuple[dict[str, list[str]], str]:
    """Texts of the links of a Word document by where they lead within it, and the texts of its tables without links."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as file:
        root = ElementTree.fromstring(file.read("word/document.xml"))
    marks = {mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")}
    links: dict[str, list[str]] = {}
    for link in root.iter(f"{W}hyperlink"):
        if anchor := link.get(f"{W}anchor"):
            assert anchor in marks, anchor
            links.setdefault(anchor, []).append("".join(link.itertext()))
        link.clear()
    return links, "\n".join("".join(cell.itertext()) for cell in root.iter(f"{W}tc"))


@pytest.mark.parametrize("report", ["votes-adams", "turnout"])
def test_each_number_of_a_table_leads_to_its_row_in_the_annex_of_a_word_document(small, report):
    page = crawled.page(small / f"reports/{report}.html")
    inside, rest = in_word(small / f"reports/{report}.docx")
    numbers = [link.get_text() for link in page.select("main td a.result, main th a.result")]
    told = [text for anchor, texts in inside.items() for text in texts if anchor.startswith("rows-")]
    assert numbers and sorted(told) == sorted(numbers)
    assert not re.search(r"(?<![\w.])\d", rest), rest


@pytest.mark.parametrize("report", ["votes-adams", "turnout"])
def test_each_number_of_a_pdf_leads_to_a_place_in_it(small, report):
    page = crawled.page(small / f"reports/{report}.html")
    inside, _ = in_word(small / f"reports/{report}.docx")
    pdf = pypdf.PdfReader(small / f"reports/{report}.pdf")
    links = [link.get_object() for sheet in pdf.pages for link in sheet.get("/Annots", [])]
    targets = [(str(about["/Dest"][0]), *about["/Dest"][2:4]) for about in links if "/Dest" in about]
    assert len(targets) >= len(page.select("main a.result")) > 0
    annexed = {anchor for anchor in inside if anchor.startswith(("rows-", "evidence-"))}
    assert len(set(targets)) >= len(annexed) > 1


def test_rows_of_a_short_table_are_told_one_by_one_and_of_a_long_one_together(monkeypatch):
    monkeypatch.setattr(found, "_places", list)

    def row(number: int) -> found.Evidence:
        cells = (f"raw/a/b.csv#cell={number},1",)
        return found.Evidence(f"frame/{number}", "", "", "", "", cells, ({"id": "C1", "status": "accepted"},))

    def printed(count: int) -> dict:
        rows = [[[{"text": f"head {number}"}]] for number in range(1, count + 1)]
        return {"identifier": "t", "frame": "frame", "numbers": [*range(1, count + 1)], "rows": rows}

    for count in (1, found.LISTED, found.LISTED + 1):
        (made,) = found.of_tables([printed(count)], [row(number) for number in range(1, count + 1)]).values()
        if count > found.LISTED:
            assert not made["rows"] and made["places"] and made["corrections"] == "accepted C1"
        else:
            assert made["order"] == [*range(1, count + 1)] and not made["places"]
            assert all(one["places"] and one["corrections"] for one in made["rows"].values())
    same = [row(1), found.Evidence("frame/2", "", "", "", "", row(1).cells, ())]
    (made,) = found.of_tables([printed(2)], same).values()
    assert not made["rows"] and made["places"], "two rows that rest on the same cells are told once"


def test_a_row_is_told_by_what_tells_it_from_the_others():
    rows = [[[{"text": "success"}], [{"text": "a bridge"}]], [[], [{"text": "a tunnel"}]]]
    assert found._heads({"frame": "frame", "numbers": [1, 2], "rows": rows}) == {1: "a bridge", 2: "a tunnel"}


def test_every_language_has_every_word():
    assert {key: set(words) for key, words in WORDS.items()} == {key: set(WORDS["en"]) for key in LANGUAGES}


@pytest.mark.parametrize("key", BRIEFS)
def test_labels_and_units_of_a_report_that_is_not_in_english_are_in_its_language(key):
    report = BRIEFS[key]
    known = schemas.labels(report.language)
    for pattern in patterns.of_measure(report.measure).values():
        assert pattern.unit in {"", *known["units"]}, pattern.unit
        for form in pattern.forms():
            assert form in known["labels"], form
            assert known["labels"][form] != pattern.label
    for english, told in known["units"].items():
        assert told != english or english in ENGLISH_KEPT


@pytest.mark.parametrize(
    "path", sorted((SOURCE / "workflow/schemas/labels").glob("*.yaml")), ids=lambda path: path.stem
)
def test_no_label_is_of_a_result_that_no_report_in_that_language_has(path):
    mine = [report for report in BRIEFS.values() if report.language == path.stem]
    forms = {form for report in mine for one in patterns.of_measure(report.measure).values() for form in one.forms()}
    units = {one.unit for report in mine for one in patterns.of_measure(report.measure).values()}
    kept = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(kept["labels"]) <= forms and set(kept["units"]) <= units


@pytest.mark.slow
@pytest.mark.parametrize("key", BRIEFS)
def test_what_is_told_beside_a_number_is_in_the_language_of_its_report(original, key):
    language = BRIEFS[key].language
    page = crawled.page(original / f"reports/{key}.html")
    about = page.select_one("main").attrs
    for word in ("evidence", "headline", "depends", "ledger", "leads", "tap"):
        assert about[f"data-{word}"] == WORDS[language][word]
    known, links = schemas.labels(language), page.select("a.result[data-label]")
    assert links
    for link in links:
        assert link["data-label"] in known["labels"].values()
        assert link.get("data-unit", next(iter(known["units"].values()))) in known["units"].values()
        for status in ("accepted", "proposed"):
            assert status not in link.get("data-corrections", "")

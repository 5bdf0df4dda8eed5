"""Briefs say a report again in two pages, the same in every language, with its numbers and its cells."""

import ast
import io
import json
import re
import zipfile
from collections import Counter
from functools import cache

import pyarrow.parquet as pq
import pypdf
import pytest
from conftest import SOURCE

from compendium.decision import config
from compendium.report import conditions, words
from compendium.result.placeholders import MARKDOWN, places
from compendium.result.sentence import LANGUAGES
from compendium.source.address import expand
from crossborder import study
from crossborder.briefs import one_border, whole
from crossborder.briefs.words import CLOSED, CONDITIONS, OUTCOMES, RECOMMENDATIONS, STRIPS

BRIEFS = {key: report for key, report in config.reports().items() if report.restates}
NOTEBOOKS = {"brief": ("en", "es", "ru"), "border-brief": ("en", "ru", "kk")}
OTHERS = [(kind, language) for kind, (_, *rest) in NOTEBOOKS.items() for language in rest]


def parts(name: str) -> tuple[Counter, Counter, list]:
    """Results that a notebook names, its conditions, and the columns of its tables."""
    cells = json.loads((SOURCE / f"notebooks/{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    columns = []
    for cell in cells:
        if cell["cell_type"] == "code":
            for call in (node for node in ast.walk(ast.parse("".join(cell["source"]))) if isinstance(node, ast.Call)):
                columns += [[key.value for key in arg.keys] for arg in call.args if isinstance(arg, ast.Dict)]
                texts += [k.value.value for k in call.keywords if k.arg in ("caption", "alt")]
    named = Counter(found for text in texts for found, _ in places(text, MARKDOWN))
    asked = Counter(found for text in texts for found in re.findall(r"\{\.when [^}]*\}", text))
    return named, asked, columns


@pytest.mark.parametrize(("kind", "language"), OTHERS)
def test_every_language_names_the_same_results_under_the_same_conditions(kind, language):
    named, asked, columns = parts(f"{kind}-{language}")
    english = parts(f"{kind}-en")
    assert set(named) == set(english[0]) and columns == english[2]
    about = [{re.search(r'result="([^"]*)"', mark)[1] for mark in found} for found in (asked, english[1])]
    assert about[0] == about[1]


@pytest.mark.parametrize("name", [f"{kind}-{language}" for kind, all_ in NOTEBOOKS.items() for language in all_])
def test_a_brief_is_short_and_types_no_number(name):
    cells = json.loads((SOURCE / f"notebooks/{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    text = re.sub(r"\{[^}]*\}|:::+ ?\w*|[\[\]#*]", " ", text)
    assert not re.search(r"\d", text)
    assert 280 <= len(re.findall(r"\w+", text)) <= 560


def test_words_are_there_in_every_language():
    assert set(words.WORDS) == set(STRIPS) == set(LANGUAGES)
    for given in (words.WORDS, STRIPS):
        keys = {language: set(found) for language, found in given.items()}
        assert len({frozenset(found) for found in keys.values()}) == 1, keys
        assert all(text.strip() for found in given.values() for text in found.values())
    for key in words.WORDS["en"]:
        assert len({frozenset(re.findall(r"\{[\w-]+\}", found[key])) for found in words.WORDS.values()}) == 1, key
    assert all(set(found) == set(LANGUAGES) for found in CONDITIONS.values())
    assert all(set(found) == {"es", "ru"} for found in RECOMMENDATIONS.values())
    assert all(set(found) == {"es", "ru", "kk"} for found in CLOSED.values())
    assert all(set(found) == {"en", "ru", "kk"} for found in OUTCOMES.values())
    written = {"brief": list(whole.OPENING), "border_brief": list(one_border.OPENING)}
    assert written == study.LANGUAGES == {"brief": ["en", "es", "ru"], "border_brief": ["en", "ru", "kk"]}


def test_every_subject_has_a_brief_in_each_of_its_languages():
    by_subject = {}
    for report in BRIEFS.values():
        by_subject.setdefault(report.restates, []).append(report.language)
    borders = [f"border-kaz-{key}" for key in ("uzb", "kgz", "tkm")]
    assert by_subject.pop("latin-america--southern-kazakhstan") == ["en", "es", "ru"]
    assert by_subject == {key: ["en", "ru", "kk"] for key in borders}


@pytest.fixture(scope="module")
def built(original):
    read = lambda key, name: pq.read_table(original / f"processed/reports/{key}/{name}.parquet").to_pylist()  # noqa: E731
    return original, cache(read)


@cache
def within(address: str) -> frozenset[str]:
    """Each printed cell of an address, which many rows share."""
    return frozenset(map(str, expand([address])))


def cells(*rows: dict) -> set[str]:
    """Each printed cell behind any of these rows."""
    return set().union(*map(within, {address for row in rows for address in row["cells"]}))


@pytest.mark.slow
@pytest.mark.parametrize("key", BRIEFS)
def test_a_brief_has_the_numbers_and_cells_of_its_report(built, key):
    _, read = built
    brief = BRIEFS[key]
    beneath = {row["id"].split("/")[1]: row for other in brief.beneath for row in read(other, "results")}
    known = {row["number"] for row in beneath.values()} | {row["value"] for row in read(brief.restates, "profile")}
    frames = [(brief.restates, name) for name in ("profile", "verdicts")]
    frames += [(other, name) for other in brief.beneath for name in config.reports()[other].frames()]
    behind = cells(*beneath.values(), *(row for frame in frames for row in read(*frame)))
    own = {"alike", "harder", "easier", "mixed", "cases", "distance", "ledger-entries"}
    for row in read(key, "results"):
        assert cells(row) <= behind, row["id"]
        if row["number"] is not None and row["id"].split("/")[1] not in own:
            assert row["number"] in known, row["id"]


@pytest.mark.slow
@pytest.mark.parametrize("key", BRIEFS)
def test_no_word_of_a_brief_is_missing_in_its_language(built, key):
    _, read = built
    brief = BRIEFS[key]
    for row in read(key, "strips"):
        assert row["condition"].startswith(CONDITIONS[row["name"]][brief.language])
    verdicts = {row["name"]: row["condition"] for row in read(brief.restates, "verdicts")}
    assert set(verdicts) <= set(CONDITIONS)
    assert {name: CONDITIONS[name]["en"] for name in verdicts} == verdicts
    closed = next(r["value"] for r in read(brief.restates, "results") if r["id"].endswith("/closed-words"))
    assert closed in CLOSED
    if brief.measure == "brief":
        assert {row["recommendation"] for row in read(brief.restates, "tried")} == set(RECOMMENDATIONS)


@pytest.mark.slow
@pytest.mark.parametrize("key", BRIEFS)
def test_a_brief_is_two_pages_and_says_its_language(built, key):
    original, _ = built
    language = BRIEFS[key].language
    pdf = pypdf.PdfReader(original / f"reports/{key}.pdf")
    assert len(pdf.pages) == 2 and pdf.trailer["/Root"]["/Lang"] == language
    page = (original / f"reports/{key}.html").read_text(encoding="utf-8")
    assert page.count(f'<html lang="{language}">') == 1 and f'"inLanguage": "{language}"' in page
    with zipfile.ZipFile(io.BytesIO((original / f"reports/{key}.docx").read_bytes())) as word:
        assert f'w:val="{language}"' in word.read("word/styles.xml").decode()
    first = [words.WORDS[language][name].format(number=1) for name in ("figure", "table")]
    assert all(f">{said}</a>" in page for said in first)


@pytest.mark.slow
def test_a_report_leads_to_its_briefs_and_they_back(built):
    original, _ = built
    for key, brief in BRIEFS.items():
        report = (original / f"reports/{brief.restates}.html").read_text(encoding="utf-8")
        assert report.count(f'href="{key}.html"') == 2 and f'hreflang="{brief.language}"' in report
        assert (original / f"reports/{key}.html").read_text(encoding="utf-8").count(
            f'href="{brief.restates}.html"'
        ) == 2


def test_conditions_of_briefs_are_told_both_ways():
    """Each sentence on a condition is said for a number that fits and left out for one that does not."""
    for kind, languages in NOTEBOOKS.items():
        for language in languages:
            asked = parts(f"{kind}-{language}")[1]
            for mark in asked:
                given = dict(re.findall(r'(\w+)="([^"]*)"', mark))
                numbers = {given["result"]: 1.0, given["to"]: 1.0}
                said = {
                    value: bool(conditions.read(f"[word]{mark}", {**numbers, given["result"]: value})[0])
                    for value in (0.0, 1.0, 2.0)
                }
                assert len(set(said.values())) == 2, (language, mark, said)

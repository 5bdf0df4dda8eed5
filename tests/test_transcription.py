"""The raw tables say what the source documents say, where those are at hand."""

import csv
import os
import re
from pathlib import Path

import pytest
from conftest import SOURCE

from compendium.source import documents

DOCUMENTS = Path(os.environ.get("SOURCE_DOCUMENTS", SOURCE.parent / "shared/sources"))

pytestmark = pytest.mark.skipif(
    not DOCUMENTS.is_dir(), reason="the source documents are not at hand; set SOURCE_DOCUMENTS to their folder"
)


def printed(document: str, first: str, last: str) -> str:
    text = (DOCUMENTS / document).read_text(encoding="utf-8")
    return text[text.index(first) : text.index(last, text.index(first))]


def keyed(name: str) -> list[list[str]]:
    with (SOURCE / "raw" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.mark.parametrize(
    ("name", "document", "first", "last"),
    [
        ("sanchez-2021/table1.csv", "sanchez-2021.txt", "EMBASSIES FROM POST-SOVIET", "Table 2."),
        ("sanchez-2021/table2.csv", "sanchez-2021.txt", "EMBASSIES FROM LATIN AMERICA", "foreign policy and interest"),
        ("rouvinski/table1.csv", "rouvinski.txt", "Table 1: Sister", "Decentralized Cooperation"),
    ],
)
def test_every_row_stands_in_the_document(name, document, first, last):
    text = re.sub(r"Venezuela\s*\n\s*\(", "Venezuela (", printed(document, first, last))
    lines = {line.rstrip("\t") for line in text.split("\n")}
    rows = keyed(name)
    assert len(rows) >= 18
    for row in rows:
        assert "\t".join(row).rstrip("\t") in lines, row


@pytest.mark.parametrize("table", documents.documented(), ids=lambda table: table.path)
def test_every_statement_stands_in_its_paragraph(table):
    found = documents.search(DOCUMENTS, table)
    assert found.looked_for > 5
    assert found.missing == []
    assert all(": the year " in line for line in found.inferred)
    assert len(found.inferred) <= 9


def runs(text: str) -> set[tuple[str, ...]]:
    """Runs of nine words. Numbers are no words, nor are parts of an identifier."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return {tuple(words[i : i + 9]) for i in range(len(words) - 8)}


def cells(name: str) -> list[str]:
    """Texts of a raw table, without the sections: titles carry over."""
    with (SOURCE / name).open(encoding="utf-8", newline="") as file:
        return [text for record in csv.DictReader(file) for column, text in record.items() if column != "section"]


def sentences(name: str) -> list[str]:
    """Records of a raw table as they read from cell to cell, but those that give a title."""
    with (SOURCE / name).open(encoding="utf-8", newline="") as file:
        records = [record for record in csv.DictReader(file) if record.get("predicate") not in TITLED]
    return [" ".join(text for column, text in record.items() if column != "section") for record in records]


TITLED = ("title", "author", "see")  # predicates of a work that is named
# An organisation, and a keyword that an article gives itself.
NAMES = [
    "Conference on Interaction and Confidence-Building Measures in Asia",
    "US-Latin American and US-Central Asian foreign policy",
]


def test_no_run_of_more_than_eight_words_is_copied():
    """Titles and names carry over; sentences do not."""
    copied = set().union(*(runs(path.read_text(encoding="utf-8")) for path in DOCUMENTS.glob("*.txt")))
    assert len(copied) > 10_000
    copied -= set().union(*map(runs, NAMES))
    for table in documents.documented():
        for text in [*cells(table.path), *sentences(table.path)]:
            assert not runs(text) & copied, (table.path, text)
    for path in [*SOURCE.glob("notebooks/*.ipynb"), *SOURCE.glob("docs/**/*.md"), SOURCE / "README.md"]:
        assert not (found := runs(path.read_text(encoding="utf-8")) & copied), (path.name, sorted(found)[:2])

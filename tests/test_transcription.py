"""The raw tables say what the source documents say, where those are at hand."""

import csv
import os
import re
from pathlib import Path

import pytest
from conftest import SOURCE

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


def paragraphs(name: str) -> dict[tuple[str, int], str]:
    """Text of each section and paragraph of a document."""
    lines = (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    if name == "efe-2014":
        return {("text", number): line for number, line in enumerate(lines, start=1)}
    keywords = lines[3].removesuffix("Abstract")
    parts = {"title": lines[0], "identifier": lines[2], "keywords": keywords, "abstract": lines[4]}
    return {(section, 1): text for section, text in parts.items()}


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'")).lower()


@pytest.mark.parametrize("name", ["efe-2014", "latam-kazakhstan-2024"])
def test_every_fact_stands_in_its_paragraph(name):
    found = paragraphs(name)
    with (SOURCE / f"raw/{name}/facts.csv").open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    assert len(facts) > 25
    missing = [
        f["id"]
        for f in facts
        if not re.search(
            rf"(?<!\w){re.escape(plain(f['value']))}", plain(found.get((f["section"], int(f["paragraph"])), ""))
        )
    ]
    assert missing == []


def test_no_run_of_more_than_eight_words_is_copied():
    """Titles and names carry over; sentences do not."""
    copied = set()
    for document in DOCUMENTS.glob("*.txt"):
        words = re.findall(r"[^\W_]+", document.read_text(encoding="utf-8").lower())
        copied |= {tuple(words[i : i + 9]) for i in range(len(words) - 8)}
    for path in [
        *SOURCE.glob("raw/*/facts.csv"),
        *SOURCE.glob("notebooks/*.ipynb"),
        *SOURCE.glob("docs/**/*.md"),
        SOURCE / "README.md",
    ]:
        words = re.findall(r"[^\W_]+", path.read_text(encoding="utf-8").lower())
        runs = {tuple(words[i : i + 9]) for i in range(len(words) - 8)}
        assert not runs & copied, (path.name, sorted(runs & copied)[:2])

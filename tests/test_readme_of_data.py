"""The README at the top of the bag tells what somebody asks who has nothing but the file."""

import re

import pytest

from compendium.archive import readme
from compendium.decision.config import metadata, reports
from compendium.report import cite
from compendium.table import licences

COMMIT = "0123456789abcdef0123456789abcdef01234567"
ASKED = (
    *("What this is", "How it was made", "What is where", "How to check it", "How to build it again", "How to cite it"),
    *("What may be done with it", "Whom to ask"),
)


@pytest.fixture
def text(monkeypatch) -> str:
    """The file without what is counted, which must be built for that."""
    monkeypatch.setattr(readme, "_what", lambda: [metadata()["description"]])
    return readme.text(COMMIT)


def test_every_question_has_an_answer_in_lines_that_any_program_shows(text):
    assert [line for line in text.splitlines() if line in ASKED] == list(ASKED)
    assert all(len(line) <= readme.WIDTH or "://" in line for line in text.splitlines())
    assert "\t" not in text and text.endswith("\n") and not re.search(r"\n\n\n", text)


def test_it_cites_names_terms_and_commit_as_they_are_stated(text):
    plain = " ".join(text.split())
    assert cite.text() in plain and f"Commit: {COMMIT}" in text
    for one in licences.terms():
        assert (" ".join(one.attribution.split()) in plain) and (one.title in plain or not one.beyond_ours), one.folder
    assert all(author["name"] in text for author in metadata()["authors"])


@pytest.mark.slow
def test_it_counts_what_is_there(unpacked):
    text = (unpacked / "README.txt").read_text(encoding="utf-8")
    assert f"{len(reports())} reports:" in " ".join(text.split())
    for path in re.findall(r"\(data/(reports/[\w-]+\.html)\)", " ".join(text.split())):
        assert (unpacked / "data" / path).is_file()
    for path in re.findall(r"^- data/([\w/.-]+)", text, re.MULTILINE):
        assert (unpacked / "data" / path.rstrip(":,")).exists(), path

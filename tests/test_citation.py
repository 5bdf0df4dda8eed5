"""How a report is cited: whatever its title, BibTeX, RIS and schema.org hold it and nothing else."""

import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compendium.decision.config import metadata, reports
from compendium.report import citation, page_head

WORDS = st.text(
    st.one_of(st.sampled_from("\\{}%&#_$~^<>\"'\n\r\u2028-/ éж"), st.characters(codec="utf-8")), min_size=1, max_size=40
)
ANY = next(iter(reports().values()))


def test_a_citation_says_who_when_what_and_of_what():
    said, about = citation.text(ANY), metadata()
    for part in (about["authors"][0]["name"], f"({about['released'].year})", ANY.title, ANY.subtitle, about["title"]):
        assert part in said


@given(WORDS)
def test_bibtex_keeps_its_braces(title):
    said = citation.bibtex(ANY.key, title)
    plain = said
    for written in (r"\textbackslash{}", r"\textasciitilde{}", r"\textasciicircum{}", r"\{", r"\}"):
        plain = plain.replace(written, "")
    depth = 0
    for mark in plain:
        depth += {"{": 1, "}": -1}.get(mark, 0)
        assert depth >= 0
    assert depth == 0 and said.count("\n  title = ") == 1
    assert len(said.split("\n")) == len(citation.bibtex(ANY.key, "title").split("\n"))


@given(WORDS)
def test_ris_has_a_line_a_field(title):
    lines = citation.ris(title).split("\r\n")
    assert len(lines) == len(citation.ris("title").split("\r\n"))
    assert all(line[2:6] == "  - " for line in lines[:-1]) and lines[-2:] == ["ER  - ", ""]


@settings(deadline=None)
@given(WORDS, WORDS)
def test_a_description_is_json_that_ends_no_script(title, finding):
    said = page_head.script(citation.article(replace(ANY, title=title), finding))
    inside = said.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert len(inside) < len(said) and not set("<>&\u2028\u2029") & set(inside)
    found = json.loads(inside)
    assert found["headline"] == f"{title}: {ANY.subtitle}" and found["abstract"] == finding
    assert found["@type"] == "ScholarlyArticle"


@settings(deadline=None)
@given(WORDS, WORDS)
def test_a_head_has_its_tags_and_no_other(title, finding):
    class Tags(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, dict(attrs)))

    found: list[tuple[str, dict]] = []
    Tags().feed(citation.head(replace(ANY, title=title), finding))
    assert [tag for tag, _ in found] == ["meta"] * 7 + ["script"]
    assert found[0][1] == {"name": "description", "content": " ".join(finding.split())}
    assert found[2][1] == {"name": "citation_title", "content": f"{title}: {ANY.subtitle}"}


@pytest.mark.parametrize("content", ["a b\n", "ü&%#?", "<>"])
def test_an_address_holds_a_text(content):
    from urllib.request import urlopen

    with urlopen(citation.address("text/plain", content)) as answer:
        assert answer.read().decode() == content

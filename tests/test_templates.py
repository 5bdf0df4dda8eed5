"""A page has its form from the files that a rule hands to its job, whatever lies elsewhere."""

import ast
from dataclasses import replace

import pytest
from conftest import SOURCE

from compendium.build import inputs
from compendium.decision import config
from compendium.report import job, search
from compendium.report.page import Page
from compendium.report.templates import FILES, Templates

REPORT = SOURCE / "workflow/compendium/report"
LISTS = ("templates.py", "fonts.py", "search.py")  # where files are listed, for rules to hand over


def handed(name, path):
    """What a rule hands over, with another file under one name."""
    return Templates.given({**inputs.templates(), name: str(path)})


def test_rules_hand_over_every_file_of_a_page():
    assert set(FILES) <= set(inputs.templates()) and set(search.sources()) <= set(inputs.searching())
    given = inputs.templates()
    del given["typst"]
    with pytest.raises(KeyError, match="typst"):
        Templates.given(given)


def test_another_template_makes_another_page(tmp_path):
    form = tmp_path / "form.html"
    form.write_text("<html><body>form of a test: $body$</body></html>", encoding="utf-8")
    made = Page(handed("html", form)).html("Text.", {"title": "T"}, tmp_path)
    assert "form of a test: <p>Text.</p>" in made.replace("\n", "")


@pytest.mark.parametrize(("name", "of"), [("closing", None), ("closing_brief", "twinned-cities")])
def test_another_closing_section_closes_a_report(tmp_path, name, of):
    (tmp_path / "end.md").write_text("The end.", encoding="utf-8")
    kinds, parameters = ({"of": "report"}, {"of": of}) if of else ({}, {})
    report = replace(config.reports()["twinned-cities"], kinds=kinds, parameters=parameters)
    templates = handed(name, tmp_path / "end.md")
    assert job._closing_text(report, templates) == {FILES[name]: "The end."}


def test_the_script_of_the_search_is_what_the_rule_hands_over(tmp_path):
    (tmp_path / "search.js").write_text("found();\n", encoding="utf-8")
    given = {**inputs.searching(), "search": str(tmp_path / "search.js")}
    assert search.script(given).endswith("found();")


def test_no_job_knows_a_file_of_a_page_by_its_name():
    for path in sorted(REPORT.rglob("*.py")):
        named = [
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value.startswith(("workflow/templates", "workflow/filters"))
            and "*" not in node.value
        ]
        assert not named or path.name in LISTS, (path, named)

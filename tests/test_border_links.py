"""A name of what another report is about leads to it: where it stands as a text, whole, and not within a link."""

import json
import subprocess
from dataclasses import replace

import pypandoc
import pytest

from compendium.decision.config import reports
from compendium.paths import path_of
from compendium.report import links

NAMES = {"Bolivia–Peru": "border-bol-per", "Peru–Chile and others": "all", "Peru–Chile": "border-chl-per"}


def kept(value: str) -> dict:
    """A text as report.lua leaves it."""
    return {"t": "Span", "c": [["", ["kept-text"], []], [{"t": "Str", "c": value}]]}


def pandoc(given: str, *more: str) -> str:
    """A document as pandoc reads it."""
    command = [pypandoc.get_pandoc_path(), "--to=json", *more]
    return subprocess.run(command, input=given, capture_output=True, encoding="utf-8", check=True).stdout


def filtered(tmp_path, block: dict) -> list:
    """Blocks of a document of one block, once names are links."""
    (tmp_path / "names.json").write_text(json.dumps(NAMES), encoding="utf-8")
    document = {**json.loads(pandoc("", "--from=markdown")), "blocks": [block]}
    naming = f"--lua-filter={path_of('workflow/filters/names.lua')}"
    return json.loads(
        pandoc(json.dumps(document), "--from=json", f"--metadata=names={tmp_path / 'names.json'}", naming)
    )["blocks"]


def addresses(block) -> list[str]:
    """Targets of the links in a block."""
    if isinstance(block, dict):
        own = [block["c"][2][0]] if block.get("t") == "Link" else []
        return own + [one for part in block.values() for one in addresses(part)]
    return [one for part in block for one in addresses(part)] if isinstance(block, list) else []


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Bolivia–Peru", ["border-bol-per.html"]),
        ("See Bolivia–Peru, and Peru–Chile.", ["border-bol-per.html", "border-chl-per.html"]),
        ("Peru–Chile and others", ["all.html"]),
        ("Bolivia–Peruvian", []),
        ("Greater Bolivia", []),
    ],
)
def test_a_name_leads_to_its_report_and_the_longest_of_two_is_meant(tmp_path, value, found):
    assert addresses(filtered(tmp_path, {"t": "Para", "c": [kept(value)]})) == found


def test_a_name_within_a_link_or_a_heading_is_none(tmp_path):
    link = {"t": "Link", "c": [["", [], []], [kept("Bolivia–Peru")], ["https://example.org", ""]]}
    assert addresses(filtered(tmp_path, {"t": "Para", "c": [link]})) == ["https://example.org"]
    assert addresses(filtered(tmp_path, {"t": "Header", "c": [1, ["", [], []], [kept("Bolivia–Peru")]]})) == []


def test_a_report_leads_to_others_by_what_they_are_about_and_not_to_itself():
    border = next(report for report in reports().values() if report.parameters.get("dyad") == "KAZ-KGZ")
    found = links.names(border)
    assert found["Colombia–Venezuela"] == "border-col-ven" and "Kazakhstan–Kyrgyzstan" not in found
    assert "latin-america--southern-kazakhstan" in found.values()
    assert links.names(replace(border, names=())) == {}

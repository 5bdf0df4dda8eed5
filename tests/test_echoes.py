"""One mistake is one problem: what follows from it is not told as another, and names of two things are refused."""

import json
import re

import pytest
from conftest import SOURCE

from compendium.source import identifiers

CANDIDATES = "config/candidates.csv"


def told(tables) -> list[tuple[str, str, int]]:
    return [(p["file"], p["kind"], p["line"]) for p in tables.check().problems]


@pytest.mark.parametrize("row", ["adams,Adams again", "Adams,another", "other,Baker", "other,clarke"])
def test_a_list_in_which_a_label_is_two_things_is_refused(tables, row):
    text = (tables / CANDIDATES).read_text(encoding="utf-8")
    (tables / CANDIDATES).write_text(f"{text}{row}\n", encoding="utf-8")
    assert told(tables) == [(CANDIDATES, "label of two things", text.count("\n") + 1)]


@pytest.mark.parametrize("content", ["", "\ufeffkey,name\na,A\n", "key;name\na;A\n", 'key,name\n"a,A\n'])
def test_what_is_wrong_with_a_list_is_told_of_the_list(tables, content):
    (tables / CANDIDATES).write_text(content, encoding="utf-8")
    assert [(file, line) for file, _, line in told(tables)] == [(CANDIDATES, 1 if '\n"' not in content else 2)]


@pytest.mark.parametrize("path", ["../candidates.csv", "/etc/passwd"])
def test_a_list_is_a_file_of_the_compendium(tables, path):
    tables.edit("raw/returns/datapackage.yaml", f"list {CANDIDATES}", f"list {path}")
    assert told(tables) == [("raw/returns/datapackage.yaml", "unknown vocabulary", 0)]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("2020-05-04", "2020-02-30", "not a date"),
        (",slip,", ",slips,", "unknown kind"),
        ("412,421,", "412,4x1,", "value that its table cannot hold"),
        ("C001,", "C-0/1,", "name that cannot be used"),
        ("returns: p. 4,maintainers,2020-05-04\n", "returns: p. 4,maintainers\n", "ragged row"),
    ],
)
def test_cells_whose_decision_cannot_be_read_wait(tables, old, new, kind):
    """The keyings of the first cell differ, and the entry that settles it is the one with the mistake."""
    path = tables / "raw/corrections.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert {(file, what) for file, what, _ in told(tables)} == {("raw/corrections.csv", kind)}


CARD = "raw/returns/datapackage.yaml"


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("tidy: votes", "tidy: electorate", "tidy table of another layout"),
        ("      takes: {county: county, electors: electors}\n", "", "missing key"),
        ("CC0-1.0", "CC-BY", "unknown licence"),
        ("CC0-1.0", "cc0-1.0", "unknown licence"),
        ("CC0-1.0", "LicenseRef-nowhere", "unknown licence"),
    ],
)
def test_what_a_card_says_is_held_against_what_there_is(tables, old, new, kind):
    tables.edit(CARD, old, new)
    (problem,) = [p for p in tables.check().problems if p["file"] == CARD]
    assert problem["kind"] == kind and problem["line"] and problem["expected"]


def test_no_report_has_the_name_of_a_page_beside_it():
    for name in ("index", "data", "standing"):
        assert "taken" in identifiers.refuse("report", name)
    assert not identifiers.refuse("report", "indexes") and not identifiers.refuse("notebook", "index")


def patterns(schema: object) -> list[dict]:
    """Every part of a schema that has a pattern."""
    parts = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    own = [schema] if isinstance(schema, dict) and isinstance(schema.get("pattern"), str) else []
    return own + [found for part in parts for found in patterns(part)]


def test_each_pattern_of_a_schema_has_an_example_that_it_admits():
    for path in (SOURCE / "workflow").rglob("*.schema.json"):
        for part in patterns(json.loads(path.read_text(encoding="utf-8"))):
            assert part.get("examples") and re.search(part["pattern"], part["examples"][0]), (path.name, part)

"""Every file has its licence, what is made of sources has theirs, and reports print what they demand."""

import html
import json
import os
import re
import subprocess
import tomllib

import pytest
from assembled import freeze
from conftest import SOURCE

from compendium.decision.config import reports
from compendium.report import reuse
from compendium.table import licences

LINT = SOURCE / ".venv-validators/bin/reuse"


def lint(folder, *arguments: str) -> subprocess.CompletedProcess:
    assert LINT.is_file(), "./reproduce test makes the environment of the validators"
    # Which guess of an encoding is taken must not depend on the libraries of a system.
    variables = {**os.environ, "REUSE_ENCODING_MODULE": "charset_normalizer"}
    return subprocess.run([LINT, "lint", *arguments], cwd=folder, env=variables, capture_output=True, text=True)


def told(folder) -> dict[str, str]:
    """The licence of each file of a folder that it accepts, as the tool understands REUSE.toml, by path."""
    said = json.loads(lint(folder, "--json").stdout)
    assert said["summary"]["compliant"], said["non_compliant"]
    found = {file["path"]: {e["value"] for e in file["spdx_expressions"]} for file in said["files"]}
    assert all(len(expressions) == 1 for expressions in found.values())
    return {path: expressions.pop() for path, expressions in found.items()}


def test_reuse_accepts_what_is_committed():
    done = lint(SOURCE)
    assert done.returncode == 0, done.stdout


def test_the_tool_understands_every_statement_as_the_crate_does():
    stated = reuse.annotations()
    found = told(SOURCE)
    assert len(found) > 400
    assert {path: licences.expression(reuse.of_file(path, stated)) for path in found} == found
    assert {"MIT", "CC-BY-4.0", "Unicode-3.0", "MIT AND CC-BY-4.0"} <= set(found.values())


@pytest.mark.slow
def test_reuse_accepts_the_archive_with_all_that_is_built(unpacked):
    stated = reuse.annotations()
    found = told(unpacked / "data")
    assert {path: licences.expression(reuse.of_file(path, stated)) for path in found} == found
    assert "Unicode-3.0" in found["reports/data/neighbours.parquet"]
    assert found["reports/data/events.csv"] == "CC-BY-4.0"


@pytest.mark.slow
@pytest.mark.parametrize("key", reports())
def test_a_report_prints_the_attributions_that_its_sources_demand_and_no_other(original, key):
    page = (original / f"reports/{key}.html").read_text(encoding="utf-8")
    text = " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())
    behind = licences.behind_report(reports()[key])
    for one in filter(lambda one: one.attribution, licences.terms()):
        assert (" ".join(one.attribution.split()) in text) == (one in behind), one.folder


def test_a_licence_that_no_name_of_spdx_states_is_told_with_its_place(checker):
    checker.edit("raw/cldr/datapackage.yaml", "name: Unicode-3.0", "name: Unicode License v3")
    (problem,) = checker.check().problems
    assert problem["file"] == "raw/cldr/datapackage.yaml" and "Unicode License v3" in problem["found"]


@pytest.mark.slow
def test_what_a_card_states_reaches_every_table_report_and_statement_that_rests_on_it(built):
    card = "raw/gazette/datapackage.yaml"
    built.edit(card, "name: CC0-1.0", "name: Unicode-3.0")
    built.edit(card, "sources:\n  - title", "attribution: Printed by the *Gazette* of 1931.\nsources:\n  - title")
    freeze(built.path)
    assert "a card states another licence or attribution" in built.run("why").stdout
    assert built.run().returncode == 0 and built.run("release").returncode == 0
    package = json.loads((built / "reports/data/datapackage.json").read_text(encoding="utf-8"))
    under = {r["name"]: {licence["name"] for licence in r["licenses"]} for r in package["resources"]}
    assert {name for name, names in under.items() if "Unicode-3.0" in names} == {"claims"}
    said = {p.stem for p in (built / "reports").glob("*.html") if "Printed by the *Gazette* of 1931." in p.read_text()}
    assert said == {"votes-adams", "votes-baker", "corrections"}
    stated = tomllib.loads((built / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    (raw,) = [one for one in stated if one["path"] == ["raw/gazette/*.csv"]]
    assert raw["SPDX-License-Identifier"] == "Unicode-3.0"
    assert raw["SPDX-FileCopyrightText"] == ["Printed by the *Gazette* of 1931."]

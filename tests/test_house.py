"""The house is in order: linters, validators, sizes, documents."""

import csv
import json
import re
import subprocess
import sys

import frictionless
import pytest
import yaml
from conftest import SOURCE
from jsonschema import Draft202012Validator

TOOLS = SOURCE / "workflow"


@pytest.fixture(autouse=True)
def longest_field():
    """The limit of csv as it was: frictionless sets another for the whole process, and so for all tests."""
    before = csv.field_size_limit()
    yield
    csv.field_size_limit(before)


def call(*command: str):
    return subprocess.run([sys.executable, "-m", *command], cwd=SOURCE, capture_output=True, text=True)


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("snakefmt", "--check", "Snakefile", "workflow/rules"),
        ("snakemake", "--lint"),
    ],
    ids=lambda c: " ".join(c[:2]),
)
def test_linters_are_silent(command):
    if command[0] == "snakefmt":
        command = ("snakefmt.snakefmt", *command[1:])
    done = (
        call(*command)
        if command[0] != "snakefmt.snakefmt"
        else subprocess.run(
            [sys.executable, "-c", "from snakefmt.snakefmt import main; main()", *command[1:]],
            cwd=SOURCE,
            capture_output=True,
            text=True,
        )
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "package", sorted(p.relative_to(SOURCE).as_posix() for p in SOURCE.glob("raw/*/datapackage.yaml"))
)
def test_the_stock_validator_accepts_each_source(package, monkeypatch):
    monkeypatch.chdir(SOURCE)
    report = frictionless.validate(package)
    assert report.valid, report.to_summary()
    assert report.stats["tasks"] == len(frictionless.Package(package).resources)


@pytest.mark.slow
def test_the_stock_validator_accepts_the_tidy_tables(original):
    with frictionless.system.use_context(trusted=True):
        report = frictionless.validate(str(original / "reports/data/datapackage.json"))
    assert report.valid, report.to_summary()


LIMITS = {"Snakefile": 120, ".smk": 200, ".py": 300}


def test_files_and_functions_hold_one_idea():
    import ast

    for path in [
        SOURCE / "Snakefile",
        *SOURCE.glob("workflow/rules/*.smk"),
        *SOURCE.glob("workflow/**/*.py"),
        *SOURCE.glob("benchmarks/*.py"),
        *SOURCE.glob("tests/*.py"),
    ]:
        lines = path.read_text(encoding="utf-8").count("\n")
        assert lines < LIMITS.get(path.name, LIMITS.get(path.suffix)), f"{path.name}: {lines} lines"
        if path.suffix == ".py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    assert node.end_lineno - node.lineno < 60, f"{path.name}: {node.name}"


def test_every_reference_is_valid_and_every_card_cites_one():
    references = {r["id"] for r in json.loads((SOURCE / "raw/references.json").read_text(encoding="utf-8"))}
    assert {"sanchez-2021", "rouvinski", "efe-2014", "kulumzhanova-ospanova", "latam-kazakhstan-2024"} <= references
    for path in SOURCE.glob("raw/*/datapackage.yaml"):
        for resource in yaml.safe_load(path.read_text(encoding="utf-8"))["resources"]:
            assert resource["transcription"]["reference"] in references


@pytest.mark.parametrize("name", ["card", "config"])
def test_schemas_are_schemas(name):
    Draft202012Validator.check_schema(json.loads((TOOLS / f"schemas/{name}.schema.json").read_text(encoding="utf-8")))


def test_checksums_are_those_of_the_raw_tables():
    from compendium.source import checksums

    assert checksums.notices() == []


def test_the_readme_tells_the_two_commands_and_every_verb():
    text = (SOURCE / "README.md").read_text(encoding="utf-8")
    from compendium.__main__ import VERBS

    assert "./reproduce\n" in text and "./reproduce test\n" in text
    for verb in VERBS:
        assert f"./reproduce {verb}" in text or verb == "build", verb
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert link.startswith("http") or (SOURCE / link).exists(), link


def test_every_scheme_of_codings_has_its_rubric():
    from compendium.decision.codings import schemes

    text = (SOURCE / "docs/codings.md").read_text(encoding="utf-8")
    for scheme in schemes():
        assert f"## `{scheme}`" in text


def test_the_documents_of_cards_and_config_name_every_key():
    for name in ("card", "config"):
        text = (SOURCE / f"docs/{name}s.md" if name == "card" else SOURCE / "docs/config.md").read_text(
            encoding="utf-8"
        )
        schema = json.loads((TOOLS / f"schemas/{name}.schema.json").read_text(encoding="utf-8"))
        keys = schema["$defs"]["card"]["properties"] if name == "card" else schema["properties"]
        for key in keys:
            assert f"`{key}`" in text, key


def test_every_path_that_a_document_names_is_there():
    for path in [SOURCE / "README.md", SOURCE / "config/README.md", *sorted((SOURCE / "docs").rglob("*.md"))]:
        named = re.findall(
            r"`((?:workflow|tests|docs|config|notebooks|profiles)/[\w./-]+)`", path.read_text(encoding="utf-8")
        )
        assert not [name for name in named if not (SOURCE / name).exists()], path.name

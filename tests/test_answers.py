"""What verbs tell programs follows one form, and is what they tell people."""

import json
import os
import re
import subprocess
import sys

import completion
import pytest
import yaml
from conftest import SOURCE
from jsonschema import Draft202012Validator

from compendium.__main__ import VERBS
from compendium.decision.config import metadata

FORM = Draft202012Validator(json.loads((SOURCE / "workflow/schemas/answer.schema.json").read_text(encoding="utf-8")))


def answer(done) -> dict:
    """The answer of a verb, which follows the form and says the exit code."""
    found = json.loads(done.stdout)
    FORM.validate(found)
    assert found["code"] == done.returncode, done.stderr
    return found


def told(compendium, *arguments: str) -> list[dict]:
    found = answer(compendium.run(*arguments, "--json"))
    assert found["verb"] == arguments[0]
    return found["found"]


@pytest.mark.slow
def test_a_compendium_that_is_current_answers_every_question_with_nothing_wrong(small):
    assert told(small, "check") == [] and told(small, "why") == []
    stages = told(small, "status")
    assert {one["what"] for one in stages} == {"stage"} and all(one["current"] == one["files"] for one in stages)
    parts = {one["what"]: one["of"] for one in told(small, "why", "turnout")}
    assert parts["notebook"] == "notebooks/turnout.ipynb" and "raw table" in parts


@pytest.mark.slow
def test_an_entry_answers_with_what_it_says_in_words(small):
    every = told(small, "impact")
    assert len(every) > 1
    for one in every:
        said = small.run("impact", one["scenario"]).stdout
        count = [sum(m["what"] == what for m in one["moved"]) for what in ("result", "claim", "headline")]
        words = f"{one['tidy_rows']} tidy rows, {count[0]} results, {count[1]} verdicts, {count[2]} headlines"
        assert f"{words}, {len(one['reports'])} reports" in said
        for moved in one["moved"]:
            assert f"{moved['name']}: {moved['without']} → {moved['with']}" in said
        assert [entry["id"] for entry in one["entries"]] == one["scenario"].split("-")


@pytest.mark.slow
def test_what_is_wrong_stale_and_different_is_answered_as_it_is_told(built, small_archive):
    assert built.run("release").returncode == 0 and told(built, "verify") == []
    assert told(built, "diff", str(small_archive)) == [] and told(built, "verify", str(small_archive)) == []
    (built / "reports/turnout.html").write_text("other")
    assert told(built, "verify") == [{"what": "differs from the release", "name": "reports/turnout.html"}]
    stale = {one["name"] for one in told(built, "status") if one["what"] == "stale"}
    assert "reports/turnout.html" in stale
    (cause,) = told(built, "why")
    assert "reports/turnout.html" in cause["outputs"]
    results = built / "results.csv"
    (row, *_) = [line for line in results.read_text().splitlines() if line.startswith("turnout/")]
    other = built.path.with_name("other")
    other.mkdir()
    (other / "results.csv").write_text(results.read_text().replace(row, row.replace(",", ",1", 1)))
    differences = told(built, "diff", str(other))
    assert {one["what"] for one in differences} == {"changed"} and row.split(",")[0] in differences[0]["name"]
    built.set_cell("raw/returns/table1.csv", 2, 2, "4S")
    problems = told(built, "check")
    (cell,) = [one for one in problems if one["file"] == "raw/returns/table1.csv"]
    assert (cell["row"], cell["column"]) == (2, 2) and "4S" in cell["found"]


def test_what_was_not_understood_answers_nothing(small):
    for arguments in (("impact", "C999"), ("diff", "no-such"), ("verify", "no-such.zip"), ("check", "--fix")):
        done = small.run(*arguments, "--json")
        assert done.returncode == 2 and not done.stdout and done.stderr, arguments


def test_an_answer_that_breaks_the_form_is_refused():
    good = {"format": 1, "verb": "verify", "version": "1.0.0", "code": 0, "found": [{"what": "a", "name": "b"}]}
    assert FORM.is_valid(good)
    for change in ({"format": 2}, {"code": 2}, {"verb": "build"}, {"found": [{"name": "b"}]}, {"more": 1}):
        assert not FORM.is_valid(good | change), change
    assert not FORM.is_valid(good | {"verb": "check"})


def test_the_version_is_that_of_the_metadata():
    command = [sys.executable, "-P", "-m", "compendium", "--version"]
    variables = {**os.environ, "PYTHONPATH": str(SOURCE / "workflow")}
    done = subprocess.run(command, cwd=SOURCE, env=variables, capture_output=True, text=True)
    assert done.returncode == 0 and metadata()["version"] in done.stdout


def test_completion_is_that_of_the_verbs_as_they_are():
    command = [
        sys.executable,
        "-P",
        "-c",
        "import completion, json; print(json.dumps({p.name: t for p, t in completion.made().items()}))",
    ]
    variables = {**os.environ, "PYTHONPATH": str(SOURCE / "tests")}
    done = subprocess.run(command, env=variables, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for name, text in json.loads(done.stdout).items():
        held = (completion.FOLDER / name).read_text(encoding="utf-8")
        assert held == text, f"{name} is stale: .venv/bin/python -P tests/completion.py"
        assert all(verb in held for verb in VERBS) and "json" in held


@pytest.mark.parametrize(("words", "expected"), [(["st"], {"status"}), (["check", "--j"], {"--json"})])
def test_bash_completes_verbs_and_options(words, expected):
    listed = " ".join(["./reproduce", *words])
    script = (
        f"source workflow/completion/reproduce.bash; COMP_WORDS=({listed}); COMP_CWORD={len(words)}; "
        '_shtab_reproduce; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", script], cwd=SOURCE, capture_output=True, text=True)
    assert set(done.stdout.split()) == expected, done.stderr


def test_the_hosted_runner_runs_both_commands_of_the_readme_on_a_schedule():
    found = yaml.safe_load((SOURCE / ".github/workflows/reproduce.yml").read_text(encoding="utf-8"))
    assert found[True]["schedule"]  # YAML 1.1 reads “on” as true
    (job,) = found["jobs"].values()
    assert [step["run"] for step in job["steps"] if step.get("run") in ("./reproduce", "./reproduce test")] == [
        "./reproduce",
        "./reproduce test",
    ]
    needed = re.findall(r'^    "\S+ (\S+)"$', (SOURCE / ".ci/run").read_text(encoding="utf-8"), re.MULTILINE)
    installed = next(step["run"] for step in job["steps"] if "apt-get install" in step.get("run", ""))
    assert needed and set(needed) <= set(installed.split())


def test_the_form_for_a_wrong_cell_asks_for_what_an_entry_needs():
    form = yaml.safe_load((SOURCE / ".github/ISSUE_TEMPLATE/wrong-cell.yml").read_text(encoding="utf-8"))
    asked = {part["id"]: part for part in form["body"] if "id" in part}
    assert {"cell", "now", "printed", "evidence", "kind"} <= set(asked)
    kinds = {option.partition(":")[0] for option in asked["kind"]["attributes"]["options"]}
    assert {"slip", "misprint", "reading"} <= kinds

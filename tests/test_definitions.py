"""Definitions: each alternative that is not in force is a scenario, and reruns what asks for its term alone."""

import pyarrow.parquet as pq
import pytest

from compendium.decision import config, decisions, definitions
from compendium.result.results import Results
from compendium.result.scenario import jobs
from compendium.unusable import Unusable

FIRST, TURNOUT = "definition-first-votes", "definition-turnout-turnout"


def rows(compendium, scenario: str) -> list[dict]:
    return pq.read_table(compendium / f"processed/scenarios/{scenario}.parquet").to_pylist()


def scenarios_and_measures(compendium, done) -> set[str]:
    return {m for m in compendium.jobs(done.stderr) if m.startswith(("Scenario", "Measure"))}


@pytest.mark.slow
def test_each_other_alternative_is_computed_for_the_measures_that_ask(small):
    assert {(r["variant"], r["report"]) for r in rows(small, FIRST)} == {
        ("The first candidate is the one that most counties gave most votes.", key)
        for key in ("votes-adams", "votes-baker")
    }
    moved = {(r["what"], r["before"], r["after"]) for r in rows(small, FIRST) if r["report"] == "votes-adams"}
    assert moved == {("result", "adams", "baker"), ("headline", "holds", "does not hold: baker")}
    (mean,) = [r for r in rows(small, TURNOUT) if r["name"] == "turnout/turnout"]
    assert mean["number"] == pytest.approx(sum((571 / 700, 197 / 260, 2229 / 3150, 48 / 90, 461 / 640)) * 20)


@pytest.mark.slow
def test_another_alternative_in_force_reruns_what_asks_for_its_term_and_comes_to_what_was_said(small, built):
    told = {r["name"]: r["after"] for r in rows(small, TURNOUT) if r["what"] == "result"}
    built.edit("config/definitions.yaml", "in_force: whole", "in_force: mean")
    done = built.run()
    assert done.returncode == 0, done.stderr
    measured = {m for m in scenarios_and_measures(built, done) if m.startswith("Measure")}
    assert measured == {"Measure turnout", "Measure corrections"}
    found = pq.read_table(built / "processed/reports/turnout/results.parquet").to_pylist()
    assert {r["id"]: r["value"] for r in found if r["id"] in told} == told


@pytest.mark.slow
def test_another_alternative_reruns_its_scenario_alone(built):
    text = "    mean: Turnout is the mean of the turnouts of counties.\n"
    built.edit("config/definitions.yaml", text, text.replace("the mean of", "the mean, county by county, of"))
    done = built.run()
    assert done.returncode == 0, done.stderr
    assert scenarios_and_measures(built, done) == {f"Scenario {TURNOUT}", "Measure corrections"}
    assert {r["variant"] for r in rows(built, TURNOUT)} == {"Turnout is the mean, county by county, of the turnouts of counties."}  # fmt: skip


@pytest.mark.slow
def test_a_remark_reruns_nothing_and_without_the_file_there_are_no_terms(built):
    path = built / "config/definitions.yaml"
    path.write_text("# A remark.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert "Nothing to build" in built.run().stdout
    path.unlink()
    done = built.run("check")
    assert done.returncode == 1
    assert "unknown term" in done.stderr and "'first'" in done.stderr


FAULTS = [
    ("in_force: whole", "in_force: hole", "unknown alternative", "'hole'"),
    ("    mean: ", "    Mean value: ", "name that cannot be used", "Mean value"),
    ("turnout:\n", "turnouts:\n", "unknown term", "'turnout'"),
    ("  asks: Turnout of the whole\n", "", "missing key", "no asks"),
    ("  in_force: whole\n", "  in_force: whole\n  since: today\n", "unknown key", "since"),
    (
        "Turnout is the mean of the turnouts of counties.",
        "Turnout is votes over electors of all counties.",
        "alternative twice",
        "all counties",
    ),
    ("first:\n", "more:\n  asks: X\n  in_force: a\n  alternatives: {a: A., b: B.}\nfirst:\n", "term that no report asks for", "more"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "kind", "found"), FAULTS)
def test_a_fault_is_told_with_its_line(unbuilt, old, new, kind, found):
    unbuilt.edit("config/definitions.yaml", old, new)
    done = unbuilt.run("check")
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    problem = next(p for p in done.stderr.split("\n\n") if f": {kind}\n" in p)
    assert ", line " in problem and found in problem


def test_a_measure_asks_for_terms_that_there_are_and_that_its_notebook_lists():
    decided = decisions.Decisions(definitions={"term": "one"})
    assert Results("no-such-report", {}, {}, decided).definition("term") == "one"
    with pytest.raises(Unusable) as raised:
        Results("no-such-report", {}, {}, decided).definition("terms")
    assert (raised.value.problems[0].kind, "term?" in raised.value.problems[0].expected) == ("unknown term", True)
    with pytest.raises(Unusable) as raised:
        Results("twinned-cities", {}, {}, decided).definition("term")
    assert (raised.value.problems[0].file, raised.value.problems[0].kind) == (config.PATH, "term that is not listed")


def test_every_term_of_the_study_is_asked_for_and_every_alternative_is_a_variant():
    listed = {term for report in config.reports().values() for term in report.definitions}
    assert set(definitions.load()) == listed
    terms = {scenario.term for scenario in jobs.scenarios().values()} - {""}
    assert terms == listed

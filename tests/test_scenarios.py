"""Impact, sensitivity and differences between versions: computed from the pure measures, printed by verbs."""

import csv

import pyarrow.parquet as pq
import pytest
from conftest import SOURCE, Compendium
from hypothesis import given
from hypothesis import strategies as st

from compendium.decision import decisions, ledger, schemas
from compendium.decision.choices import choices
from compendium.decision.config import reports
from compendium.result import standing
from compendium.result.measure import measure
from compendium.result.predicates import PREDICATES
from compendium.result.scenario import compare, headlines, jobs, recompute
from compendium.result.scenario.jobs import affected, measured_reports, read_by, scenarios
from compendium.result.scenario.scenarios import Scenario, about_entries
from compendium.table import store
from crossborder.borders.choices import groups
from crossborder.borders.regions import PATH as REGIONS

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False)


def test_noise_in_the_twelfth_digit_is_no_difference():
    result = lambda number: {"number": number, "value": "text"}  # noqa: E731
    assert not compare.differ(result(1.0), result(1.0 + 1e-13))
    assert compare.differ(result(1.0), result(1.0 + 1e-9))
    assert compare.differ(result(1.0), None)
    assert compare.differ(result(None), result(1.0))
    assert not compare.differ(result(None), result(None))


@given(NUMBERS, NUMBERS)
def test_a_change_is_the_same_in_both_directions(one, other):
    assert compare.relative(one, other) == compare.relative(other, one)
    assert compare.relative(one, one) == 0
    assert compare.relative(one, None) is None


def test_a_scenario_turns_its_entries_round_and_leaves_the_others():
    decided = decisions.load()
    for scenario in about_entries(decided).values():
        turned = scenario.decisions(decided)
        moved = [a.id for a, b in zip(decided.entries, turned.entries, strict=True) if a.status != b.status]
        assert moved == [entry.id for entry in scenario.entries]
        assert (turned.codings, turned.files) == (decided.codings, decided.files)


def test_entries_that_belong_together_are_taken_singly_and_together():
    keys = list(about_entries(decisions.load()))
    assert {"C001", "C002", "C001-C002"} <= set(keys)
    assert keys.index("C001-C002") > keys.index("C002")
    assert about_entries(decisions.load())["C001-C002"].says == "with C001 and C002"


@pytest.mark.slow
def test_a_choice_of_regions_moves_no_report_that_it_is_not_computed_for(original):
    base = recompute.Base(original.path)
    for choice in ("country-list", "sub-regions"):
        moved = read_by(Scenario(choice, choices()[choice].says, choice=choice))
        assert moved and {report.measure for report in moved.values()} == {
            scenario.measure for scenario in scenarios().values() if scenario.choice == choice
        }
        others = [report for key, report in measured_reports().items() if key not in moved and groups(report)]
        assert others
        decided = choices()[choice].decisions(base.decided)
        for report in others:
            tables = {name: base.frames[name] for name in report.tables}
            results = measure(report.key, report.measure, report.parameters, tables, None, decided)
            found = store.arrow(results.rows, schemas.results()).drop_columns(["cells"]).to_pylist()
            built = {
                key: row for key, row in base.outcome(report).results.items() if not key.endswith("/ledger-entries")
            }
            assert {row["id"]: row for row in found} == built


@pytest.mark.slow
def test_an_entry_on_a_claim_moves_the_reports_that_tell_of_claims(original):
    with (SOURCE / "raw/efe-2014/claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    column = rows[0].index("expected")
    row = next(n for n, r in enumerate(rows) if r[column] == "Tuesday")
    cell = f"raw/efe-2014/claims.csv#cell={row + 1},{column + 1}"
    more = ("slip", "proposed", "Supposed.", "none", "maintainers", "2026-01-01")
    entry = ledger.Entry("C900", cell, "Tuesday", "Friday", *more, line=0)
    decided = decisions.load()
    base = recompute.Base(original.path, decided.supposing((*decided.entries, entry)))
    found = list(compare.rows(Scenario("C900", "with C900", (entry,)), base))
    assert ("audit/ec01-verdict", "supported", "contradicted") in {(r["name"], r["before"], r["after"]) for r in found}
    assert {r["name"] for r in found} >= {"audit/supported", "audit/contradicted"}


def test_a_corrected_embassy_reruns_no_choice_but_the_parts_that_read_embassies():
    missions = {key for key in scenarios() if any("/missions." in name for name in jobs.inputs(key))}
    choices = {key for key, scenario in scenarios().items() if scenario.choice}
    assert missions & choices == {"country-list-outreach", "rivals-audit", "rivals-us_policy"}


def test_a_corrected_membership_measures_no_line_again():
    assert affected(about_entries(decisions.load())["C008"]) == ["neighbours"]


def test_choices_of_regions_are_made_otherwise_and_taken_back():
    decided = decisions.load()
    given_list = decided.files[REGIONS].members("latin-america")
    other = {key: choices()[key].decisions(decided).files[REGIONS] for key in ("country-list", "sub-regions")}
    assert {"GTM-MEX", "BLZ-GTM"} <= set(other["country-list"].members("latin-america"))
    assert "ARG-BOL" in other["sub-regions"].members("southern-cone")
    assert decided.files[REGIONS].members("latin-america") == given_list


@pytest.mark.slow
def test_every_headline_names_a_result_that_its_reports_have(original):
    known = headlines.load()
    for key, report in reports().items():
        found = pq.read_table(original / f"processed/reports/{key}/results.parquet").to_pylist()
        by_id = {r["id"]: r for r in found}
        for headline in headlines.of(report.notebook, key):
            assert f"{key}/{headline.result}" in by_id, headline
            assert headline.compares in {*PREDICATES, headlines.SAME, headlines.SIDE}
            assert headline.holds(by_id, key, by_id) != headlines.UNDEFINED, (key, headline.id)
            assert headline.statement(by_id, key)
    told = {report.notebook for report in reports().values() if not (report.scenarios or report.whole)}
    assert set(known) >= {key for key in told if "brief" not in key}  # a brief says what its report says


@pytest.mark.slow
def test_no_headline_is_false_as_built(original):
    for key, report in reports().items():
        found = pq.read_table(original / f"processed/reports/{key}/results.parquet").to_pylist()
        by_id = {r["id"]: r for r in found}
        false = [h.id for h in headlines.of(report.notebook, key) if h.holds(by_id, key, by_id) != headlines.HOLDS]
        assert not false, f"{key} stands for {false}, which are not true: leave it out of their reports, or mend them"


def values(compendium: Compendium, reports: set[str]) -> dict[str, str]:
    """Text of every result of these reports, but for the number of entries."""
    found = [pq.read_table(compendium / f"processed/reports/{key}/results.parquet").to_pylist() for key in reports]
    return {r["id"]: r["value"] for rows in found for r in rows if not r["id"].endswith("/ledger-entries")}


@pytest.mark.slow
def test_an_entry_that_is_accepted_comes_to_what_its_scenario_says(small, built):
    scenario = pq.read_table(small / "processed/scenarios/C002.parquet").to_pylist()
    told = {row["name"]: row["after"] for row in scenario if row["what"] == "result"}
    assert told and {row["after"] for row in scenario if row["what"] == "headline"} == {"holds", "does not hold"}
    built.set_cell(ledger.PATH, 3, 6, "accepted")
    done = built.run()
    assert done.returncode == 0, done.stderr
    reports = {"turnout", "votes-adams", "votes-baker"}
    before, after = values(small, reports), values(built, reports)
    assert {key: after[key] for key in after if after[key] != before[key]} == told
    claims = [pq.read_table(c / "processed/tables/claims.parquet").to_pylist()[1] for c in (small, built)]
    assert [(row["found"], row["verdict"]) for row in claims] == [("4840", "contradicted"), ("5200", "supported")]


@pytest.mark.slow
def test_headlines_that_depend_on_an_entry_are_told_with_it(original):
    rows = pq.read_table(original / "processed/reports/corrections/headlines.parquet").to_pylist()
    by_name = {row["name"]: row for row in rows}
    top = by_name["diplomatic-representation/top"]
    assert top["verdict"] == standing.CHANGES and "with C020" in top["depends"]
    product = by_name["latin-america--southern-kazakhstan/product"]
    assert product["verdict"] == standing.STEADY and product["depends"] is None and product["n"] >= 5
    assert "Penn World Table" in by_name["central-america--south-america/product"]["depends"], "the sign turns there"
    organisations = by_name["latin-america--southern-kazakhstan/organisations"]
    assert organisations["verdict"] == standing.CHANGES and "integration frameworks" in organisations["depends"]
    assert len(rows) > 50


@pytest.mark.slow
def test_what_cannot_be_false_as_built_is_counted_as_no_headline(original):
    rows = pq.read_table(original / "processed/reports/corrections/headlines.parquet").to_pylist()
    found = pq.read_table(original / "processed/reports/corrections/results.parquet").to_pylist()
    counted = {r["id"].partition("/")[2]: r["number"] for r in found}
    every = {f"{key}/{h.id}": h for key, r in reports().items() for h in headlines.of(r.notebook, key)}
    sure = {row["name"] for row in rows if every[row["name"]].compares in ("same", "same side")}
    assert counted["findings"] == len(sure) and counted["headlines"] == len(rows) - len(sure)
    assert {row["verdict"] for row in rows if row["name"] in sure} <= {standing.STEADY, standing.CHANGES}
    assert not {standing.STEADY, standing.CHANGES} & {row["verdict"] for row in rows if row["name"] not in sure}
    told = sum(counted[f"headlines-{verdict}"] for verdict in ("robust", "depend", "false"))
    assert told == counted["headlines"]
    assert counted["findings-steady"] == sum(row["verdict"] == standing.STEADY for row in rows)


def test_no_report_has_a_headline_whose_opposite_another_report_has():
    opposite = {"above": {"below", "not above"}, "below": {"above", "not below"}}
    for notebook, every in headlines.load().items():
        for one in every:
            others = [h for h in every if (h.result, h.to) == (one.result, one.to)]
            others += [h for h in every if (h.to, h.result) == (one.result, one.to) and h.compares == one.compares]
            clash = [h.id for h in others if h.compares in opposite.get(one.compares, ()) or h.to == one.result]
            assert not clash, f"{notebook}: {one.id} and {clash} cannot both be false; say it once with same side"


numbers = st.floats(-10, 10, allow_nan=False)


@given(numbers, numbers, numbers)
def test_the_side_of_a_number_holds_as_built_and_turns_with_it(then, now, bar):
    one = headlines.Headline("a", "A.", "x", headlines.SIDE, bar)
    of = lambda number: {"r/x": {"number": number, "value": str(number)}}  # noqa: E731
    assert one.by_construction and one.holds(of(then), "r", of(then)) == headlines.HOLDS
    same = (then > bar) == (now > bar) and (then < bar) == (now < bar)
    assert one.holds(of(now), "r", of(then)) == (headlines.HOLDS if same else headlines.FAILS)
    assert one.holds(of(None), "r", of(then)) == one.holds(of(now), "r", of(None)) == headlines.UNDEFINED

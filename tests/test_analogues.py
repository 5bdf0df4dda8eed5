"""Nearness of borders: Gower's, over given conditions alone, and nothing where too little is known."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compendium.decision import definitions
from compendium.result.results import Results
from crossborder.borders import conditions
from crossborder.borders.conditions import counted, direct, near, nearness, verdicts

VALUES = st.floats(1, 5000)
YES = [name for name, (scale, _) in nearness.GIVEN.items() if scale == "yes"]
CITIES = [name for name in nearness.GIVEN if name.startswith(("city_share", "city_people"))]
LIKE = dict.fromkeys(nearness.GIVEN, 100.0)


def borders(rows):
    frame = pd.DataFrame(rows, columns=list(nearness.GIVEN)).assign(dyad=[f"B{n}" for n in range(len(rows))])
    for name in YES:
        frame[name] = frame[name].map(lambda value: None if pd.isna(value) else bool(value > 2500))
    return frame.set_index("dyad")


ROWS = st.lists(st.tuples(*[VALUES] * len(nearness.GIVEN)), min_size=3, max_size=12)


@settings(deadline=None)
@given(ROWS)
def test_nearness_is_a_distance_from_nothing_to_one(rows):
    frame = borders(rows)
    found = nearness.nearness(frame, frame, nearness.WEIGHTS)
    distances = found.distances.to_numpy()
    assert np.allclose(np.diag(distances), 0)
    assert np.allclose(distances, distances.T)
    assert ((distances >= 0) & (distances <= 1 + 1e-12)).all()
    assert (found.present.to_numpy() == 1).all()


def test_a_pair_of_which_too_little_is_known_is_not_ranked():
    known = ["length_km", "altitude_m", "capital_distance_km"]
    poor = {name: value if name in known else None for name, value in LIKE.items()}
    frame = borders([LIKE, poor, dict.fromkeys(LIKE, 300.0)])
    found = nearness.nearness(frame, frame, nearness.WEIGHTS)
    assert found.distances.loc["B0", "B1"] != found.distances.loc["B0", "B1"]
    assert found.present.loc["B0", "B1"] == pytest.approx(3 / sum(nearness.WEIGHTS.values()))
    assert found.distances.loc["B0", "B2"] > 0


def test_all_measures_of_cities_weigh_as_much_as_one_condition():
    cities, length = {**LIKE, **dict.fromkeys(CITIES, 10_000.0)}, {**LIKE, "length_km": 1_000_000.0}
    assert len(CITIES) == 4
    found = nearness.nearness(*[borders([LIKE, cities, length])] * 2, nearness.WEIGHTS)
    assert found.distances.loc["B0", "B1"] == pytest.approx(found.distances.loc["B0", "B2"], rel=0.05)


def validity(responses):
    random = np.random.default_rng(1)
    rows = [[float(x), *[100.0] * (len(nearness.GIVEN) - 1)] for x in np.exp(random.uniform(1, 8, 30))]
    frame = borders(rows)
    answers = responses(np.log(frame["length_km"].to_numpy()), random)
    cells = [[f"raw/x/t.csv#cell={n + 2},1"] for n in range(len(frame))]
    for name in near.RESPONSES:
        frame[name], frame[f"cells_{name}"] = answers, cells
    results = Results("report", {}, {})
    near.frame_of_validity(results, frame, frame, nearness.WEIGHTS)
    return {row["response"]: row for row in results.frames["validity"] if row["among"] == near.NEIGHBOURS[0]}


def test_validity_sees_a_response_that_follows_the_conditions_and_none_that_does_not():
    follows = validity(lambda lengths, _: (lengths > np.median(lengths)).astype(float))
    free = validity(lambda lengths, random: random.integers(0, 2, len(lengths)).astype(float))
    name = near.RESPONSES["visa_free"]
    assert follows[name]["as_good"] <= 1
    assert follows[name]["nearest"] < follows[name]["chance"] / 2
    assert free[name]["as_good"] > 5


def test_a_response_that_countries_make_alone_is_not_predicted_once_their_borders_are_no_neighbours():
    lengths, others = np.repeat(np.geomspace(10, 5000, 12), 2), [100.0] * (len(nearness.GIVEN) - 1)
    frame = borders([[float(length), *others] for length in lengths])
    frame.index = [f"S{n:02}-S{n:02}{side}" for n in range(12) for side in "AB"]  # two borders of each state
    answers = np.repeat(np.arange(12) % 2, 2).astype(float)  # the states beside each one do otherwise
    for name in near.RESPONSES:
        frame[name], frame[f"cells_{name}"] = answers, [["raw/x/t.csv#cell=2,1"]] * len(frame)
    results = Results("report", {}, {})
    near.frame_of_validity(results, frame, frame, nearness.WEIGHTS)
    every, apart = (row for row in results.frames["validity"] if row["response"] == near.RESPONSES["visa_free"])
    assert every["nearest"] < apart["nearest"]
    assert apart["as_good"] > conditions.CHANCE


def test_borders_without_a_neighbour_predict_nothing():
    assert near.dealt(np.full((3, 3), np.nan), np.array([0.0, 1.0, 0.0])) == near.Dealt(0, None, None, None)


@given(st.lists(st.integers(0, 20), min_size=2, max_size=9), st.integers(-3, 23))
def test_a_value_in_the_middle_half_lies_in_the_range(values, value):
    within, middle = direct.place(float(value), np.array(values, dtype=float))
    assert within == (min(values) <= value <= max(values))
    assert within or not middle


@given(st.lists(st.booleans(), min_size=1, max_size=9), st.lists(st.booleans(), min_size=1, max_size=5))
def test_a_yes_or_no_can_be_alike_harder_and_easier(ours, theirs):
    low, high = verdicts.middle("both_landlocked", np.array(ours, dtype=float))
    usual = {answer for answer in (True, False) if 2 * ours.count(answer) >= len(ours)}
    assert [low <= answer <= high for answer in theirs] == [answer in usual for answer in theirs]
    below, above = (
        sum(bool(one) for one in found) for found in ([a < low for a in theirs], [a > high for a in theirs])
    )
    called = verdicts.verdict(len(theirs), below, above, "more")
    strange = [answer for answer in theirs if answer not in usual]
    if 2 * len(strange) > len(theirs):
        assert called == ("harder" if strange[0] else "easier")


@given(ROWS, ROWS)
def test_distances_within_a_group_and_to_another_are_on_one_scale(ours, theirs):
    ours, theirs = borders(ours), borders(theirs)
    within = nearness.apart(ours, ours, theirs)
    across = nearness.apart(theirs, ours)
    both = pd.concat([theirs, ours], ignore_index=True)
    every = nearness.apart(both, both.iloc[len(theirs) :], theirs)
    for name in nearness.GIVEN:
        assert np.array_equal(every[name], np.concatenate([across[name], within[name]]), equal_nan=True)


@given(st.integers(1, 9), st.data())
def test_a_condition_is_called_by_where_most_borders_lie(of, data):
    below = data.draw(st.integers(0, of))
    above = data.draw(st.integers(0, of - below))
    found = {side: verdicts.verdict(of, below, above, side) for side in ("more", "less", None)}
    assert set(found.values()) <= set(verdicts.VERDICTS)
    assert (found["more"] == "alike") == (found["less"] == "alike") == (2 * (of - below - above) > of)
    assert (found["more"] == "harder") == (found["less"] == "easier") == (2 * above > of)
    assert found[None] in ("alike", "mixed")


def test_every_definition_of_nearness_leaves_out_what_there_is():
    assert set(nearness.LEFT_OUT) == set(definitions.load()["nearness"].alternatives)
    assert {name for names in nearness.APART.values() for name in names} == set(nearness.GIVEN)
    assert {one for left_out in nearness.LEFT_OUT.values() for one in left_out} <= set(nearness.APART)


def test_every_measured_condition_says_what_makes_it_harder():
    assert set(counted.HARDER) == {*counted.COUNTED, *counted.CONSTRUCTS.values(), *counted.YES_OR_NO}
    assert set(counted.HARDER.values()) == {"more", "less", None}


@pytest.mark.slow
def test_each_southern_border_and_its_nearest_has_a_report_of_its_own(original):
    key = "latin-america--southern-kazakhstan"
    frame = pd.read_parquet(original / f"processed/reports/{key}/analogues.parquet")
    wanted = {*frame["dyad"], *frame.loc[frame["rank"] == 1, "analogue"]}
    assert len(wanted) >= 5
    for dyad in wanted:
        assert (original / f"reports/border-{dyad.lower()}.pdf").is_file(), f"no report in config.yaml for {dyad}"


@pytest.mark.slow
def test_a_border_report_ranks_its_border_as_the_comparison_does(original):
    compared = pd.read_parquet(original / "processed/reports/latin-america--southern-kazakhstan/analogues.parquet")
    for dyad, mine in compared.groupby("dyad"):
        found = pd.read_parquet(original / f"processed/reports/border-{dyad.lower()}/nearest.parquet")
        assert list(found["other"]) == list(mine["analogue"]), dyad
        told = pd.read_parquet(original / f"processed/reports/border-{dyad.lower()}/results.parquet").set_index("id")
        most = pd.read_parquet(original / "processed/reports/latin-america--southern-kazakhstan/results.parquet")
        (most,) = most.loc[most["id"].str.endswith("/within-most"), "value"]
        assert f"({most} at most)" in told.loc[f"border-{dyad.lower()}/told-nearest", "value"], dyad

"""Nearness of borders: Gower's, over given conditions alone, and nothing where too little is known."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossborder.measure.cooperation import analogues
from crossborder.measure.cooperation.groups import Group
from crossborder.measure.study import Study

VALUES = st.floats(1, 5000)


def borders(rows):
    frame = pd.DataFrame(rows, columns=list(analogues.GIVEN)).assign(dyad=[f"B{n}" for n in range(len(rows))])
    for name in ("both_landlocked", "dispute_open"):
        frame[name] = frame[name].map(lambda value: None if pd.isna(value) else bool(value > 2500))
    return frame.set_index("dyad")


ROWS = st.lists(st.tuples(*[VALUES] * len(analogues.GIVEN)), min_size=3, max_size=12)


@settings(deadline=None)
@given(ROWS)
def test_nearness_is_a_distance_from_nothing_to_one(rows):
    frame = borders(rows)
    found = analogues.nearness(frame, frame, analogues.WEIGHTS)
    distances = found.distances.to_numpy()
    assert np.allclose(np.diag(distances), 0)
    assert np.allclose(distances, distances.T)
    assert ((distances >= 0) & (distances <= 1 + 1e-12)).all()
    assert (found.present.to_numpy() == 1).all()


def test_a_pair_of_which_too_little_is_known_is_not_ranked():
    full, poor = [100.0, 200.0, 2.0, 5.0, 6.0, 1.0, 1.0, 1.0], [100.0, 200.0, 2.0, None, None, None, None, None]
    frame = borders([full, poor, [300.0, 400.0, 3.0, 6.0, 7.0, 2.0, 5000.0, 1.0]])
    found = analogues.nearness(frame, frame, analogues.WEIGHTS)
    assert found.distances.loc["B0", "B1"] != found.distances.loc["B0", "B1"]
    assert found.present.loc["B0", "B1"] == pytest.approx(3 / 7)
    assert found.distances.loc["B0", "B2"] > 0


def test_both_belts_of_cities_weigh_as_much_as_one_condition():
    one = [100.0, 200.0, 2.0, 0.0, 0.0, 1.0, 1.0, 1.0]
    cities, length = [*one], [*one]
    cities[3] = cities[4] = 100.0
    length[0] = 10_000.0
    found = analogues.nearness(*[borders([one, cities, length])] * 2, analogues.WEIGHTS)
    assert found.distances.loc["B0", "B1"] == pytest.approx(found.distances.loc["B0", "B2"], rel=0.05)


def validity(responses):
    random = np.random.default_rng(1)
    rows = [[float(x), *[100.0] * (len(analogues.GIVEN) - 1)] for x in np.exp(random.uniform(1, 8, 30))]
    frame = borders(rows)
    answers = responses(np.log(frame["length_km"].to_numpy()), random)
    cells = [[f"raw/x/t.csv#cell={n + 2},1"] for n in range(len(frame))]
    for name in analogues.RESPONSES:
        frame[name], frame[f"cells_{name}"] = answers, cells
    study = Study("report", {}, {})
    analogues._validity(study, frame, Group("left", "left", "Left", tuple(frame.index)))
    return {row["response"]: row for row in study.frames["validity"]}


def test_validity_sees_a_response_that_follows_the_conditions_and_none_that_does_not():
    follows = validity(lambda lengths, _: (lengths > np.median(lengths)).astype(float))
    free = validity(lambda lengths, random: random.integers(0, 2, len(lengths)).astype(float))
    name = analogues.RESPONSES["visa_free"]
    assert follows[name]["as_good"] <= 1
    assert follows[name]["nearest"] < follows[name]["chance"] / 2
    assert free[name]["as_good"] > 5

"""The comparison in sentences, in time and side by side: on inputs of their own, both branches of what is conditional."""

import json

import pyarrow.parquet as pq
import pytest
from conftest import SOURCE
from hypothesis import given
from hypothesis import strategies as st

from compendium.decision.config import reports
from compendium.result.sentence import Place
from crossborder.borders.conditions import counted, direct, timeline, titles, told, told_acts, tried
from crossborder.borders.conditions.exposure import NOTHING
from crossborder.borders.conditions.groups import Group, called

LEFT = Group("left", "hills", "Hills", ("AAA-BBB", "BBB-CCC", "CCC-DDD"), Place.english("the Hills"))
RIGHT = Group("right", "isle", "Isle", ("EEE-FFF", "FFF-GGG"), Place.english("the isle", "on"))


def results(**numbers):
    """Results by name, each with its number, n and value; `_` in a name stands for its hyphen."""
    return {name.replace("_", "-"): {"number": one, "n": n, "value": str(one)} for name, (one, n) in numbers.items()}


def test_a_condition_is_told_only_where_there_is_one():
    every = results(conditions_alike=(2, 9), conditions_harder=(0, 9), conditions_easier=(1, 9))
    every["conditions-alike"]["value"], every["conditions-easier"]["value"] = "length and altitude", "income gap"
    said = told._judged(every, LEFT, RIGHT)[1]
    assert said == (
        "Most borders of the isle are like those of the Hills in length and altitude; they meet easier ones in income gap."
    )
    assert told._profile(every)[1] == "Alike in two, harder in none, easier in one"
    nothing = results(conditions_alike=(0, 9), conditions_harder=(0, 9), conditions_easier=(0, 9))
    assert told._judged(nothing, LEFT, RIGHT)[1] == "No condition sets them apart."


def test_in_no_condition_is_said_in_the_order_of_a_denial():
    given = {f"{name}-of-all": (0, 9) for name in ("in-range", "in-middle")}
    given |= {f"{side}-{part}-share": (None, 9) for side in ("right", "left") for part in ("in-range", "in-middle")}
    every = results(**{name.replace("-", "_"): one for name, one in given.items()})
    assert told._within(every, LEFT, RIGHT)[1].startswith("In none of the nine conditions with a range do both borders")
    every |= results(in_range_of_all=(2, 9))
    assert told._within(every, LEFT, RIGHT)[1].startswith("In two of the nine conditions with a range both borders")


def test_a_share_is_of_what_is_known():
    every = results(left_closed=(1, 3), left_closed_known=(2, 3), right_closed=(0, 2), right_closed_known=(2, 2))
    said = told.shares_of(every, LEFT, RIGHT, "closed")[1]
    assert said == "one of the two known (one unknown) in the Hills and neither of the two borders on the isle"


def test_a_title_tells_a_part_shortly():
    assert [titles.brief(*given) for given in ((8, 30, 30), (0, 1, 3), (21, 29, 30), (3, 3, 3))] == [
        "8 of 30", "none known", "21 of 29 known", "all three",
    ]  # fmt: skip
    assert titles.brief(0, 0, 3) == "unknown" and titles.brief(19, 19, 30) == "all 19 known"


def test_what_the_fates_bear_is_said_once_where_it_is_nothing():
    assert told_acts._bears([("in the Hills", NOTHING), ("on the isle", NOTHING)]) == [
        "Nothing can be concluded from this."
    ]
    assert told_acts._bears([("in the Hills", NOTHING), ("on the isle", "fewer are active")]) == [
        "In the Hills nothing can be concluded; on the isle fewer are active."
    ]
    assert told_acts._bears([]) == []


@pytest.mark.slow
@pytest.mark.parametrize("key", [key for key, one in reports().items() if one.measure == "comparison"])
def test_titles_have_ten_words_at_most_and_name_nothing_twice(original, key):
    rows = pq.read_table(original / f"processed/reports/{key}/results.parquet").to_pylist()
    said = {row["id"].partition("/told-")[2]: row["value"] for row in rows if "/told-" in row["id"]}
    for name in ("title-closed", "title-closed-pandemic", "types", "apart", "profile"):
        assert len(said[name].split()) <= 10, said[name]
    one, _, other = said["apart"].removeprefix("Most apart: ").partition(" and ")
    assert one and other and not other.startswith(one)


def test_survival_where_none_met_a_closure():
    names = {
        f"{side}_{met}_{part}": (0, 0)
        for side in ("left", "right")
        for met in ("exposed", "unexposed")
        for part in ("active", "known")
    }
    every = results(**(names | {"left_unexposed_active": (1, 1), "left_unexposed_known": (1, 1)}))
    every |= {
        f"{side}-exposure-verdict": {"number": None, "n": 1, "value": "nothing can be concluded"}
        for side in ("left", "right")
    }
    said = told_acts.survival(every, LEFT, RIGHT, [])[1]
    assert "in the Hills none met a closure, and the only one is active" in said
    assert said.endswith("Nothing can be concluded from this.")


def test_counts_beside_a_part_in_digits_are_in_digits():
    every = {}
    for slug in ("financing", "environment", "centres"):
        for part, number in {"success": 6, "mixed": 7, "failure": 1, "known": 14, "n": 20}.items():
            every[f"left-{slug}-{part}"] = {"number": number, "n": 20, "value": str(number)}
    said = told_acts.tried(every, LEFT, [])[1]
    assert "6 of the 14 known (6 unknown) succeeded, 7 came out mixed and one failed" in said


@given(st.dates())
def test_a_day_lies_within_its_month_and_its_year(day):
    year, month, whole = str(day.year).zfill(4), day.isoformat()[:7], day.isoformat()
    starts = [timeline.began(text) for text in (year, month, whole)]
    ends = [timeline.ended(text) for text in (year, month, whole)]
    assert starts == sorted(starts)[:1] * 3 or starts[0] <= starts[1] + 0.01 <= starts[2] + 0.02
    assert ends[0] >= ends[1] - 0.01 >= ends[2] - 0.02
    assert all(begin < end for begin, end in zip(starts, ends, strict=True))


def test_a_date_that_is_not_known_has_no_place():
    assert timeline.began(None) is None is timeline.ended("")
    assert (timeline.began("2015"), timeline.ended("2015"), timeline.began("2015-07")) == (2015.0, 2016.0, 2015.5)


@given(st.lists(st.floats(0.01, 1e6), min_size=2, max_size=9), st.sampled_from(counted.COUNTED))
def test_places_on_a_strip_keep_the_order(values, name):
    least, *middle, most = sorted(values)
    places = direct._at(name, [None, least, *middle, most])
    assert places[0] is None
    assert places[1:] == sorted(places[1:])
    assert all(0 <= place <= 1 for place in places[1:])


def test_classes_are_words():
    assert called("ngo") == "non-governmental organisation"
    assert called("border_service_centre") == "border service centre"


def test_no_table_of_the_body_is_made_to_be_long_and_the_annex_is_last():
    notebook = json.loads((SOURCE / "notebooks/comparison.ipynb").read_text(encoding="utf-8"))
    sources = ["".join(cell["source"]) for cell in notebook["cells"]]
    (annex,) = [n for n, text in enumerate(sources) if "# Annex" in text]
    assert next(text for text in sources if text.startswith("# ")).startswith("# The answer")
    body, end = "\n".join(sources[:annex]), "\n".join(sources[annex + 1 :])
    assert '"tried"' in body
    assert "# " not in end
    for frame in ("borders", "searched", "closures", "successes", "fates", "sources"):
        assert f'"{frame}"' not in body
        assert f'"{frame}"' in end


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from([*tried.SHOWN])), max_size=12))
def test_cases_are_few_each_once_and_successes_first(given_cases):
    rank = list(tried.SHOWN).index
    frame = [{"id": key, "outcome": outcome} for key, outcome in sorted(given_cases, key=lambda case: rank(case[1]))]
    shown = tried.kept(frame)
    assert len(shown) == len({row["id"] for row in shown}) == min(tried.MOST, len({key for key, _ in given_cases}))
    places = [tried.ORDER.index(row["outcome"]) for row in shown]
    assert places == sorted(places)


def test_failures_are_shown_where_mixed_results_are_many():
    frame = [{"id": f"{outcome}{n}", "outcome": outcome} for outcome in tried.SHOWN for n in range(3)]
    shown = [row["outcome"] for row in tried.kept(frame)]
    assert shown == ["success"] * 3 + ["failure"] * 3

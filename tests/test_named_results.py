"""Named results are as their schemas describe them: label, unit and n are said once, and every id has one pattern."""

import csv
from itertools import product

import pytest
from conftest import SOURCE
from hypothesis import given
from hypothesis import strategies as st

from compendium.decision.config import reports
from compendium.result import patterns
from compendium.result.patterns import Pattern
from compendium.result.results import Results
from compendium.unusable import Unusable

FILE = "workflow/schemas/results/contacts.yaml"  # problems of the patterns below have lines of it
GIVEN = {"side": ["left", "right"], "unit": "unit of the number", "claim": "id of a claim"}


def pattern(name: str, label: str = "A label", **more: object) -> Pattern:
    return Pattern(FILE, 0, {**GIVEN, **more.pop("placeholders", {})}, name, label, **more)


def results(*described: Pattern) -> Results:
    return Results("report", {}, {}, measure="contacts", described={one.id: one for one in described})


def refused(call) -> str:
    """Kind, found and expected of the one problem that a call is refused with; it has a place and says what to do."""
    with pytest.raises(Unusable) as error:
        call()
    (problem,) = error.value.problems
    assert problem.file == FILE and problem.line and problem.todo
    return f"{problem.kind}: {problem.found}; {problem.expected}"


def test_label_and_unit_are_filled_with_words_and_the_id_with_parts():
    found = results(pattern("{side}-length", "Length, {side}", unit="{unit}", n="borders"))
    found.number("{side}-length", 1200, [], n=3, side=("left", "Latin America"), unit="km")
    (row,) = found.rows
    told = {"id": "report/left-length", "label": "Length, Latin America", "value": "1,200", "unit": "km", "n": 3}
    assert told.items() <= row.items()
    found.number("{side}-length", 2, [], n=3, side="right", unit="km")
    assert (found.rows[1]["id"], found.rows[1]["label"]) == ("report/right-length", "Length, right")
    found = results(pattern("year", "Found since {unit}", n="years"))
    found.add("year", "1", [], n=1, unit=1992)
    assert found.rows[0]["label"] == "Found since 1992"


def test_a_share_has_one_decimal_from_a_hundred_on():
    found = results(pattern("{side}", n="cells", unit="per cent"))
    found.share("{side}", 1, 3, [], n=99, side="left")
    found.share("{side}", 1, 3, [], n=100, side="right")
    assert [row["value"] for row in found.rows] == ["33", "33.3"]


SIDE = pattern("{side}-length", "Length, {side}", unit="{unit}", n="borders")
CLAIM = pattern("{claim}-verdict", n="cells")
REFUSED = {
    "missing placeholder": ("{side}-length", {"n": 1, "side": "left"}, "lacks unit"),
    "unknown placeholder": ("{side}-length", {"n": 1, "side": "left", "unit": "km", "claim": "a"}, "is given claim"),
    "part that is not listed": ("{side}-length", {"n": 1, "side": "middle", "unit": "km"}, "'middle' for side"),
    "part that no id can have": ("{claim}-verdict", {"n": 1, "claim": "SC 1"}, "'SC 1' for claim"),
    "result that is not described": (
        "{side}-lenght",
        {"n": 1, "side": "left"},
        "report has '{side}-lenght'; {side}-length? There are",
    ),
    "n that is not as described": ("{side}-length", {"n": None, "side": "left", "unit": "km"}, "no n"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_not_as_described_is_refused(kind):
    name, given, said = REFUSED[kind]
    told = refused(lambda: results(SIDE, CLAIM).add(name, "1", [], **given))
    assert told.startswith(f"{kind}: ") and said in told


def test_an_n_that_nobody_described_and_a_result_measured_twice_are_refused():
    assert "n = 4" in refused(lambda: results(pattern("one")).add("one", "1", [], n=4))
    found = results(SIDE)
    again = lambda: found.number("{side}-length", 1, [], n=1, side="left", unit="km")  # noqa: E731
    again()
    assert "measured twice" in refused(again)


NAMES = st.lists(st.sampled_from(["a", "b", "{ab}", "{any}"]), min_size=1, max_size=3).filter(
    lambda parts: parts.count("{any}") < 2
)
EVERY = ["-".join(parts) for length in range(1, 8) for parts in product("ab", repeat=length)]


@given(NAMES, NAMES)
def test_patterns_are_ambiguous_where_an_id_fits_both(one, other):
    """Held against all ids of a small alphabet that are long enough to show it."""
    given = {"ab": ["a", "b"], "any": "anything"}
    pair = [pattern("-".join(parts), placeholders=given) for parts in (one, other)]
    both = [name for name in EVERY if all(p.ids.fullmatch(name) for p in pair)]
    assert bool(list(patterns.ambiguous(pair))) == bool(both)


def committed() -> dict[str, list[str]]:
    """Ids of the committed results without their report, by measure."""
    found: dict[str, list[str]] = {}
    with (SOURCE / "results.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key, _, name = row["id"].partition("/")
            found.setdefault(reports()[key].measure, []).append(name)
    return found


def test_every_described_result_is_made_and_every_result_has_one_pattern():
    names = committed()
    assert list(patterns.unmade(names)) == []
    for measure, mine in names.items():
        for name in mine:
            fits = [one.id for one in patterns.of_measure(measure).values() if one.ids.fullmatch(name)]
            assert len(fits) == 1, (measure, name, fits)


def test_a_described_result_that_no_report_makes_is_named():
    names = committed()
    names["twinned_cities"].remove("hhi-even")
    names["outreach"] = [name for name in names["outreach"] if not name.endswith("-twinned")]
    told = {(p.file.rpartition("/")[2], p.found.rpartition(": ")[2]) for p in patterns.unmade(names)}
    assert told == {("twinned_cities.yaml", "hhi-even"), ("contacts.yaml", "{side}-twinned")}


@pytest.mark.slow
def test_a_result_that_nobody_described_ends_its_job_with_a_sentence(built):
    path = "workflow/schemas/results/votes.yaml"
    built.edit(path, "{id: first,", "{id: winner,")
    done = built.run()
    assert done.returncode == 1
    assert f"{path}, line 1: result that is not described" in done.stderr
    assert "has 'first'" in done.stderr and "Traceback" not in done.stderr
    built.edit(path, "{id: winner,", "{id: first,")
    built.edit(path, "  - {id: claims,", "  - {id: solitary, label: None, n: votes}\n  - {id: claims,")
    assert built.run().returncode == 0
    done = built.run("results")
    assert done.returncode == 1 and "result that no report makes" in done.stderr and "solitary" in done.stderr


def test_a_share_of_more_than_what_is_known_is_refused():
    known, share = (
        pattern("{side}-known", n="rows"),
        pattern("{side}-share", n="rows", unit="per cent", whole="{side}-known"),
    )

    def shared(n):
        found = results(known, share)
        found.number("{side}-known", 3, [], n=5, side="left")
        found.share("{side}-share", 1, n, [], n=n, side="left")
        return found

    assert [row["n"] for row in shared(3).rows] == [5, 3]
    assert "n = 5 of {side}-share" in refused(lambda: shared(5))
    assert "not recorded before" in refused(lambda: results(share).share("{side}-share", 1, 3, [], n=3, side="left"))
    free = pattern("share", n="rows", unit="per cent", whole="nothing unknown")
    assert results(free).share("share", 1, 3, [], n=3) is None

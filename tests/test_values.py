"""Tables of values: what is printed is read in one way or refused, and what a card declares is held against its table."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compendium.check.value_totals import differs
from compendium.source.grammar import Unreadable
from compendium.source.grid import Grid
from compendium.source.values import layout, reading
from compendium.source.values.reading import Reading
from compendium.source.values.signs import KINDS, Signs, characters, in_force

NARROW = "\N{NARROW NO-BREAK SPACE}"
DECIMALS, THOUSANDS = (".", ","), (" ", NARROW, ",", ".", "'", "’")
FORMS = {
    "N–N": "range",
    "< N": "below",
    "≤ N": "at most",
    "> N": "above",
    "≥ N": "at least",
    "(N)": "estimated",
    "c. N": "estimated",
    "N %": "unit per cent",
}
MISSING = {"..": "not available", "–": "nil", "n.a.": "not applicable", "…": "confidential", "0s": "negligible"}
FLAGS = {"ʳ": "Revised.", "*": "Without transit.", "**": "With transit.", "1)": "See the text.", "ᵃ": "At the quay."}


def grouped(digits: str, sign: str) -> str:
    """Digits in groups of three."""
    head = len(digits) % 3 or 3
    return sign.join([digits[:head], *(digits[i : i + 3] for i in range(head, len(digits), 3))])


def printed(value: Decimal, signs: Signs) -> str:
    """A number as a table with these signs prints it."""
    whole, _, part = f"{abs(value):f}".partition(".")
    whole = grouped(whole, signs.thousands[0]) if signs.thousands else whole
    return (signs.minus[0] if value < 0 else "") + whole + (signs.decimal + part if part else "")


@st.composite
def customs(draw) -> Signs:
    """Signs of numbers that can be told apart."""
    decimal = draw(st.sampled_from(DECIMALS))
    thousands = draw(st.sampled_from([(), *((sign,) for sign in THOUSANDS if sign != decimal)]))
    return Signs(decimal, thousands, draw(st.sampled_from([("-",), ("−",)])), MISSING, FLAGS, FORMS, "carts")


NUMBERS = st.decimals(-(10**9), 10**9, places=2).map(lambda d: d.normalize() + 0) | st.integers(-(10**7), 10**7).map(
    Decimal
)
POSITIVE = st.integers(0, 10**6).map(Decimal)


@given(customs(), NUMBERS)
def test_a_number_reads_back(signs, value):
    assert reading.read(printed(value, signs), signs) == Reading(value, unit="carts")


@given(customs(), NUMBERS, st.sets(st.sampled_from(sorted(FLAGS)), max_size=3), st.sampled_from(["", " "]))
def test_marks_are_kept_and_change_no_number(signs, value, marks, space):
    text = printed(value, signs) + (space + ", ".join(sorted(marks)) if marks else "")
    assert reading.read(text, signs) == Reading(value, unit="carts", flags=tuple(sorted(marks)))


@given(customs(), POSITIVE, POSITIVE)
def test_forms_say_what_is_declared(signs, one, other):
    low, high = sorted((one, other))
    a, b = printed(low, signs), printed(high, signs)
    assert reading.read(f"({a})", signs) == reading.read(f"c. {a}", signs) == Reading(low, estimated=True, unit="carts")
    assert reading.read(f"{a} %", signs) == Reading(low, unit="per cent")
    for form, bound in FORMS.items():
        if bound in ("below", "at most"):
            assert reading.read(form.replace("N", a), signs) == Reading(high=low, bound=bound, unit="carts")
        if bound in ("above", "at least"):
            assert reading.read(form.replace("N", a), signs) == Reading(low=low, bound=bound, unit="carts")
    if low < high:
        assert reading.read(f"{a}–{b}", signs) == Reading(low=low, high=high, bound="range", unit="carts")
        assert reading.read(f"c. {a}–{b}", signs).precision == "estimated range"
    with pytest.raises(Unreadable):
        reading.read(f"{b}–{a}", signs)


@given(customs(), st.sampled_from(sorted(MISSING)), st.sampled_from(["", *FLAGS]))
def test_each_kind_of_missing_stays_apart(signs, sign, mark):
    found = reading.read(sign + (f" {mark}" if mark else ""), signs)
    assert (found.missing, found.flags) == (MISSING[sign], (mark,) if mark else ())
    assert found.value == (0 if MISSING[sign] == "nil" else None)


ANY = st.text(max_size=10) | st.text("0123456789.,' –-−()<%*c1)ʳ…" + NARROW, max_size=12)


@given(customs() | st.builds(Signs, missing=st.just(MISSING), forms=st.just(FORMS)), ANY)
def test_whatever_stands_in_a_cell_is_read_in_one_way_or_refused(signs, text):
    found = reading.readings(text, signs)
    try:
        assert [reading.read(text, signs)] == found
    except Unreadable as error:
        assert error.expected and error.kind
        assert len(found) != 1 or error.kind == "sign that is not declared"


@pytest.mark.parametrize(("text", "kind"), [
    ("1.234", "several ways"), ("45,277", "several ways"), ("1.234 %", "several ways"), ("0,4", "not declared"),
    ("1,234,567", "not declared"), ("1.234.567", "not declared"), ("1,234.5", "not declared"), ("007", "cannot be read"),
    ("1 234", "cannot be read"), ("", "cannot be read"), ("−3", "cannot be read"), ("12e3", "cannot be read"), ("٣", "cannot be read"),
])  # fmt: skip
def test_nothing_is_guessed_where_no_sign_is_declared(text, kind):
    with pytest.raises(Unreadable) as error:
        reading.read(text, Signs(forms=FORMS))
    assert kind in error.value.kind


def test_one_reading_needs_no_declaration():
    read = [reading.read(text, Signs()).value for text in ("12.5", "0.234", "1234", "-7", ".5", "1234.567")]
    assert read == [Decimal(text) for text in ("12.5", "0.234", "1234", "-7", "0.5", "1234.567")]


def test_a_declared_sign_decides():
    assert reading.read("1.234", Signs(decimal=".")).value == Decimal("1.234")
    assert reading.read("1.234", Signs(decimal=",", thousands=(".",))).value == 1234
    assert reading.read("1.234", Signs(thousands=())).value == Decimal("1.234")
    assert reading.read("1,234", Signs(thousands=(",",))).value == 1234
    for text in ("12,34", "1,2345", "1234,567", "0,234", ",234"):
        with pytest.raises(Unreadable):
            reading.read(text, Signs(thousands=(",",)))


def test_brackets_say_what_the_card_says():
    assert reading.read("(120)", Signs(forms={"(N)": "negative"})).value == -120
    assert reading.read("(120)", Signs(forms={"(N)": "estimated"})).value == 120
    with pytest.raises(Unreadable):
        reading.read("(120)", Signs())


def test_rows_count_before_columns_and_both_before_the_table():
    values = {"unit": "a", "decimal": ".", "flags": {"*": "one"}}
    found = in_force(values, {"unit": "b", "decimal": ",", "flags": {"ʳ": "two"}}, {"unit": "c"})
    assert (found.unit, found.decimal, dict(found.flags)) == ("c", ",", {"*": "one", "ʳ": "two"})
    assert characters({"thousands": NARROW, "by_row": {"a": {"minus": "−", "forms": {"N–N": "range"}}}}) == {
        *(NARROW, "−", "–")
    }


WORKS = [
    ["works", "cost"], ["Roads", ""], ["  bridges", "24.5"], ["  tunnels", "60.0"], ["subtotal", "84.5"],
    ["Posts", ""], ["  joint", "8.2"], ["subtotal", "8.2"], ["TOTAL", "92.7"],
]  # fmt: skip


def laid(records: list[list[str]], **values) -> layout.Layout:
    return layout.of_grid(values, Grid("raw/a/t.csv", records, list(range(1, len(records) + 1))))


def told(lines) -> list[tuple]:
    return [(line.path, line.of) for line in lines]


def test_groups_and_their_totals():
    found = laid(WORKS, groups="headings", totals={"rows": {"subtotal": "group", "TOTAL": "all"}})
    assert told(found.rows) == [
        (("Roads", "bridges"), None), (("Roads", "tunnels"), None), (("Roads", "subtotal"), (3, 4)),
        (("Posts", "joint"), None), (("Posts", "subtotal"), (7,)), (("TOTAL",), (3, 4, 7)),
    ]  # fmt: skip
    assert not found.faults


def test_the_head_of_a_group_may_hold_its_total():
    records = [["works", "cost"], ["Roads", "84.5"], ["  bridges", "24.5"], ["  tunnels", "60.0"], ["Other", "3"]]
    found = laid(records, groups=["Roads"])
    assert told(found.rows) == [
        (("Roads",), (3, 4)),
        (("Roads", "bridges"), None),
        (("Roads", "tunnels"), None),
        (("Other",), None),
    ]


def test_groups_in_a_column_of_their_own():
    records = [["kind", "works", "cost"], ["Roads", "bridges", "1"], ["", "tunnels", "2"], ["Posts", "joint", "3"]]
    records += [["All", "", "6"]]
    found = laid(records, label_columns=2, groups="column", totals={"rows": {"All": "all"}})
    assert told(found.rows)[:3] == [
        (("Roads", "bridges"), None),
        (("Roads", "tunnels"), None),
        (("Posts", "joint"), None),
    ]
    assert told(found.rows)[3] == (("All",), (2, 3, 4)) and [line.label for line in found.columns] == ["cost"]


def test_running_totals_and_totals_of_named_lines():
    records = [["a", "n"], ["x", "1"], ["y", "2"], ["so far", "3"], ["z", "4"], ["x and z", "5"], ["carried", "7"]]
    totals = {"rows": {"so far": "running", "x and z": ["x", "z"], "carried": "running"}}
    assert [line.of for line in laid(records, totals=totals).rows] == [None, None, (2, 3), None, (2, 5), (2, 3, 5)]


def test_headings_span_the_blanks_on_their_right_and_one_alone_spans_none():
    records = [["", "1936", "", "1937", "", "both"], ["province", "in", "out", "in", "out", ""], list("abcdef")]
    found = laid(records, header_rows=2, totals={"columns": {"both": "all"}})
    assert told(found.columns) == [
        (("1936", "in"), None), (("1936", "out"), None), (("1937", "in"), None), (("1937", "out"), None),
        (("both",), (2, 3, 4, 5)),
    ]  # fmt: skip


def test_labels_that_cannot_stand_are_told():
    records = [["a", "n", "n"], ["x", "1", "1"], ["x", "2", "2"], ["", "3", "3"]]
    assert [(fault.row, fault.column, fault.kind) for fault in laid(records).faults] == [
        (4, 1, "row without a label"), (3, 1, "row twice"), (1, 3, "column twice"),
    ]  # fmt: skip
    assert [fault.kind for fault in laid([["a", "n"], ["t", "1"]], totals={"rows": {"t": "all"}}).faults] == [
        "total of nothing"
    ]


def test_marks_at_labels_are_marks_of_their_lines():
    found = laid([["a", "n *"], ["West bridge 1)", "1"], ["Panama", "2"]], flags={"*": "", "1)": "", "a": ""})
    assert [(line.label, line.flags) for line in (*found.rows, *found.columns)] == [
        ("West bridge", ("1)",)), ("Panama", ()), ("n", ("*",)),
    ]  # fmt: skip


@given(st.lists(st.integers(0, 10**6).map(Decimal), min_size=1, max_size=6), st.integers(-9, 9), st.integers(0, 9))
def test_a_total_differs_exactly_where_its_parts_do_not_come_to_it(parts, more, within):
    cells, whole = [Reading(part) for part in parts], sum(parts)
    assert bool(differs(Reading(whole + more), cells, Decimal(within))) == (abs(more) > within)
    unknown = [*cells, Reading(missing="not available")]
    assert not differs(Reading(whole + more), unknown, Decimal(0))
    nothing = [*cells, *(Reading(missing=kind) for kind in ("not applicable", "negligible"))]
    assert bool(differs(Reading(whole + more), nothing, Decimal(0))) == (more != 0)
    range_ = [*cells, Reading(low=Decimal(2), high=Decimal(5), bound="range")]
    assert bool(differs(Reading(whole + more), range_, Decimal(0))) == (not 2 <= more <= 5)
    assert not differs(Reading(whole + 1000), [*cells, Reading(low=Decimal(2), bound="above")], Decimal(0))


def test_every_kind_of_missing_is_tried():
    assert set(MISSING.values()) == set(KINDS)


LABELS = st.text("abcdefgh ", min_size=1, max_size=6).map(str.strip).filter(bool)
CELLS = st.one_of(
    NUMBERS, st.sampled_from(sorted(MISSING)), st.tuples(POSITIVE, POSITIVE).filter(lambda p: p[0] < p[1])
)


@given(
    customs(), st.lists(LABELS, min_size=1, max_size=4, unique=True), st.lists(LABELS, min_size=1, max_size=4, unique=True),
    st.data(),
)  # fmt: skip
def test_a_whole_table_reads_back_cell_by_cell(signs, rows, columns, data):
    """What is printed of any values is read as these values, each under its labels, and totals are what they are of."""
    values = {(r, c): data.draw(CELLS) for r in rows for c in columns}

    def text(cell) -> str:
        if isinstance(cell, tuple):
            return "–".join(printed(end, signs) for end in cell)
        return cell if isinstance(cell, str) else printed(cell, signs)

    records = [
        ["label", *columns],
        *([r, *(text(values[r, c]) for c in columns)] for r in rows),
        ["ALL", *("0" for _ in columns)],
    ]
    card = {"decimal": signs.decimal, "thousands": list(signs.thousands), "minus": list(signs.minus), "unit": "carts"}
    card |= {"missing": MISSING, "flags": FLAGS, "forms": FORMS, "totals": {"rows": {"ALL": "all"}}}
    found = laid(records, **card)
    assert not found.faults and len(found.body) == len(values)
    for row, column in found.body:
        cell, read = (
            values[row.label, column.label],
            reading.read(records[row.number - 1][column.number - 1], found.signs(row, column)),
        )
        if isinstance(cell, tuple):
            assert (read.low, read.high, read.bound) == (*cell, "range")
        elif isinstance(cell, str):
            assert read.missing == MISSING[cell]
        else:
            assert read == Reading(cell, unit="carts")
    assert found.rows[-1].of == tuple(range(2, 2 + len(rows)))


def test_one_name_may_head_two_groups():
    records = [["a", "n"], ["Roads", ""], ["x", "1"], ["sum", "1"], ["Roads", ""], ["y", "2"], ["sum", "2"]]
    found = laid(records, groups="headings", totals={"rows": {"sum": "group"}})
    assert [line.of for line in found.rows if line.of] == [(3,), (6,)] and not found.faults

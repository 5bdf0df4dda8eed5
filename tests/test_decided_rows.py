"""Values, words, references, rows and dates of what is decided: read as they were meant, or told with their line."""

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from decided_files import ENTRY, LEDGER, REFERENCES, is_told
from hypothesis import given
from hypothesis import strategies as st

from compendium.check import records
from compendium.decision import decision_file
from compendium.source import address, characters, fields, plain_text, references, valid, yaml_text
from compendium.unusable import Unusable


def _value() -> st.SearchStrategy:
    text = st.text(st.characters(codec="utf-8"), max_size=12).filter(lambda text: not [*characters.faults(text)])
    plain_ones = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | text | st.dates()
    return st.recursive(
        plain_ones, lambda x: st.lists(x, max_size=4) | st.dictionaries(text, x, max_size=4), max_leaves=12
    )


@given(_value())
def test_what_a_program_writes_is_read_as_it_was_meant(value):
    written = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    try:
        assert yaml_text.parse("x.yaml", written).value == value
    except Unusable as error:  # the writer leaves a few words bare that others read otherwise: they are told
        assert {p.kind for p in error.problems} <= {"ambiguous word"}, written


@given(st.text(max_size=60) | st.binary(max_size=60))
def test_any_text_is_a_value_or_problems_with_lines(text):
    read = text if isinstance(text, str) else text.decode("latin-1")
    for parse in (lambda: yaml_text.parse("x.yaml", read), lambda: references.parsed(read)):
        try:
            parse()
        except Unusable as error:
            assert error.problems and all(problem.line for problem in error.problems)


@pytest.mark.parametrize("word", ["no", "On", "YES", "1e3", "012", "0x1F", "1_000", "12:30", ".inf", ".NaN", "+1", "2026-1-1", "2026-02-30", "1.", "~x: <<"])  # fmt: skip
def test_words_that_programs_read_differently_are_told(word):
    text = f"a: {word}\n" if ": " not in word else "<<: {a: 1}\n"
    with pytest.raises(Unusable) as refused:
        yaml_text.parse("x.yaml", text)
    (problem,) = refused.value.problems
    assert (problem.line, problem.kind in ("ambiguous word", "not a date")) == (1, True)


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("[", "JSON that does not parse", 1),
        ('[{"id": "a", "type": "book", "title": "A"},\n {"id": "a", "type": "book", "title": "B"}]', "id twice", 2),
        ('[\n{"id": "a", "id": "b", "type": "book", "title": "A"}]', "key twice", 2),
        ('[\n\n{"type": "book", "title": "A"}]', "missing key", 3),
        ('[{"id": "a", "title": "A"}]', "missing key", 1),
        ('[{"id": "a",\n "type": "buch", "title": "A"}]', "unknown word", 2),
        ('[{"id": "a", "type": "book", "title": "A", "volume": NaN}]', "JSON that does not parse", 1),
        ('[{"id": "a/b", "type": "book", "title": "A"}]', "name that cannot be used", 1),
        ('[{"id": "a", "type": "book", "title": "A", "titel": "B"}]', "unknown key", 1),
        ("{}", "not a list", 1),
        ("[[]]", "wrong type", 1),
        ("[" * 100_000, "too deep", 1),
        ('[{"id": "a", "type": "book", "title": "A"}] x', "JSON that does not parse", 1),
        ('[{"id": "a", "type": "book", "title": "A"} {', "JSON that does not parse", 1),
        ('[{"id": "a", "type": "book", "title": "A", "volume": ' + "9" * 9000 + "}]", "JSON that does not parse", 1),
    ],
)
def test_a_reference_that_is_none_is_told_with_its_line(text, kind, line):
    found = references.parsed(text)
    assert [(problem.kind, problem.line) for problem in found] == [(kind, line)]


def test_references_are_read_as_json_reads_them():
    text = plain_text.read(REFERENCES)
    assert [reference.described for reference in references.load().values()] == json.loads(text)


@pytest.mark.parametrize(
    ("kind", "constraints", "told"),
    [
        ("integer", "{pattern: '[0-9]'}", "constraint that its type does not bear"),
        ("integer", "{minimum: abc}", "constraint of another type"),
        ("integer", "{enum: [1, x]}", "constraint of another type"),
        ("string", "{enum: [1, x]}", "constraint of another type"),
        ("string", "{pattern: '('}", "constraint of another type"),
        ("string", "{pattern: 'x{99999999999}'}", "constraint of another type"),
        ("number", "{minimum: 3, maximum: 2}", "constraint that nothing meets"),
        ("date", "{minimum: '2020'}", "constraint of another type"),
        ("integer", "{minimum: 1, maximum: 2, required: true, enum: [1, 2]}", ""),
        ("string", "{minLength: 1, maxLength: 2, pattern: 'x+', unique: true}", ""),
        ("date", "{minimum: 2020-01-01}", ""),
    ],
)
def test_a_constraint_is_one_that_its_type_bears(kind, constraints, told):
    text = f"fields:\n  - {{name: a, type: {kind}, description: x, constraints: {constraints}}}\n"
    document = yaml_text.parse("x.yaml", text)
    assert valid.problems("fields", document, "") == []
    assert [problem.kind for problem in fields.faults(document, "")] == ([told] if told else [])


@pytest.mark.parametrize(
    "character", ["\u202e", "\u200d", "\ufeff", "\U000e0041", "\ue000", "\u00a0x\u0300"[2:], "pаper"]
)
def test_characters_that_no_print_has_are_told_wherever_they_stand(character):
    with pytest.raises(Unusable) as refused:
        yaml_text.parse("x.yaml", f"a: 1\nb: some{character}\n")
    assert [problem.line for problem in refused.value.problems] == [2]
    text = json.dumps([{"id": "a", "type": "book", "title": f"some{character}"}], indent=1)
    assert [problem.line for problem in references.parsed(text)] == [5]
    told = list(records.field_problems("entry C1", "reason", f"some{character}", {"file": "x", "line": 3}))
    assert [problem.line for problem in told] == [3]


HEADER = ",".join(ENTRY)


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("", "wrong columns", 1),
        (HEADER.replace("cell", "id") + "\n", "wrong columns", 1),
        (f"{HEADER}\na,b\n", "ragged row", 2),
        (f'{HEADER}\n"a\n', "CSV that does not parse", 2),
        (f'{HEADER}\n"a"b,c\n', "CSV that does not parse", 2),
        (f"{HEADER}\n\n", "empty row", 2),
        (f"{HEADER}\nC1,{'x' * 200_000},,,,,,,,\n", "field too long", 2),
        (f'{HEADER}\nC1,"a\nb",,,,,,,,\nC2\n', "ragged row", 4),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_line(text, kind, line):
    found = decision_file.rows_of("x.csv", tuple(ENTRY), text)
    assert [(problem.kind, problem.line) for problem in found] == [(kind, line)]


def test_an_entry_whose_id_is_a_path_or_whose_document_is_none_is_refused(checker):
    with (checker / LEDGER).open("a", encoding="utf-8") as file:
        file.write(",".join(f'"{text}"' for text in {**ENTRY, "id": "../../../evil"}.values()) + "\n")
        file.write(",".join(f'"{text}"' for text in {**ENTRY, "evidence": "nobody: page 3"}.values()) + "\n")
    line = len((checker / LEDGER).read_text(encoding="utf-8").splitlines())
    is_told(checker.check().report, LEDGER, line - 1, "name that cannot be used", "../../../evil")
    checker.edit(LEDGER, "../../../evil", "C101")
    said = checker.check().report
    is_told(said, LEDGER, line, "unknown document", "nobody")
    is_told(said, LEDGER, line, "two entries on one cell", "C101")


DAY = datetime.date


RELEASE = DAY(2026, 11, 22)


def _late(today: datetime.date, *dates: datetime.date, release: datetime.date | None = RELEASE) -> list[str]:
    """Dates that are problems, with the release and two decisions of its day beside them."""
    placed = {date: [{"file": "x", "what": "entry", "line": 1, "column": 1}] for date in (RELEASE, *dates)}
    return [problem.found.removeprefix("entry: ") for problem in records.late(placed, release, today)]


@pytest.mark.parametrize("today", [DAY(2020, 1, 1), DAY(1970, 1, 1), DAY(2026, 11, 25), DAY(2045, 6, 1)])
def test_no_clock_makes_a_decision_a_problem(today):
    assert _late(today) == []
    assert _late(today, DAY(2026, 12, 24), DAY(2027, 1, 20)) == []


@pytest.mark.parametrize("today", [DAY(2020, 1, 1), DAY(2026, 11, 25), DAY(2045, 6, 1)])
def test_a_date_far_after_everything_is_a_problem_whatever_the_clock(today):
    assert _late(today, DAY(2199, 1, 1), DAY(2199, 1, 2)) == ["2199-01-01", "2199-01-02"]


def test_a_decision_is_not_late_beside_a_clock_that_is_right():
    assert _late(DAY(2027, 8, 1), DAY(2027, 8, 1)) == []
    assert _late(DAY(2020, 8, 1), DAY(2027, 8, 1)) == []  # the clock is wrong, and that is all that is known
    assert _late(DAY(2026, 11, 25), DAY(2027, 8, 1)) == ["2027-08-01"]


def test_a_clock_that_is_behind_is_one_notice():
    assert records.notice(DAY(2045, 1, 1)) == ""
    said = records.notice(DAY(2020, 1, 1))
    assert said.count("\n") == 0 and "2020-01-01" in said and "the release is of 2026-11-22" in said


@pytest.mark.parametrize(
    "text", ["2026-02-30", "26-01-01", "20260101", "2026-W01-1", "1899-12-31", "", "２０２６-01-01"]
)
def test_a_day_is_written_in_one_way(text):
    assert records.date_of(text) is None


@given(st.integers(1, 10**12), st.integers(1, 10**12), st.integers(1, 10**12), st.integers(1, 10**12))
def test_an_address_is_bounded_before_its_cells_are_made(row, column, last_row, last_column):
    try:
        _, top, first, bottom, last = address.corners(f"a#cell={row},{column}-{last_row},{last_column}")
    except ValueError:
        return
    assert (bottom - top + 1) * (last - first + 1) <= address.MOST


def test_modules_that_decide_import_no_more_than_they_need():
    """Reading the configuration must stay quick: it is asked at every start."""
    code = "import sys; from compendium.decision import config; config.reports(); print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(Path(plain_text.__file__).parents[2])})  # fmt: skip
    assert not {"pandas", "frictionless", "pyarrow", "snakemake"} & set(found.stdout.split())

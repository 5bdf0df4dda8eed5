"""Every file that decides something is checked: each fault has its file, its line and what to do, and none is a traceback."""

import datetime
import json
import os
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import Compendium
from hypothesis import given
from hypothesis import strategies as st

from compendium.check import records
from compendium.decision import decision_file
from compendium.source import address, characters, fields, identifiers, plain_text, references, valid, yaml_text
from compendium.unusable import Unusable

T1 = "raw/sanchez-2021/table1.csv"
CARD, SCHEMA = "raw/rouvinski/datapackage.yaml", "raw/rouvinski/table1.schema.yaml"
CONFIG, REGIONS, HEADLINES, METADATA = (
    "config/config.yaml",
    "config/regions.yaml",
    "config/headlines.yaml",
    "metadata.yaml",
)
LEDGER, CODINGS, PUBLISHERS = "raw/corrections.csv", "config/codings.csv", "config/publishers.csv"
REFERENCES, FROZEN = "raw/references.json", "raw/checksums.sha256"


def checked(compendium: Compendium) -> str:
    """What check says of a compendium with problems; in a process of its own, for what a process reads but once."""
    done = compendium.run("check")
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr, done.stderr
    return done.stderr


def is_told(said: str, name: str, line: int, kind: str, found: str) -> None:
    """That a problem is told with its place, and with all that a reader needs."""
    place = rf"^{re.escape(name)}, line {line}(?:, column \d+(?: “[^”]*”)?)?: {re.escape(kind)}$"
    for match in re.finditer(place, said, re.MULTILINE):
        told = said[match.end() :].split("\n    to do ")[0]
        if found in told and "\n    expected " in told:
            return
    raise AssertionError(f"{name}, line {line}: {kind}: {found}\nis not in\n{said}")


# File, what is replaced, by what, kind of the problem, and what its message names. These keep a file from being used.
FIRST = [
    (CONFIG, "notebook: twinned-cities", "notebook: twinned-city", "unknown notebook", "twinned-city"),
    (CONFIG, "linked: [how-this-was-made, audit,", "linked: [how-this-was-made, audits,", "unknown report", "audits"),
    (CONFIG, "tables: [twinnings, twinning_totals]", "tables: [twins, twinning_totals]", "unknown tidy table", "twins"),
    (CONFIG, "parameters: {focus: BRA}", "parameters: {fokus: BRA}", "unknown parameter", "fokus"),
    (CONFIG, "parameters: {focus: AZE}", "parameters: {}", "missing parameter", "no focus"),
    (CONFIG, "parameters: {focus: MEX,", "parameters: {focus: [MEX],", "wrong type", "a list of 1"),
    (CONFIG, "central-asia], maps: true", "central-asia], maps: 1", "wrong type", "1, which is read as a whole number"),
    (REGIONS, "default_list: 18A", "default_list: 18B", "unknown name", "18B"),
    (REGIONS, "other_list: 18C", "other_list: 18B", "unknown name", "18B"),
    (REGIONS, "    subregions: [central-america]\n  south", "    subregions: [central-amerika]\n  south", "unknown name", "central-amerika"),
    (REGIONS, "BOL-PRY: southern-cone", "BOL-PRY: southern-cane", "unknown name", "southern-cane"),
]  # fmt: skip
SHAPES = [
    (REGIONS, ", of: of the Andes}", "}", "missing key", "groups/andean/said/en: no of")
]  # before names are asked
NAMES = [
    (CARD, "reference: rouvinski\n      table: Table 1\n      number", "reference: rouvinsky\n      table: Table 1\n      number", "name of what is not there", "rouvinsky"),
    (CARD, "tidy: twinnings", "tidy: twinings", "name of what is not there", "twinings"),
    (CARD, "tidy_totals: twinning_totals", "tidy_totals: totals", "name of what is not there", "totals"),
    (CARD, "second_of: table1", "second_of: table2", "name of what is not there", "table2"),
    ("raw/wgi/datapackage.yaml", "takes: {country: side", "takes: {land: side", "name of what is not there", "land"),
    ("raw/efe-2014/datapackage.yaml", "predicate: predicate, value: value", "predicate: verb, value: value", "name of what is not there", "verb"),
    (CONFIG, "measure: us_policy", "measure: us_politics", "unknown measure", "us_politics"),
    (CONFIG, "parameters: {focus: BRA}", "parameters: {focus: BRS}", "unknown state", "BRS"),
    (REGIONS, "\nfocus: KAZ", "\nfocus: KAX", "unknown state", "KAX"),
    (CONFIG, "groups: [andean, southern-cone]", "groups: [andean, southern-cane]", "unknown group", "southern-cane"),
    (CONFIG, "groups: [central-america, south-america]", "groups: [central-america, latin-america]", "groups that overlap", "CRI-NIC"),
    (CONFIG, "dyad: COL-VEN", "dyad: COL-KAZ", "unknown border", "COL-KAZ"),
    (CONFIG, "of: latin-america--southern-kazakhstan, language: es", "of: latin-america--south-kazakhstan, language: es", "unknown report", "south-kazakhstan"),
    (CONFIG, "of: border-kaz-tkm, among: latin-america--southern-kazakhstan, language: kk", "of: border-kaz-tkm, among: latin-america--southern-kazakhstan, language: kz", "unknown language", "kz"),
    (CONFIG, "of: border-kaz-kgz, among: latin-america--southern-kazakhstan, language: kk", "of: brief-en, among: latin-america--southern-kazakhstan, language: kk", "report that reads another one", "brief-en"),
    (CONFIG, "of: latin-america--southern-kazakhstan, language: ru", "of: latin-america--southern-kazakhstan, language: kk", "language that a measure does not write", "kk"),
    (CONFIG, "survey: survey-figures", "survey: figures", "unknown source", "figures"),
    (CONFIG, "partners: post-Soviet", "partners: Soviet", "unknown state", "Soviet"),
    (CONFIG, "[C020, C021, C022]", "[C020, C021, C099]", "unknown entry", "C099"),
    (REGIONS, "borders: [KAZ-UZB, KAZ-KGZ, KAZ-TKM]", "borders: [KAZ-UZB, KAZ-KGZ, KAZ-MNG]", "unknown border", "KAZ-MNG"),
    (HEADLINES, "result: right-joint-control", "result: right-joint-controls", "unknown result", "right-joint-controls"),
    (HEADLINES, "result: worked, is: above, to: failed", "result: worked, is: above, to: failing", "unknown result", "failing"),
    (HEADLINES, "reports: [outreach-kazakhstan]", "reports: [outreach-kazakstan]", "unknown report", "outreach-kazakstan"),
    (HEADLINES, "Most events: {top}", "Most events: {tip}", "unknown result", "tip"),
    (HEADLINES, "result: top-territory, is: same", "result: top-territory, is: above, to: 3", "comparison of a phrase", "top-territory"),
    (HEADLINES, "\nus-policy:", "\nus-polcy:", "unknown notebook", "us-polcy"),
]  # fmt: skip


@pytest.mark.parametrize("chosen", [SHAPES, FIRST, NAMES], ids=["as a schema says", "before use", "in use"])
def test_a_name_that_points_elsewhere_is_told_with_its_line_and_what_there_is(checker, chosen):
    planted = [(name, plant(checker, name, old, new), kind, word) for name, old, new, kind, word in chosen]
    said = checker.check().report
    for name, line, kind, word in planted:
        is_told(said, name, line, kind, word)


def plant(compendium: Compendium, name: str, old: str, new: str) -> int:
    """Replace the one place of a text; returns the line on which the two begin to differ."""
    text = (compendium / name).read_text(encoding="utf-8")
    same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    compendium.edit(name, old, new)
    return text.count("\n", 0, text.index(old) + same) + 1


# File, what is done to its text, kind of the problem, and a word of the line on which it stands.
BROKEN = [
    (CONFIG, lambda t: t.replace("\nreports:\n", "\nreports:\n  twinned-cities: 3\n", 1), "key twice", "twinned-cities"),
    (REGIONS, lambda t: t.replace("default_list: 18A", "default_list: &a 18A\nx: *a"), "alias", "*a"),
    (HEADLINES, lambda t: t.replace("is: equal, to: 0", "is: equal, to: yes"), "ambiguous word", "yes"),
    (METADATA, lambda t: t.replace("released: 2026-11-22", 'released: "2026-11-22"'), "wrong type", "2026-11-22"),
    (CARD, lambda t: t.replace("cells: counts", "cells: !!str counts"), "tag", "str"),
    (SCHEMA, lambda t: t.replace("primaryKey", "primarykey"), "unknown key", "primarykey"),
    ("raw/wgi/datapackage.yaml", lambda t: t.replace("vintage:", "vintag:"), "unknown key", "vintag"),
    ("raw/cldr/languages.schema.yaml", lambda t: t.replace("type: string", "type: strin", 1), "unknown word", "strin"),
    ("raw/elevation/datapackage.yaml", lambda t: t.replace("path: heights.csv", "path: ../wgi/stability.csv"), "value that its schema forbids", "../wgi"),
    ("raw/admin1/datapackage.yaml", lambda t: t.replace("schema: units.schema.yaml", "schema: /etc/passwd"), "schema that is no file", "/etc/passwd"),
    ("workflow/schemas/tables/polls.yaml", lambda t: t.replace("kind: statements", "kind: statement"), "unknown kind of table", "statement"),
    ("workflow/schemas/tables/polls.yaml", lambda t: t.replace("take: year", "take: yaer"), "unknown source of a field", "yaer"),
    ("workflow/schemas/tables/events.yaml", lambda t: t.replace("derive: ", "derive: un"), "unknown source of a field", "derive: un"),
    ("workflow/schemas/frames/contacts.yaml", lambda t: t.replace("label:", "lable:", 1), "unknown key", "lable"),
    ("workflow/schemas/results/contacts.yaml", lambda t: t.replace("label:", "lable:", 1), "unknown key", "lable"),
    ("workflow/schemas/results/us_policy.yaml", lambda t: t.replace("all stages: {area}", "all stages: {aera}"), "unknown placeholder", "aera"),
    ("workflow/schemas/results/corrections.yaml", lambda t: t.replace("results:", "  more: [less]\nresults:", 1), "placeholder that no result has", "more"),
    ("workflow/schemas/results/twinned_cities.yaml", lambda t: t + "  - {id: china-least, label: China}\n", "ambiguous pattern", "china-least"),
    ("workflow/schemas/results/texts.yaml", lambda t: t + "  - {id: sc1-verdict, label: One}\n", "ambiguous pattern", "sc1-verdict"),
    ("workflow/schemas/results/border.yaml", lambda t: t.replace('{id: "{outcome}"', '{id: "{group}-{year}"'), "ambiguous pattern", "{group}-{year}"),
    ("workflow/schemas/results/audit.yaml", lambda t: t.replace("with: [texts, totals]", "with: [texts, total]"), "unknown file of results", "total"),
    ("workflow/schemas/results/outreach.yaml", lambda t: t.replace("id: sources", "id: events"), "id twice", "events"),
    ("raw/wgi/stability.schema.yaml", lambda t: t.replace("name: year", "name: country"), "name twice", "name: country"),
    ("workflow/schemas/tables/trade.yaml", lambda t: t.replace("name: unit", "name: value"), "name twice", "name: value"),
    ("workflow/schemas/results.yaml", lambda t: t.replace("description:", "describes:", 1), "unknown key", "describes"),
    (REFERENCES, lambda t: t.replace('"id": "efe-2014"', '"id": "sanchez-2021"'), "id twice", "sanchez-2021"),
    (FROZEN, lambda t: t.replace("  raw/cldr/languages.csv", "  raw/../languages.csv"), "line that is no checksum", "../languages"),
    (PUBLISHERS, lambda t: t.replace("24.kg,press", "24.kg,presse"), "unknown kind", "presse"),
    (CODINGS, lambda t: t.replace('table1.csv#cell=1,8"', 'table1.csv#cell=1,8-99999999,99999"'), "no cell address", "99999999"),
]  # fmt: skip


def test_a_broken_file_is_told_with_its_line(fresh):
    planted = []
    for name, act, kind, word in BROKEN:
        before = (fresh / name).read_text(encoding="utf-8")
        after = act(before)
        assert after != before, name
        (fresh / name).write_text(after, encoding="utf-8")
        planted.append((name, kind, word))
    said = checked(fresh)
    for name, kind, word in planted:
        line = next(n for n, text in enumerate((fresh / name).read_text().split("\n"), start=1) if word in text)
        lines = {line} if kind not in ("id twice", "key twice", "name twice", "tag") else range(1, 10_000)
        word = word.removeprefix("name: ")
        assert any(_tells(said, name, number, kind, word) for number in lines), (name, kind, said)


def _tells(said: str, name: str, line: int, kind: str, found: str) -> bool:
    try:
        is_told(said, name, line, kind, found)
    except AssertionError:
        return False
    return True


DECIDING = [
    CONFIG, REGIONS, HEADLINES, METADATA, LEDGER, CODINGS, "config/codings.second.csv", PUBLISHERS, REFERENCES, FROZEN,
    CARD, SCHEMA, "workflow/schemas/tables/facts.yaml", "workflow/schemas/frames/common.yaml", "workflow/schemas/scenario.yaml",
    "workflow/schemas/results/common.yaml",
]  # fmt: skip
CONTENTS = {
    "bytes that are no text": b"\xff\xfe\x00x",
    "nothing": b"",
    "null": b"null\n",
    "a list": b"- a\n- b\n",
    "a number": b"12\n",
    "an open quote": b'a,b\n"x\n',
    "a mark and CRLF": b"\xef\xbb\xbfa: 1\r\nb: 2\r\n",
    "a NUL": b"a: \x00\n",
    "depth": b"[" * 200_000,
    "depth of blocks": b"- " * 100_000,
    "a bomb": b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (c + 1, c + 1, c, c) for c in range(97, 120)),
    "ten million bytes": b"a" * 10_000_000,
    "a line of a million": b'"' + b"a" * 1_000_000 + b'"\n',
}


@pytest.mark.parametrize("turn", range(3))
def test_no_content_of_a_file_that_decides_is_a_traceback(fresh, turn):
    """Each file has another content, and others in the next turn: all are named."""
    contents = list(CONTENTS.values())
    given = {path: contents[(number + 5 * turn) % len(contents)] for number, path in enumerate(DECIDING)}
    for path, content in given.items():
        (fresh / path).write_bytes(content)
    said = checked(fresh)
    assert len(said) < 100_000
    for path, content in given.items():
        if content or path != FROZEN:  # none is frozen yet
            assert re.search(rf"^{re.escape(path)}[,:]", said, re.MULTILINE), (path, content[:20], said)


def test_what_is_missing_a_folder_or_a_link_is_told_and_what_is_optional_is_none(checker):
    for path in (REFERENCES, FROZEN, CONFIG, METADATA):
        (checker / path).unlink()
    (checker / HEADLINES).unlink()
    (checker / HEADLINES).mkdir()
    (checker / "raw/away").symlink_to("/etc")
    (checker / "raw/rouvinski/table1.csv").unlink()
    (checker / "raw/rouvinski/table1.csv").symlink_to(checker / T1)
    said = checker.check().report
    for path in (REFERENCES, FROZEN, CONFIG, METADATA):
        assert f"{path}: missing file" in said
    assert f"{HEADLINES}: not a file" in said
    assert "raw/away: link" in said
    assert "raw/rouvinski/table1.csv: link" in said


def test_optional_files_may_be_left_out(fresh):
    for path in ("config/codings.second.csv", HEADLINES):
        (fresh / path).unlink()
    done = fresh.run("check")
    assert (done.returncode, done.stderr) == (0, "")


ENTRY = {
    "id": "C100", "cell": f"{T1}#cell=10,4", "printed": "x", "corrected": "0", "kind": "misprint", "status": "proposed",
    "reason": "A reason.", "evidence": "sanchez-2021: text", "decided_by": "maintainers", "date": "2026-11-22",
}  # fmt: skip


@pytest.mark.parametrize(
    "name", ["../../../evil", "a/b", "..", ".hidden", "-x", "C 1", "C1\n", "con", "LPT1", "", "é", "C" * 81]
)
def test_an_id_that_is_a_path_is_no_name(name):
    assert identifiers.refuse("entry", name)
    assert identifiers.refuse("scenario", name)


def test_names_in_use_are_names():
    for what, name in {
        "entry": "C008",
        "report": "latin-america--southern-kazakhstan",
        "scenario": "C020-C021-C022",
    }.items():
        assert identifiers.refuse(what, name) == ""
    assert identifiers.refuse("scenario", "rivals-us_policy") == ""
    assert identifiers.alike(["a", "B", "b", "A"]) == [("B", "b"), ("a", "A")]


@given(st.sampled_from(sorted(identifiers.PATTERNS)), st.text(max_size=30))
def test_no_name_leaves_its_folder(what, text):
    if not identifiers.refuse(what, text):
        assert Path("/a/b", text).resolve() == Path("/a/b") / text
        assert not set(text) - set(string.ascii_letters + string.digits + "._-")
        assert text[0] not in "-." and len(text) <= identifiers.LONGEST


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

"""Every file that decides something is checked: each fault has its file, its line and what to do, and none is a traceback."""

import re
import string
from pathlib import Path

import pytest
from conftest import Compendium
from decided_files import CODINGS, FROZEN, LEDGER, PUBLISHERS, REFERENCES, T1, is_told
from hypothesis import given
from hypothesis import strategies as st

from compendium.source import identifiers

CARD, SCHEMA = "raw/rouvinski/datapackage.yaml", "raw/rouvinski/table1.schema.yaml"


CONFIG, REGIONS, HEADLINES, METADATA = (
    "config/config.yaml",
    "config/regions.yaml",
    "config/headlines.yaml",
    "metadata.yaml",
)


def checked(compendium: Compendium) -> str:
    """What check says of a compendium with problems; in a process of its own, for what a process reads but once."""
    done = compendium.run("check")
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr, done.stderr
    return done.stderr


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
    ("raw/elevation/datapackage.yaml", lambda t: t.replace("path: heights.csv", "path: ../wgi/stability.csv"), "value of another form", "../wgi"),
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

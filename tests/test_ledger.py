"""The ledger guards its cells, applies what is accepted, and says nothing twice."""

import csv

import pytest

from compendium.decision import decisions, ledger, schemas
from compendium.table import store
from compendium.table.kinds import tabulate

LEDGER = "raw/corrections.csv"
T1 = "raw/sanchez-2021/table1.csv"
GOOD = {
    "id": "C100",
    "cell": f"{T1}#cell=10,4",
    "printed": "x",
    "corrected": "0",
    "kind": "misprint",
    "status": "accepted",
    "reason": "A reason.",
    "evidence": "sanchez-2021: text",
    "decided_by": "maintainers",
    "date": "2026-01-02",
}


def add(compendium, **changes) -> None:
    """Append an entry."""
    with (compendium / LEDGER).open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow({**GOOD, **changes}.values())


def tabulated(*more: ledger.Entry) -> list[dict]:
    """The tidy table of missions with further entries in the ledger."""
    decided = decisions.load()
    made = tabulate("missions", decided.supposing((*decided.entries, *more)))
    return store.arrow(made, schemas.table("missions")).to_pylist()


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"printed": "0"}, "guard that no longer holds"),
        ({"cell": f"{T1}#cell=40,12"}, "unknown cell"),
        ({"cell": f"{T1}#cell=5,40"}, "unknown cell"),
        ({"cell": "raw/none/table1.csv#cell=5,12"}, "unknown file"),
        ({"cell": "five, twelve"}, "no cell address"),
        ({"cell": f"{T1}#cell=5,12-6,12"}, "no cell address"),
        ({"corrected": "x"}, "entry that changes nothing"),
        ({"kind": "no-change"}, "no-change that changes"),
        ({"corrected": "perhaps"}, "value that its table cannot hold"),
        ({"kind": "typo"}, "unknown kind"),
        ({"status": "done"}, "unknown status"),
        ({"reason": ""}, "blank field"),
        ({"evidence": " "}, "blank field"),
        ({"decided_by": ""}, "blank field"),
        ({"date": "2.1.2026"}, "not a date"),
        ({"date": "2199-01-01"}, "date in the future"),
        ({"date": "1899-12-31"}, "not a date"),
        ({"reason": '=HYPERLINK("x")'}, "formula"),
        ({"reason": "x" * 5_000}, "field too long"),
        ({"reason": " A reason."}, "stray space"),
        ({"evidence": "nobody-2021: Table 1"}, "unknown document"),
        ({"id": "../../evil"}, "name that cannot be used"),
        ({"id": "C001"}, "id twice"),
        ({"id": "c001"}, "id twice"),
        ({"cell": f"{T1}#cell=3,6", "corrected": "(concurrent from Cuba)"}, "two entries on one cell"),
    ],
)
def test_a_bad_entry_is_a_problem_with_line_and_id(checker, changes, kind):
    add(checker, **changes)
    line = len((checker / LEDGER).read_text(encoding="utf-8").splitlines())
    said = checker.check().report
    assert f"{LEDGER}, line {line}, " in said
    assert f": {kind}\n" in said, said
    assert {**GOOD, **changes}["id"] in said


def test_entries_taken_together_must_change_a_cell(checker):
    checker.edit("config/config.yaml", "[C001, C002]", "[C001, C003]")
    said = checker.check().report
    lines = (checker / "config/config.yaml").read_text(encoding="utf-8").splitlines()
    (line,) = (number for number, text in enumerate(lines, start=1) if "[C001, C003]" in text)
    assert f"config/config.yaml, line {line}, column 12: unknown entry" in said
    assert "together/0/1: 'C003'" in said


def test_a_ledger_with_other_columns_is_refused(checker):
    checker.edit(LEDGER, "id,cell,printed", "id,place,printed")
    assert checker.check().kinds == ["wrong columns"]


def test_an_accepted_entry_changes_its_row_and_is_named_there():
    before, after = tabulated(), tabulated(ledger.Entry(**GOOD, line=0))
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    old, new = changed[0]
    assert (old["status"], old["corrections"]) == ("embassy", [])
    assert (new["status"], new["corrections"], new["cells"]) == ("none", ["C100"], [GOOD["cell"]])


def test_a_proposed_entry_changes_nothing():
    assert tabulated(ledger.Entry(**GOOD | {"status": "proposed"}, line=0)) == tabulated()


def test_a_slip_settles_a_disagreement_of_keyings(checker):
    checker.set_cell("raw/sanchez-2021/table1.second.csv", 10, 4, "0")
    assert checker.check().kinds == ["keyings disagree"]
    add(checker, kind="slip")
    answer = checker.check()
    assert not answer.problems, answer.report


def test_a_correction_that_breaks_a_printed_total_is_reported(checker):
    add(checker, cell="raw/rouvinski/table1.csv#cell=4,2", printed="44", corrected="43")
    assert "printed total" in checker.check().kinds


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (f"{T1}#cell=1,2,entity,AMR,r,e,maintainers,2026-01-01", "ragged row"),
        (f'"{T1}#cell=1,2",entity,AMR,r,e,maintainers,2026-01-01', "unknown code"),
        (f'"{T1}#cell=1,2",grade,ARM,r,e,maintainers,2026-01-01', "unknown scheme"),
        (f'"{T1}#cell=99,2",entity,ARM,r,e,maintainers,2026-01-01', "unknown cell"),
        (f'"{T1}#cell=1,14",entity,ARM,r,e,maintainers,2026-01-01', "coded twice"),
        (f'"{T1}#cell=1,2",entity,ARM,,e,maintainers,2026-01-01', "blank field"),
    ],
)
def test_a_bad_coding_is_a_problem(checker, row, kind):
    with (checker / "config/codings.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    answer = checker.check()
    assert kind in answer.kinds, answer.report

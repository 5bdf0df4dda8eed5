"""What a researcher begins with: a compendium, frozen files, a table keyed in a spreadsheet, keyings that differ."""

import os
import shutil

import pytest
from conftest import Compendium, succeeds
from openpyxl import load_workbook

TABLE, SECOND = "raw/returns/table1.csv", "raw/returns/table1.second.csv"


def refuses(compendium: Compendium, *verb: str, **more: str) -> str:
    before = {path: path.read_bytes() for path in (compendium / "raw").rglob("*") if path.is_file()}
    done = compendium.run(*verb, **more)
    assert done.returncode in (1, 2) and "Traceback" not in done.stderr, done.stdout + done.stderr
    assert before == {path: path.read_bytes() for path in (compendium / "raw").rglob("*") if path.is_file()}
    return done.stderr


def given(compendium: Compendium) -> set[str]:
    """Names of all files but those of caches."""
    names = (p.relative_to(compendium.path) for p in compendium.path.rglob("*") if p.is_file())
    return {str(name) for name in names if not {"__pycache__", ".cache", ".snakemake"} & set(name.parts)}


def test_a_new_compendium_is_whole_and_sound_and_makes_another(plain, tmp_path):
    folder = tmp_path / "my ä tables"
    succeeds(plain, "new", "compendium", str(folder))
    made = Compendium(folder)
    assert "No problem in 4 raw tables" in succeeds(made, "check")
    assert "as it was frozen" in succeeds(made, "freeze", "raw/returns")
    assert given(made) == given(plain)
    assert "not empty" in refuses(plain, "new", "compendium", str(folder))
    assert "inside this compendium" in refuses(plain, "new", "compendium", str(plain / "other"))
    assert not (plain / "other").exists()


def test_a_frozen_file_is_one_that_was_found_to_be_sound(plain):
    plain.edit("raw/returns/table2.csv", "Dogwood,90", "Dogwood,9O")
    assert "Nothing was frozen" in refuses(plain, "freeze", "raw/returns/table2.csv")
    for name in ("raw/returns/table2.csv", "raw/returns/table2.second.csv"):
        text = (plain / name).read_text(encoding="utf-8")
        (plain / name).write_text(text.replace("Dogwood,9O", "Dogwood,91").replace("Dogwood,90", "Dogwood,91"))
    before = (plain / "raw/checksums.sha256").read_text()
    assert succeeds(plain, "freeze", "raw/returns/table2.csv") == "raw/returns/table2.csv: frozen anew.\n"
    after = (plain / "raw/checksums.sha256").read_text()
    assert [a[66:] for a, b in zip(after.splitlines(), before.splitlines(), strict=True) if a != b] == [
        "raw/returns/table2.csv"  # and its second keying stays as it was frozen, and is named
    ]
    assert "table2.second.csv is not as it was frozen" in plain.run("check").stderr
    assert "is no raw table" in refuses(plain, "freeze", "raw/returns/none.csv")


def test_a_table_is_keyed_in_a_spreadsheet(plain):
    succeeds(plain, "edit", TABLE, "--to", "book.xlsx")
    assert "no cell differs" in succeeds(plain, "import", "book.xlsx")
    book = load_workbook(plain / "book.xlsx")
    book["table"]["B3"] = "87"
    book.save(plain / "book.xlsx")
    assert "is frozen, and nothing was written" in refuses(plain, "import", "book.xlsx")
    told = refuses(plain, "import", "book.xlsx", "--frozen", "--yes")  # the second keying says otherwise
    assert "keyings disagree" in told and "Nothing was written" in told
    shutil.copy(plain / TABLE, plain / SECOND)
    plain.set_cell(SECOND, 2, 2, "421")
    plain.set_cell(SECOND, 3, 2, "87")
    plain.set_cell(TABLE, 7, 2, "1942"), plain.set_cell(SECOND, 7, 2, "1942")
    assert "changed since the workbook was written" in refuses(plain, "import", "book.xlsx", "--frozen", "--yes")
    plain.run("edit", TABLE, "--to", "again.xlsx")
    book = load_workbook(plain / "again.xlsx")
    book["table"]["B3"] = "87"
    book.save(plain / "again.xlsx")
    assert "Nobody answered" in refuses(plain, "import", "again.xlsx", "--frozen")
    said = succeeds(plain, "import", "again.xlsx", "--yes")
    assert f"{TABLE}#cell=3,2 (Birch × Adams): '88' → '87'" in said
    assert "No problem" in succeeds(plain, "check")


@pytest.mark.parametrize(
    ("answer", "kind", "corrected"), [("1", "no-change", "89"), ("2", "slip", "88"), ("=98", "slip", "98")]
)
def test_keyings_that_differ_are_settled_by_an_answer(plain, answer, kind, corrected):
    plain.edit("raw/returns/datapackage.yaml", "      totals_row: TOTAL\n", "")
    plain.edit("raw/returns/datapackage.yaml", "      tidy_totals: vote_totals\n", "")
    for name in (TABLE, SECOND):
        path = plain / name
        path.write_text("".join(line for line in path.open() if not line.startswith("TOTAL")))
    os.unlink(plain / "workflow/schemas/tables/vote_totals.yaml")
    plain.set_cell(TABLE, 3, 2, "89")
    assert succeeds(plain, "reconcile") == f"{TABLE}: 1 cell to settle\n"
    assert "Nobody answered" in refuses(plain, "reconcile", TABLE)
    succeeds(plain, "reconcile", TABLE, answers=f"what\n{answer}\n")
    entry = (plain / "raw/corrections.csv").read_text(encoding="utf-8").splitlines()[-1]
    assert entry.startswith(f'C003,"{TABLE}#cell=3,2",89,{corrected},{kind},accepted,')
    assert "No problem" in succeeds(plain, "check")
    assert "the keyings agree" in succeeds(plain, "reconcile", TABLE)

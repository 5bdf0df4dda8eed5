"""Tables of others: without a study, and without anything that is optional, they are checked, built and archived.

The archive of one without a study is rebuilt in `test_value_tables`, with more tables than this one has.
"""

import assembled
import pyarrow.parquet as pq
import pytest
import yaml
from conftest import Compendium, succeeds

CARD = "raw/returns/datapackage.yaml"
LEFT_OUT = ("second_keying", "totals_row", "tidy_totals", "column_labels")


def without_options(compendium: Compendium) -> None:
    """Take out the ledger, codings, second keyings, totals and lists."""
    for name in ("raw/corrections.csv", "config/codings.csv", "config/candidates.csv"):
        (compendium / name).unlink()
    (compendium / "workflow/schemas/tables/vote_totals.yaml").unlink()
    compendium.edit("raw/returns/table1.csv", "TOTAL,1943,1513,50\n", "")
    for path in (compendium / "raw/returns").glob("*.second.csv"):
        path.unlink()
    card = yaml.safe_load((compendium / CARD).read_text(encoding="utf-8"))
    card["resources"] = [r for r in card["resources"] if "second_of" not in r["transcription"]]
    for resource in card["resources"]:
        for key in LEFT_OUT:
            resource["transcription"].pop(key, None)
    (compendium / CARD).write_text(yaml.safe_dump(card, sort_keys=False), encoding="utf-8")
    assembled.freeze(compendium.path)


def archived(compendium: Compendium) -> None:
    """Make the archive of a build, which verifies."""
    succeeds(compendium, "release")
    succeeds(compendium, "archive")
    (path,) = (compendium / "dist").glob("*.zip")
    assert "none is missing and none was added" in succeeds(compendium, "verify", str(path))


@pytest.mark.long
@pytest.mark.slow
def test_without_a_study_it_is_built_traced_and_built_again(plain):
    assert "No problem in 4 raw tables" in succeeds(plain, "check")
    succeeds(plain)
    votes = pq.read_table(plain / "processed/tables/votes.parquet").to_pylist()
    assert len(votes) == 15 and sum(row["count"] or 0 for row in votes) == 1943 + 1513 + 50
    assert {row["candidate"] for row in votes} == {"adams", "baker", "clarke"}  # two by a list, one by a coding
    assert votes[0]["corrections"] == ["C001"] and votes[0]["count"] == 421
    assert "C001 (accepted, slip)" in succeeds(plain, "impact")
    assert "Ash × Adams: '412'" in succeeds(plain, "trace", "corrections/finding")
    assert succeeds(plain, "why") == "Nothing is stale.\n"
    for name in ("raw/returns/table2.csv", "raw/returns/table2.second.csv"):
        plain.edit(name, "Dogwood,90", "Dogwood,91")
    said = plain.run("why").stdout
    assert "raw/returns/table2.csv changed" in said and "tables electorate;" in said, said
    ran = plain.jobs(plain.run().stderr)
    assert "Clean electorate" in ran and "Clean votes" not in ran
    assert pq.read_table(plain / "processed/tables/electorate.parquet")["electors"].to_pylist()[3] == 91


@pytest.mark.slow
def test_what_is_optional_is_none_where_it_is_missing(plain):
    without_options(plain)
    assert "No problem in 2 raw tables" in succeeds(plain, "check")
    assert succeeds(plain, "impact") == "No entry of the ledger changes a cell.\n"
    succeeds(plain)
    archived(plain)
    assert succeeds(plain, "why") == "Nothing is stale.\n"
    assert "entries        none accepted" in succeeds(plain, "why", "corrections")


def test_the_first_correction_begins_the_ledger(plain):
    without_options(plain)
    given = {"corrected": "91", "kind": "misprint", "status": "proposed", "reason": "A reason."}
    options = [part for name, text in given.items() for part in (f"--{name}", text)]
    cell = "raw/returns/table2.csv#cell=5,2"
    refused = plain.run("correct", cell, *options, "--evidence", "nobody: p. 5")
    assert refused.returncode == 1 and not (plain / "raw/corrections.csv").exists(), refused.stdout
    succeeds(plain, "correct", cell, *options, "--evidence", "returns: p. 5")
    header, entry = (plain / "raw/corrections.csv").read_text(encoding="utf-8").splitlines()
    assert header.startswith("id,cell,printed,") and entry.startswith(f'C001,"{cell}",90,91,misprint,proposed,')
    assert "No problem" in succeeds(plain, "check")

"""Printed tables of values, keyed as they are, in a compendium without a study: checked, tabulated, corrected."""

import json
import re
import sys

import assembled
import frictionless
import pyarrow.parquet as pq
import pytest
from conftest import Compendium, succeeds

YEARBOOK = "raw/yearbook"
CARD = f"{YEARBOOK}/datapackage.yaml"


def test_nine_printed_tables_are_read_as_they_are(tables):
    assert tables.check().problems == []


# File, what is put for what, and what is told: line, column, kind, and words of what was found or expected.
MISTAKES = [
    ("catch.csv", "12.5", "1.234.5", (2, 2, "cell that cannot be read"), "decimal sign '.'"),
    ("catch.csv", "13.1ʳ", "13.1ᵖ", (2, 3, "cell that cannot be read"), "footnote mark 'ʳ'"),
    ("catch.csv", "7.25", "", (4, 2, "cell that cannot be read"), "sign for missing '..' or '–'"),
    ("catch.csv", "1934", "193", (1, 3, "unknown year"), "a year of four digits"),
    ("catch.csv", "Bracken", "Alder", (3, 1, "row twice"), "another label than row 2"),
    ("land.csv", '"1,833"', '"1,83"', (3, 3, "cell that cannot be read"), "thousands sign ','"),
    ("land.csv", '"1,833"', '"1 833"', (3, 3, "cell that cannot be read"), "thousands sign ','"),
    ("ferries.csv", "1104 1)", "1104 2)", (2, 2, "cell that cannot be read"), "footnote mark '1)' or '*'"),
    ("ferries.csv", "876", "8.764", (3, 2, "cell that can be read in several ways"), "8.764 or 8764"),
    ("trade.csv", ",1936,", ",1396x,", (1, 2, "unknown year"), "1396x"),
    ("trade.csv", "exports\nA", "\nA", (2, 5, "column without a heading"), "a heading"),
    ("works.csv", "24.5", "25.4", (5, 2, "printed total"), "84.5 printed, 85.4 summed over 2 rows"),
    ("works.csv", "TOTAL,95.0", "TOTAL,95.1", (10, 2, "printed total"), "95.1 printed, 95.0 summed over 4 rows"),
    ("poll.csv", "Ash,110", "Ash,111", (2, 5, "printed total"), "200 printed, 201 summed over 3 columns"),
    ("treaties.csv", "10–15", "15–10", (2, 2, "cell that cannot be read"), "form 'N–N'"),
    ("treaties.csv", "(120)", "[120]", (2, 3, "cell that cannot be read"), "'(N)'"),
    ("prices.csv", "−35,0", "-35,0", (3, 2, "cell that cannot be read"), "minus '−'"),
    ("prices.csv", "−5,9 %", "−5.9 %", (2, 3, "cell that cannot be read"), "decimal sign ','"),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "words"), MISTAKES, ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_mistake_is_told_with_its_place(tables, file, old, new, place, words):
    for name in (file, file.replace(".csv", ".second.csv")):
        if (tables / YEARBOOK / name).is_file():
            tables.edit(f"{YEARBOOK}/{name}", old, new)
    problems = tables.check().problems
    first = next(p for p in problems if p["file"] == f"{YEARBOOK}/{file}")
    assert (first["line"], first["column"], first["kind"]) == place, problems
    assert words in first["found"] + first["expected"] and first["todo"] and "yearbook" in first["printed"]


CARDS = [
    ("TOTAL: all}}\n  - name: land-second", "Total: all}}\n  - name: land-second", "label that the table does not have", "one of Alder, Bracken, Clover, TOTAL"),
    ('thousands: ",", unit: thousand', 'thousands: ",", decimal: ",", unit: thousand', "signs that cannot be told apart", "two signs"),
    ("(N): estimated", "(N): range", "signs that cannot be told apart", "N and N"),
    ("s. d.: not available", "s. d.: unknown", "unknown word", "not available"),
    ('"1)": Without', '"1": Without', "signs that cannot be told apart", "1)"),
    ("tidy: poll", "tidy: votes", "name of another table", "does not have"),
    ("      values:\n        thousands: []\n        unit: votes", "      value:\n        thousands: []\n        unit: votes", "missing key", "no values"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "kind", "words"), CARDS)
def test_a_card_that_cannot_hold_is_told(tables, old, new, kind, words):
    tables.edit(CARD, old, new)
    problem = next(p for p in tables.check().problems if p["file"] == CARD)
    assert kind == problem["kind"] or words in problem["found"], problem
    assert words in problem["found"] + problem["expected"] and problem["line"] and problem["todo"]


def test_a_total_that_nobody_can_settle_stands_with_an_entry_alone(tables):
    ledger = (tables / "raw/corrections.csv").read_text(encoding="utf-8")
    kept = [line for line in ledger.splitlines(keepends=True) if not line.startswith("C003")]
    (tables / "raw/corrections.csv").write_text("".join(kept), encoding="utf-8")
    problem, *_ = tables.check().problems
    assert problem["kind"] == "printed total" and problem["found"].startswith("964 printed, 963 summed over 3")


def test_a_correction_that_its_table_cannot_hold_is_refused(tables):
    tables.edit("raw/corrections.csv", "8.1,8.7,misprint", '8.1,"8,7",misprint')
    assert (
        tables.check().kinds[0] == "value that its table cannot hold"
    )  # the rest echoes a ledger that cannot be applied


def test_a_file_with_semicolons_is_one_problem(tables):
    path = tables / f"{YEARBOOK}/catch.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    answer = tables.check()
    assert [p["kind"] for p in answer.problems if p["file"].endswith("catch.csv")] == ["another separator"]


def test_a_schema_may_say_what_the_columns_are(tables):
    fields = "".join(f"          - {{name: {n!r}, type: string, description: As printed}}\n" for n in ("province", "1931", "1934", "1937"))  # fmt: skip
    tables.edit(CARD, "    path: catch.csv\n", f"    path: catch.csv\n    schema:\n        fields:\n{fields}")
    assert tables.check().problems == []
    report = frictionless.Package(str(tables / CARD)).get_resource("catch").validate()
    assert report.valid, report.to_summary()
    tables.edit(f"{YEARBOOK}/catch.csv", "1934", "1935")
    assert tables.check().kinds == ["unknown column"]


def test_a_table_that_feeds_nothing_is_named(tables):
    tables.edit(CARD, "      tidy: prices\n", "")
    assert [p["kind"] for p in tables.check().problems] == ["missing key"]  # of a table of values it is demanded
    tables.restore()
    card = tables / "raw/returns/datapackage.yaml"
    text = (
        card.read_text(encoding="utf-8").replace("      tidy: electorate\n", "").replace("      region: returns\n", "")
    )
    card.write_text(text.replace("      takes: {county: county, electors: electors}\n", ""), encoding="utf-8")
    for verb in ("check", "status"):
        done = tables.run(verb)
        assert "raw/returns/table2.csv feeds no tidy table" in done.stdout + done.stderr
    card.write_text(card.read_text(encoding="utf-8").replace("      title: Electors", "      unused: For reference alone.\n      title: Electors"), encoding="utf-8")  # fmt: skip
    done = tables.run("check")
    assert done.returncode == 0 and "feeds no tidy table" not in done.stderr, done.stderr


REPORTS = ("catch", "trade", "poll", "works", "land", "ferries", "treaties", "prices", "harvest")


@pytest.mark.long
@pytest.mark.slow
def test_nine_printed_tables_are_reported_archived_and_rebuilt_without_python(tmp_path):
    assembled.with_tables(tmp_path / "made")
    made = Compendium(tmp_path / "made")
    assert "study" not in (made / "config/config.yaml").read_text(encoding="utf-8")
    assert not [p for p in (made / "workflow").glob("*/study.py") if p.parent.name != "compendium"]
    for verb in ((), ("release",), ("archive",)):
        succeeds(made, *verb)
    for name in REPORTS:
        rows = pq.read_table(made / f"processed/tables/{name}.parquet").to_pylist()
        assert rows and all(row["cells"] and row["cells"][0].startswith("raw/yearbook/") for row in rows)
        assert (made / f"reports/{name}.pdf").is_file()
    page = (made / "reports/data.html").read_text(encoding="utf-8")
    package = made / "reports/data/datapackage.json"
    described = {one["name"] for one in json.loads(package.read_text(encoding="utf-8"))["resources"]}
    for name in (*REPORTS, "poll_totals"):
        assert f'id="{name}"' in page and name.replace("_", "-") in described
    with frictionless.system.use_context(trusted=True):
        report = frictionless.validate(str(package))
    assert report.valid, report.to_summary()
    results = {row["id"]: row for row in pq.read_table(made / "processed/reports/poll/results.parquet").to_pylist()}
    assert results["poll/finding"]["value"] == "Cedar has most, 585 of 963 votes, 61 per cent."
    assert results["poll/top-row-total"]["cells"] == ["raw/yearbook/poll.csv#cell=2,2-4,4"]
    assert "Cedar × Abel: '300'" in made.run("trace", "poll/top-row-total").stdout
    (archive,) = map(str, (made / "dist").glob("*.zip"))
    assert "none is missing and none was added" in succeeds(made, "verify", archive)
    said = succeeds(made, "rebuild", archive, "--environment-here")
    released = len((made / "checksums.sha256").read_text(encoding="utf-8").splitlines())
    found = re.match(r"(\d+) of (\d+) outputs identical", said)
    assert found and found[1] == found[2] and int(found[1]) > released, said  # with the records of all jobs
    assert made.run("why").stdout == "Nothing is stale.\n"
    made.edit(f"{YEARBOOK}/works.csv", "24.5", "25.5")
    said = made.run("why").stdout
    assert "raw/yearbook/works.csv changed" in said and "tables works, works_totals" in said, said


MEASURED = """
import json
from compendium.decision import config, decisions, schemas
from compendium.result.measure import arrow_tables, measure
from compendium.table import store
from compendium.table.kinds import tabulate
decided, found = decisions.load(), {"results": {}, "frames": {}, "tables": {}}
for key, report in config.reports().items():
    if not report.scenarios:
        made = {name: store.arrow(tabulate(name, decided), schemas.table(name)) for name in report.tables}
        found["tables"] |= {name: table.to_pylist() for name, table in made.items()}
        tables = {name: table.to_pandas() for name, table in made.items()}
        measured = measure(key, report.measure, report.parameters, tables, report.printed(), decided)
        frames = arrow_tables(measured, report.measure)
        found["results"] |= {row["id"]: row for row in frames.pop("results").to_pylist()}
        found["frames"][key] = {name: table.to_pylist() for name, table in frames.items()}
print(json.dumps(found))
"""


def test_frames_and_results_are_those_of_the_print(tables):
    """What both measures make of every table, in one process: the numbers are recomputed here by hand."""
    found = json.loads(tables.call([sys.executable, "-c", MEASURED], {"PYTHONPATH": str(tables / "workflow")}).stdout)
    value = {key: result["value"] for key, result in found["results"].items()}
    assert value["works/total"] == "95" and value["works/row-share-roads-tunnels"] == "63"
    assert value["works/column-total-cost"] == "95" and value["works/totals-differing"] == "0"
    assert value["poll/total"] == "963" and value["poll/totals-differing"] == "1"
    assert value["poll/top-column"] == "Abel" and value["poll/column-share-baker"] == "49"
    assert value["land/column-total-area-km2"] == "2,164,197" and "land/total" not in value  # of two units
    assert value["ferries/column-total-passengers"] == "88,498" and "ferries/row-total-new-ferry" not in value
    assert "prices/total" not in value and value["prices/highest"] == "12.75" and value["prices/lowest"] == "-35"
    assert value["treaties/values-inexact"] == "3" and value["treaties/values-not-available"] == "1"
    assert value["catch/values-known"] == "10" and value["catch/change-of-clover"] == "0.85"
    assert value["catch/relative-change-dune"] == "200" and "catch/first-total" not in value  # one is not available
    assert value["catch/largest-rise"] == "Dune" and value["catch/lines-compared"] == "2"
    assert value["trade/largest-fall"] == "Clover (exports)" and value["trade/largest-fall-size"] == "0.2"
    assert value["harvest/first-total"] == "7" and value["harvest/last-total"] == "6.75"  # years are its rows
    assert value["harvest/largest-fall"] == "oats" and value["harvest/relative-change-rye"] == "6"
    assert "treaties/highest" not in value
    highest = {row["name"]: row["highest"] for row in found["frames"]["treaties"]["by_column"]}
    assert highest == {"parties": None, "length (km)": 1900}  # more than 20 parties are possible
    periods = {row["period"]: row["total"] for row in found["frames"]["catch"]["periods"]}
    assert periods == {"1931": None, "1934": 17.85, "1937": None}
    kept = {(row["row"], row["column"]): row for row in found["tables"]["catch"]}
    assert kept["Alder", "1934"]["flags"] == ["ʳ"] and kept["Alder", "1934"]["notes"].startswith("Revised")
    assert (kept["Clover", "1934"]["value"], kept["Clover", "1934"]["missing"]) == (0, "nil")
    assert (kept["Alder", "1937"]["value"], kept["Alder", "1937"]["missing"]) == (None, "not available")
    assert found["results"]["prices/highest"]["unit"] == "per cent" and value["harvest/change-of-rye"] == "0.25"
    for key, result in found["results"].items():
        assert result["cells"] or result["n"] == 0, key


def test_without_a_unit_and_over_time_in_per_cent(tables):
    """A table whose card gives no unit has results without one; a change of percentages is in points."""
    tables.edit(CARD, "        thousands: []\n        unit: votes\n", "        thousands: []\n")
    tables.edit("config/config.yaml", "measure: matrix, tables: [prices]", "measure: series, tables: [prices]")
    done = tables.call([sys.executable, "-c", MEASURED], {"PYTHONPATH": str(tables / "workflow")})
    tables.edit("config/config.yaml", "measure: series, tables: [prices]", "measure: matrix, tables: [prices]")
    results = json.loads(done.stdout)["results"]
    assert (
        results["poll/total"]["unit"] == ""
        and results["poll/finding"]["value"] == "Cedar has most, 585 of 963, 61 per cent."
    )
    assert results["prices/change-of-alder"]["unit"] == "percentage points"
    assert results["prices/change-of-alder"]["value"] == "-6.3" and "prices/relative-change-alder" not in results
    assert results["prices/finding"]["value"].startswith(
        "From 1936 to 1937 Clover fell most, by 11.25 percentage points"
    )


def test_of_many_rows_the_frames_alone_tell(tables):
    rows = "".join(f"c{number},{number},1,0,{number + 1}\n" for number in range(201))
    whole = sum(range(201))
    table = f"county,Abel,Baker,scattering,total\n{rows}total,{whole},201,0,{whole + 201}\n"
    (tables / f"{YEARBOOK}/poll.csv").write_text(table, encoding="utf-8")
    done = tables.call([sys.executable, "-c", MEASURED], {"PYTHONPATH": str(tables / "workflow")})
    found = json.loads(done.stdout)
    assert len(found["frames"]["poll"]["by_row"]) == 201 and "poll/row-total-c7" not in found["results"]
    assert (
        found["results"]["poll/top-row"]["value"] == "c200"
        and found["results"]["poll/column-total-baker"]["value"] == "201"
    )
    assert found["results"]["poll/total"]["cells"] == [f"{YEARBOOK}/poll.csv#cell=2,2-202,4"]

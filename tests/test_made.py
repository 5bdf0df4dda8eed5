"""How everything was made is told once; every other report leads to it, and keeps the entries that touch a number of it."""

import re
from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest
from conftest import SOURCE
from hypothesis import given
from hypothesis import strategies as st

from compendium.decision import codings, config, decisions, ledger
from compendium.report import job, links, pandoc, words
from compendium.report.templates import Templates
from compendium.result import making, measure
from compendium.result.ledger_rows import touched
from compendium.source import cards, grid
from compendium.source.address import Cell, expand, span

SMALL = st.integers(1, 6)
FILES = st.sampled_from(["raw/a/a.csv", "raw/b/b.csv"])


@given(
    st.lists(st.tuples(FILES, SMALL, SMALL), max_size=6),
    st.lists(st.tuples(FILES, SMALL, SMALL, SMALL, SMALL), max_size=6),
)
def test_an_entry_touches_what_rests_on_its_cell(places, areas):
    named = [span(file, min(r, r2), min(c, c2), max(r, r2), max(c, c2)) for file, r, c, r2, c2 in areas]
    entries = [SimpleNamespace(file=file, place=Cell(file, row, column)) for file, row, column in places]
    cells = set(expand(named))
    assert touched(entries, named) == [entry for entry in entries if entry.place in cells]


@pytest.fixture(scope="module")
def made():
    found = measure.measure("how-this-was-made", "making", {}, {}, list(cards.tables()), decisions.load())
    return {row["id"].partition("/")[2]: row for row in found.rows}, found.frames


def test_every_raw_table_is_told_with_its_origin(made):
    results, frames = made
    number = {name: row["number"] for name, row in results.items()}
    own = [table for table in cards.tables() if not table.is_second]
    assert number["raw-tables"] == len(own) == sum(number[f"tables-{origin}"] for origin in making.ORIGINS)
    assert number["tables-printed"] == len([table for table in own if table.package in ("sanchez-2021", "rouvinski") and table.card.get("layout") == "matrix"])  # fmt: skip
    assert {row["source"] for row in frames["sources"]} == {table.card["reference"] for table in own}
    for frame in ("origins", "sources"):
        assert sum(row["tables"] for row in frames[frame]) == len(own)
        assert sum(row["filled"] for row in frames[frame]) == number["filled"]
        assert sum(row["entries"] for row in frames[frame]) == len(ledger.entries())
        assert len({str(cell) for row in frames[frame] for cell in row["cells"]}) == len(own)


def test_the_agreement_is_that_of_both_keyings(made):
    results, frames = made
    twice = [table for table in cards.tables() if table.second]
    assert [row["table"] for row in frames["agreement"]] == [table.printed for table in twice]
    pairs = []
    for table in twice:
        one, two = grid.read(table.path), grid.read(table.second)
        cells = [(r, c) for r in range(1, one.height + 1) for c in range(1, len(one.header) + 1)][1:]
        pairs += [(one.get(*place), two.get(*place)) for place in cells]
    filled = [pair for pair in pairs if set(pair) - {"", "0"}]
    assert results["agreement-all-n"]["number"] == len(pairs)
    assert results["agreement-filled-n"]["number"] == len(filled)
    assert results["agreement-filled"]["number"] == pytest.approx(100 * sum(a == b for a, b in filled) / len(filled))


def test_a_slip_of_either_keying_lowers_the_agreement(monkeypatch):
    table = next(table for table in cards.tables() if table.second)
    before, read = making.agreement(table), grid.read
    slip = SimpleNamespace(
        get=lambda row, column: "slip" if (row, column) == (2, 2) else read(table.second).get(row, column)
    )
    monkeypatch.setattr(making.grid, "read", lambda path: slip if path == table.second else read(path))
    after = making.agreement(table)
    assert after["agreeing"] == before["agreeing"] - 1 and after["compared"] == before["compared"]


def test_decisions_are_counted_by_kind_and_status(made):
    number = {name: row["number"] for name, row in made[0].items()}
    entries = ledger.entries()
    assert number["entries"] == len(entries) == sum(number[f"entries-{kind}"] for kind in ledger.KINDS)
    assert number["entries-accepted"] == sum(entry.status == "accepted" for entry in entries)
    assert (number["codings"], number["codings-second"]) == (
        len(codings.codings()),
        len(codings.codings(codings.SECOND)),
    )


@pytest.mark.parametrize("key", ["twinned-cities", "how-this-was-made"])
def test_a_report_leads_to_those_that_every_one_leads_to_but_itself(key):
    (markdown,) = job._closing_text(config.reports()[key], Templates.found()).values()
    named = config.load()["linked"]
    assert re.findall(r"\]\(([\w-]+)\.html\)", markdown) == [name for name in named if name != key]
    assert "<!-- linked -->" not in markdown and links.head(config.reports()[key]).count("<a ") == markdown.count(
        ".html)"
    )


def test_without_such_reports_a_report_closes_without_a_word_of_them(monkeypatch):
    monkeypatch.setattr(links, "linked", lambda key: [])
    (markdown,) = job._closing_text(config.reports()["twinned-cities"], Templates.found()).values()
    assert words.WORDS["en"]["trust"] not in markdown and "<!-- linked -->" not in markdown


def test_a_link_to_a_report_leads_to_the_same_format(tmp_path):
    (tmp_path / "page.md").write_text(
        "# Head {#head}\n\n[a](audit.html) [b](data.html) [c](https://h.example/x.html) [d](#head)\n"
    )
    document = pandoc.read(
        tmp_path / "page.md", Templates.found(), reader=pandoc.MARKDOWN, variables={"title": "T"}, media=tmp_path
    )
    pandoc.html(document, tmp_path / "page.html")
    pandoc._written(
        document, "typst-citations", tmp_path / "page.typ", f"--template={SOURCE}/workflow/templates/report.typ"
    )
    pages, typst = ((tmp_path / name).read_text(encoding="utf-8") for name in ("page.html", "page.typ"))
    assert 'href="audit.html"' in pages and 'href="data.html"' in pages
    assert '"audit.pdf"' in typst and '"data.html"' in typst and '"https://h.example/x.html"' in typst


@pytest.mark.slow
@pytest.mark.parametrize("key", config.reports())
def test_a_report_prints_the_entries_behind_its_numbers_and_leads_to_how_it_was_made(original, key):
    folder = original / f"processed/reports/{key}"
    results = pq.read_table(folder / "results.parquet").to_pylist()
    named = {cells for row in results if not row["id"].endswith("/ledger-entries") for cells in row["cells"]}
    behind = set(map(str, expand(named)))  # most ranges stand behind many results
    printed = pq.read_table(folder / "ledger.parquet").to_pylist()
    own = {table.path for table in config.reports()[key].printed()}  # a claim rests on cells of other tables as well
    touching = [entry.id for entry in ledger.entries() if entry.cell in behind and entry.file in own]
    assert [row["id"] for row in printed] == touching
    page = (original / f"reports/{key}.html").read_text(encoding="utf-8")
    of = config.reports()[key].parameters.get("of")  # a brief leads to the report that it is about, which leads on
    for name in [of] if of else config.load()["linked"]:
        assert page.count(f'href="{name}.html"') >= (1 if of else 2) or name == key

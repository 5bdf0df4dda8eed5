"""Web addresses: found in any text, refused where they lead nowhere, dated or said not to be, kept with what was taken."""

import html

import pytest
from conftest import SOURCE
from hypothesis import given
from hypothesis import strategies as st

from compendium.archive import evidence
from compendium.decision import ledger
from compendium.source import addresses, cards
from compendium.source.grid import read

L1 = "raw/border-facts-latin-america/financing.csv"
PAGES = st.from_regex(r"https?://[a-z]{1,9}\.[a-z]{2,5}/[a-z0-9/_~=?&-]{0,20}[a-z0-9/]", fullmatch=True)


@given(st.lists(PAGES, min_size=1, max_size=4), st.sampled_from([" ", "; ", ";", " ; ", ", ", " and "]))
def test_every_address_of_a_list_is_found_as_it_is(pages, joined):
    assert list(addresses.found(f"see {joined.join(pages)}.")) == pages
    assert list(addresses.found(f"{len(pages)} km (a publisher, {pages[0]}); other")) == [pages[0]]


@given(PAGES)
def test_a_plain_address_has_no_fault_and_an_escaped_one_has(page):
    assert addresses.fault(page) is None
    escaped = html.escape(page)
    (found,) = addresses.found(escaped)
    assert (addresses.fault(found) is None) == (escaped == page)


@given(st.text())
def test_any_text_can_be_searched(text):
    for address in addresses.found(text):
        assert address in text
        addresses.fault(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/?a=1&amp;b=2",
        "https://example.org/?a=1&#38;b=2",
        "https://example.org/100%",
        "https://example.org/%zz",
        "https:///page",
        "https://localhost/page",
        "https://user:word@example.org/",
        "https://example.org:99999/",
        "https://[1:2/",
    ],
)
def test_an_address_that_leads_nowhere_has_a_fault(address):
    assert addresses.fault(address)


@pytest.mark.parametrize(
    "address",
    ["https://example.org./a", "http://192.0.2.1/a", "https://example.org/Марзи–a", "https://example.org/a_(b)"],
)
def test_an_unusual_address_has_none(address):
    assert addresses.fault(address) is None and list(addresses.found(f"({address})")) == [address]


def test_an_entity_of_html_is_told_with_its_place_until_the_ledger_corrects_it(checker):
    """The cell stays as it was collected: nothing but an accepted entry says how the address reads."""
    assert "&amp;L=0" in read(L1).get(97, 11)
    ledger = (checker / "raw/corrections.csv").read_text(encoding="utf-8")
    entry = next(line for line in ledger.splitlines(keepends=True) if f"{L1}#cell=97,11" in line)
    assert checker.check().problems == []
    for without in ("", entry.replace(",accepted,", ",proposed,")):
        (checker / "raw/corrections.csv").write_text(ledger.replace(entry, without), encoding="utf-8")
        (problem,) = checker.check().problems
        assert (problem["file"], problem["row"], problem["column"]) == (L1, 97, 11) and not problem["safe"]
        assert "&amp;" in problem["found"] and problem["kind"] == "address that leads nowhere"
        assert "ledger" in problem["todo"]
    checker.check(fix=True)
    assert (checker / L1).read_bytes() == (SOURCE / L1).read_bytes()


@pytest.mark.parametrize("said", ["", "accessed: some day", "accessed: '2026-02-31'"])
def test_a_card_that_does_not_say_when_pages_were_read_is_told(checker, said):
    card = "raw/joint-posts/datapackage.yaml"
    checker.edit(card, '      accessed: "2026-11"\n', f"      {said}\n" if said else "")
    (problem,) = checker.check().problems
    assert problem["file"] == card and problem["kind"] == "addresses without a date"


def test_a_date_or_a_column_of_dates_says_it(checker):
    card = "raw/joint-posts/datapackage.yaml"
    for said in ("2026-11-20", "not noted", "source_date"):
        checker.restore()
        checker.edit(card, 'accessed: "2026-11"', f"accessed: '{said}'")
        assert checker.check().problems == []


def test_the_archive_keeps_what_was_taken_from_every_page():
    pages = evidence._pages()
    assert len({page for page, *_ in pages}) > 500
    corrected = {(one.file, one.place.row, one.place.column): one.corrected for one in ledger.entries() if one.changes}
    for address, printed, accessed, file, row, column, taken in pages:
        dated = file.startswith(("raw/closures/", "raw/joint-posts/"))  # collected in a month that is known
        assert accessed == ("2026-11" if dated else "not noted"), file
        assert ": " in taken and addresses.fault(address) is None
        before = read(file).get(row, column)
        assert address in corrected.get((file, row, column), before)
        assert printed == (before if (file, row, column) in corrected else "")
    held = {(file, row, column) for _, _, _, file, row, column, _ in pages}
    for table in cards.tables():
        grid = read(table.path)
        there = {
            (table.path, r, c)
            for r, record in enumerate(grid.records[1:], start=2)
            for c, text in enumerate(record, start=1)
            if "http://" in text or "https://" in text
        }
        assert there <= held

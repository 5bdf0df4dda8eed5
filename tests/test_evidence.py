"""From a number in a report to its printed cells: pages, links, what is read back from what a reader copies."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proposals import CALM, ENTRY, TEXT, written

from compendium.decision import proposal
from compendium.report import copied
from compendium.report.evidence import links, marks, numbers, printed, table_page
from compendium.source.address import Cell, compact, expand
from compendium.source.cards import Table
from compendium.source.grid import Grid
from compendium.unusable import Unusable

ALPHABET = "0123456789.,-–/ %\u00a0abC( )'\"“oneBoth"


@given(st.one_of(st.text(ALPHABET, max_size=40), TEXT))
@CALM
def test_pieces_of_a_text_are_the_text_and_no_number_is_left_in_the_words(text):
    found = numbers.pieces(text)
    assert "".join(part for part, _ in found) == text and all(part for part, _ in found)
    assert numbers.pieces(text, words=False) == list(numbers._pieces(text, numbers.IN_DIGITS))
    for part, is_number in found:
        assert is_number == bool(numbers.NUMBER.fullmatch(part)) or not is_number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("61 of 126 agreements (48.4 per cent)", ["61", "126", "48.4"]),
        ("1,230 km since 1992–2024, on 2015-08-19", ["1,230", "1992–2024", "2015-08-19"]),
        ("the 47th and the 1st", ["47th", "1st"]),
        ("three of the six, none elsewhere", ["three", "six", "none"]),
        ("entry C001, list 18A, e3x", []),
        ("-0.55 and −0.5", ["-0.55", "−0.5"]),
        ("Brazil, Japan", []),
    ],
)
def test_numbers_are_found_and_names_are_none(text, said):
    assert [part for part, is_number in numbers.pieces(text) if is_number] == said


def test_a_value_that_is_one_number_is_one_as_a_whole():
    assert numbers.pieces("no border", whole=True) == [("no border", True)]
    assert numbers.pieces("no border") == [("no border", False)]
    assert numbers.pieces("7 borders", whole=True) == [("7", True), (" borders", False)]


CELLS = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=30, unique=True)


@given(CELLS)
@CALM
def test_an_address_of_a_page_names_exactly_the_cells_that_it_is_made_of(places):
    cells = {Cell("raw/a/b.csv", *place) for place in places}
    addresses = compact(cells)
    target = links.to_cells(addresses, "report/name", {"raw/a/b.csv": "a-b"})
    assert target.startswith("a-b.html#cell=") and target.endswith("&result=report/name")
    fragment = target.partition("#")[2].partition("&")[0]
    assert set(expand(copied.addresses(f"raw/a/b.csv#{fragment}"))) == cells
    assert links.counted(addresses) == len(cells)


def test_many_cells_and_several_tables_lead_to_the_summary():
    shown = {"raw/a/b.csv": "a-b", "raw/a/c.csv": "a-c"}
    few, many = ["raw/a/b.csv#cell=2,2-3,3"], [f"raw/a/b.csv#cell=1,1-{links.CELLS},2"]
    assert links.of("r", "n", few, shown) == "evidence/a-b.html#cell=2,2-3,3&result=r/n"
    for cells in (many, [*few, "raw/a/c.csv#cell=1,1"], [], ["raw/other.csv#cell=1,1"]):
        assert links.of("r", "n", cells, shown) == "evidence/r.html#n"


TABLE = Table("a", "b", "b.csv", (), {"table": "Table <1>", "reference": "a", "totals_row": "TOTAL"})


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=2, max_size=6))
@CALM
def test_a_page_has_every_cell_as_it_is(records):
    from bs4 import BeautifulSoup

    text = printed.html(TABLE, Grid("raw/a/b.csv", records), {(2, 2): [{"kind": "coded"}]})
    rows = BeautifulSoup(text, "html.parser").select("#cells tr")
    texts = [[cell.get_text() for cell in row.find_all(("th", "td"))] for row in rows]
    assert texts == records


def test_each_kind_of_mark_has_a_sign_and_a_word():
    grid = Grid("raw/a/b.csv", [["", "x"], ["TOTAL", "1"]])
    for kind in marks.KINDS:
        if kind == "blank":
            assert 'class="blank"' in printed.html(TABLE, grid, {})
            continue
        text = printed.html(
            TABLE,
            grid,
            {(2, 2): [{"kind": kind, **({"id": "C9"} if kind in ("corrected", "kept", "proposed") else {})}]},
        )
        assert f'class="{kind}"' in text and "data-sign=" in text
    assert '<tr class="total">' in printed.html(TABLE, grid, {})


@pytest.mark.parametrize("mail", [None, "corrections@example.org"])
def test_a_proposal_is_mailed_only_where_the_metadata_say_to_whom(monkeypatch, mail):
    monkeypatch.setattr(table_page, "metadata", lambda: {"corrections": mail} if mail else {})
    body = table_page._body(TABLE, Grid("raw/a/b.csv", [["</script>", "x"], ["a", ""]]), {})
    known = body.partition('<script type="application/json" id="known">')[2].partition("</script>")[0]
    assert json.loads(known)["mail"] == mail and json.loads(known)["file"] == "raw/a/b.csv"


@given(st.lists(ENTRY, min_size=1, max_size=3))
@CALM
def test_a_proposal_says_the_same_after_a_mail(entries):
    text = "".join(map(written, entries))
    quoted = "".join(f"> {line}\n" for line in text.splitlines())
    letter = f"Dear all,\nplease see\n\n{text}\nYours\n"
    answered = f"On Monday somebody wrote:\n{quoted}"
    spaced = "".join(f"\u00a0\u00a0{line[2:]}\n" if line[:2] == "  " else f"{line}\n" for line in text.splitlines())
    signed = f"{text}-- \nA reader: of the north\n"
    for sent in (text, text.replace("\n", "\r\n"), quoted, letter, answered, spaced, signed, "\ufeff" + text):
        assert proposal.read("letter.txt", sent.encode()) == entries


def test_a_text_that_a_mail_program_has_broken_is_joined():
    entry = {"cell": "raw/a/b.csv#cell=2,2", "printed": "1", "corrected": "2", "kind": "slip"}
    entry |= {"reason": 'It says "2", and a backslash \\ in between.', "evidence": "a: p. 5"}
    text = written(entry)
    for words in ("It says", '\\"2\\",', "in between."):
        assert text.count(words) == 1
        assert proposal.read("letter.txt", text.replace(words, f"{words}\n").encode())[0].keys() == entry.keys()
    assert proposal.read("letter.txt", text.replace("says ", "says\n").encode()) == [entry]


DAMAGE = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["", "\n", '"', "- ", ": ", "&a ", "*a", "!!b ", "{", "\t", "%", "---\n", "\\", "\u00a0", "\0"])), max_size=4)  # fmt: skip


@given(st.lists(ENTRY, min_size=1, max_size=2), DAMAGE, st.integers(0, 900))
@CALM
def test_a_damaged_proposal_is_read_or_refused_and_ends_in_no_fault(entries, damage, cut):
    text = "".join(map(written, entries))
    for place, sign in damage:
        text = text[:place] + sign + text[place + 2 :]
    try:
        found = proposal.read("letter.txt", text[: max(cut, 1)].encode())
        assert all(set(one) == set(entries[0]) and all(isinstance(v, str) for v in one.values()) for one in found)
    except Unusable as refused:
        assert all("letter.txt" in str(problem) for problem in refused.problems)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "proposal"),
        ("hello", "proposal"),
        ("- cell: 'raw/a/b.csv#cell=2,2'\n  printed: 'x'\n", "corrected"),
        ("- cell: &a 'x'\n", "anchor"),
        ("- cell: 'x\n", "YAML that does not parse"),
        ("- cell: 'x'\n  more: 'y'\n", "more"),
    ],
)
def test_what_is_no_proposal_is_refused_with_its_place(text, said):
    with pytest.raises(Unusable) as refused:
        proposal.read("letter.txt", text.encode())
    told = "\n".join(map(str, refused.value.problems))
    assert "letter.txt" in told and (said in told or said == "proposal"), told

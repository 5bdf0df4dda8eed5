"""What a spreadsheet would run is told from what is only printed with a sign in front."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compendium.source.formula import would_run

RUN = (
    "=SUM(B2:B18)", "=1+1", "= A1", "=lo", "=-1", '="a"', "=cmd|' /C calc'!A0", "＝A1", "\t=A1", "\r=A1", " =A1",
    "-2+3", "+2*3%", "-1/2", "+34-91", "-(2+3)", "+-+2+3", "-{1,2}", "+A1", "-$A$1", "@A1", "+A1:B2", "＋A1",
    "-SUM(A1:A2)", "@SUM(1,2)", "-NOW()", "+NOW()+1", '-HYPERLINK("http://x","y")', '-HYPERLINK ("http://x")',
    '+IF(1,HYPERLINK("x"),foo)', "-cmd|' /C calc'!A0", "+1+cmd|' /C x'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
    "-Sheet1!A1", "-Sheet1.A1+1", "-[x.xls]Sheet1!A1", "-'file:///etc/passwd'#$Sheet1.A1", "-2+A1\n+3",
)  # fmt: skip
PRINTED = (
    "", "=", "==", "=>", "-", "--", "---", "+", "@", "+/-", "+/- 3", "-, -", "-ito", "-pis", "+ito", "-й", "-a.m.",
    "@name", "@example.org", "@ 12", "@home (2 rooms)", "-(n)", "-o(s)", "-ir(se)", "-ito (Quechua)", "-ito/-ita",
    "-ado, -ada", "-5", "+1.6", "-5%", "-5.9 %", "-1e5", "-1,204.5", "-5,9", "-1 204", "-5 °C", "- none",
    "+1.6 per cent (of 3)", "+34 91 555 1234", "- a list of, things", "- Kazakhstan (2015)", "+ 3 others", "−5",
    "2-3", "A1", "SUM(A1)", "x=1", "'=A1", "032", "1/2",
)  # fmt: skip


@pytest.mark.parametrize("text", RUN)
def test_what_runs(text):
    assert would_run(text)


@pytest.mark.parametrize("text", PRINTED)
def test_what_is_only_printed(text):
    assert not would_run(text)


@given(st.text())
def test_every_text_has_an_answer(text):
    assert would_run(text) in (True, False)
    assert not would_run(f"a{text}")
    assert would_run(f"={text}1")


@given(st.from_regex(r"\A[-+@][a-z]{1,12}(?:\([a-z]{1,3}\))?(?:/-[a-z]{1,5})?\Z"))
def test_a_word_part_never_runs(text):
    assert not would_run(text)


def test_a_cell_of_any_length_is_judged_at_once_by_its_beginning():
    for part in ("(", "A1+", "2*"):
        assert would_run("-" + part * 100_000)
    for part in ("'", "a.", "1 ", "word ", '"'):
        assert not would_run("-" + part * 100_000)

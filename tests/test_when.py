"""Prose on a condition: what holds is said without a mark of it, what does not is left out, and slips are told."""

import json

import nbformat
import pytest
from conftest import SOURCE
from hypothesis import given
from hypothesis import strategies as st

from compendium.report import conditions, prose
from compendium.report.notebook import Measured
from compendium.result.predicates import OF_ONE, PREDICATES
from compendium.result.scenario import headlines

NUMBERS = {"none": 0.0, "one": 1.0, "two": 2.0, "half": 0.5, "phrase": None, "not-found": None}
WHEN = '{.when result="NAME" is="above" to="0"}'
DIVISION = "Before.\n\n::: " + WHEN + "\nIt is {NAME}.\n:::\n\nAfter."
SPAN = "Before. [It is {NAME}.]" + WHEN + " After."
# A text with `NAME`, what is said of it where the result is above zero, and what else.
BOTH_WAYS = (
    (DIVISION, "Before.\n\nIt is {NAME}.\n\nAfter.", "Before.\n\nAfter."),
    (SPAN, "Before. It is {NAME}. After.", "Before. After."),
    ("[It is {NAME}.]" + WHEN + " After.", "It is {NAME}. After.", "After."),
    ("A\n[B]" + WHEN + " C", "A\nB C", "A\nC"),
    ("A [B]" + WHEN, "A B", "A "),
    ("A [b [@key, p. 3] and [c](http://h/) [d]{.x}]" + WHEN + ".", "A b [@key, p. 3] and [c](http://h/) [d]{.x}.", "A ."),
    ("::: answer\nA\n\n::: " + WHEN + "\nB\n:::\n:::\n", "::: answer\nA\n\nB\n:::\n", "::: answer\nA\n\n:::\n"),
    ("::: " + WHEN + "\n::: {.note}\n# Head\n\nA\n:::\n:::", "::: {.note}\n# Head\n\nA\n:::\n", ""),
    ("::::: " + WHEN + " :::::\nA [B\n::::\n\nC] [D]{.x}", "A [B\n\nC] [D]{.x}", "C] [D]{.x}"),
    ("> ::: " + WHEN + "\n> A\n> :::\n", "> A\n", ""),
)  # fmt: skip
UNTOUCHED = (
    "`[a]" + WHEN + "` and \\[a]",
    "```\n::: " + WHEN + "\n```\n",
    "[a]{.whenever} ] [ [b [c]",
    "::: {.note}\nA\n:::\n:::\n",
    "::: answer",
)


@pytest.mark.parametrize(("text", "holding", "else_"), BOTH_WAYS)
def test_what_holds_is_said_and_what_does_not_is_left_out(text, holding, else_):
    assert conditions.read(text.replace("NAME", "two"), NUMBERS) == (holding.replace("NAME", "two"), [])
    assert conditions.read(text.replace("NAME", "none"), NUMBERS) == (else_, [])


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_no_condition_stays(text):
    assert conditions.read(text, NUMBERS) == (text, [])


@given(st.text(st.sampled_from('[]{}:.\n ab`\\="#>')))
def test_any_text_without_the_class_stays(text):
    if ".when" not in text:
        assert conditions.read(text, NUMBERS) == (text, [])


@given(st.lists(st.sampled_from(["[", "]" + WHEN, "::: " + WHEN + "\n", ":::\n", "Q ", "\n", "`", "]", WHEN])))
def test_any_mixture_of_marks_is_said_or_told(parts):
    text = "".join(parts).replace("NAME", "two")
    said, faults = conditions.read(text, NUMBERS)
    assert faults or ".when" not in said or "`" in text
    assert said.count("Q") <= text.count("Q")


@pytest.mark.parametrize("predicate", [*PREDICATES, *OF_ONE])
@pytest.mark.parametrize(("left", "right"), [("one", "two"), ("two", "one"), ("one", "1")])
def test_each_predicate_is_that_of_headlines(predicate, left, right):
    to = "" if predicate in OF_ONE else f' to="{right}"'
    text, faults = conditions.read(f'[A]{{.when result="{left}" is="{predicate}"{to}}}', NUMBERS)
    number = float(right) if right == "1" else NUMBERS[right]
    expected = predicate == "known" if predicate in OF_ONE else PREDICATES[predicate](NUMBERS[left], number)
    assert not faults and bool(text) == expected
    assert Measured(None, {}, NUMBERS).holds(left, predicate, None if predicate in OF_ONE else right) == expected


def test_headlines_and_conditions_have_the_predicates_of_one_place():
    schema = json.loads((SOURCE / "workflow/schemas/headlines.schema.json").read_text(encoding="utf-8"))
    assert schema["additionalProperties"]["items"]["properties"]["is"]["enum"] == [
        *PREDICATES,
        headlines.SIDE,
        headlines.SAME,
    ]
    for name, predicate in PREDICATES.items():
        headline = headlines.Headline("h", "", "one", name, 2)
        said = headline.holds({"r/one": {"number": 1.0}}, "r", {})
        assert said == (headlines.HOLDS if predicate(1.0, 2.0) else headlines.FAILS)


def test_a_number_that_is_unknown_is_asked_for_first():
    inner = '[Its median is {not-found}.]{.when result="not-found" is="above" to="0"}'
    (fault,) = conditions.read(inner, NUMBERS)[1]
    assert fault.kind == "comparison without a number" and 'result="not-found" is="known"' in fault.expected
    outer = f'::: {{.when result="not-found" is="known"}}\n{inner}\n:::\n[Not found.]{{.when result="not-found" is="unknown"}}'
    assert conditions.read(outer, NUMBERS) == ("Not found.", [])
    with pytest.raises(ValueError, match="ask first whether it is known"):
        Measured(None, {}, NUMBERS).holds("not-found", "above", 0)


FAULTY = {
    "unknown result in a condition": '[A]{.when result="onne" is="above" to="0"}',
    "unknown result in a condition ": '[A]{.when result="one" is="above" to="tow"}',
    "unknown predicate": '[A]{.when result="one" is="abov" to="0"}',
    "condition that cannot be read": '[A]{.when result="one" is="above"}',
    "condition that cannot be read ": '[A]{.when result="one" is="known" to="2"}',
    "condition that cannot be read  ": "[A]{.when result=one is=above to=0}",
    "condition that cannot be read   ": '[A]{.note .when result="one" is="above" to="0"}',
    "condition that cannot be read    ": '[A]{.when result="one" result="two" is="above" to="0"}',
    "condition without an end": "::: " + WHEN.replace("NAME", "one") + "\nA",
    "condition without a beginning": "A]" + WHEN.replace("NAME", "one"),
    "condition that is not at its place": "# Head " + WHEN.replace("NAME", "one"),
    "condition that is not at its place ": "A ::: " + WHEN.replace("NAME", "one") + "\nA\n",
    "comparison without a number": '[A]{.when result="phrase" is="equal" to="0"}',
}  # fmt: skip


@pytest.mark.parametrize("kind", FAULTY)
def test_a_slip_is_told_with_its_cell_and_line(kind):
    hidden = '::: {.when result="none" is="above" to="0"}\n' + FAULTY[kind] + "\n:::\n"
    cells = [nbformat.v4.new_code_cell("x"), nbformat.v4.new_markdown_cell("# Head\n\n" + FAULTY[kind])]
    (problem,) = prose.notebook_problems("notebooks/n.ipynb", nbformat.v4.new_notebook(cells=cells), "r", NUMBERS)
    assert str(problem).startswith(f"notebooks/n.ipynb: {kind.strip()} in cell 2, line 3 of it\n")
    assert problem.expected and "docs/notebooks.md" in problem.todo
    (same,) = prose.template_problems("workflow/templates/x.md", "a\n" + FAULTY[kind], "r", NUMBERS)
    assert same.line == 2
    # a slip is told where nothing is said as well; a number that is missing there is not
    told = [fault.kind for fault in conditions.read(hidden, NUMBERS)[1]]
    assert (kind.strip() in told) == (kind != "comparison without a number")


def test_names_are_known_in_what_is_not_said():
    hidden = nbformat.v4.new_markdown_cell('[{onne}]{.when result="none" is="above" to="0"}')
    (problem,) = prose.notebook_problems("n", nbformat.v4.new_notebook(cells=[hidden]), "r", NUMBERS)
    assert problem.kind == "unknown result in cell 1, line 1 of it"
    with pytest.raises(LookupError, match="no result 'onne'"):
        Measured(None, {"none": "0"}, NUMBERS).caption('A[{onne}]{.when result="none" is="above" to="0"}')


def test_a_cell_that_says_nothing_is_left_out_of_what_is_published():
    cells = [
        nbformat.v4.new_markdown_cell(
            DIVISION.replace("Before.\n\n", "").replace("\n\nAfter.", "").replace("NAME", name)
        )
        for name in ("one", "none", "two")
    ]
    shown = prose.said(nbformat.v4.new_notebook(cells=[*cells, nbformat.v4.new_markdown_cell(""), nbformat.v4.new_code_cell("")]), NUMBERS)  # fmt: skip
    assert [cell.source.strip() for cell in shown.cells] == ["It is {one}.", "It is {two}.", "", ""]
    caption = Measured(None, {"one": "1", "none": "0"}, NUMBERS).caption
    assert caption('A ({one}[, of {none}]{.when result="none" is="above" to="0"}).') == "A (1)."
    assert caption('A ({one}[, of {none}]{.when result="one" is="above" to="0"}).') == "A (1, of 0)."


@pytest.mark.parametrize(
    ("entries", "said", "unsaid"),
    [(0, "# Sources and version", "Corrections that touch"), (1, "; one entry touches a cell", "entries touch"), (2, "{ledger-entries} entries touch a cell", "one entry")],
)  # fmt: skip
def test_a_report_that_no_entry_touches_has_no_section_of_them(entries, said, unsaid):
    text = (SOURCE / "workflow/templates/closing.md").read_text(encoding="utf-8")
    shown, faults = conditions.read(text, {"ledger-entries": float(entries)})
    assert not faults and said in shown and unsaid not in shown
    assert ("<!-- table: ledger -->" in shown) == (entries > 0) and "::: {#refs}\n:::" in shown


@pytest.mark.slow
def test_reports_say_what_holds_of_each(small):
    """The same notebook: the candidate in focus has more than half of the votes in one report, and not in the other."""
    more, fewer, many = "That is more than all others have.", "All others have as many or more.", "most of them for one"
    for report, said, unsaid in (("votes-adams", (more, many), (fewer,)), ("votes-baker", (fewer,), (more, many))):
        page = (small / f"reports/{report}.html").read_text(encoding="utf-8")
        notebook = nbformat.read(small / f"reports/{report}.ipynb", as_version=4)
        for text in (page, "\n".join(prose.texts(notebook))):
            words = " ".join(text.split())
            assert all(one in words for one in said) and not any(one in words for one in unsaid), report
            assert ".when" not in words

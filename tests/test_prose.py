"""`{name}` in prose and captions is the text of a result: in every format, for any text, and for nothing else."""

import html.parser
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters import markdown2html
from texts import HARMFUL, MARKS, QUICK, TEXTS, pdf_text, variables

from compendium.report import pandoc, prose, table
from compendium.report.evidence import numbers
from compendium.report.notebook import Measured
from compendium.report.templates import Templates
from compendium.result import placeholders
from compendium.result.named_results import UnknownResult

VALUES = {"one": "1", "left-borders": "33", "a": "*x*"}
# Text with `{name}`, and what it is in Markdown once it is filled.
MARKDOWN = (
    ("{left-borders} borders", "33 borders"),
    ("{one}{left-borders}", "133"),
    ("{a}", r"\*x\*"),
    ("{{one}} is {one}, {{{one}}}", "{one} is 1, {1}"),
    (r"\{one} and \\{one}", r"\{one} and \\1"),
    ("`{one}` and ``{one} ` ``", "`{one}` and ``{one} ` ``"),
    ("a ` b {one}\n\n` {one}", "a ` b 1\n\n` 1"),
    ("```json\n{one}\n```\n{one}", "```json\n{one}\n```\n1"),
    ("- x\n\n  ~~~ {.r}\n  {one}\n  ~~~\n\n{one}", "- x\n\n  ~~~ {.r}\n  {one}\n  ~~~\n\n1"),
    ("# H {#one .x} {-}\n\n::: {.answer}\n{one}\n:::", "# H {#one .x} {-}\n\n::: {.answer}\n1\n:::"),
    ('[t]{.x title="{one}"} {one}', '[t]{.x title="{one}"} 1'),
    ("[@{one}, p. 3] {one}", "[@{one}, p. 3] 1"),
    ('{"one": 1} {one, two} {} {', '{"one": 1} {one, two} {} {'),
    ("$x_{{i}}$ {one}", "$x_{i}$ 1"),
    ("{one}. A\n{one}) b", "1\\. A\n1\\) b"),
    ("It is {one}. Then", "It is 1. Then"),
)
# Places of prose, with a placeholder; each is one paragraph, item, quotation or heading.
PLACES = ("{v}", "A {v} b.", "{v}. Next", "{v}) next", "(n = {v}) and {v}", "- {v}) x", "> {v}", "1. {v}", "## {v} b", "**{v}**", "[t]{v}")  # fmt: skip
# What Markdown, MathJax or a list would take for its own at one place or another.
SPECIAL = (
    "a\nb", "a\n\n  b", "a\r\nb", "    code", "\tcode", "x  ", "12", "12.", "3) x", "1.5", "- x", "+ x", "-", "-5", "-5. x", "= x", "==", "---", ": x", ". x", "(http://h)",
    "$a$ and $b$", "a$", "\\(x\\) and \\[y\\]", "\\begin{x} y \\end{x}", "{one}", "{{one}}", "Ab: c", "# x", "> x", "| a | b |", "~~x~~", "&lt;", "<b>x</b>", "@@0@@",
)  # fmt: skip
ANY_VALUE = st.one_of(
    st.sampled_from([*HARMFUL, *SPECIAL, "\n"]),
    TEXTS,
    st.text(st.sampled_from(MARKS + "\n aZ09"), min_size=1, max_size=24),
)


@pytest.mark.parametrize(("given_text", "expected"), MARKDOWN)
def test_a_name_in_braces_is_a_result_and_all_else_stays(given_text, expected):
    assert prose.filled(given_text, VALUES) == expected


@given(st.text(st.sampled_from("{}[]`~@#. \n\\a1-=\"'*|$"), max_size=40))
def test_markdown_without_a_name_in_braces_stays(text):
    if not re.search(r"\{[a1][a1-]*\}", text):
        assert placeholders.fill(text, {}.__getitem__, placeholders.MARKDOWN) == text
        assert placeholders.fill(text, {}.__getitem__) == text


@given(st.dictionaries(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)?", fullmatch=True), st.text(), min_size=1))
def test_what_is_filled_is_not_read_again_and_doubled_braces_are_literal(values):
    for grammar in (placeholders.PLAIN, placeholders.MARKDOWN):
        text = " ".join(f"{{{name}}} {{{{{name}}}}}" for name in values)
        assert placeholders.fill(text, values.__getitem__, grammar) == " ".join(
            f"{v} {{{k}}}" for k, v in values.items()
        )
        assert [name for name, _ in placeholders.places(text, grammar)] == list(values)


def test_every_result_that_a_notebook_names_in_prose_is_told_when_it_is_unknown():
    cells = [
        nbformat.v4.new_code_cell("{left-border}"),
        nbformat.v4.new_markdown_cell("# Head\n\n{left-borders} and {left-border}, `{x}`\n{left_borders}"),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    one, other = prose.notebook_problems("notebooks/n.ipynb", notebook, "r", VALUES)
    assert str(one).startswith("notebooks/n.ipynb: unknown result in cell 2, line 3 of it\n")
    assert "{left-border} in “{left-borders} and" in one.found and one.expected.startswith(
        "left-borders? There are one,"
    )
    assert "{{left-border}}" in one.todo and "line 4" in other.kind
    (found,) = prose.template_problems("workflow/templates/x.md", "a\n{lft}", "r", VALUES)
    assert str(found).startswith("workflow/templates/x.md, line 2: unknown result\n")


def test_a_caption_with_an_unknown_result_names_the_nearest():
    with pytest.raises(UnknownResult, match=r"no result 'left-border'. Expected: left-borders\?"):
        Measured(None, VALUES).fill("{left-border}")
    assert Measured(None, VALUES).fill("{a}. {{a}}") == "*x*. {a}"


class Text(html.parser.HTMLParser):
    """Text of HTML, in which spaces do not count, its pieces, and names of its elements."""

    def __init__(self, page: str):
        super().__init__(convert_charrefs=True)
        self.text, self.pieces, self.tags = "", [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data):
        self.text += data
        self.pieces.append(data)


def plain(text: str) -> str:
    """A text as a page shows it: line breaks count, runs of spaces are one. The paragraph sign is Jupyter's own."""
    lines = re.split("\r?\n", text.replace("¶", ""))
    return "\n".join(" ".join(filter(None, re.split("[ \t]", line))) for line in lines).strip()


def html_of(dialect: str) -> Callable[[str], str]:
    command = [pandoc.pypandoc.get_pandoc_path(), f"--from={dialect}", "--to=html", "--wrap=none"]
    return lambda text: subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout.decode()


def show(parts: list[tuple[str, str]]) -> None:
    """Hold that each text is shown as it is at its place, by Jupyter's converter and in two dialects of Markdown."""
    source = [f"◖{n}◗\n\n{prose.filled(place, {'v': text})}\n\n<!-- -->" for n, (place, text) in enumerate(parts)]
    for shows in (markdown2html, html_of("commonmark"), html_of("gfm-emoji")):
        shown = Text(shows("\n\n".join(source)))
        found = dict(re.findall(r"◖(\d+)◗((?:(?!◖)[\s\S])*)", shown.text))
        wrong = [part for n, part in enumerate(parts) if plain(part[1]) not in plain(found[str(n)])]
        assert wrong == []
        assert set(shown.tags) <= {"p", "ul", "ol", "li", "blockquote", "h2", "strong", "a", "br", "span"}
        # MathJax looks for a formula within one piece of text, and Jupyter for its marks of one, which are @@0@@.
        assert {piece for piece in shown.pieces if set(piece) & set("$\\@")} <= {"$", "\\", "@"}


@pytest.mark.parametrize("place", PLACES)
def test_published_prose_shows_special_texts_at_each_place(place):
    show([(place, text) for text in (*SPECIAL, *HARMFUL)])


@QUICK
@given(st.lists(st.tuples(st.sampled_from(PLACES), ANY_VALUE.filter(str.strip)), min_size=30, max_size=80))
def test_published_prose_shows_any_text_as_it_is(parts):
    show(parts)


def executed(texts: list[str], caption: str = "c") -> nbformat.NotebookNode:
    """An executed notebook with a paragraph for each text, and a table with a caption."""
    cells = [nbformat.v4.new_markdown_cell(f"◖{n}◗{{v{n}}}◖") for n in range(len(texts))]
    made = table.made([("a", "left", 5)], [[table.text("x")]], caption, "table-x")
    output = nbformat.v4.new_output("display_data", data={table.MEDIA: made, "text/html": "x"})
    return nbformat.v4.new_notebook(cells=[*cells, nbformat.v4.new_code_cell("x", outputs=[output])])


def told(value: str) -> dict:
    """What the filter is told of a result."""
    pieces = [{"text": text, "number": is_number} for text, is_number in numbers.pieces(value)]
    whole = {"label": "l", "value": value, "unit": "", "n": "", "short": "s", "places": ["p"], "corrections": ""}
    return {**whole, "pieces": pieces, "href": "evidence/one.html#x"}


def source(folder: Path, notebook: nbformat.NotebookNode, values: dict[str, str]) -> dict:
    """Write what pandoc reads of a notebook, `s.ipynb`, and give its variables."""
    nbformat.write(prose.changed(notebook, prose.references), folder / "s.ipynb")
    found = variables(folder)
    names = [name for text in prose.texts(notebook) for name, _ in placeholders.places(text, placeholders.MARKDOWN)]
    results = {name: {**told(value), "times": names.count(name)} for name, value in values.items()}
    (folder / "results.json").write_text(json.dumps(results), encoding="utf-8")
    return found


def marked(texts: list[str], folder: Path) -> tuple[Path, dict]:
    """A notebook that pandoc reads, with each text between marks in prose and, a thousand later, in a caption."""
    caption = " ".join(f"◖{n + 1000}◗{{v{n}}}◖" for n in range(len(texts)))
    given_by = source(folder, executed(texts, caption), {f"v{n}": text for n, text in enumerate(texts)})
    return folder / "s.ipynb", given_by


def between(text: str) -> dict[str, str]:
    """What stands behind each mark, without spaces."""
    return dict(re.findall(r"◖(\d+)◗((?:(?!◖).)*)", "".join(text.split())))


@QUICK
@given(st.lists(ANY_VALUE, min_size=20, max_size=40))
def test_prose_and_captions_of_pages_and_documents_show_any_text_as_it_is(tmp_path_factory, drawn):
    texts, folder = [text for text in drawn if text.strip()], tmp_path_factory.mktemp("prose")
    notebook, given_by = marked(texts, folder)
    document = pandoc.read(notebook, Templates.found(), variables=given_by, media=folder)
    pandoc.html(document, folder / "t.html")
    pandoc.docx(document, folder / "t.docx")
    page = Text((folder / "t.html").read_text(encoding="utf-8"))
    assert not set(page.tags) & {"b", "img", "script", "strong", "math", "sup", "sub"}
    assert page.tags.count("em") == page.tags.count("code") == 1  # of the version at the end
    with zipfile.ZipFile(folder / "t.docx") as archive:
        document = ElementTree.fromstring(archive.read("word/document.xml"))
    for shown in (between(page.text), between("".join(document.itertext()))):
        for n, text in enumerate(texts):
            assert shown[str(n)] == shown[str(n + 1000)] == "".join(text.split())


@QUICK
@given(st.lists(ANY_VALUE.filter(str.isascii), min_size=20, max_size=40))
def test_prose_and_captions_of_a_pdf_show_any_text_as_it_is(tmp_path_factory, drawn):
    """Of letters that every font has; what becomes of others is told of tables."""
    texts, folder = [text for text in drawn if text.strip()], tmp_path_factory.mktemp("prose")
    notebook, given_by = marked(texts, folder)
    pandoc.pdf(
        pandoc.read(notebook, Templates.found(), variables=given_by, media=folder), folder / "t.pdf", folder / "t.png"
    )
    shown, pages = between(pdf_text(folder / "t.pdf")), len(pypdf.PdfReader(folder / "t.pdf").pages)
    wanted = {str(n + more): "".join(text.split()) for n, text in enumerate(texts) for more in (0, 1000)}
    assert [text for n, text in wanted.items() if text not in shown[n]] == []
    assert sum(shown[n] != text for n, text in wanted.items()) <= pages  # a page ends with its number


@pytest.mark.parametrize(
    "markdown",
    ["$x^{v0}$", "[t](http://h/{v0})", "Head\n\n    {v0}\n", '[]{.result id="v0"}', '{v0} and [x]{.result id="v0"}'],
)
def test_a_result_where_no_text_can_stand_stops_the_report(tmp_path, markdown):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(markdown)])
    given_by = source(tmp_path, notebook, {"v0": "1"})
    with pytest.raises(pandoc.ConversionError, match=r"\{v0\} stands \d times in the Markdown of one, and \d times"):
        pandoc.read(tmp_path / "s.ipynb", Templates.found(), variables=given_by, media=tmp_path)


def test_published_captions_are_filled():
    made = prose.changed(executed(["x"], "Of {v0}."), lambda text: prose.filled(text, {"v0": "*1*"}))
    assert prose.texts(made) == ["◖0◗\\*1\\*◖", "Of \\*1\\*."]


@pytest.mark.slow
def test_published_notebooks_have_no_placeholder_left_and_the_values_of_their_results(original):
    for path in sorted((original / "reports").glob("*.ipynb")):
        found = nbformat.read(path, as_version=4)
        texts = prose.texts(found)
        assert texts and not [text for text in texts if list(placeholders.places(text, placeholders.MARKDOWN))]
        assert not [text for text in texts if "]{." in text]


def test_prose_refers_to_a_figure_or_a_table_by_its_number(tmp_path):
    shown = [table.block(table.made([("A", "left", 1)], [[table.text("x")]], "Words.", f"table-{n}")) for n in "ab"]
    source = tmp_path / "s.md"
    source.write_text(
        "\n\n".join([prose.references("As [table](#table-b) says, and [a table](#table-a): {one}."), *shown]),
        encoding="utf-8",
    )
    document = pandoc.read(
        source, Templates.found(), reader=pandoc.MARKDOWN, variables=variables(tmp_path), media=tmp_path
    )
    pandoc.html(document, tmp_path / "s.html")
    page = (tmp_path / "s.html").read_text(encoding="utf-8")
    assert 'href="#table-b">Table\N{NO-BREAK SPACE}2</a>' in page and 'href="#table-a">a table</a>' in page
    pandoc.pdf(document, tmp_path / "s.pdf", tmp_path / "s.png")
    assert "As Table 2 says" in " ".join(pdf_text(tmp_path / "s.pdf").split())

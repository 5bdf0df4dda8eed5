"""Any text comes out of every format as it went in, and does nothing there."""

import csv
import html.parser
import io
import re
import shutil
import subprocess
import weakref
import xml.etree.ElementTree as ET
import zipfile

import matplotlib
import pypdf
import pytest
from conftest import SOURCE
from hypothesis import example, given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from texts import ANY, BATCHES, HARMFUL, MARKS, QUICK, TEXTS, Cells, docx_cells, notebook, pdf_text, shown, variables

from compendium import escape
from compendium.report import pandoc, table
from compendium.report.templates import Templates
from compendium.table import store


@QUICK
@given(BATCHES)
def test_a_page_and_a_document_give_every_text_back(tmp_path_factory, drawn):
    texts = [text for text in (*HARMFUL, *drawn) if text]
    folder = tmp_path_factory.mktemp("texts")
    source = notebook(folder, texts)
    given_by = variables(folder)
    document = pandoc.read(source, Templates.found(), variables=given_by, media=folder)
    pandoc.html(document, folder / "t.html")
    assert Cells((folder / "t.html").read_text(encoding="utf-8")).cells[1::2] == texts
    pandoc.docx(document, folder / "t.docx")
    # XML knows no line ends but one, and Word no more.
    assert docx_cells(folder / "t.docx")[2:][1::2] == texts


COVERED = frozenset(map(chr, FT2Font(f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans.ttf").get_charmap()))


# Letters that are written to the right or joined come out of a PDF in the order and the form in which they are drawn.
PLAIN = ANY.filter(lambda c: c in COVERED and escape_free(c))


def escape_free(character: str) -> bool:
    import unicodedata

    direction = unicodedata.bidirectional(character)
    whole = not unicodedata.combining(character) and unicodedata.normalize("NFKC", character) == character
    return (
        whole and direction not in ("R", "AL", "AN") and unicodedata.category(character) not in ("Mn", "Mc", "Me", "Sk")
    )


@QUICK
@given(
    st.lists(
        st.text(st.one_of(st.sampled_from(MARKS.replace("…", "") + "aZ09 éж"), PLAIN), min_size=1, max_size=24),
        max_size=60,
    )
)
def test_a_pdf_gives_every_text_back_but_for_its_spaces(tmp_path_factory, drawn):
    """Lines are broken anew on a page, so spaces do not count."""
    texts = [text for text in (*HARMFUL, *drawn) if text.strip()]
    folder = tmp_path_factory.mktemp("texts")
    document = pandoc.read(notebook(folder, texts), Templates.found(), variables=variables(folder), media=folder)
    pandoc.pdf(document, folder / "t.pdf", folder / "t.png")
    found = dict(re.findall(r"◖(\d+)◗((?:(?!◖).)*)", "".join(pdf_text(folder / "t.pdf").split())))
    wanted = ["".join(text.split()) for text in texts]
    whole = [found[str(i)] == text for i, text in enumerate(wanted)]
    pages = len(pypdf.PdfReader(folder / "t.pdf").pages)
    assert [t for i, t in enumerate(wanted) if not found[str(i)].startswith(t)] == []
    assert whole.count(False) <= pages  # the last of each page is followed by its number and the next header


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext of poppler-utils")
def test_a_character_that_no_font_has_is_drawn_as_a_box_and_can_be_copied(tmp_path):
    texts = ["漢字", "ไทย", "한국", "العربية", "עברית", "😀🦙"]
    document = pandoc.read(notebook(tmp_path, texts), Templates.found(), variables=variables(tmp_path), media=tmp_path)
    pandoc.pdf(document, tmp_path / "t.pdf", tmp_path / "t.png")
    done = subprocess.run(["pdftotext", tmp_path / "t.pdf", "-"], capture_output=True, text=True, check=True)
    for text in texts:
        assert text in done.stdout, done.stdout


def test_titles_results_and_metadata_are_texts_in_every_format(tmp_path):
    hostile = '- `#read("/etc/passwd")`{=typst} 5*3*2 <b>x</b> $y$ @rouvinski ![p](http://127.0.0.1:1/x.png)'
    source = notebook(tmp_path, ["x"])
    given_by = variables(tmp_path, hostile)
    read = pandoc.read(source, Templates.found(), variables=given_by, media=tmp_path)
    pandoc.html(read, tmp_path / "t.html")
    page = Cells((tmp_path / "t.html").read_text(encoding="utf-8"))
    assert not [tag for tag, _ in page.tags if tag in ("b", "img", "script")]
    (named,) = [attrs for tag, attrs in page.tags if attrs.get("data-result")]
    assert [named[f"data-{name}"] for name in ("label", "unit", "corrections", "n")] == [*[hostile] * 3, "3"]
    plain = re.sub(r"<[^>]+>", "", (tmp_path / "t.html").read_text(encoding="utf-8"))
    assert plain.count(html.escape(hostile, quote=False)) == 3 or plain.count(html.escape(hostile)) >= 3
    pandoc.docx(read, tmp_path / "t.docx")
    with zipfile.ZipFile(tmp_path / "t.docx") as archive:
        document = ET.fromstring(archive.read("word/document.xml"))
    in_print = 3 + 5  # title, subtitle and value; in the annex value, label, unit, place and entries
    assert "".join(document.itertext()).count(hostile) == in_print
    pandoc.pdf(read, tmp_path / "t.pdf", tmp_path / "t.png")
    assert "".join(pdf_text(tmp_path / "t.pdf").split()).count("".join(hostile.split())) == in_print


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http:///x", "http://u:p@h/", "http://h:x/", "//h/x",
     "http://h/a b", 'http://h/"', "http://h/\u202e", "ftp://h/", "", None, "http://", "https://[::1", "HTTP", "h/x"],
)  # fmt: skip
def test_what_is_no_plain_address_is_no_link(address):
    assert escape.address(address) is None


def test_a_checked_address_is_a_link_and_another_stays_text(tmp_path):
    import pandas as pd

    links = ["https://example.org/a?b=c&d=%20#e", "https://ru.wikipedia.org/wiki/Алматы", "javascript:alert(1)", None]
    frame = pd.DataFrame({"source": ["*title*"] * 4, "publisher": ["_p_", None, "q", None], "address": links})
    fields = [{"name": "source", "type": "string", "label": "Source", "link": "address", "after": "publisher"}]
    made = table.table(frame, {"fields": fields}, ["source"], "A caption.", "table-links")
    assert [run.get("link") for row in made["rows"] for run in row[0][:1]] == [*links[:2], None, None]
    (tmp_path / "p.md").write_text(table.block(made), encoding="utf-8")
    document = pandoc.read(
        tmp_path / "p.md", Templates.found(), reader=pandoc.MARKDOWN, variables={"title": "x"}, media=tmp_path
    )
    pandoc.html(document, tmp_path / "p.html")
    page = Cells((tmp_path / "p.html").read_text(encoding="utf-8"))
    assert page.cells == ["*title*, _p_", "*title*", "*title*, q", "*title*"]
    assert links[0] in [a.get("href") for tag, a in page.tags if tag == "a"]
    assert not [a for tag, a in page.tags if tag == "a" and "javascript" in a.get("href", "")]


@given(st.lists(st.one_of(TEXTS, st.sampled_from(HARMFUL)), max_size=20))
@example(["00000", "007123.5"])
def test_the_html_of_a_notebook_gives_every_text_back(drawn):
    made = shown([text for text in drawn if text])
    found = Cells(table.html(made, "<script>"))
    assert found.cells[1::2] == [text for text in drawn if text] or not drawn
    assert {tag for tag, _ in found.tags} <= {"table", "caption", "thead", "tbody", "tr", "th", "td"}


@given(st.lists(st.lists(st.one_of(st.text(), st.sampled_from(HARMFUL)), min_size=2, max_size=2), max_size=8))
def test_csv_gives_every_text_back(rows):
    fields = [{"name": name, "type": "string", "description": ""} for name in ("a", "b")]
    made = store.arrow([dict(zip("ab", row, strict=True)) for row in rows], {"fields": fields})
    assert list(csv.reader(io.StringIO(store.text(made), newline=""))) == [["a", "b"], *rows]


@pytest.mark.parametrize("at_once", [1, 2, 7, 1000])
def test_rows_are_taken_some_at_a_time_and_make_the_same_table_and_text(monkeypatch, tmp_path, at_once):
    fields = [{"name": name, "type": kind, "description": ""} for name, kind in (("a", "string"), ("b", "list"))]
    rows = [{"a": None if n % 3 else f"of {n},\r\n", "b": [f"{n}", "x"][: n % 3]} for n in range(14)]
    whole, alive, most = store.arrow(rows, {"fields": fields}), [], []

    class Row(dict):
        def __init__(self, *given):
            super().__init__(*given)
            alive.append(weakref.ref(self))
            most.append(sum(ref() is not None for ref in alive))

    monkeypatch.setattr(store, "AT_ONCE", at_once)
    made = store.arrow((Row(row) for row in rows), {"fields": fields})
    assert made.equals(whole) and store.text(made) == store.text(whole)
    assert max(most) <= 2  # what a row is made of is gone when the next is asked for
    with pytest.raises(ValueError, match="'c'"):
        store.arrow(iter([*rows, {"a": "x", "c": "y"}]), {"fields": fields})


def test_what_a_spreadsheet_would_run_is_told(tmp_path):
    (tmp_path / "t.csv").write_text('a,b\n=1+1,x\n-5,"=HYPERLINK(""http://h"")"\nx,=A1\n', encoding="utf-8")
    assert store.formulas(tmp_path / "t.csv") == {"a": 1, "b": 2}


@given(st.lists(st.one_of(st.text(ANY, min_size=1), st.sampled_from(HARMFUL)), min_size=1, max_size=6))
def test_a_figure_draws_texts_as_they_are(texts):
    lines = [text for text in texts if "\n" not in text]
    with matplotlib.rc_context(fname=SOURCE / "workflow/templates/matplotlibrc", rc={"svg.fonttype": "none"}):
        import crossborder.style  # noqa: F401  (fonts, and what is said of characters that they lack)

        figure, out = Figure(layout="none"), io.StringIO()
        for line in lines:
            figure.text(0.1, 0.1, line)
        figure.savefig(out, format="svg")
    drawn = ET.fromstring(out.getvalue()).iter("{http://www.w3.org/2000/svg}text")
    assert [element.text for element in drawn if (element.text or "").strip()] == [
        line for line in lines if line.strip()
    ]


def test_a_figure_is_drawn_once_with_the_layout_that_saving_would_find():
    from compendium.report.drawing import compact, drawn

    def made() -> tuple[Figure, list]:
        figure, labels = Figure(), []
        axes = figure.subplots(1, 2)
        axes[0].set_title("A title that needs room"), axes[1].set_ylabel("and a label\nof two lines")
        axes[1].imshow([[0, 1], [2, 3]])
        axes[0].legend(axes[0].plot([1, 2], [3, 1]), ["a line"])
        own = axes[0].title.draw
        axes[0].title.draw = lambda renderer: (labels.append(renderer), own(renderer))
        return figure, labels

    with matplotlib.rc_context(fname=SOURCE / "workflow/templates/matplotlibrc"):
        (once, times), (twice, _), saved = made(), made(), io.StringIO()
        shown = drawn(once)
        twice.savefig(saved, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    assert (shown, len(times)) == (compact(saved.getvalue()), 1)

"""Any text comes out of every format as it went in, and does nothing there."""

import contextlib
import csv
import html.parser
import io
import json
import re
import shutil
import socket
import subprocess
import sys
import threading
import weakref
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import matplotlib
import nbformat
import pypdf
import pytest
from conftest import SOURCE
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font

from compendium import escape
from compendium.report import pandoc, prose, table
from compendium.report.templates import Templates
from compendium.source import characters, numbers
from compendium.table import store

SECRET = "the secret of this machine"
MARKS = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~–—…“”’·•¶§×−"
HARMFUL = (
    "5*3*2", "C:\\temp\\x", "H~2~O and x^2^", "a_b_c __d__", "`code` ``", "[text](http://127.0.0.1:1/x)", "[text][ref]",
    "![pic](http://127.0.0.1:1/x.png)", "<img src='http://127.0.0.1:1/x.png'>", "<script>alert(1)</script>", "<!-- x -->",
    "`<details open ontoggle='alert(1)'>`{=html}", '`#read("/etc/passwd")`{=typst}', '#image("http://127.0.0.1:1/x.png")',
    "#read(\"/etc/passwd\")", "$x$ and $$y$$", "\\(x\\)", "@rouvinski", "[@rouvinski]", "@nobody, p. 3", "[^1]", "^[note]",
    "&amp; &lt; &#65;", ":smile:", "--- -- ...", '"quoted" and \'quoted\'', "it's", "= heading", "- item", "+ item", "1. item",
    "/ term: text", "# heading", "> quote", "| line block", "a | b", ": definition", "~~~", "```{=html}", "::: {.answer}",
    "[]{.result id=\"top-share\"}", "{top-share} {0.__class__}", "%s %(a)s", "\\", "\\\\", "end\\", "x -- 5 -5 -? ...", "a // b /* c */",
    "http://127.0.0.1:1/x", "www.example.org", "<http://127.0.0.1:1/>", "two  spaces   three", "<!-- table: ledger -->",
    "javascript:alert(1)", "---\ntitle: x\n---", "]", "[", '"', "'", "#", "*", "_", "~", "\\u{41}", "\\n", "x<y>z", "</td></table>",
    "Қазақстан", "Ελλάδα", "naïve", "½ № ₸ ≥",
)  # fmt: skip
ANY = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"], exclude_characters="◖◗").filter(
    lambda c: not list(characters.faults(c))
)
TEXTS = st.one_of(
    st.text(st.sampled_from(MARKS + "aZ09 éж"), min_size=1, max_size=24), st.text(ANY, min_size=1, max_size=16)
)
BATCHES = st.lists(TEXTS, min_size=20, max_size=60)
QUICK = settings(
    max_examples=3, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck), database=None
)
SCHEMA = {"fields": [{"name": name, "type": "string", "label": name} for name in ("before", "text")]}


class Cells(html.parser.HTMLParser):
    """Texts of the cells of the tables of a page, heads of rows too, and its tags with attributes."""

    def __init__(self, page: str):
        super().__init__(convert_charrefs=True)
        self.cells: list[str] = []
        self.tags: list[tuple[str, dict]] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "td" or (tag == "th" and ("scope", "row") in attrs):
            self.inside = True
            self.cells.append("")
        elif tag == "br" and self.inside:
            self.cells[-1] += "\n"

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data):
        if self.inside:
            self.cells[-1] += data.removeprefix("\n").lstrip(" ") if self.cells[-1].endswith("\n") else data


def shown(texts: list[str]) -> dict:
    """A table whose second column is texts, each between marks of its own."""
    import pandas as pd

    frame = pd.DataFrame({"before": [f"◖{i}◗" for i in range(len(texts))], "text": texts})
    return table.table(frame, SCHEMA, ["before", "text"], "A caption.", "table-texts")


def notebook(folder: Path, texts: list[str]) -> Path:
    """An executed notebook with a table of texts, and a sentence with a result."""
    made = shown(texts)
    output = nbformat.v4.new_output(
        "display_data", data={table.MEDIA: made, "text/html": table.html(made, "A caption.")}
    )
    sentence = nbformat.v4.new_markdown_cell(prose.references("# Head\n\nBefore {one} after."))
    nbformat.write(
        nbformat.v4.new_notebook(cells=[sentence, nbformat.v4.new_code_cell("x", outputs=[output])]), folder / "s.ipynb"
    )
    return folder / "s.ipynb"


def variables(folder: Path, result: str = "1") -> dict:
    """Metadata as a report has them; what others wrote stands in each."""
    pieces = [{"text": result, "number": True}]
    one = {"label": result, "value": result, "unit": result, "n": "3", "times": 1, "pieces": pieces, "short": result}
    one |= {"href": "evidence/a-b.html#cell=1,1", "corrections": result, "places": [result]}
    (folder / "results.json").write_text(json.dumps({"one": one}), encoding="utf-8")
    (folder / "closing.md").write_text("# Sources\n\n::: {#refs}\n:::\n\n::: {.version}\n:::\n", encoding="utf-8")
    places = {"closing": str(folder / "closing.md"), "results": str(folder / "results.json")}
    return {"title": result, "subtitle": result, "report": "one", **places}


def pdf_text(path: Path) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def docx_cells(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        tree = ET.fromstring(archive.read("word/document.xml"))
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    found = [
        [t.text or "" if t.tag == f"{word}t" else "\n" for t in cell.iter() if t.tag in (f"{word}t", f"{word}br")]
        for cell in tree.iter(f"{word}tc")
    ]
    return ["".join(parts) for parts in found]


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
        twice.savefig(saved, format="svg", metadata={"Date": None, "Creator": None})
    assert (shown, len(times)) == (compact(saved.getvalue()), 1)


@given(st.text())
def test_a_terminal_obeys_no_text(text):
    assert escape.terminal(text).isprintable()
    if text.isprintable():
        assert escape.terminal(text) == text


def test_escapes_for_a_terminal_can_be_read():
    assert escape.terminal("a\x1b[2Jb\u202ec\nd\x00") == "a\\x1b[2Jb\\u202ec\\nd\\x00"


@QUICK
@given(BATCHES)
def test_markdown_of_a_text_is_that_text(drawn):
    # Runs of spaces, and those at the ends, are one and none in Markdown.
    texts = [" ".join(filter(None, re.split("[ \n]", text))) for text in (*HARMFUL, *drawn)]
    texts = [text for text in texts if text]
    source = "\n\n".join(escape.markdown(text) for text in texts)
    for dialect in ("commonmark", "gfm"):
        command = [pandoc.pypandoc.get_pandoc_path(), f"--from={dialect}", "--to=json"]
        done = subprocess.run(command, input=source, capture_output=True, text=True, encoding="utf-8", check=True)
        found = [plain_of(block) for block in json.loads(done.stdout)["blocks"]]
        assert found == texts


def plain_of(block: dict) -> str:
    assert block["t"] == "Para", block
    assert {inline["t"] for inline in block["c"]} <= {"Str", "Space"}, block
    return "".join(inline.get("c", " ") for inline in block["c"])


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_for_machines_can_be_read_and_is_near(number):
    text = numbers.plain(number)
    assert set(text) <= set("-.0123456789")
    assert float(text) == pytest.approx(number, rel=1e-10, abs=1e-320)


def test_every_year_says_that_it_is_one():
    for path in (SOURCE / "workflow/schemas").rglob("*.yaml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.search(r"type: integer", line) and re.search(r"description: \"?(First |Last )?[Yy]ear\b", line):
                assert "format: year" in line, f"{path.name}: {line}"


def test_no_number_is_printed_by_a_format_of_its_own():
    """`:g` gives exponents: numbers are printed by compendium.result.sentence, and for machines by `numbers.plain`."""
    for path in SOURCE.glob("workflow/c*/**/*.py"):
        if path.name not in ("numbers.py", "store.py"):  # the second keeps digits in files
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"\{[^{}]*:[,.\d]*g\}", text), path.name
            assert not re.search(r"import printed\b", text), path.name
            assert "borders" not in path.parts or not re.search(r"\{[^{}]*:[+,]*\.\d*f\}", text), path.name


class Listener:
    """A port of this machine, the connections that were made to it, and what was asked over them."""

    def __init__(self, server: socket.socket):
        self.server, self.connections, self.requests = server, 0, []
        self.at = f"http://127.0.0.1:{server.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.server.accept()
                self.connections += 1
                threading.Thread(target=self.hear, args=(connection,), daemon=True).start()

    def hear(self, connection: socket.socket) -> None:
        connection.settimeout(2)
        with connection, contextlib.suppress(OSError):
            if said := connection.recv(200):
                self.requests.append(said.split(b"\r")[0].decode())


@contextlib.contextmanager
def listener():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield Listener(server)


def hostile(at: str, secret: Path) -> list[str]:
    """Texts that would ask an address or read a file, if any program took them for more than texts."""
    return [
        f"Seen ![pic]({at}/x.png) and 5*3*2 and [text]({at})",
        f'Seen `#read("{secret}")`{{=typst}} and #image("{at}/x.png") and #read("{secret}") and ![s]({secret})',
        f"Seen `\\input{{{secret}}}`{{=tex}} and C:\\temp\\x and H~2~O",
    ]


def markup(at: str) -> list[str]:
    """The same kind, which the check refuses in most places."""
    return [f"<img src='{at}/x.png'>", f"`<details open ontoggle='fetch(\"{at}\")'>`{{=html}}", f"<iframe src={at}>"]


def test_hostile_texts_ask_nothing_and_read_nothing(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    folder = tmp_path / "job"
    folder.mkdir()
    with listener() as port:
        texts = [*hostile(port.at, secret), *markup(port.at)]
        source, given_by = notebook(folder, texts), variables(folder, " ".join(texts))
        document = pandoc.read(source, Templates.found(), variables=given_by, media=folder)
        pandoc.html(document, folder / "t.html")
        pandoc.docx(document, folder / "t.docx")
        pandoc.pdf(document, folder / "t.pdf", folder / "t.png")
        assert port.connections == 0
    assert Cells((folder / "t.html").read_text(encoding="utf-8")).cells[1::2] == texts
    assert docx_cells(folder / "t.docx")[2:][1::2] == texts
    printed = "".join(pdf_text(folder / "t.pdf").split())
    assert [text for text in texts if "".join(text.split()) not in printed] == []
    for path in folder.glob("t.*"):
        assert SECRET.encode() not in path.read_bytes()
    assert "".join(SECRET.split()) not in printed


@pytest.mark.slow
def test_a_build_of_hostile_material_asks_nothing_and_shows_it(built, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    name = "turnout"
    with listener() as port:
        texts = hostile(port.at, secret)
        path = built / "raw/corrections.csv"
        header, _, last = csv.reader(path.open(encoding="utf-8", newline=""))
        with path.open("a", encoding="utf-8", newline="") as file:
            for number, text in enumerate(texts):
                entry = dict(zip(header, last, strict=True))
                cell = {
                    "cell": f"raw/returns/table2.csv#cell={2 + number % 2},1",
                    "printed": ("Ash", "Birch")[number % 2],
                }
                kept = {"corrected": cell["printed"], "kind": "no-change"}
                entry |= {"id": f"C{100 + number}", **cell, **kept, "reason": text}
                csv.writer(file, lineterminator="\n").writerow(entry.values())
        done = built.run()
        assert done.returncode == 0, done.stderr
        assert port.connections == 0
    page = Cells((built / f"reports/{name}.html").read_text(encoding="utf-8"))
    cells = docx_cells(built / f"reports/{name}.docx")
    printed = "".join(pdf_text(built / f"reports/{name}.pdf").split())
    for text in texts:
        assert text in page.cells and text in cells and "".join(text.split()) in printed
    assert "".join(SECRET.split()) not in printed
    assert all(attrs["src"].startswith("data:") for tag, attrs in page.tags if tag == "img")


@pytest.mark.slow
def test_a_build_without_a_network_gives_the_same_bytes(built):
    if not _has_namespaces():
        pytest.skip("this machine lets no user cut a process off the network (unshare --net)")
    before = built.outputs()
    for path in (built / "reports").glob("votes-*.*"):
        path.unlink()
    done = built.call(["unshare", "--map-root-user", "--net", sys.executable, "-m", "compendium"])
    assert done.returncode == 0, done.stderr
    assert built.differs(before) == []


def _has_namespaces() -> bool:
    """Whether this machine lets a user cut a process off the network; in many containers it does not."""
    unshare = shutil.which("unshare")
    return (
        bool(unshare)
        and subprocess.run([unshare, "--map-root-user", "--net", "true"], capture_output=True).returncode == 0
    )


def test_every_template_of_a_page_forbids_requests():
    text = (SOURCE / "workflow/templates/report.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" in text and "default-src 'none'" in text
    for named in ("$if(policy)$ script-src $policy$;$endif$", "$if(script)$", "<script>$script$</script>"):
        text = text.replace(named, "")
    assert "script" not in text  # but for the one whose digest the policy names
    command = (SOURCE / "workflow/compendium/report/pandoc.py").read_text(encoding="utf-8")
    assert '"--sandbox"' in command and 'root="/"' not in command

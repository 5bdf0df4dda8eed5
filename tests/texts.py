"""Texts that would harm where they were read as anything but texts, notebooks that hold them, and what stands in a document."""

import html.parser
import json
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import nbformat
import pypdf
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from compendium.report import prose, table
from compendium.source import characters

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

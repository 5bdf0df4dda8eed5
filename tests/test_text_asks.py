"""Hostile texts ask no address and read no file; a terminal, Markdown and machines are given texts and numbers alone."""

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SOURCE
from hypothesis import given
from hypothesis import strategies as st
from listening import listener
from texts import (
    BATCHES,
    HARMFUL,
    QUICK,
    SECRET,
    Cells,
    docx_cells,
    notebook,
    pdf_text,
    variables,
)

from compendium import escape
from compendium.report import pandoc
from compendium.report.templates import Templates
from compendium.source import numbers


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

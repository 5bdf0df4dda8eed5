"""Reports that can be read by anyone: self-contained, described, tagged, and without a clock."""

import html.parser
import io
import json
import re
import zipfile

import pyarrow.parquet as pq
import pypdf
import pytest

from compendium.decision.config import metadata

pytestmark = pytest.mark.slow

KEYS = (
    "diplomatic-representation",
    "diplomatic-representation-brazil",
    "how-this-was-made",
    "twinned-cities",
    "latin-america--southern-kazakhstan",
    "andean--southern-cone",
    "audit",
    "us-policy",
    "outreach-mexico",
)
NOTEBOOKS = (
    *("diplomatic-representation", "representation-of-a-state", "twinned-cities", "comparison"),
    *("audit", "us-policy", "outreach", "corrections", "how-this-was-made"),
)


class Page(html.parser.HTMLParser):
    """Tags of a page with their attributes."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict]:
        return [attrs for name, attrs in self.tags if name == tag]


def results(original, name) -> list[dict]:
    return pq.read_table(original / f"processed/reports/{name}/results.parquet").to_pylist()


def page(original, name) -> tuple[str, Page]:
    text = (original / f"reports/{name}.html").read_text(encoding="utf-8")
    return text, Page(text)


@pytest.mark.parametrize("name", [*KEYS, "index", "data"])
def test_a_page_loads_nothing_but_what_lies_beside_it_and_says_what_it_is(original, name):
    text, found = page(original, name)
    for tag, attrs in found.tags:
        source = attrs.get("src") or (attrs.get("href") if tag == "link" else None)
        beside = name not in KEYS and source and (original / f"reports/{source}").is_file()
        assert not source or source.startswith("data:") or beside, (tag, source)
    kinds = [script.get("type") for script in found.all("script")]
    # Of data, which nothing runs; and one script, whose digest the policy names: for the search, or for evidence.
    run = {"index": ["application/json", None], "data": []}.get(name, [None])
    assert kinds == ["application/ld+json", *run]
    (policy,) = [m["content"] for m in found.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert "default-src 'none'" in policy and "http" not in policy
    outside = re.findall(r"url\((?!['\"]?(?:data:|#|%23))([^)]*)", text)
    assert not outside if name in KEYS else all((original / f"reports/{path}").is_file() for path in outside)
    assert found.all("html")[0]["lang"] == "en"
    assert len(found.all("h1")) == 1
    assert all(image.get("alt") for image in found.all("img"))
    ids = [attrs["id"] for _, attrs in found.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for link in (a["href"] for a in found.all("a") if "href" in a):
        if link.startswith("#"):
            assert link[1:] in ids, link
        elif not link.startswith(("http", "data:")):
            assert (original / "reports" / link.partition("#")[0]).is_file(), link


@pytest.mark.parametrize("name", KEYS)
def test_results_in_prose_are_named_and_nothing_is_left_to_fill(original, name):
    text, found = page(original, name)
    named = [attrs["data-result"] for _, attrs in found.tags if "data-result" in attrs]
    assert len(named) > 15
    assert all(result.startswith(f"{name}/") for result in named)
    filled = r'data:[^"]*|data-more="[^"]*"|<style>.*?</style>|<script[ >].*?</script>'  # the script fills data-more
    assert not re.search(r"\{[\w-]+\}|\{\.result|\{\{", re.sub(filled, "", text, flags=re.DOTALL))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_prose_holds_no_number_of_its_own(name):
    """Numbers in Markdown cells are results; a table's number and a year in a name are no results."""
    from conftest import SOURCE

    notebook = json.loads((SOURCE / f"notebooks/{name}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        assert not cell.get("outputs"), "notebooks are stored without outputs"
        if cell["cell_type"] == "markdown":
            prose = re.sub(r"\{[^}]*\}|@[\w-]+|Tables? \d|about 2021", "", "".join(cell["source"]))
            assert not re.search(r"\d", prose), prose


@pytest.mark.parametrize("name", KEYS)
def test_a_page_is_smaller_than_two_megabytes(original, name):
    assert (original / f"reports/{name}.html").stat().st_size < 2_000_000


@pytest.mark.parametrize("name", KEYS)
def test_pdf_is_tagged_archivable_and_dated_by_the_release(original, name):
    reader = pypdf.PdfReader(original / f"reports/{name}.pdf")
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    xmp = catalog["/Metadata"].get_data().decode()
    assert "pdfuaid:part>1<" in xmp and "pdfaid:part>2<" in xmp and "pdfaid:conformance>A<" in xmp
    assert "D:2026" in reader.metadata["/CreationDate"]
    figures = len(json.loads((original / f"reports/{name}.ipynb").read_text(encoding="utf-8"))["cells"])
    assert len(reader.pages) > 2 and figures
    assert "The answer" in reader.pages[0].extract_text()


@pytest.mark.parametrize("name", KEYS)
def test_docx_opens_with_its_figures_and_their_descriptions(original, name):
    with zipfile.ZipFile(io.BytesIO((original / f"reports/{name}.docx").read_bytes())) as archive:
        assert archive.testzip() is None
        document = archive.read("word/document.xml").decode()
        pictures = [n for n in archive.namelist() if n.startswith("word/media/")]
        assert pictures or name == "how-this-was-made"
        assert all(n.endswith(".png") and len(archive.read(n)) > 5000 for n in pictures)
        assert "/tmp" not in document and "tmp" not in archive.read("word/_rels/document.xml.rels").decode()
        released = metadata()["released"]
        fixed = {(1980, 1, 1, 0, 0, 0), (released.year, released.month, released.day, 0, 0, 0)}  # of pictures, of parts
        assert {info.date_time for info in archive.infolist()} <= fixed
    described = re.findall(r'<wp:docPr[^>]*descr="([^"]{20,})"', document)
    assert len(described) == len(pictures)


@pytest.mark.parametrize("name", KEYS)
def test_executed_notebooks_carry_no_time_and_no_path(original, name):
    text = (original / f"reports/{name}.ipynb").read_text(encoding="utf-8")
    notebook = json.loads(text)
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    assert all(set(cell["metadata"]) <= {"tags"} for cell in notebook["cells"])
    assert str(original.path) not in text
    pictures = [o for c in notebook["cells"] for o in c.get("outputs", []) if "image/svg+xml" in o.get("data", {})]
    for picture in pictures:
        assert picture["metadata"]["image/svg+xml"]["alt"]
        assert "<dc:date>" not in "".join(picture["data"]["image/svg+xml"])


@pytest.mark.parametrize("name", KEYS)
def test_reports_carry_evidence_and_version(original, name):
    text, _ = page(original, name)
    for needed in (
        "Methods",
        'class="limits"',
        f"{name}/NAME",
        "0.1.0",
    ):
        assert needed in text
    entries = next(r for r in results(original, name) if r["id"].endswith("/ledger-entries"))["number"]
    assert ("Corrections that touch this report" in text) == (entries > 0)


def test_index_lists_every_report_with_its_finding_and_figures_where_they_are_wanted(original):
    from compendium.decision.config import index
    from compendium.report import thumbnail

    text, found = page(original, "index")
    assert len(text.encode()) < 300_000
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).replace("’", "'")
    alone = {key for s in index()["sections"] if s["form"] == "links" for key in s["reports"]}
    for path in (original / "processed/reports").glob("*/results.parquet"):
        finding = next(r["value"] for r in pq.read_table(path).to_pylist() if r["id"].endswith("/finding"))
        assert f'href="{path.parent.name}.html"' in text
        assert finding in plain or path.parent.name in alone
    assert plain.count(index()["title"]) >= 1
    wanted = [key for s in index()["sections"] if s["form"] in ("large", "cards") for key in s["reports"]]
    alts = [thumbnail.alt(original / f"reports/{key}.png") for key in wanted]
    assert [image["alt"] for image in found.all("img")] == [alt for alt in alts if alt] and any(alts)


def test_codebook_describes_every_field(original):
    from compendium.decision import schemas

    text, _ = page(original, "data")
    for name in schemas.tables():
        for field in schemas.table(name)["fields"]:
            assert f"<code>{field['name']}</code>" in text


def test_codebook_describes_every_named_result(original):
    from html import unescape

    from compendium.decision import schemas
    from compendium.result import patterns

    text, _ = page(original, "data")
    plain = re.sub(r"\s+", " ", unescape(text))
    for name in schemas.results_files():
        for pattern in patterns.of_file(name):
            assert f"<code>{pattern.id}</code>" in text and pattern.label in plain, pattern.id

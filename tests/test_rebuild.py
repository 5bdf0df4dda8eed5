"""An archive is rebuilt from itself, and what differs is told down to column, line and member."""

import io
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import SOURCE, Compendium

from crossborder import store
from crossborder.archive.differences import difference


@pytest.fixture
def files(tmp_path: Path):
    """Writes two files of one suffix, and says what differs."""

    def told(suffix: str, one: bytes, other: bytes) -> str:
        paths = [tmp_path / f"{name}{suffix}" for name in ("one", "other")]
        for path, content in zip(paths, (one, other), strict=True):
            path.write_bytes(content)
        return difference(*paths)

    return told


def parquet(tmp_path: Path, **columns: list) -> bytes:
    store.parquet(pa.table(columns), tmp_path / "made.parquet")
    return (tmp_path / "made.parquet").read_bytes()


def test_a_column_is_named(files, tmp_path):
    base = parquet(tmp_path, a=[1, 2], b=["x", "y"])
    assert files(".parquet", base, parquet(tmp_path, a=[1, 2], b=["x", "z"])) == "column b"
    assert files(".parquet", base, parquet(tmp_path, a=[1], b=["x"])) == "2 rows archived, 1 built"
    assert files(".parquet", base, parquet(tmp_path, a=[1, 2], c=["x", "y"])) == "columns b, c are in one of both alone"


def test_a_line_is_named(files):
    assert files(".csv", b"a\nb\nc\n", b"a\nx\nc\n") == "line 2: archived 'b', built 'x'"
    assert files(".html", b"a\n", b"a\nb\n") == "line 2: archived nothing, built 'b'"
    assert files(".csv", b"a\r\n", b"a\n") == "line ends alone"
    assert "…" not in files(".json", b"x" * 500 + b"1", b"x" * 500 + b"2")


def test_a_member_and_a_byte_are_named(files):
    def document(text: str) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            file.writestr("word/document.xml", text)
            file.writestr("word/styles.xml", "same")
        return out.getvalue()

    assert files(".docx", document("a"), document("b")) == "member word/document.xml"
    assert files(".pdf", b"%PDF 1", b"%PDF 2!") == "byte 6 on (6 bytes archived, 7 built)"


def test_a_file_on_one_side_alone_is_told(tmp_path):
    (tmp_path / "there").write_text("x")
    assert difference(tmp_path / "there", tmp_path / "gone") == "was not built"
    assert difference(tmp_path / "gone", tmp_path / "there") == "was not archived"


@pytest.mark.slow
def test_the_archive_is_rebuilt_from_itself(archive):
    """Not from the checkout: what the archive lacks, its build lacks too."""
    done = Compendium(SOURCE).run("rebuild", str(archive), "--environment-here")
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(archive) as file:
        built = [n for n in file.namelist() if "/data/processed/" in n or "/data/reports/" in n]
    assert done.stdout.startswith(f"{len(built)} of {len(built)} outputs identical; built with")


@pytest.mark.slow
def test_an_archive_whose_outputs_were_changed_is_told_apart(built, tmp_path):
    """A report and a table that the archive's own sources do not make, behind manifests that agree."""
    assert built.run("release").returncode == 0
    assert built.run("archive").returncode == 0
    (path,) = (built / "dist").glob("*.zip")
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(forged, "w", zipfile.ZIP_DEFLATED) as target:
        for info in given.infolist():
            content = given.read(info)
            if info.filename.endswith("/data/reports/twinned-cities.html"):
                content = content.replace(b"<h1", b"<h1 id='forged'", 1)
            target.writestr(info, content)
    done = Compendium(SOURCE).run("rebuild", str(forged), "--environment-here")
    assert done.returncode == 1, done.stdout + done.stderr
    (line, last) = done.stdout.splitlines()
    assert line.startswith("reports/twinned-cities.html: line ") and "forged" in line
    assert "outputs identical" in last

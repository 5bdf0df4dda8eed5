"""An archive from a stranger: what is unsafe is refused before anything is written, and every flipped bit is named."""

import ast
import os
import shutil
import stat
import struct
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from conftest import SOURCE, Compendium
from hypothesis import given
from hypothesis import strategies as st
from zips import Member, bagged, bytes_of, made, of_kind, packed

from compendium.archive import contents, opening, pack, rebuild, script
from compendium.archive.manifests import opened
from compendium.archive.paths import Refused, doubled, name_fault

UNSAFE: dict[str, list[Member]] = {
    "climbs": [("top/../../escaped.txt", b"x")],
    "absolute": [("/escaped.txt", b"x")],
    "backslash": [("top\\..\\escaped.txt", b"x")],
    "drive": [("top/C:escaped.txt", b"x")],
    "stream": [("top/data/file.txt:hidden", b"x")],
    "empty part": [("top//escaped.txt", b"x")],
    "point": [("top/./escaped.txt", b"x")],
    "ends with a point": [("top/data./x", b"x")],
    "ends with a space": [("top/data /x", b"x")],
    "device of Windows": [("top/data/nul.txt", b"x")],
    "superscript device": [("top/data/COM¹", b"x")],
    "control": [("top/data/a\x1b[2Jb", b"x")],
    "line end": [("top/data/a\nb", b"x")],
    "direction": [("top/data/a\u202etxt.exe", b"x")],
    "wildcard": [("top/data/*.csv", b"x")],
    "percent": [("top/data/a%0Ab", b"x")],
    "decomposed": [("top/data/e\u0301", b"x")],
    "long name": [(f"top/{'x' * 256}", b"x")],
    "case": [("top/BAGIT.txt", b"x")],
    "normal form": [("top/\u212b", b"x"), ("top/\u00c5", b"x")],
    "compatibility": [("top/data/\ufb01le", b"x"), ("top/data/file", b"x")],
    "folder by case": [("top/data/a", b"x"), ("top/DATA/b", b"x")],
    "file and folder": [("top/data", b"x"), ("top/data/b", b"x")],
    "link": [(made("top/link", external_attr=of_kind(stat.S_IFLNK)), b"/etc/passwd")],
    "device": [(made("top/device", external_attr=of_kind(stat.S_IFCHR)), b"")],
    "pipe": [(made("top/pipe", external_attr=of_kind(stat.S_IFIFO)), b"")],
    "folder that is a file": [(made("top/folder/", external_attr=of_kind(stat.S_IFREG)), b"")],
    "bomb": [("top/bomb", b"\0" * 20_000_000)],
    "other folder": [("other/file", b"x")],
    "file at the top": [("file", b"x")],
    "bzip2": [(made("top/other", compress_type=zipfile.ZIP_BZIP2), b"x")],
    "zip64": [(made("top/other", extra=struct.pack("<2HQ", 1, 8, 5)), b"x")],
    "second name": [(made("top/other", extra=struct.pack("<2HBL4s", 0x7075, 9, 1, 0, b"evil")), b"x")],
}


def refused(path: Path) -> str:
    """Why a path is opened neither to be checked nor to be rebuilt; nothing beside it is written."""
    before = sorted(p.name for p in path.parent.iterdir())
    with pytest.raises(Refused) as error:
        opened(path)
    with pytest.raises(Refused):
        rebuild.unpacked(path, path.parent / "unpacked", force=True)
    assert sorted(p.name for p in path.parent.iterdir()) == before
    return str(error.value)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("kind", UNSAFE)
def test_what_a_zip_file_can_hold_that_is_unsafe_is_refused_before_anything_is_written(tmp_path, kind):
    assert refused(packed(tmp_path / "hostile.zip", *UNSAFE[kind]))


def test_the_same_files_are_opened_without_what_is_unsafe(tmp_path):
    named = packed(
        tmp_path / "safe.zip", ("top/data/ä, қ (1).txt", b"x"), ("top/.DS_Store", b"x"), ("top/data/s/", b"")
    )
    with zipfile.ZipFile(named, "a") as file:
        file.writestr("__MACOSX/top/._bagit.txt", b"x")
    assert {"bagit.txt", "data/ä, қ (1).txt"} <= set(opened(named).readers)


def test_a_name_twice_in_a_zip_is_refused(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        path = packed(tmp_path / "twice.zip", ("top/bagit.txt", b"x"))
    assert "twice in the archive" in refused(path)


def test_more_files_or_bytes_than_an_archive_has_are_refused(tmp_path, monkeypatch):
    path = packed(tmp_path / "many.zip", *((f"top/{n}", b"x" * 9) for n in range(9)))
    monkeypatch.setattr(opening, "MOST_FILES", 5)
    assert "files, expected at most 5" in refused(path)
    monkeypatch.setattr(opening, "MOST_FILES", 4)
    assert "10 files, expected at most 4" in refused(path)
    monkeypatch.undo()
    monkeypatch.setattr(opening, "MOST_BYTES", 50)
    assert "expands to 81 bytes, expected at most 50" in refused(path)
    monkeypatch.setattr(opening, "MOST_PACKED", 50)
    assert "expected at most 50" in refused(path)


def changed(kind: str, path: Path) -> bytes:
    """A zip file whose parts contradict each other."""
    content, (_, one, other), start = bytes_of(path)
    central = content.index(b"PK\1\2", content.index(b"PK\1\2", start) + 1)  # entry of the second file in the list
    if kind == "name at the head":
        content[one.header_offset + 30 + 4] ^= 1
    elif kind == "size at the head":
        content[one.header_offset + 22] ^= 1
    elif kind == "encrypted":
        for place in (one.header_offset + 6, central + 8):
            content[place] |= 1
    elif kind == "two files in one place":
        content[central + 42 : central + 46] = struct.pack("<L", other.header_offset)
    elif kind == "smaller than it is":
        for place in (one.header_offset + 18, central + 20):
            content[place : place + 4] = struct.pack("<L", one.compress_size - 1)
    elif kind == "before":
        content[:0] = b"#!/bin/sh\n"
    elif kind == "after":
        content += b"hidden"
    elif kind == "comment":
        content[-2:] = struct.pack("<H", 6)
        content += b"hidden"
    elif kind == "count":
        content[-14:-10] = struct.pack("<2H", 2, 2)
    elif kind == "name with NUL":
        place = content.index(b"top/one", start)
        content[place + 5] = content[one.header_offset + 30 + 5] = 0
    elif kind == "mode":
        content[central + 40] |= 0x20
    return bytes(content)


KINDS = (
    *("name at the head", "size at the head", "encrypted", "two files in one place", "smaller than it is", "before"),
    *("after", "comment", "count", "name with NUL"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_zip_file_that_contradicts_itself_is_refused(tmp_path, kind):
    path = packed(tmp_path / "hostile.zip", ("top/one", b"x" * 99), ("top/two", b"y" * 99))
    path.write_bytes(changed(kind, path))
    assert refused(path)


def test_bytes_between_files_are_refused(tmp_path):
    path = packed(tmp_path / "gap.zip", ("top/one", b"x"), ("top/two", b"y"))
    content, (_, _, two), start = bytes_of(path)
    places = [i for i in range(start, len(content)) if content[i : i + 4] == b"PK\1\2"]
    content[places[2] + 42 : places[2] + 46] = struct.pack("<L", two.header_offset + 6)
    content[-6:-2] = struct.pack("<L", start + 6)
    content[two.header_offset : two.header_offset] = b"hidden"
    path.write_bytes(content)
    assert "leaves bytes that belong to none" in refused(path)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 and no more", b"text", b"PK\5\6" + b"\0" * 18, b"PK\5\6" + b"\xff" * 18]
)
def test_what_is_no_archive_is_said_to_be_none(tmp_path, content):
    (tmp_path / "none.zip").write_bytes(content)
    assert refused(tmp_path / "none.zip")


def test_the_verbs_refuse_in_sentences(tmp_path):
    path = packed(tmp_path / "hostile.zip", *UNSAFE["climbs"], ("top/\x1b[2J", b"x"))
    for arguments in (("verify", str(path)), ("rebuild", str(path), "--keep", str(tmp_path / "kept"))):
        done = Compendium(SOURCE).run(*arguments)
        assert (done.returncode, "Refused, and nothing was written" in done.stderr) == (2, True), done.stderr
        assert "a path that leads out of the folder" in done.stderr and "\\x1b[2J" in done.stderr
        assert "Traceback" not in done.stderr and "\x1b" not in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["hostile.zip"]
    here = Compendium(SOURCE).run("verify", "hostile.zip", cwd=tmp_path)
    assert "leads out" in here.stderr and "no such file" in Compendium(SOURCE).run("verify", "gone.zip").stderr
    other = packed(tmp_path / "other.zip", ("top/a.txt", b"x"))
    done = Compendium(SOURCE).run("rebuild", str(other), "--force")
    assert (done.returncode, "data/Snakefile is missing" in done.stderr) == (2, True), done.stderr


@given(st.text(max_size=40))
def test_a_name_that_is_allowed_is_one_that_every_system_holds(name):
    if name_fault(name) is None:
        assert not set(name) & set('\\:*?"<>|%\0') and not name.startswith("/") and ".." not in name.split("/")
        assert all(part and part == part.strip(" ") and not part.endswith(".") for part in name.split("/"))
        assert list(doubled([name])) == [] and list(doubled([name, name.swapcase()]))


@pytest.fixture
def tree(fresh, monkeypatch):
    """An unbuilt copy as that which is archived."""
    monkeypatch.setattr(contents, "ROOT", fresh.path)
    monkeypatch.setattr(contents.record, "files", list)
    return fresh


def test_what_is_archived_is_of_the_compendium_alone(tree):
    names = contents.files()
    assert {"raw/corrections.csv", "reproduce", "tests/conftest.py", ".ci/run"} <= set(names)
    own = {
        *(".env", "config/.env", "workflow/.venv/bin/python", "raw/.DS_Store", "docs/Thumbs.db", "tests/id_rsa"),
        *("config/secrets.yaml", "raw/x.key", "notebooks/.ipynb_checkpoints/x.ipynb", "docs/.~lock.a.md#"),
        "workflow/crossborder/.idea/x",
    }
    for name in own:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text("secret")
    assert contents.files() == names
    told = {name for name in own if name != ".env" and ".ipynb_checkpoints" not in name}
    assert set(contents.left_out()) == told


def test_what_an_archive_cannot_hold_is_refused_and_no_link_is_followed(tree):
    strange = (
        "raw/a\nb.csv",
        "raw/a:b.csv",
        "docs/con.txt",
        "docs/README.md",
        "docs/readme.md",
        "docs/e\u0301.md",
        "docs/x ",
    )
    for name in strange:
        (tree / name).write_text("x")
    os.mkfifo(tree / "docs/pipe")
    (tree / "docs/link.md").symlink_to("/etc/passwd")
    (tree / "notebooks/folder").symlink_to("/etc")
    shutil.move(tree / "LICENSE", tree / "else")
    shutil.rmtree(tree / "config")
    with pytest.raises(contents.NotArchived) as error:
        contents.files()
    lines = str(error.value).split("\n")
    said = "\n".join(lines)
    for name in (
        "docs/con.txt",
        "docs/pipe: no plain file",
        "docs/link.md: a link",
        "notebooks/folder: a link",
        "docs/x ",
    ):
        assert name in said, name
    for name in ("LICENSE: is missing", "config: is missing", "a:b.csv", "docs/readme.md: cannot lie beside"):
        assert name in said, name


def test_an_archive_is_written_below_its_folder_alone(tree, monkeypatch, tmp_path):
    monkeypatch.setattr(pack, "ROOT", tree.path)
    (tmp_path / "elsewhere").mkdir()
    (tree / "dist").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(contents.NotArchived, match="dist: a link"):
        pack.archive()
    assert not list((tmp_path / "elsewhere").iterdir())


def test_the_script_in_an_archive_is_one_file_of_the_standard_library(tmp_path):
    text = script.text()
    assert "compendium" not in "".join(line for line in text.splitlines() if "import" in line)
    assert text.startswith('"""Check an archive with nothing but Python 3.9')
    names = Counter(n.name for n in ast.parse(text).body if isinstance(n, ast.FunctionDef | ast.ClassDef))
    assert [name for name, count in names.items() if count > 1] == [], "two modules have the same name"
    assert (bagged(tmp_path) / "verify.py").read_text(encoding="utf-8") == text

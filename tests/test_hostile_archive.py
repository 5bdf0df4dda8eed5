"""An archive from a stranger: what is unsafe is refused before anything is written, and every flipped bit is named."""

import ast
import os
import random
import shutil
import stat
import struct
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from conftest import SOURCE, Compendium
from hypothesis import given
from hypothesis import strategies as st

from compendium.archive import bag, contents, opening, pack, rebuild, script, verify
from compendium.archive.manifests import Files, leavings, opened
from compendium.archive.paths import Refused, doubled, name_fault

Member = tuple[str | zipfile.ZipInfo, bytes]


def packed(path: Path, *files: Member, how: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", how) as file:
        for name, content in (("top/bagit.txt", b""), *files):
            file.writestr(name, content)
    return path


def made(name: str, **fields: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    for field, value in fields.items():
        setattr(info, field, value)
    return info


def of_kind(kind: int) -> int:
    return (kind | 0o644) << 16


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


def bytes_of(path: Path) -> tuple[bytearray, list[zipfile.ZipInfo], int]:
    """Content of a zip file, its files, and where its list of files begins."""
    with zipfile.ZipFile(path) as file:
        return bytearray(path.read_bytes()), file.infolist(), file.start_dir


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


def bagged(folder: Path) -> Path:
    """A bag of two files, which lacks all descriptors."""
    for name in ("data.csv", "raw/table.csv"):
        (folder / "top" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "top" / name).write_text("a,b\n1,2\n" * 9)
    bag.make(folder / "top")
    return folder / "top"


def told(files: Files) -> set[tuple[str, str]]:
    return set(verify.problems(files))


def flipped(content: bytes, place: int) -> bytes:
    changed = bytearray(content)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


def test_flipped_bits_of_a_zip_file_are_named(tmp_path):
    """Drawn from the heads of files, the list at the end with what ends it, and everything before that list."""
    path = tmp_path / "bag.zip"
    bagged(tmp_path / "files")
    pack.zip_folder(tmp_path / "files", path)
    usual, content, (_, files, start) = told(opened(path)), path.read_bytes(), bytes_of(path)
    heads = {8 * (info.header_offset + i) + b for info in files for i in range(30) for b in range(8)}
    draw = random.Random(7)
    places = [*draw.sample(sorted(heads), 150), *draw.sample(range(8 * start, 8 * len(content)), 250)]
    places += draw.sample(range(8 * start), 50)
    for place in places:
        path.write_bytes(flipped(content, place))
        try:
            assert told(opened(path)) - usual, f"bit {place % 8} of byte {place // 8} is not named"
        except Refused as error:
            assert str(error)


def test_flipped_bits_of_a_bag_are_named(tmp_path):
    """Over each of its files, payload and tags, manifests included."""
    top = bagged(tmp_path)
    held = {p.relative_to(top).as_posix(): p.read_bytes() for p in top.rglob("*") if p.is_file()}
    usual, draw = told(Files({n: (lambda b=b: b) for n, b in held.items()})), random.Random(7)
    for number in range(200):
        name = sorted(held)[number % len(held)]
        other = {**held, name: flipped(held[name], draw.randrange(8 * len(held[name])))}
        found = told(Files({n: (lambda b=b: b) for n, b in other.items()})) - usual
        assert any(name in f"{file} {why}" for file, why in found), (name, found)


@pytest.mark.slow
def test_fifty_flipped_bits_of_an_archive_are_named(small_archive, tmp_path):
    content, draw, path = small_archive.read_bytes(), random.Random(7), tmp_path / "flipped.zip"
    with zipfile.ZipFile(small_archive) as file:
        every, directory = sorted(file.infolist(), key=lambda info: info.header_offset), file.start_dir
    for _ in range(50):
        place = draw.randrange(8 * len(content))
        path.write_bytes(flipped(content, place))
        hit = [info for info in every if info.header_offset <= place // 8][-1]
        try:
            faulty = opening.unpackable(path)
        except Refused as error:
            assert hit.filename in str(error) or place // 8 > hit.header_offset + hit.compress_size
            continue
        if place // 8 >= directory:  # a bit that unpacks nothing in another way, such as the version of who packed
            assert [unpacked(info) for info in faulty.infolist()] == [unpacked(info) for info in every]
            continue
        with pytest.raises(ValueError, match=r"its (packed data|content)"):
            opening.content(faulty, hit)


def unpacked(info: zipfile.ZipInfo) -> tuple:
    """What an entry of the directory says of a file that is unpacked."""
    return info.filename, info.header_offset, info.compress_size, info.file_size, info.CRC, info.external_attr


def test_whatever_no_manifest_lists_is_named_and_leavings_of_desktops_are_a_notice(tmp_path):
    top = bagged(tmp_path)
    usual = told(opened(top))
    added = {
        *("tagmanifest-md5.txt", "tagmanifest-x/evil.py", "tagmanifest-sha256.txt.bak", "manifest-md5.txt"),
        *("data/tagmanifest-sha256.txt", "fetch.txt", "data/raw/more.csv", "data/a\nb", "data/\x1b[2J", ".hidden"),
        *("data/raw/__pycache__/x.cpython-311.pyc", "data/raw/.DS_Store.py"),
    }
    left = {"data/raw/.DS_Store", "Thumbs.db", "data/raw/.~lock.table.csv#", "data/._raw"}
    for name in added | left:
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text("x")
    os.mkfifo(top / "data/pipe")
    (top / "data/link").symlink_to("/etc/passwd")
    (top / "data/raw/folder").symlink_to("/etc")
    files = opened(top)
    assert set(leavings(files)) == left
    found = told(files) - usual
    assert {name for name, _ in found} == {*added, "data/pipe", "data/link", "data/raw/folder"}
    assert {why for name, why in found if name == "data/link"} >= {
        "cannot be read: ValueError: a link; an archive has none"
    }
    done = subprocess.run([sys.executable, "-I", "-S", "verify.py"], cwd=top, capture_output=True, text=True)
    assert done.returncode == 1 and "\x1b" not in done.stdout and "data/a\\nb: is not listed" in done.stdout
    assert all(f"{name}: left by a desktop program" in done.stderr for name in left)
    assert "Traceback" not in done.stderr


def test_times_of_an_unpacked_archive_are_of_no_account(tmp_path):
    top = bagged(tmp_path)
    usual = told(opened(top))
    for time, path in zip((1, 2**32, -9), top.rglob("*"), strict=False):
        os.utime(path, (time, time))
    assert told(opened(top)) == usual


DESCRIPTORS = {
    "data/ro-crate-metadata.json": b'{"@graph": [{"@id": [], "@type": 3}, 7]}',
    "data/datapackage.json": b'{"resources": ' + b"[" * 100_000,
    "data/reports/data/datapackage.json": b"\xff\xfe",
    "data/evidence/cells.csv": b"file,row,column,text\nx," + b"9" * 5_000 + b",1,x\nx,y,z,x\n",
    "data/evidence/results.csv": b"id,value,unit,n,cells\n" + b"a,1,,,x#cell=1,1-999999999,999999999\n" * 3,
    "data/codemeta.json": b"9" * 50_000,
    "data/.zenodo.json": b'{"version": {}}',
    "data/CITATION.cff": b"\0" * 9,
    "data/metadata.yaml": b"version: \x1b[2J\n",
    "bag-info.txt": b"Bag-Software-Agent: " + b" a" * 9_000,
    "manifest-sha256.txt": b"",
    "tagmanifest-sha512.txt": b"\0\n\xff\n  \n",
}


@pytest.mark.parametrize("name", DESCRIPTORS)
def test_a_descriptor_of_any_content_is_a_sentence(tmp_path, name):
    top = bagged(tmp_path)
    held = {p.relative_to(top).as_posix(): p.read_bytes() for p in top.rglob("*") if p.is_file()} | {
        name: DESCRIPTORS[name]
    }
    assert told(Files({n: (lambda b=b: b) for n, b in held.items()}))


@pytest.fixture
def tree(fresh, monkeypatch):
    """An unbuilt copy as that which is archived."""
    monkeypatch.setattr(contents, "ROOT", fresh.path)
    monkeypatch.setattr(contents.plan, "targets", list)
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

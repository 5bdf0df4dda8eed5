"""Bits that flipped, files that no manifest lists, and descriptors of any content are named."""

import os
import random
import subprocess
import sys
import zipfile

import pytest
from zips import bagged, bytes_of

from compendium.archive import opening, pack, verify
from compendium.archive.manifests import Files, leavings, opened
from compendium.archive.paths import Refused


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

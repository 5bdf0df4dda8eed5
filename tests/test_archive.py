"""The archive proves itself: complete, unchanged, the same on every run, and unsafe ones are refused."""

import ast
import csv
import hashlib
import io
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from compendia import leave
from conftest import SOURCE, Compendium

from compendium.archive import script, verify
from compendium.archive.manifests import ALGORITHMS
from compendium.decision.config import reports
from compendium.report import citation, stated
from compendium.report.words import WORDS

MANIFESTS = [f"{kind}-{a}.txt" for kind in ("manifest", "tagmanifest") for a in ALGORITHMS]


def test_the_script_that_verifies_needs_the_standard_library_of_python_39_alone():
    tree = ast.parse(script.text(), feature_version=(3, 9))
    imports = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    imports |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imports} <= sys.stdlib_module_names
    # Newer than 3.9 in the standard library, and easily written by hand.
    assert not {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)} & {
        "bit_count",
        "pairwise",
        "file_digest",
    }
    assert not any(isinstance(n, ast.Match) for n in ast.walk(tree))


def test_citation_files_are_those_that_the_metadata_make():
    assert set(stated.made()) == {"CITATION.cff", ".zenodo.json", "codemeta.json", "README.md", "REUSE.toml"}
    for name, text in stated.made().items():
        assert (SOURCE / name).read_text(encoding="utf-8") == text, f"{name} is stale: ./reproduce release"


@pytest.mark.slow
def test_every_report_says_how_to_cite_it(original):
    for key, report in reports().items():
        page = (original / f"reports/{key}.html").read_text(encoding="utf-8")
        assert WORDS[report.language]["cite"] in page and citation.text(report) in " ".join(page.split())
        assert {f'download="{key}.bib"', f'download="{key}.ris"'} <= set(re.findall(r'download="[^"]*"', page))


@pytest.fixture(scope="module")
def held(small_archive: Path) -> dict[str, bytes]:
    """Content of the archive of the small compendium by path."""
    with zipfile.ZipFile(small_archive) as file:
        return {name.partition("/")[2]: file.read(name) for name in file.namelist()}


def named(held: dict[str, bytes]) -> dict[str, str]:
    """What is wrong with an archive of this content, by file; several faults of one file are joined."""
    found: dict[str, str] = {}
    for name, why in verify.problems(verify.Files({n: (lambda b=b: b) for n, b in held.items()})):
        found[name] = f"{found.get(name, '')}{why}\n"
    return found


def sealed(held: dict[str, bytes]) -> dict[str, bytes]:
    """The same content with manifests made anew, as one who hides a change would."""
    held = {name: content for name, content in held.items() if name not in MANIFESTS}
    sizes = [len(content) for name, content in held.items() if name.startswith("data/")]
    lines = held["bag-info.txt"].decode().splitlines()
    oxum = f"Payload-Oxum: {sum(sizes)}.{len(sizes)}"
    held["bag-info.txt"] = "".join(f"{oxum if s.startswith('Payload') else s}\n" for s in lines).encode()
    for kind, payload in (("manifest", True), ("tagmanifest", False)):
        names = sorted(name for name in held if name.startswith("data/") == payload and name[:3] != "tag")
        for a in ALGORITHMS:
            digests = [f"{hashlib.new(a, held[name]).hexdigest()}  {name}\n" for name in names]
            held[f"{kind}-{a}.txt"] = "".join(digests).encode()
    return held


def flipped(content: bytes, random: random.Random) -> bytes:
    place = random.randrange(len(content) * 8)
    changed = bytearray(content)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


@pytest.mark.slow
def test_anyone_can_check_it_with_the_script_inside(unpacked):
    done = subprocess.run([sys.executable, "-I", "-S", "verify.py"], cwd=unpacked, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "none is missing and none was added" in done.stdout and "named results" in done.stdout


@pytest.mark.slow
def test_it_is_small_and_holds_what_was_promised(archive):
    # 33 reports in four formats that can be handed on alone, so that each holds its figures and faces; figures and frames
    # beside them; every table as printed on a page of its own; the tables in four forms. A zip file packs each file by
    # itself. The aim was 20 million: docs/archive.md says what would have to go.
    assert archive.stat().st_size < 40_500_000
    with zipfile.ZipFile(archive) as file:
        held = {name.partition("/")[2]: file.read(name) for name in file.namelist()}
    assert {"verify.py", "bagit.txt", "data/ro-crate-metadata.json", "data/datapackage.json"} <= set(held)
    for part in ("raw/corrections.csv", "config/codings.csv", "requirements.lock", "tests/conftest.py", "LICENSE"):
        assert held[f"data/{part}"] == (SOURCE / part).read_bytes()
    for suffix in ("parquet", "csv"):
        assert f"data/reports/data/missions.{suffix}" in held
    for suffix in ("html", "pdf", "docx", "ipynb"):
        assert f"data/reports/audit.{suffix}" in held
    assert held["bagit.txt"].startswith(b"BagIt-Version: 1.0\n")


@pytest.mark.slow
def test_two_users_in_two_folders_at_two_times_make_the_same_zip(small_archive, tmp_path):
    """Another folder, another order of files, another time zone, other modes, other times."""
    other = tmp_path / "ä қ b"
    shutil.copytree(small_archive.parents[1], other, copy_function=shutil.copyfile)
    (other / "dist" / small_archive.name).unlink()
    for path in other.rglob("*"):
        os.utime(path, (1, 1))
    os.chmod(other / "reproduce", 0o700)
    done = Compendium(other).run("archive", env={"TZ": "Asia/Almaty", "LC_ALL": "C", "USER": "other"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert (other / "dist" / small_archive.name).read_bytes() == small_archive.read_bytes()


@pytest.mark.slow
def test_every_one_of_two_hundred_flipped_bits_is_named(held):
    draw = random.Random(7)
    chosen = draw.sample(sorted(name for name in held if held[name] and name not in MANIFESTS), 200)
    found = named({**held, **{name: flipped(held[name], draw) for name in chosen}})
    assert set(chosen) <= set(found)
    assert {name for name in found if "is not as archived" in found[name]} == set(chosen)


@pytest.mark.slow
@pytest.mark.parametrize("name", MANIFESTS)
def test_a_flipped_bit_in_a_manifest_is_named(held, name):
    draw = random.Random(name)
    for _ in range(3):
        found = named({**held, name: flipped(held[name], draw)})
        assert name in "".join(f"{file} {why}" for file, why in found.items())


REPORT, OTHER = "data/reports/turnout.html", "data/reports/votes-baker.html"


@pytest.mark.slow
def test_what_is_deleted_added_renamed_or_swapped_is_named(held):
    without = {name: content for name, content in held.items() if name != REPORT}
    assert "is missing" in named(without)[REPORT]
    assert "is not listed" in named({**held, "data/reports/more.html": b"x"})["data/reports/more.html"]
    renamed = named({**without, "data/reports/other.html": held[REPORT]})
    assert "is missing" in renamed[REPORT] and f"archived as {REPORT}" in renamed["data/reports/other.html"]
    swapped = named({**held, REPORT: held[OTHER], OTHER: held[REPORT]})
    assert f"belongs to {OTHER}" in swapped[REPORT] and f"belongs to {REPORT}" in swapped[OTHER]


@pytest.mark.slow
def test_new_manifests_do_not_hide_a_changed_cell(held):
    assert named(sealed(held)) == {}
    file = "data/raw/returns/table1.csv"
    rows = list(csv.reader(io.StringIO(held[file].decode())))
    rows[3][2] = "991"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    found = named(sealed({**held, file: out.getvalue().encode()}))
    assert "cell 4,3 holds '991', recorded is '990'" in found[file]


@pytest.mark.slow
def test_new_manifests_do_not_hide_a_wrong_reference_version_or_result(held):
    def edited(name: str, old: str, new: str) -> str:
        assert old in held[name].decode()
        changed = sealed({**held, name: held[name].decode().replace(old, new, 1).encode()})
        return "\n".join(f"{file}: {why}" for file, why in named(changed).items())

    assert "says version 9.9.9, metadata.yaml says" in edited("data/CITATION.cff", "\nversion: 1", "\nversion: 9.9.9 #")
    crate = "data/ro-crate-metadata.json"
    assert "#job-none is not described" in edited(crate, '"@id": "#job-index"\n', '"@id": "#job-none"\n')
    package = "data/datapackage.json"
    assert "is missing; data/datapackage.json describes it" in edited(package, "raw/returns/table1.csv", "raw/gone.csv")
    results = "data/evidence/results.csv"
    first = held[results].decode().splitlines()[1].partition(",")[0]
    assert f"{first} is missing; results.csv lists it" in edited(results, f"{first},", "turnout/none,")
    assert "says DOI 10.1/x" in edited("data/.zenodo.json", '"version"', '"doi": "10.1/x", "version"')


@pytest.mark.slow
def test_a_zip_that_was_damaged_on_the_way_is_named_by_file(small_archive, tmp_path):
    content = bytearray(small_archive.read_bytes())
    with zipfile.ZipFile(small_archive) as file:
        info = max(file.infolist(), key=lambda i: i.compress_size)
    content[info.header_offset + info.compress_size // 2] ^= 1
    (tmp_path / "damaged.zip").write_bytes(content)
    done = Compendium(SOURCE).run("verify", str(tmp_path / "damaged.zip"))
    assert done.returncode == 1 and f"The first file that differs: {info.filename.partition('/')[2]}" in done.stdout


@pytest.mark.slow
def test_a_changed_output_differs_from_the_release_by_name(built):
    assert built.run("release").returncode == 0
    (built / "reports/turnout.html").write_text("x", encoding="utf-8")
    for name in built.outputs():
        if name.partition("/")[2] not in ("turnout.html", "index.html"):
            (built / name).unlink()
    done = built.run("verify")
    assert done.returncode == 1 and "reports/turnout.html: differs from the release" in done.stdout
    assert ": is not built" in done.stdout and "more\n" in done.stdout


@pytest.mark.slow
def test_an_archive_is_not_made_of_stale_files(built):
    done = built.run("archive")
    assert done.returncode == 1 and "./reproduce release" in done.stderr and "results.csv" in done.stderr
    built.set_cell("raw/returns/table2.csv", 3, 2, "9")
    done = built.run("archive")
    assert done.returncode == 1 and "files are stale; build first" in done.stderr
    assert not (built / "dist").exists()


@pytest.mark.slow
def test_a_doi_is_printed_everywhere_and_a_wrong_one_nowhere(built):
    leave(built, ["votes-adams"])  # the DOI has every report made anew
    before = built.outputs()
    done = built.run("archive", "--doi", "https://doi.org/10.5281/zenodo.1")
    assert (done.returncode, built.outputs() == before) == (2, True)
    doi: Callable[[str], bool] = lambda name: "10.5281/zenodo.1" in (built / name).read_text(encoding="utf-8")  # noqa: E731
    done = built.run("archive", "--doi", "10.5281/zenodo.1")
    assert done.returncode == 0, done.stdout + done.stderr
    files = (
        "metadata.yaml",
        "CITATION.cff",
        ".zenodo.json",
        "codemeta.json",
        "README.md",
        "reports/votes-adams.html",
    )
    assert all(doi(name) for name in files)
    (path,) = (built / "dist").glob("*.zip")
    with zipfile.ZipFile(path) as file:
        root = path.stem
        assert b"10.5281/zenodo.1" in file.read(f"{root}/data/ro-crate-metadata.json")
        assert b"10.5281/zenodo.1" in file.read(f"{root}/bag-info.txt")

"""An archive is rebuilt from itself, and what differs is told down to column, line and member."""

import io
import json
import os
import socket
import sys
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import SOURCE, Compendium
from installer import Failed

from compendium.archive import bag, cutoff, locked, pack, rebuild
from compendium.archive.differences import difference
from compendium.archive.paths import Refused
from compendium.table import store


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
def test_an_archive_is_rebuilt_from_itself_and_an_output_that_was_changed_is_told_apart(small_archive, tmp_path):
    """Not from the checkout: what the archive lacks, its build lacks too. One report is none that its sources make."""
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(small_archive) as given, zipfile.ZipFile(forged, "w", zipfile.ZIP_DEFLATED) as target:
        for info in given.infolist():
            content = given.read(info)
            if info.filename.endswith("/data/reports/votes-adams.html"):
                content = content.replace(b"<h1", b"<h1 id='forged'", 1)
            target.writestr(info, content)
    done = Compendium(SOURCE).run("rebuild", str(forged), "--environment-here")
    assert done.returncode == 2 and "reports/votes-adams.html: is not as archived" in done.stderr
    done = Compendium(SOURCE).run("rebuild", str(forged), "--environment-here", "--force")
    assert done.returncode == 1, done.stdout + done.stderr
    (line, last) = done.stdout.splitlines()
    assert line.startswith("reports/votes-adams.html: line ") and "forged" in line
    with zipfile.ZipFile(small_archive) as file:
        built = [n for n in file.namelist() if "/data/processed/" in n or "/data/reports/" in n]
    assert last.startswith(f"{len(built) - 1} of {len(built)} outputs identical; built with"), last


HOSTILE = """
import json, os, pathlib, signal, socket
tried, home = {}, os.path.expanduser("~")
def attempt(name, action):
    try:
        tried[name] = str(action() or "done")
    except BaseException as error:
        tried[name] = type(error).__name__
def ask(family, address):
    with socket.socket(family) as found:
        found.settimeout(2)
        found.connect(address)
def others():
    return [p for p in os.listdir("/proc") if p.isdigit() and OUTSIDE in pathlib.Path(f"/proc/{p}/cmdline").read_text()]
attempt("its own outputs", lambda: pathlib.Path("processed/made.json").write_text("{}"))
attempt("home", lambda: pathlib.Path(home, "file").write_text("x"))
attempt("temporary", lambda: pathlib.Path(os.environ["TMPDIR"], "file").write_text("x"))
attempt("null", lambda: pathlib.Path("/dev/null").write_text("x"))
attempt("archived outputs", lambda: pathlib.Path("../archived/processed/old.json").write_text("forged"))
attempt("beside", lambda: pathlib.Path(OUTSIDE, "written").write_text("x"))
attempt("read", lambda: pathlib.Path(OUTSIDE, "secret").read_text())
attempt("socket", lambda: ask(socket.AF_UNIX, OUTSIDE + "/socket"))
attempt("listener", lambda: ask(socket.AF_INET, ("127.0.0.1", PORT)))
attempt("network", lambda: ask(socket.AF_INET, ("192.0.2.1", 80)))
attempt("kill", lambda: os.kill(int(PID), signal.SIGUSR1))
attempt("terminal", lambda: open("/dev/tty").close())
attempt("variables", lambda: os.environ.get("A_TOKEN", "none"))
attempt("rights", lambda: os.system("mount -o remount,rw / 2> /dev/null") and "refused")
attempt("others", lambda: ",".join(others()) or "none")
pathlib.Path("processed/old.json").write_text("{}")
pathlib.Path("processed/link.csv").symlink_to(OUTSIDE + "/secret")
pathlib.Path("reports/found.json").write_text(json.dumps(tried))
"""


def small_bag(folder: Path, code: str, lock: str) -> Path:
    """The zip file of a bag that holds what a build needs and runs this code; it lacks all descriptors."""
    files = {
        "Snakefile": "",
        "processed/.gitignore": "*",
        "processed/old.json": "{}",
        "reports/.gitignore": "*",
        "requirements.lock": lock,
        "workflow/compendium/__main__.py": code,
    }
    for name, text in files.items():
        (folder / "top" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "top" / name).write_text(text, encoding="utf-8")
    bag.make(folder / "top")
    pack.zip_folder(folder, folder.with_suffix(".zip"))
    return folder.with_suffix(".zip")


@pytest.fixture
def lock() -> str:
    """The lock of this environment, so that none has to be made (the bag has no lock of sources)."""
    return (Path(sys.prefix) / "requirements.lock").read_text(encoding="utf-8")


def test_code_of_an_archive_reaches_nothing_but_its_own_files(tmp_path, lock):
    if (limits := rebuild.cut_off()).level != cutoff.ALL:
        pytest.skip(f"this system cuts nothing off: {limits}")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("a secret")
    with socket.socket() as listener, socket.socket(socket.AF_UNIX) as local:
        listener.bind(("127.0.0.1", 0))
        local.bind(str(outside / "socket"))
        for one in (listener, local):
            one.listen()
        given = f"OUTSIDE, PORT, PID = {str(outside)!r}, {listener.getsockname()[1]}, {os.getpid()}\n"
        path = small_bag(tmp_path / "hostile", f"{given}{HOSTILE}", lock)
        kept = tmp_path / "kept"
        arguments = ("rebuild", str(path), "--environment-here", "--keep", str(kept))
        done = Compendium(SOURCE).run(*arguments)
        assert done.returncode == 2 and "It does not verify, so its code is not run" in done.stderr
        assert not kept.exists()
        done = Compendium(SOURCE).run(*arguments, "--force", env={"A_TOKEN": "a secret"})
    assert done.returncode == 1, done.stdout + done.stderr
    tried = json.loads((kept / "top/data/reports/found.json").read_text())
    may = ("its own outputs", "home", "temporary", "null")
    assert all(tried[name] in ("1", "2") for name in may), tried
    assert tried["variables"] == tried["others"] == "none" and tried["rights"] == "refused", tried
    rest = {name: what for name, what in tried.items() if name not in (*may, "variables", "others", "rights")}
    assert {name for name, what in rest.items() if not what.endswith("Error")} == set(), rest
    assert sorted(p.name for p in outside.iterdir()) == ["secret", "socket"]
    assert "processed/link.csv: is a link or no plain file" in done.stdout and "a secret" not in done.stdout
    assert "3 of 6 outputs identical" in done.stdout.splitlines()[-1], done.stdout


def test_a_build_that_fails_tells_what_it_said_without_what_a_terminal_obeys(tmp_path, lock):
    path = small_bag(tmp_path / "failing", "raise SystemExit('\\x1b[2J no build')", lock)
    done = Compendium(SOURCE).run("rebuild", str(path), "--environment-here", "--force")
    assert done.returncode == 1 and "\\x1b[2J no build" in done.stderr and "\x1b" not in done.stderr


def test_a_lock_that_is_more_than_pinned_wheels_is_refused(tmp_path):
    digest = f"--hash=sha256:{'0' * 64}"
    good = f"# a comment\n\na[b,c]==1.0 ; python_version < '3.12' \\\n    {digest}\n    # via d\n"
    locked.refuse(good, "lock")
    for path in SOURCE.glob("*.lock"):
        locked.refuse(path.read_text(encoding="utf-8"), path.name)
    for line in (
        *("--index-url https://example.org/", "-e .", "-r other.lock", "a @ https://example.org/a.whl", "./a.whl", "a"),
        *("a>=1", f"a==1 --global-option=x {digest}", "--find-links /tmp", "a==1 ; x # \\", "a==1 --config-settings=x"),
    ):
        with pytest.raises(Refused, match="lock, line 6"):
            locked.refuse(f"{good}{line}\n", "lock")
    path = small_bag(tmp_path / "lock", "", "--index-url https://example.org/\n")
    done = Compendium(SOURCE).run("rebuild", str(path), "--force", "--keep", str(tmp_path / "kept"))
    assert done.returncode == 2 and "requirements.lock, line 1" in done.stderr
    assert not (tmp_path / "kept").exists()


def test_packages_are_built_from_source_only_as_here(tmp_path, monkeypatch):
    steps = []
    monkeypatch.setattr(locked, "Installer", lambda folder, top, held: Steps(steps, top / "cache"))
    for number, changes in enumerate(({}, {"sources.lock": b"other==1"}, {"build-tools.lock": b"other==1"})):
        top = tmp_path / str(number)
        (top / "data").mkdir(parents=True)
        (top / "cache").mkdir()
        for name in locked.LOCKS:
            (top / "data" / name).write_bytes(changes.get(name, (SOURCE / name).read_bytes()))
        if changes:
            with pytest.raises(Failed, match="with the network in reach"):
                locked.make(top / "data", top)
        else:
            assert locked.make(top / "data", top) == top / "environment"
    assert steps == ["make", "sources", "wheels"]


class Steps:
    """What an installer is asked to do, in order."""

    def __init__(self, steps: list[str], cache: Path):
        self.steps, self.cache = steps, cache

    def __getattr__(self, name: str):
        return lambda *arguments: self.steps.append(name)


def test_a_damaged_file_is_named_and_nothing_is_written_whatever_is_forced(tmp_path):
    path = small_bag(tmp_path / "damaged", "x" * 999, "")
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as file:
        info = file.getinfo("top/data/workflow/compendium/__main__.py")
    content[info.header_offset + 30 + len(info.filename) + 3] ^= 1
    path.write_bytes(content)
    before = sorted(p.name for p in tmp_path.iterdir())
    for force in (False, True):
        with pytest.raises(Refused, match=r"__main__\.py: cannot be read"):
            rebuild.unpacked(path, tmp_path / "kept", force)
    assert sorted(p.name for p in tmp_path.iterdir()) == before

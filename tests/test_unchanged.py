"""While all files look as they did when all was current, nothing is read; whatever looks another is read."""

import os
import sys
import time

import pytest

# Each change is made to a compendium of which it was just kept that all is current.
CHANGES = """
import os, pathlib, sys
from compendium.build import unchanged
unchanged.FINEST = unchanged.COARSEST = -(10**15)  # what changed just now is trusted, so that nobody has to wait here
here, table = pathlib.Path(), pathlib.Path("raw/returns/table1.csv")
(here / "processed/made").write_bytes(b"made")
def seen(what, change):
    unchanged.keep(unchanged.look(), 7)
    assert unchanged.files() == 7, what
    change()
    assert unchanged.files() == 0, what
def other(path):
    before, content = path.stat(), path.read_bytes()
    path.write_bytes(content[:-2] + b"~" + content[-1:])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
for path in (table, here / "config/config.yaml", here / "metadata.yaml", here / "requirements.lock",
             here / "processed/made", here / "workflow/scripts/clean.py", here / "Snakefile",
             next(here.glob("notebooks/*.ipynb"))):
    seen(f"{path} with its old size and time", lambda: other(path))
seen("rights of a file", lambda: table.chmod(0o400))
seen("rights of a folder", lambda: table.parent.chmod(0o500))
table.parent.chmod(0o700)
seen("a new file", lambda: (here / "config/more").touch())
seen("a removed one", (here / "config/more").unlink)
seen("an empty folder", (here / "raw/empty").mkdir)
seen("a renamed file", lambda: (here / "processed/made").rename("processed/.made"))
seen("another Python", lambda: setattr(sys, "version", "another"))
seen("a link", lambda: (here / "raw/link").symlink_to("returns"))
unchanged.keep(unchanged.look(), 7)
assert unchanged.files() == 0, "a link may lead anywhere"
(here / "raw/link").unlink()
before = unchanged.look()
other(table)
unchanged.keep(before, 7)
assert unchanged.files() == 0, "it changed while it was found out what is current"
for content in ("", "[]", "{}", '{"state": 1, "files": "x"}'):
    (here / unchanged.PATH).write_text(content)
    assert unchanged.files() == 0, content
"""
RACY = """
import pathlib, time
from compendium.build import unchanged
pathlib.Path("raw/new").write_bytes(b"new")
assert not unchanged.look().settled
unchanged.keep(unchanged.look(), 7)
assert unchanged.files() == 0
time.sleep(unchanged.FINEST / 1e9 + 0.1)
unchanged.keep(unchanged.look(), 7)
assert unchanged.files() == 7
unchanged.SECOND = 1  # as where times have no parts of a second
assert not unchanged.look().settled
"""
UNREAD = """
import sys
from compendium.__main__ import guarded
from compendium.build import record
record.read_all = None
code = guarded([])
assert "pandas" not in sys.modules and "pyarrow" not in sys.modules
sys.exit(code)
"""


@pytest.mark.parametrize("script", [CHANGES, RACY], ids=["changes", "racy"])
def test_each_change_shows_and_one_of_this_moment_is_not_trusted(unbuilt, script):
    done = unbuilt.call([sys.executable, "-c", script])
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_a_build_of_what_is_current_reads_nothing_and_one_changed_byte_is_found(built):
    time.sleep(2.1)  # what was copied just now might change once more within the time of one tick
    assert "Nothing to build" in built.run().stdout
    done = built.call([sys.executable, "-c", UNREAD])
    assert done.returncode == 0 and "Nothing to build" in done.stdout, done.stderr
    page = built / "reports/turnout.html"
    before, content = page.stat(), page.read_bytes()
    page.write_bytes(content[:-2] + b"~" + content[-1:])
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    done = built.run()
    assert "Report turnout" in built.jobs(done.stderr) and page.read_bytes() == content

"""What was found to have no problem is not checked again, and whatever the check goes by makes it check again."""

import json
import sys

import pytest

CHECKED = """
import sys
from compendium.__main__ import guarded
code = guarded(["check"])
print("checked" if "compendium.check.every" in sys.modules else "kept")
sys.exit(code)
"""
KEYS = """
import json, os, pathlib
from compendium.check import kept
here, table = pathlib.Path(), pathlib.Path("raw/returns/table1.csv")
keys = {"as it was": kept.key()}
def seen(what, undo=lambda: None):
    keys[what] = kept.key()
    undo()
    assert kept.key() == keys["as it was"], what
for path in (table, here / "config/config.yaml", here / "metadata.yaml", here / "requirements.lock",
             next(here.glob("notebooks/*.ipynb")), next(here.glob("workflow/schemas/tables/*.yaml"))):
    before = path.read_bytes()
    path.write_bytes(before + b" ")
    seen(f"content of {path}", lambda: path.write_bytes(before))
before, content = os.stat(table), table.read_bytes()
table.write_bytes(content[:-2] + b"~" + content[-1:])
os.utime(table, ns=(before.st_atime_ns, before.st_mtime_ns))
seen("content, with its old size and time", lambda: table.write_bytes(content))
table.chmod(0o400)
seen("rights", lambda: table.chmod(before.st_mode & 0o777))
for path in (here / "results.csv", here / "raw/returns/more.csv", here / "config/more"):
    path.write_bytes(b"")
    seen(f"added {path}", path.unlink)
(here / "raw/empty").mkdir()
seen("an empty folder", (here / "raw/empty").rmdir)
(here / "raw/link").symlink_to("returns")
assert kept.key() == "", "a link is never kept"
(here / "raw/link").unlink()
os.mkfifo("raw/pipe")
assert kept.key() == "", "a pipe is never kept"
print(json.dumps(keys))
"""


def test_each_thing_that_the_check_goes_by_has_a_key_of_its_own(unbuilt):
    done = unbuilt.call([sys.executable, "-c", KEYS])
    assert done.returncode == 0, done.stderr
    keys = json.loads(done.stdout)
    assert len(keys) == 13
    assert len(set(keys.values())) == len(keys)


@pytest.mark.slow
def test_what_is_sound_is_checked_once_and_changed_code_checks_again(unbuilt):
    def asked() -> tuple[int, str]:
        done = unbuilt.call([sys.executable, "-c", CHECKED])
        return done.returncode, done.stdout.split()[-1]

    assert [asked(), asked()] == [(0, "checked"), (0, "kept")]
    unbuilt.edit("workflow/compendium/source/limits.py", "DEPTH = ", "DEPTH = 0 + ")
    assert [asked(), asked()] == [(0, "checked"), (0, "kept")]
    unbuilt.set_cell("raw/returns/table1.csv", 2, 2, "many")
    assert [asked(), asked()] == [(1, "checked"), (1, "checked")]  # what has a problem is told each time


MEANWHILE = """
import os
from compendium import check
from compendium.check import meanwhile
told, run, here = meanwhile.begin()(), check.run, os.getpid()
assert told and told == run()
check.run = lambda: run() if os.getpid() == here else os.kill(os.getpid(), 9)
assert meanwhile.begin()() == told, "who checks may be killed"
os.mkfifo("raw/pipe")
assert meanwhile.begin() is None, "what is no file is read by nobody before it is checked"
"""


def test_a_check_in_a_process_of_its_own_finds_the_same(unbuilt):
    unbuilt.set_cell("raw/returns/table1.csv", 2, 2, "many")
    done = unbuilt.call([sys.executable, "-c", MEANWHILE])
    assert done.returncode == 0, done.stderr

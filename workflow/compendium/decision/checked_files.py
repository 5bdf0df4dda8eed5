"""Which files a check of the whole reads, and whether they are as they were."""

import os
import stat

from compendium import study
from compendium.decision import config
from compendium.paths import DESCRIBED, path_of
from compendium.source import fingerprint
from compendium.source.leavings import is_leaving

FOLDERS = ("raw", "config", "notebooks", *DESCRIBED)

SCHEMAS = "workflow/schemas"  # besides the folders, which a compendium may have of its own
LOCK = "requirements.lock"  # besides the folders, what reasons rest on
RESULTS = "results.csv"  # by which headlines are judged that rest on what is built


def single_files() -> list[str]:
    """Files outside the folders: the metadata, the numbers of the last release, schemas of the study."""
    return [config.METADATA, RESULTS, *study.adds("SCHEMAS").values()]


def checked_files() -> list[str]:
    """Files below raw/, config/, notebooks/ and the schemas, and the metadata, sorted; leavings of desktops are none."""
    found = [name for name in single_files() if path_of(name).is_file()]
    found += (f"{SCHEMAS}/{path.name}" for path in path_of(SCHEMAS).glob("*.*"))
    for folder in FOLDERS:
        top = path_of(folder)
        names = (path.relative_to(top) for path in top.rglob("*") if path.is_file())
        found += [f"{folder}/{name.as_posix()}" for name in names if not is_leaving(name)]
    return sorted(found)


def state() -> str:
    """Fingerprint of all that is checked and decided, unread, so that one process finds out once what follows from it."""
    found = [_seen(str(path_of(name))) for name in (LOCK, *single_files())]
    for folder in (*FOLDERS, SCHEMAS):
        for top, *names in os.walk(path_of(folder)):
            found += [_seen(os.path.join(top, name)) for name in (*names[0], *names[1])]
    return fingerprint.of_value(sorted(found))


def _seen(path: str) -> tuple:
    """A file as it is seen, unread: a write or a set clock changes the time of its inode, which nobody can set."""
    try:
        seen = os.stat(path)
    except OSError:
        return (path,)
    return (
        path,
        seen.st_ino,
        seen.st_mode,
        *((seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns) if stat.S_ISREG(seen.st_mode) else ()),
    )

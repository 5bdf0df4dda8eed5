"""Which files a check of the whole reads."""

from compendium import study
from compendium.decision import config
from compendium.paths import DESCRIBED, path_of
from compendium.source.leavings import is_leaving

FOLDERS = ("raw", "config", "notebooks", *DESCRIBED)

SCHEMAS = "workflow/schemas"  # besides the folders, which a compendium may have of its own
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

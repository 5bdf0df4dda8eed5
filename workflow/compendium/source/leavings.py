"""What desktop programs leave in a folder without being asked: one list, of the standard library alone.

A leaving is no material: no check refuses it, no list of files names it, no archive holds it. A copy of
data that a program made (a conflict of a synchronised folder, `table1 (1).csv`) is none: it is refused.
"""

import os
import re
from collections.abc import Iterable, Iterator
from fnmatch import translate
from pathlib import Path, PurePath

# Names in lower case: some file systems do not tell cases apart. A folder so named is a leaving with all in it.
PATTERNS = (
    # macOS, and the file servers that speak to it
    ".ds_store", "._*", ".appledouble", ".appledb", ".appledesktop", ".apdisk", ".lsoverride", "icon\r", "__macosx",
    ".spotlight-v100", ".trashes", ".fseventsd", ".temporaryitems", ".documentrevisions-v100", ".volumeicon.icns",
    # Windows
    "thumbs.db", "thumbs.db:*", "ehthumbs*.db", "desktop.ini", "$recycle.bin", "system volume information",
    # Linux desktops and file systems
    ".directory", ".trash", ".trash-*", ".goutputstream-*", ".xdp-*", ".nfs*", ".fuse_hidden*", ".smbdelete*",
    ".__afs*", ".davfs.tmp*", "lost+found", "@eadir", "#recycle", ".@__thumb",
    # office programs, while a table is open or after a crash
    ".~lock.*#", "~$*", "~*.tmp", ".~*",
    # editors and notebooks
    "*~", "*.swp", "*.swo", "*.swn", "*.swx", ".*.sw?", ".*.kate-swp", "#*#", ".#*", ".*.un~", ".netrwhist",
    ".ipynb_checkpoints", ".virtual_documents", "__pycache__", "*.pyc", ".rhistory", ".rdata", ".rproj.user",
    ".idea", ".vscode", ".vs", ".history",
    # synchronised folders (their own books, not the conflicts)
    ".dropbox", ".dropbox.attr", ".dropbox.cache", ".sync_*.db*", "._sync_*.db*", ".owncloudsync.log*",
    ".stfolder", ".stversions", ".syncthing.*.tmp", ".tmp.drivedownload", ".tmp.driveupload",
)  # fmt: skip
LEAVING = re.compile("|".join(map(translate, PATTERNS)))


def is_leaving(path: str | PurePath) -> bool:
    """Whether a file, or a folder above it, has the name of a leaving. The path is relative to what is looked at."""
    return any(LEAVING.match(part.lower()) for part in PurePath(path).parts)


def holds_only(folder: Path) -> bool:
    """Whether a folder holds leavings and nothing else, or is one itself. An empty folder holds none."""
    files = [name for name in folder.rglob("*") if not name.is_dir()]
    return is_leaving(folder.name) or (bool(files) and all(is_leaving(file.relative_to(folder)) for file in files))


def below(folder: Path) -> Iterator[Path]:
    """Leavings in a folder and its folders; what lies in one is not looked at."""
    for top, folders, files in os.walk(folder):
        yield from (Path(top) / name for name in sorted((*folders, *files)) if is_leaving(name))
        folders[:] = [name for name in folders if not is_leaving(name)]


def notice(paths: Iterable[str | PurePath]) -> str | None:
    """One sentence for all leavings among these paths, or None where there is none."""
    found = sorted(str(path) for path in paths if is_leaving(path))
    if not found:
        return None
    names = ", ".join(ascii(name)[1:-1] if not name.isprintable() else name for name in found[:3])
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return f"Left by desktop programs, and passed over: {names}{more}."

"""What desktop programs leave in a folder without being asked: one list, of the standard library alone.

A leaving is no material: no check refuses it, no list of files names it, no archive holds it. A copy of
data that a program made (a conflict of a synchronised folder, `table1 (1).csv`) is none: it is refused.
"""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import PurePath

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


def is_leaving(path: str | PurePath) -> bool:
    """Whether a file, or a folder above it, has the name of a leaving. The path is relative to what is looked at."""
    return any(fnmatchcase(part.lower(), pattern) for part in PurePath(path).parts for pattern in PATTERNS)


def notice(paths: Iterable[str | PurePath]) -> str | None:
    """One sentence for all leavings among these paths, or None where there is none."""
    found = sorted(str(path) for path in paths if is_leaving(path))
    if not found:
        return None
    names = ", ".join(ascii(name)[1:-1] if not name.isprintable() else name for name in found[:3])
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return f"Left by desktop programs, and passed over: {names}{more}."

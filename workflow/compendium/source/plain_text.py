"""Read a text file that decides something: plain UTF-8 with LF, of bounded size, or problems that say what it is."""

import os
import re
import stat
from functools import cache
from pathlib import Path

from compendium.paths import path_of
from compendium.problem import Problem
from compendium.unusable import Unusable

LARGEST = 8_000_000  # bytes: decisions of a lifetime, and still read in a second
BACK = "put it back from version control"
AGAIN = "save it again as plain UTF-8 text with LF line ends"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def exists(path: str) -> bool:
    """Whether anything stands at a path below the root, be it a file or not."""
    try:
        os.lstat(path_of(path))
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def read(path: str) -> str:
    """Text of a file below the root. Raises Unusable where it is missing, no file, or not plain text."""
    file = str(path_of(path))
    try:
        found = os.stat(file)
        if not stat.S_ISREG(found.st_mode):
            raise Unusable([Problem(path, "not a file", "a folder or a device", "a file", BACK)])
        if found.st_size > LARGEST:
            expected = f"at most {LARGEST:,} bytes"
            raise Unusable([Problem(path, "file too large", f"{found.st_size:,} bytes", expected, BACK)])
        return _read(path, file, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    except FileNotFoundError:
        raise Unusable([Problem(path, "missing file", "nothing", "the file", BACK)]) from None
    except OSError as error:
        todo = "give yourself the right to read it, or put it back from version control"
        found = error.strerror or type(error).__name__
        raise Unusable([Problem(path, "file that cannot be read", found, "a file that can be read", todo)]) from error


@cache
def _read(path: str, file: str, *_seen: int) -> str:
    """Text of a file as it was seen, kept, since every reason of every job asks for it.

    A write or a set clock changes the time of its inode, which nobody can set.
    """
    return _decoded(path, Path(file).read_bytes())


def _decoded(path: str, raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{raw[error.start]:02x}"
        raise Unusable([Problem(path, "invalid UTF-8", found, "UTF-8 text", AGAIN, line=line)]) from None
    if text.startswith("\ufeff"):
        found = "bytes EF BB BF at the start"
        raise Unusable([Problem(path, "byte order mark", found, "no mark", AGAIN, line=1)])
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        found = f"carriage returns on {text.count(chr(13))} lines"
        raise Unusable([Problem(path, "CRLF line ends", found, "LF alone", AGAIN, line=line)])
    if match := CONTROL.search(text):
        line, column = place(text, match.start())
        found = f"U+{ord(match[0]):04X}"
        todo = "take the character out"
        raise Unusable([Problem(path, "control character", found, "text", todo, line=line, column=column)])
    return text


def place(text: str, position: int) -> tuple[int, int]:
    """Line and column of a position in a text, both counted from 1."""
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)

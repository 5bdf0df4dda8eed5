"""Open an archive that a stranger may have made: what it says of itself is held against itself before it is read."""

from __future__ import annotations

import os
import re
import stat
import struct
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path
from typing import BinaryIO, Iterable, Iterator  # noqa: UP035  (Python 3.9)

from crossborder.leavings import is_leaving

MOST_FILES, MOST_BYTES, MOST_TIMES = 20_000, 1 << 30, 200  # of an archive that is opened; times: expanded over packed
MOST_PACKED = 1 << 28  # bytes of a zip file
SMALL = 1 << 20  # bytes below which a file may expand as much as it likes
LONGEST_NAME, LONGEST_PATH = 255, 1_000  # bytes
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
DRIVE = re.compile(r"[A-Za-z]:")
FORBIDDEN = set('\\:<>"|?*%')
UTF8, DESCRIBED, LEVELS = 0x800, 0x8, 0x6  # flags: name in UTF-8; sizes after the data; how hard it was packed
LOCAL, END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s4H2LH")
ZIP64, SECOND_NAME = 0x0001, 0x7075  # extra fields
EXECUTED = ("__pycache__", ".pyc")  # what Python would run is no leaving of a desktop


class Refused(Exception):
    """Something that is not opened; the message says why."""


def printable(text: object) -> str:
    """Text for a terminal: what it would obey, or cannot show, is written as an escape."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(text))


def passed_over(path: str) -> bool:
    """Whether a file that no manifest lists was left by a desktop program, and is none that Python would run."""
    return is_leaving(path) and not any(part.endswith(EXECUTED) for part in path.split("/"))


def name_fault(path: str) -> str | None:
    """Why a path is none that every file system holds as it is written, below the folder that it is relative to."""
    parts = path.split("/")
    if path.startswith("/") or ".." in parts or "\\" in path or any(DRIVE.match(p) for p in parts):
        return "a path that leads out of the folder"
    if FORBIDDEN & set(path):
        return f"a path with {' '.join(sorted(FORBIDDEN & set(path)))}, which not every system or manifest holds"
    if not path.isprintable():
        return "a path with characters that are not printed"
    if "" in parts or "." in parts:
        return "a path with a part that names nothing"
    if any(part[-1] in ". " or part[0] == " " for part in parts):
        return "a path with a part that begins or ends with a space, or ends with a point"
    if any(RESERVED.fullmatch(part.split(".")[0].rstrip(" ")) for part in parts):
        return "a path with a name that Windows keeps for a device"
    if unicodedata.normalize("NFC", path) != path:
        return "a path with letters that are not composed (Unicode normal form C)"
    if len(path.encode()) > LONGEST_PATH or any(len(part.encode()) > LONGEST_NAME for part in parts):
        return f"a path of more than {LONGEST_PATH} bytes, or a name of more than {LONGEST_NAME}"
    return None


def doubled(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Paths that a file system could take for an earlier one, or whose folder is an earlier file or named otherwise."""
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths:
        parts = path.split("/")
        for i in range(1, len(parts)):
            above = "/".join(parts[:i])
            if folders.setdefault(_key(above), above) != above:
                yield path, folders[_key(above)]
        if _key(path) in files:
            yield path, files[_key(path)]
        files.setdefault(_key(path), path)
    yield from ((path, folders[key]) for key, path in files.items() if key in folders)


def _key(path: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def in_folder(top: Path) -> dict[str, os.stat_result]:
    """Everything below a folder that is no folder, by its path; links are not followed. Raises Refused."""
    found: dict[str, os.stat_result] = {}
    total, left = 0, [""]
    try:
        while left:
            folder = left.pop()
            for entry in os.scandir(top / folder):
                path, about = f"{folder}{entry.name}", entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(about.st_mode):
                    left.append(f"{path}/")
                    continue
                found[path] = about
                total += about.st_size
                if len(found) > MOST_FILES or total > MOST_BYTES:
                    raise Refused(f"{top}: more than {MOST_FILES:,} files or {MOST_BYTES:,} bytes: no archive")
    except OSError as error:
        raise Refused(f"{top}: cannot be read: {error}") from error
    return found


def unpackable(path: Path) -> zipfile.ZipFile:
    """A zip file that is safe to unpack. Raises Refused."""
    if not path.is_file():
        raise Refused(f"{path}: there is no such file or folder" if not path.exists() else f"{path}: no file")
    try:
        _count(path)
        file = path.open("rb")
        packed = zipfile.ZipFile(file)
        faults = [*_names(packed), *_contents(packed), *_structure(file, packed)]
    except Refused:
        raise
    except Exception as error:  # what a crafted head makes the library raise can be anything
        raise Refused(f"{path}: no zip file that opens: {error or type(error).__name__}") from error
    if faults:
        raise Refused("\n".join(dict.fromkeys(faults)))
    return packed


def _count(path: Path) -> None:
    """Refuse a file whose list of files alone would fill the memory."""
    if path.stat().st_size > MOST_PACKED:
        raise Refused(f"{path}: {path.stat().st_size} bytes, expected at most {MOST_PACKED}")
    with path.open("rb") as file:
        seen, rest = 0, b""
        while block := file.read(SMALL):
            seen += (rest + block).count(b"PK\1\2")
            rest = block[-3:]
    if seen > 2 * MOST_FILES:
        raise Refused(f"{path}: {seen} files, expected at most {MOST_FILES}")


def members(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files of a zip file, without what a desktop program put there."""
    every = (info for info in packed.infolist() if not info.is_dir())
    return [info for info in every if not passed_over(info.filename)]


def _names(packed: zipfile.ZipFile) -> Iterator[str]:
    """Paths that lead out, that stand twice, or that not every file system holds."""
    every = [info for info in packed.infolist() if not passed_over(info.filename.rstrip("/"))]
    tops = {info.filename.partition("/")[0] for info in every}
    if len(tops) != 1 or any("/" not in info.filename for info in every):
        yield f"{len(tops)} files or folders at the top, expected one folder"
    for info in every:
        name = info.orig_filename[:-1] if info.orig_filename.endswith("/") else info.orig_filename
        if why := name_fault(name):
            yield f"{name!r}: {why}"
        elif not (name.isascii() or info.flag_bits & UTF8):
            yield f"{name!r}: a path that is not written in UTF-8"
    for name, other in doubled(info.filename for info in every if not info.is_dir()):
        yield f"{name!r}: twice in the archive, as {other!r}"


def _contents(packed: zipfile.ZipFile) -> Iterator[str]:
    """Links, devices, what is encrypted or packed in an unusual way, and what expands too much."""
    every = packed.infolist()
    if len(every) > MOST_FILES:
        yield f"{len(every)} files, expected at most {MOST_FILES}"
    total = 0
    for info in every:
        name, kind = info.filename, stat.S_IFMT(info.external_attr >> 16)
        total += info.file_size
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or (info.is_dir() != (kind == stat.S_IFDIR) and kind):
            yield f"{name!r}: a link or a device, expected files"  # a zip need not say what a file is
        if info.is_dir() and info.file_size:
            yield f"{name!r}: a folder with content"
        if info.flag_bits & 0x2041:
            yield f"{name!r}: encrypted"
        elif info.flag_bits & ~(UTF8 | DESCRIBED | LEVELS):
            yield f"{name!r}: flags {info.flag_bits:#x}, expected those of a plain file"
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield f"{name!r}: packed by method {info.compress_type}, expected stored or deflated"
        if info.file_size > SMALL and info.file_size > MOST_TIMES * max(info.compress_size, 1):
            yield f"{name!r}: expands to {info.file_size} bytes, over {MOST_TIMES} times what is packed"
        if {ZIP64, SECOND_NAME} & set(_extras(info.extra)):
            yield f"{name!r}: sizes or a name given twice (zip64, Unicode path), which no file here needs"
    if total > MOST_BYTES:
        yield f"expands to {total} bytes, expected at most {MOST_BYTES}"


def _extras(extra: bytes) -> Iterator[int]:
    while len(extra) >= 4:
        kind, size = struct.unpack("<2H", extra[:4])
        yield kind
        extra = extra[4 + size :]


def _structure(file: BinaryIO, packed: zipfile.ZipFile) -> Iterator[str]:
    """Both descriptions of each file agree, files follow each other without overlap or gap, and nothing is beside them."""
    every = sorted(packed.infolist(), key=lambda info: info.header_offset)
    size = file.seek(0, os.SEEK_END)
    file.seek(size - END.size)
    expected = (b"PK\5\6", 0, 0, len(every), len(every), size - END.size - packed.start_dir, packed.start_dir, 0)
    if END.unpack(file.read(END.size)) != expected:
        yield "its end is not that of a plain zip file: a comment, bytes before or after, zip64, or another count of files"
    ends = [0]  # where the next file may begin
    for info in every:
        if info.header_offset not in ends:
            yield f"{info.filename!r}: overlaps the file before it, or leaves bytes that belong to none"
        file.seek(info.header_offset)
        head = file.read(LOCAL.size)
        if len(head) < LOCAL.size:
            yield f"{info.filename!r}: begins beyond the end"
            continue
        *_, name_size, extra_size = fields = LOCAL.unpack(head)
        if _local(info, fields, file.read(name_size)) not in _listed(info):
            yield f"{info.filename!r}: its own head says otherwise of it than the list at the end"
        end = info.header_offset + LOCAL.size + name_size + extra_size + info.compress_size
        ends = [end + 12, end + 16] if info.flag_bits & DESCRIBED else [end]
    if packed.start_dir not in ends:
        yield "bytes before the list of files that belong to none"


def _local(info: zipfile.ZipInfo, fields: tuple, name: bytes) -> tuple:
    """What the head of a file says of it."""
    signature, need, flags, method, time, day, crc, size, whole, _, _ = fields
    when = (1980 + (day >> 9), day >> 5 & 15, day & 31, time >> 11, time >> 5 & 63, (time & 31) * 2)
    text = name.decode("utf-8" if info.flag_bits & UTF8 else "cp437", errors="replace")
    return (signature, need, flags, method, when, text, crc, size, whole)


def _listed(info: zipfile.ZipInfo) -> list[tuple]:
    """What the head of a file may say, by the list at the end: its sizes may be left to what follows the data."""
    need = info.extract_version | info.reserved << 8
    said = (b"PK\3\4", need, info.flag_bits, info.compress_type, info.date_time, info.orig_filename)
    sizes = (info.CRC, info.compress_size, info.file_size)
    return [(*said, *sizes), (*said, 0, 0, 0)] if info.flag_bits & DESCRIBED else [(*said, *sizes)]


def unlike(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Files whose mode or maker is another than that of most: one program packs all alike."""
    every = members(packed)
    texts = sum(info.internal_attr & 1 for info in every) > 2
    for what, found in {"maker": [_maker(i, texts) for i in every], "mode": [_mode(i) for i in every]}.items():
        ((usual, _),) = Counter(found).most_common(1) or [(None, 0)]
        for info, mine in zip(every, found):  # noqa: B905  (Python 3.9)
            if mine != usual:
                yield info.filename, f"is packed with another {what} than the other files ({mine}, not {usual})"


def _maker(info: zipfile.ZipInfo, texts: bool) -> tuple:
    told = info.internal_attr & ~1 if texts else info.internal_attr  # bit 0: whether a file is a text
    return info.create_system, info.create_version, told, info.external_attr & 0xFFFF, info.volume


def _mode(info: zipfile.ZipInfo) -> str:
    """The mode without the right to run, where all who may read have it or none."""
    mode = info.external_attr >> 16
    return oct(mode & ~0o111 if mode & 0o111 in (0, (mode & 0o444) >> 2) else mode)

"""Open an archive that a stranger may have made: what it says of itself is held against itself before it is read."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from typing import BinaryIO, Iterator  # noqa: UP035  (Python 3.9)

from compendium.archive.paths import MOST_BYTES, MOST_FILES, Refused, doubled, name_fault, passed_over

MOST_PACKED, MOST_TIMES = 1 << 28, 200  # bytes of a zip file; how much a file may expand
SMALL = 1 << 20  # bytes below which a file may expand as much as it likes
UTF8, DESCRIBED, LEVELS = 0x800, 0x8, 0x6  # flags: name in UTF-8; sizes after the data; how hard it was packed
LOCAL, END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s4H2LH")
ZIP64, SECOND_NAME = 0x0001, 0x7075  # extra fields


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


def content(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Content of a file of a zip file that was found safe to unpack. Raises ValueError where a bit of it was changed.

    The library stops at the last byte of the content; this also holds what ends the packed data against what it
    must be: the mark of their end, and bits that are zero.
    """
    file = packed.fp
    file.seek(info.header_offset + LOCAL.size - 4)
    file.seek(sum(struct.unpack("<2H", file.read(4))), os.SEEK_CUR)
    raw = file.read(info.compress_size)
    found = raw if info.compress_type == zipfile.ZIP_STORED else _inflated(raw, info.file_size)
    if len(found) != info.file_size or zlib.crc32(found) != info.CRC:
        raise ValueError("its content is not what was packed: size or checksum differ")
    return found


def _inflated(raw: bytes, size: int) -> bytes:
    inflater = zlib.decompressobj(-15)
    try:
        found = inflater.decompress(raw[:-1], size + 1)
        before = inflater.copy()
        found += inflater.decompress(raw[-1:], size + 1)
    except zlib.error as error:
        raise ValueError(f"its packed data are damaged ({error})") from error
    if not inflater.eof or inflater.unused_data or not raw:
        raise ValueError("its packed data do not end where they should")
    last = raw[-1]
    if last and _ends(before, last ^ 1 << last.bit_length() - 1):
        raise ValueError("its packed data end with bits that belong to nothing")
    return found


def _ends(inflater: zlib._Decompress, last: int) -> bool:
    """Whether packed data end in the same way with another last byte."""
    try:
        return inflater.decompress(bytes([last]), 1) == b"" and inflater.eof
    except zlib.error:
        return False


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
    if (
        END.unpack(file.read(END.size)) != expected
        or _after_list(file, packed.start_dir, len(every)) != size - END.size
    ):
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
        if _local(info, fields, file.read(name_size)) not in _at_end(info):
            yield f"{info.filename!r}: its own head says otherwise of it than the list at the end"
        end = info.header_offset + LOCAL.size + name_size + extra_size + info.compress_size
        ends = [end + 12, end + 16] if info.flag_bits & DESCRIBED else [end]
    if packed.start_dir not in ends:
        yield "bytes before the list of files that belong to none"


def _after_list(file: BinaryIO, place: int, count: int) -> int:
    """Where the list of files ends by the lengths that it gives."""
    for _ in range(count):
        file.seek(place + 28)
        place += 46 + sum(struct.unpack("<3H", file.read(6).ljust(6, b"\0")))
    return place


def _local(info: zipfile.ZipInfo, fields: tuple, name: bytes) -> tuple:
    """What the head of a file says of it."""
    signature, need, flags, method, time, day, crc, size, whole, _, _ = fields
    when = (1980 + (day >> 9), day >> 5 & 15, day & 31, time >> 11, time >> 5 & 63, (time & 31) * 2)
    text = name.decode("utf-8" if info.flag_bits & UTF8 else "cp437", errors="replace")
    return (signature, need, flags, method, when, text, crc, size, whole)


def _at_end(info: zipfile.ZipInfo) -> list[tuple]:
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

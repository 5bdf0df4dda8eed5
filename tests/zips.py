"""Zip files and bags that are made byte by byte."""

import zipfile
from pathlib import Path

from compendium.archive import bag

Member = tuple[str | zipfile.ZipInfo, bytes]


def packed(path: Path, *files: Member, how: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", how) as file:
        for name, content in (("top/bagit.txt", b""), *files):
            file.writestr(name, content)
    return path


def made(name: str, **fields: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    for field, value in fields.items():
        setattr(info, field, value)
    return info


def of_kind(kind: int) -> int:
    return (kind | 0o644) << 16


def bytes_of(path: Path) -> tuple[bytearray, list[zipfile.ZipInfo], int]:
    """Content of a zip file, its files, and where its list of files begins."""
    with zipfile.ZipFile(path) as file:
        return bytearray(path.read_bytes()), file.infolist(), file.start_dir


def bagged(folder: Path) -> Path:
    """A bag of two files, which lacks all descriptors."""
    for name in ("data.csv", "raw/table.csv"):
        (folder / "top" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "top" / name).write_text("a,b\n1,2\n" * 9)
    bag.make(folder / "top")
    return folder / "top"

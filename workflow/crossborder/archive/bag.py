"""The BagIt bag (RFC 8493) around an archived compendium."""

import logging
import shutil
from pathlib import Path

import bagit

from crossborder import cite
from crossborder.archive import verify
from crossborder.config import metadata

DECLARATION = (
    "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"  # the library writes 0.97, whose files are the same
)


def make(folder: Path) -> None:
    """Turn a folder into a bag with its content as payload, and the script that checks it beside that."""
    logging.getLogger("bagit").setLevel(logging.WARNING)
    about = metadata()
    told = {
        "Source-Organization": about["authors"][0]["name"],
        "External-Description": f"{cite.text()} Check it with: python verify.py",
        "External-Identifier": cite.link() or folder.name,
        "Bagging-Date": about["released"].isoformat(),
        "Bag-Software-Agent": f"{about['short_title']} {about['version']}",
    }
    bag = bagit.make_bag(str(folder), bag_info=told, checksums=list(verify.ALGORITHMS))
    (folder / "bagit.txt").write_text(DECLARATION, encoding="utf-8")
    shutil.copyfile(verify.__file__, folder / "verify.py")
    _in_order(folder, "manifest")
    bag.save()
    _in_order(folder, "tagmanifest")


def _in_order(folder: Path, kind: str) -> None:
    """Sort the lines of both manifests of a kind: the library lists files as the file system does."""
    for algorithm in verify.ALGORITHMS:
        path = folder / f"{kind}-{algorithm}.txt"
        lines = (line.split(maxsplit=1) for line in path.read_text(encoding="utf-8").splitlines())
        ordered = sorted((name, digest) for digest, name in lines)
        path.write_text("".join(f"{digest}  {name}\n" for name, digest in ordered), encoding="utf-8")

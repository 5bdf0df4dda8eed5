"""The BagIt bag (RFC 8493) around an archived compendium."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from compendium.archive import script
from compendium.archive.manifests import ALGORITHMS
from compendium.decision.config import metadata
from compendium.report import cite

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def make(folder: Path, commit: str | None = None, beside: Mapping[str, str] | None = None) -> None:
    """Turn a folder into a bag with its content as payload, and the script that checks it beside that.

    `beside` are more texts for the top of the bag, by file name.

    File names have passed `opening.name_fault`, so that no manifest has to encode one (RFC 8493, 2.1.3).
    """
    content, payload = sorted(folder.iterdir()), folder / "data"
    payload.mkdir()
    for path in content:
        path.rename(payload / path.name)
    files = [path for path in payload.rglob("*") if path.is_file()]
    about = metadata()
    told = {
        "Bag-Software-Agent": f"{about['short_title']} {about['version']}",
        "Bagging-Date": about["released"].isoformat(),
        "External-Description": f"{cite.text()} Check it with: python verify.py",
        "External-Identifier": cite.link() or folder.name,
        "Payload-Oxum": f"{sum(path.stat().st_size for path in files)}.{len(files)}",
        **({"Source-Commit": commit} if commit else {}),
        "Source-Organization": about["authors"][0]["name"],
    }
    (folder / "bagit.txt").write_text(DECLARATION, encoding="utf-8")
    (folder / "bag-info.txt").write_text(
        "".join(f"{k}: {' '.join(v.splitlines())}\n" for k, v in told.items()), encoding="utf-8"
    )
    (folder / "verify.py").write_text(script.text(), encoding="utf-8")
    for name, text in (beside or {}).items():
        (folder / name).write_text(text, encoding="utf-8")
    _manifests(folder, "manifest", files)
    _manifests(folder, "tagmanifest", [path for path in folder.iterdir() if path.is_file()])


def _manifests(folder: Path, kind: str, files: Iterable[Path]) -> None:
    """Write the digests of files by every algorithm, sorted by name."""
    names = {path.relative_to(folder).as_posix(): path for path in files}
    for algorithm in ALGORITHMS:
        lines = (
            f"{hashlib.new(algorithm, path.read_bytes()).hexdigest()}  {name}\n" for name, path in sorted(names.items())
        )
        (folder / f"{kind}-{algorithm}.txt").write_text("".join(lines), encoding="utf-8")

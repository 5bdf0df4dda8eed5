"""Write the archive: one zip file, the same bytes wherever and whenever it is made."""

import shutil
import tempfile
import zipfile
from pathlib import Path

from compendium import atomic
from compendium.archive import bag, contents, crate, evidence, package, readme
from compendium.decision.config import metadata
from compendium.paths import ROOT
from compendium.report import cite, deposit
from compendium.source.fingerprint import of_file

DIST = "dist"
RUNNABLE, PLAIN = 0o100755, 0o100644
LEVEL = 9


def archive(commit: str | None = None) -> Path:
    """Write `dist/NAME-VERSION.zip`, which names the commit, and return its path.

    Raises NotArchived; then nothing is written.
    """
    if (ROOT / DIST).is_symlink():
        raise contents.NotArchived(
            f"{DIST}: a link, and an archive is written below this folder alone; remove the link"
        )
    names = contents.files()
    more = evidence.files()
    more[package.PATH] = package.text(more).encode()
    more[crate.PATH] = crate.text(names, more, commit).encode()
    target = ROOT / DIST / f"{contents.name()}.zip"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder) / contents.name()
        for name in names:
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, top / name, follow_symlinks=False)
        for name, content in more.items():
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            (top / name).write_bytes(content)
        bag.make(top, commit, {readme.PATH: readme.text(commit)})
        part = target.with_suffix(".part")
        try:
            zip_folder(Path(folder), part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return target


def deposited(path: Path, commit: str | None) -> list[Path]:
    """Write beside an archive its digest, and what each place of deposit is told; returns the paths."""
    digest = of_file(path)
    texts = {f"{path.name}.sha256": f"{digest}  {path.name}\n"}
    texts |= {f"{path.stem}.{form}.json": cite.as_json(make(commit, digest)) for form, make in deposit.FORMS.items()}
    for name, text in texts.items():
        atomic.write_bytes(path.with_name(name), text.encode())
    return [path.with_name(name) for name in texts]


def zip_folder(folder: Path, target: Path) -> None:
    """All files below a folder, sorted, with the release date as their time."""
    released = metadata()["released"]
    with zipfile.ZipFile(target, "w") as file:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            info = zipfile.ZipInfo(
                path.relative_to(folder).as_posix(), (released.year, released.month, released.day, 0, 0, 0)
            )
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            info.external_attr = (RUNNABLE if _runs(path) else PLAIN) << 16
            file.writestr(
                info, path.read_bytes(), compresslevel=LEVEL
            )  # what is set for all is not used beside an info


def _runs(path: Path) -> bool:
    """Whether a file is a program, by its first line: the modes of a checkout are a user's own."""
    with path.open("rb") as file:
        return file.read(2) == b"#!"

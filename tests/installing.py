"""A compendium with the real scripts, a verb that prints, and wheels of its own: what makes an environment."""

import hashlib
import io
import os
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

VERB = """
import sys, used, built
print("verb", sys.argv[1:], sys.flags.optimize, sys.prefix)
"""


BACKEND = """
import tarfile, zipfile
from pathlib import Path
INFO = "built-1.dist-info"
def build_wheel(folder, settings=None, metadata=None):
    with zipfile.ZipFile(Path(folder) / "built-1-py3-none-any.whl", "w") as file:
        file.writestr("built.py", "")
        file.writestr(f"{INFO}/METADATA", "Metadata-Version: 2.1\\nName: built\\nVersion: 1\\n")
        file.writestr(f"{INFO}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        file.writestr(f"{INFO}/RECORD", "")
    return "built-1-py3-none-any.whl"
"""


PYPROJECT = (
    '[project]\nname = "built"\nversion = "1"\n[build-system]\nrequires = ["backend"]\nbuild-backend = "backend"\n'
)


def wheel(folder: Path, name: str, files: dict[str, str]) -> str:
    """Write a wheel in version 1; give its line of a lock."""
    path, info = folder / f"{name}-1-py3-none-any.whl", f"{name}-1.dist-info"
    with zipfile.ZipFile(path, "w") as file:
        for inner, text in files.items():
            file.writestr(inner.replace("INFO", info), text)
        file.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        file.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(f"{info}/RECORD", "")
    return f"{name}==1 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def source(folder: Path) -> str:
    """Write a source package that only the backend above can build; give its line of a lock."""
    path = folder / "built-1.tar.gz"
    with tarfile.open(path, "w:gz") as file:
        for name, text in (
            ("pyproject.toml", PYPROJECT),
            ("PKG-INFO", "Metadata-Version: 2.1\nName: built\nVersion: 1\n"),
        ):
            entry = tarfile.TarInfo(f"built-1/{name}")
            entry.size = len(text)
            file.addfile(entry, io.BytesIO(text.encode()))
    return f"built==1 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


class Small:
    """A compendium with the real scripts, a verb that prints, and a handful of packages in a folder beside it."""

    def __init__(self, path: Path, files: Path, tools: Path):
        self.path, self.files, self.tools = path, files, tools

    def variables(self, **more: str) -> dict[str, str]:
        found = {"PIP_FIND_LINKS": str(self.files), "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
        return {"PATH": str(self.tools), "HOME": str(self.files.parent / "home"), **found, **more}

    def run(self, *arguments: str, script: str = "", cwd: Path | None = None, without: str = "", **more: str):
        env = {name: value for name, value in self.variables(**more).items() if name != without}
        command = [script or str(self.path / "reproduce"), *arguments]
        return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300)

    def copy(self, target: Path, environment: bool = True) -> "Small":
        """A copy that can be broken, with the environment or without."""
        ignored = None if environment else shutil.ignore_patterns(".venv*")
        shutil.copytree(self.path, target, symlinks=True, ignore=ignored)
        return Small(target, self.files, self.tools)

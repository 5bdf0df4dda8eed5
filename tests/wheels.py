"""Write tests/wheels.csv: the wheel of every locked package for Linux x86-64 and each Python of the range.

    .venv/bin/python tests/wheels.py

Needs the package index, some minutes, and a pip that reads metadata alone (23.3 or later), else it takes every wheel.
"""

import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "tests/wheels.csv"
LOCKS = (
    *("requirements.lock", "requirements-slurm.lock", "requirements-test.lock", "requirements-validators.lock"),
    "build-tools.lock",
)
PYTHONS = ("3.11.0", "3.11.9", "3.12.9", "3.13.9")  # a marker of the lock differs below 3.11.5
GLIBC = 28  # Debian 10 and all that is newer


def locked(lock: str) -> list[tuple[Requirement, set[str]]]:
    """Requirements of a lock, with the SHA-256 digests that it admits."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (line.split() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    return [
        (
            Requirement(" ".join(word for word in words if not word.startswith("--"))),
            {word.removeprefix("--hash=sha256:") for word in words if word.startswith("--hash=")},
        )
        for words in lines
    ]


def wanted(lock: str, python: str) -> list[tuple[Requirement, set[str]]]:
    """Requirements of a lock that hold for a Python on Linux x86-64, with their digests."""
    here = {
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": "x86_64",
        "os_name": "posix",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    return [(r, held) for r, held in locked(lock) if r.marker is None or r.marker.evaluate(here)]


def platforms() -> list[str]:
    """Platform tags that wheels for a Linux with this glibc may have."""
    return [f"manylinux_2_{minor}_x86_64" for minor in range(GLIBC, 4, -1)] + ["manylinux2014_x86_64", "linux_x86_64"]


def main() -> None:
    """Ask pip for each lock and Python, and write the list."""
    rows = set()
    for python in PYTHONS:
        for lock in LOCKS:
            with tempfile.TemporaryDirectory() as folder:
                plain = Path(folder) / "list.txt"
                plain.write_text("".join(f"{r.name}{r.specifier}\n" for r, _ in wanted(lock, python)), encoding="utf-8")
                report = Path(folder) / "report.json"
                command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
                command += ["--no-deps", "--only-binary", ":all:", "--python-version", python, "--target", folder]
                command += [word for name in platforms() for word in ("--platform", name)]
                subprocess.run([*command, "--report", str(report), "-r", str(plain)], check=True)
                for item in json.loads(report.read_text(encoding="utf-8"))["install"]:
                    info = item["download_info"]
                    name = info["url"].rpartition("/")[2].partition("#")[0]
                    rows.add((name, info["archive_info"]["hashes"]["sha256"], python))
    with LIST.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("wheel", "sha256", "python"))
        pythons: dict[tuple[str, str], list[str]] = {}
        for name, digest, python in sorted(rows):
            pythons.setdefault((name, digest), []).append(python)
        writer.writerows((*key, " ".join(held)) for key, held in pythons.items())


if __name__ == "__main__":
    main()

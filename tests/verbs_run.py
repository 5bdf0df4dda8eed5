"""Verbs run as `reproduce` starts them, and notebooks that wait until they are let go on."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from conftest import Compendium

VERBS = {
    "check": ["check"],
    "status": ["status"],
    "why": ["why"],
    "why of a report": ["why", "votes-adams"],
    "trace": ["trace", "votes-adams/share"],
    "correct": ["correct", "raw/returns/table1.csv#cell=3,2"],
    "impact": ["impact", "C001"],
    "diff": ["diff", "HEAD"],
    "results": ["results"],
    "release": ["release"],
    "archive": ["archive"],
    "verify": ["verify"],
    "verify a file": ["verify", "no-such-file.zip"],
    "rebuild": ["rebuild", "no-such-file.zip"],
    "build": ["build"],
    "help": ["--help"],
}


KNOWN = {0, 1, 2, 3, 4}


NOBODY = [
    "setpriv",
    "--bounding-set=-dac_override,-dac_read_search,-fowner",
    "--inh-caps=-dac_override,-dac_read_search,-fowner",
]


def verb(compendium: Compendium, arguments: list[str], before: tuple = (), **env: str | None):
    """A verb as `reproduce` starts it; a variable that is None is not set."""
    variables = {**os.environ, "PYTHONPATH": str(compendium / "workflow"), **env}
    return subprocess.run(
        [*before, sys.executable, "-P", "-m", "compendium", *arguments],
        cwd=compendium.path,
        env={name: value for name, value in variables.items() if value is not None},
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )


def said(done) -> str:
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder that a verb must not touch."""
    kept = (path for path in folder.rglob("*") if path.is_file() and ".snakemake" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in kept if "__pycache__" not in path.parts}


class Gate:
    """A notebook whose first cell of code says that it runs, and waits until it is let go on."""

    def __init__(self, notebook: Path, folder: Path):
        self.entered, self.opened = folder / "entered", folder / "opened"
        content = json.loads(notebook.read_text(encoding="utf-8"))
        first = next(cell for cell in content["cells"] if cell["cell_type"] == "code" and not cell["metadata"])
        wait = f"""import time
from pathlib import Path
Path({str(self.entered)!r}).touch()
until = time.monotonic() + 300
while not Path({str(self.opened)!r}).exists() and time.monotonic() < until:
    time.sleep(0.02)
"""
        first["source"] = wait + "".join(first["source"])
        notebook.write_text(json.dumps(content), encoding="utf-8")

    def wait(self, running: subprocess.Popen) -> None:
        """Return as soon as the cell runs."""
        until = time.monotonic() + 300
        while not self.entered.exists():
            assert running.poll() is None and time.monotonic() < until
            time.sleep(0.02)

    def open(self) -> None:
        self.opened.touch()

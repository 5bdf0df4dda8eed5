"""Figures and data of a report as files beside it: SVG and PNG of each figure, CSV of each frame that is shown, results.

A figure or a table names its frames; a page links to their files.
"""

from collections.abc import Iterator
from pathlib import Path

import nbformat

from compendium import atomic
from compendium.report.prose import FIGURE
from compendium.report.table import MEDIA
from compendium.result import named_results
from compendium.table import store

RESULTS = "results"  # every report has them, so its folder is never empty
DRAWINGS = ("svg", "png")


def write(key: str, notebook: nbformat.NotebookNode, media: Path, closing: list[str], folder: Path) -> None:
    """Write the files of an executed notebook, whose drawings lie in `media`, and of the tables of its closing sections.

    What the folder held before goes: it is an output as a whole.
    """
    figures, frames = [], [RESULTS, *closing]
    for output in _outputs(notebook):
        if about := output.get("metadata", {}).get(FIGURE):
            figures.append(about["identifier"])
            frames += about.get("data", "").split()
        if table := output.get("data", {}).get(MEDIA):
            frames += table.get("data", "").split()
    made = {f"{name}.{kind}": (media / f"{name}.{kind}").read_bytes() for name in figures for kind in DRAWINGS}
    for frame in dict.fromkeys(frames):
        found = store.read(named_results.folder(key) / f"{frame}.parquet")
        made[f"{frame.replace('_', '-')}.csv"] = store.text(found).encode()
    for path in folder.glob("*"):
        if path.name not in made:
            path.unlink()
    for name, content in made.items():
        atomic.write_bytes(folder / name, content)


def _outputs(notebook: nbformat.NotebookNode) -> Iterator[nbformat.NotebookNode]:
    for cell in notebook.cells:
        yield from cell.get("outputs", [])

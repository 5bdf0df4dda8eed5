"""Execute a parameterised notebook, and leave nothing in it that differs between two runs."""

from pathlib import Path

import nbformat
import papermill

from compendium.paths import ROOT, unformatted
from compendium.report import kernel

PARAMETERS_ID = "injected-parameters"


class NotebookError(RuntimeError):
    """A cell that raised, or wrote where nothing may be written."""


def execute(notebook: Path, parameters: dict) -> nbformat.NotebookNode:
    """Executed notebook without timings and random ids. Raises NotebookError."""
    try:
        executed = papermill.execute_notebook(
            unformatted(notebook),
            None,  # it would be written after each cell
            parameters=parameters,
            kernel_name="python3",
            engine_name=kernel.NAME,
            cwd=ROOT,
            progress_bar=False,
        )
    except papermill.PapermillExecutionError as error:
        raise NotebookError(
            f"{notebook.name}, cell {error.cell_index}: {error.ename}: {error.evalue}\n{error.source}"
        ) from error
    for index, cell in enumerate(executed.cells):
        _refuse_streams(notebook.name, index, cell)
    return _settled(executed)


def _refuse_streams(name: str, index: int, cell: nbformat.NotebookNode) -> None:
    for output in cell.get("outputs", []):
        if output.output_type in ("stream", "error"):
            text = output.get("text") or output.get("evalue")
            raise NotebookError(
                f"{name}, cell {index} wrote to {output.get('name', 'an error')}: {text}\nA cell shows tables and figures only; mend the warning, do not hide it."
            )


def _settled(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for index, cell in enumerate(notebook.cells):
        tags = list(cell.metadata.get("tags", []))
        cell.metadata = {"tags": tags} if tags else {}
        cell.id = PARAMETERS_ID if "injected-parameters" in tags else f"cell-{index}"
    return notebook

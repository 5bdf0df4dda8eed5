"""Execute a parameterised notebook, and leave nothing in it that differs between two runs."""

from pathlib import Path

import nbformat
import papermill

from compendium.paths import ROOT, unformatted
from compendium.report import kernel, table

PARAMETERS_ID = "injected-parameters"
AS_FIGURE = "Show it with measured.figure(figure, name=…, caption=…, alt=…)."
AS_TABLE = "Show a frame of the measure with measured.table(name, columns, caption)."
# What Jupyter shows and a report does not, by the kind of output; the first that fits.
FOREIGN = {
    kernel.PYPLOT: ("a figure of pyplot", AS_FIGURE),
    "image/svg+xml": ("a picture", AS_FIGURE),
    "image/png": ("a picture", AS_FIGURE),
    "text/html": ("a DataFrame or other HTML", AS_TABLE),
}
OTHER = ("the value of its last line", "End the line with a semicolon, or leave it out.")


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
            language="python",
            engine_name=kernel.NAME,
            cwd=ROOT,
            progress_bar=False,
        )
    except papermill.PapermillExecutionError as error:
        raise NotebookError(
            f"{notebook.name}, cell {error.cell_index}: {error.ename}: {error.evalue}\n{error.source}"
        ) from error
    for index, cell in enumerate(executed.cells):
        _refuse(notebook.name, index, cell)
    return _settled(executed)


def _refuse(name: str, index: int, cell: nbformat.NotebookNode) -> None:
    """Raises NotebookError for an output that is neither a figure nor a table of the report: none is dropped."""
    for output in cell.get("outputs", []):
        if output.output_type in ("stream", "error"):
            text = output.get("text") or output.get("evalue")
            raise NotebookError(
                f"{name}, cell {index} wrote to {output.get('name', 'an error')}: {text}\nA cell shows tables and figures only; mend the warning, do not hide it."
            )
        if not _presents(output):
            what, todo = next((told for kind, told in FOREIGN.items() if kind in output.data), OTHER)
            raise NotebookError(f"{name}, cell {index} shows {what}, which has no number, caption or source. {todo}")


def _presents(output: nbformat.NotebookNode) -> bool:
    """Whether an output is a figure or a table that the report's own methods made."""
    return table.MEDIA in output.data or "identifier" in output.metadata.get("image/svg+xml", {})


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

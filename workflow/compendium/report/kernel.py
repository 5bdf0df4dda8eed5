"""A papermill engine that runs a notebook in an IPython shell of this process.

Every report is a job of its own, so a kernel beside it isolates nothing, and starting one with its
imports takes longer than most notebooks.
"""

import matplotlib.font_manager  # noqa: F401  (where it has to make its cache it says so: to the job's log, not in a cell)
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import CapturedIO, capture_output
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.engines import Engine, papermill_engines
from traitlets.config import Config

NAME = "in-process"
SETTINGS = Config({"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor"}})


class InProcess(Engine):
    """Cells run one after the other; the first that raises is the last."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, log_output=False, **_: object) -> None:
        """Execute the cells of a notebook in this process, as papermill asks an engine to."""
        shell = InteractiveShell.instance(config=SETTINGS)
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            if cell.cell_type == "code":
                with capture_output() as captured:
                    done = shell.run_cell(cell.source, store_history=True)
                cell.execution_count = done.execution_count
                cell.outputs = list(_outputs(captured))
                if error := done.error_before_exec or done.error_in_exec:
                    cell.outputs.append(_error(shell, error))
                    nb_man.cell_exception(cell, index)
                    break
            nb_man.cell_complete(cell, index)


def _outputs(captured: CapturedIO) -> list[NotebookNode]:
    streams = (("stdout", captured.stdout), ("stderr", captured.stderr))
    return [new_output("stream", name=name, text=text) for name, text in streams if text] + [
        new_output("display_data", data=shown.data or {}, metadata=shown.metadata or {}) for shown in captured.outputs
    ]


def _error(shell: InteractiveShell, error: BaseException) -> NotebookNode:
    trace = shell.InteractiveTB.structured_traceback(type(error), error, error.__traceback__)
    return new_output("error", ename=type(error).__name__, evalue=str(error), traceback=trace)


papermill_engines.register(NAME, InProcess)

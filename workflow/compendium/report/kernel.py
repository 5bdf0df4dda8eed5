"""A papermill engine that runs a notebook in an IPython shell of this process.

Every report is a job of its own, so a kernel beside it isolates nothing, and starting one with its
imports takes longer than most notebooks.
"""

import sys

import matplotlib.font_manager  # noqa: F401  (where it has to make its cache it says so: to the job's log, not in a cell)
from IPython.core.displayhook import DisplayHook
from IPython.core.getipython import get_ipython
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display
from IPython.utils.capture import CapturedIO, capture_output
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.engines import Engine, papermill_engines
from traitlets import Type
from traitlets.config import Config

NAME = "in-process"
PYPLOT = "application/x-pyplot-figure"  # an output in place of a figure that was left open
SETTINGS = Config({"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor"}})


class _Shown(DisplayHook):
    """The value of a cell's last line is an output, as in Jupyter, and is not printed."""

    def __call__(self, result: object = None) -> None:
        if result is not None and not self.quiet():
            display(result)


class _Shell(InteractiveShell):
    displayhook_class = Type(_Shown)


def publishing() -> bool:
    """Whether the shell that runs the present cell is a build's, rather than that of a person's kernel."""
    return isinstance(get_ipython(), _Shell)


class InProcess(Engine):
    """Cells run one after the other; the first that raises is the last."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, log_output=False, **_: object) -> None:
        """Execute the cells of a notebook in this process, as papermill asks an engine to."""
        shell = _Shell.instance(config=SETTINGS)
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            if cell.cell_type == "code":
                with capture_output() as captured:
                    done = shell.run_cell(cell.source, store_history=True)
                cell.execution_count = done.execution_count
                cell.outputs = [*_outputs(captured), *_left_open()]
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


def _left_open() -> list[NotebookNode]:
    """Figures of pyplot that a cell leaves open, which Jupyter would show: as outputs, so that none is dropped."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    numbers = pyplot.get_fignums() if pyplot else []
    for number in numbers:
        pyplot.close(number)
    return [new_output("display_data", data={PYPLOT: str(number)}) for number in numbers]


def _error(shell: InteractiveShell, error: BaseException) -> NotebookNode:
    trace = shell.InteractiveTB.structured_traceback(type(error), error, error.__traceback__)
    return new_output("error", ename=type(error).__name__, evalue=str(error), traceback=trace)


papermill_engines.register(NAME, InProcess)

"""Jobs in forks: a failing one fails its build, no fork outlives a build, a notebook is the same as from a kernel."""

import contextlib
import signal
import sys
import time
from importlib.metadata import packages_distributions
from pathlib import Path

import nbformat
import papermill
import pytest
from conftest import SOURCE

from compendium.build import job_server
from compendium.report import kernel

CELLS = [
    "value = 2",
    "print('said')",
    "from IPython.display import display\ndisplay({'text/markdown': '*shown*', 'text/plain': 'shown'}, raw=True, metadata={'text/markdown': {'a': 'b'}})",
]


def notebook(path, cells):
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    made.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    nbformat.write(made, path)
    return path


def outputs(executed):
    return [(cell.execution_count, cell.outputs) for cell in executed.cells]


def test_the_engine_gives_what_a_kernel_gives(tmp_path):
    path = notebook(tmp_path / "cells.ipynb", CELLS)
    ours = papermill.execute_notebook(path, None, engine_name=kernel.NAME, progress_bar=False)
    kernels = papermill.execute_notebook(path, None, progress_bar=False)
    assert outputs(ours) == outputs(kernels)


def test_the_engine_stops_at_the_first_cell_that_raises(tmp_path):
    path = notebook(tmp_path / "cells.ipynb", ["1 / 0", "raise RuntimeError('never run')"])
    with pytest.raises(papermill.PapermillExecutionError, match="ZeroDivisionError"):
        papermill.execute_notebook(path, None, engine_name=kernel.NAME, progress_bar=False)


def forks_of(compendium):
    """Processes of the fork server of a compendium."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (
                b"compendium.build.job_server" in (path / "cmdline").read_bytes()
                and (path / "cwd").resolve() == compendium.path.resolve()
            ):
                found.append(path.name)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["the check", "a job"])
def test_no_fork_outlives_a_build_that_was_killed(unbuilt, moment):
    build = unbuilt.start()
    until = time.monotonic() + 300
    while not (forks_of(unbuilt) if moment == "the check" else list((unbuilt / "processed").rglob("*.parquet"))):
        assert time.monotonic() < until and build.poll() is None
        time.sleep(0.1)
    assert forks_of(unbuilt)
    build.send_signal(signal.SIGKILL)
    build.wait()
    until = time.monotonic() + 60
    while forks_of(unbuilt):
        assert time.monotonic() < until, "forks outlived their build"
        time.sleep(0.1)


LOADED = """
import sys
from compendium.build import job_server, run_job
job_server.preload()
before = {name.partition(".")[0] for name in sys.modules} | {"compendium", "election"}
from compendium.decision import config, schemas
from compendium.build import environment, inputs, plan
from compendium.report import job
environment.prepare()
given = {**inputs.templates(), **inputs.of_report("turnout"), "decisions": inputs.decided()}
job.write({"report": "turnout"}, given, plan.of_report("turnout"))
more = {name for name in sys.modules if name.partition(".")[0] not in before | set(sys.stdlib_module_names)}
assert not more, more
"""


def test_a_fork_loads_no_package_that_the_server_could_have_loaded(built):
    done = built.call([sys.executable, "-c", LOADED])
    assert done.returncode == 0, done.stderr


def test_what_the_server_loads_first_is_what_a_build_has():
    """A module of the tests alone would end the server wherever nobody runs them."""
    lock = (SOURCE / "requirements.lock").read_text(encoding="utf-8")
    owners = packages_distributions()
    for name in job_server.PRELOADED:
        top = name.partition(".")[0]
        named = [owner.lower().replace("_", "-") for owner in owners.get(top, ())]
        assert top == "compendium" or any(f"\n{owner}==" in lock for owner in named), name

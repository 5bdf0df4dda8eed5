"""The environment of every job, so that no setting of the user's changes an output."""

import os
import shlex
import sys

from crossborder.config import epoch
from crossborder.root import ROOT

CACHE = ROOT / ".cache"


def prepare() -> None:
    """Set the variables that jobs and kernels inherit, and let Snakemake find Python in any path."""
    # Snakemake 9 writes sys.executable into a shell command without quotes.
    if sys.executable and not sys.executable.startswith("'"):
        sys.executable = shlex.quote(sys.executable)
    os.environ.update(
        PYTHONPATH=str(ROOT / "workflow"),
        SOURCE_DATE_EPOCH=str(epoch()),
        PYTHONHASHSEED="0",
        TZ="UTC",
        LC_ALL="C.UTF-8",
        MPLBACKEND="agg",
        MPLCONFIGDIR=str(CACHE / "matplotlib"),
        MATPLOTLIBRC=str(ROOT / "workflow/templates/matplotlibrc"),
        IPYTHONDIR=str(CACHE / "ipython"),
        JUPYTER_CONFIG_DIR=str(CACHE / "jupyter"),
        JUPYTER_DATA_DIR=str(CACHE / "jupyter-data"),
        JUPYTER_PREFER_ENV_PATH="1",
    )
    # Without bytecode of its own modules every job would compile them again.
    for name in (
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONSTARTUP",
        "PYTHONHOME",
        "JUPYTER_PATH",
        "JUPYTER_CONFIG_PATH",
        "PYTHONWARNINGS",
    ):
        os.environ.pop(name, None)
    for folder in ("matplotlib", "ipython", "jupyter", "jupyter-data"):
        (CACHE / folder).mkdir(parents=True, exist_ok=True)
